package questionnaires

import (
	"bytes"
	"reflect"
	"slices"
	"testing"

	"michinori/app/maturity"
)

func core(t testing.TB) *maturity.Questionnaire {
	t.Helper()
	q, err := BuiltIn("sre-core")
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestBuiltInSize(t *testing.T) {
	t.Parallel()
	if got := BuiltInKeys(); !slices.Equal(got, []string{"sre-core", "sre-starter"}) {
		t.Fatalf("BuiltInKeys() = %q", got)
	}
	q := core(t)
	if len(q.Questions) != 37 {
		t.Errorf("the core has %d questions, want 37", len(q.Questions))
	}
	for _, d := range maturity.Dimensions {
		var all, anchors float64
		for _, x := range q.In(d) {
			all += x.Weight
			if x.Anchor {
				anchors += x.Weight
			}
		}
		if all != 8 || anchors/all < 0.625 || anchors/all > 0.75 {
			t.Errorf("%s: weight %v, anchors %v of it; want 8 and 0.625 to 0.75", d, all, anchors/all)
		}
	}
}

func TestStarterNeedsNoRegister(t *testing.T) {
	t.Parallel()
	q, err := BuiltIn("sre-starter")
	if err != nil {
		t.Fatal(err)
	}
	whole := core(t)
	for _, d := range maturity.Dimensions {
		if n := len(q.In(d)); n != 3 {
			t.Errorf("%s has %d questions, want 3", d, n)
		}
	}
	for _, x := range q.Questions {
		same, _ := whole.Question(x.Key)
		if !reflect.DeepEqual(x, same) {
			t.Errorf("%s differs from the core", x.Key)
		}
		if x.Respondent == maturity.System || !x.Anchor {
			t.Errorf("%s needs a register or is no anchor", x.Key)
		}
	}
	for _, key := range []string{
		"toil.hours", "incident.procedure", "incident.drill_recency", "slo.coverage", "slo.review", "learn.allies", "bus.absence",
	} {
		if _, ok := q.Question(key); !ok {
			t.Errorf("%s is not in the starter", key)
		}
	}
	if got, want := gateNames(q), []string{"toil.hours", "incident.procedure", "incident.drill_recency", "slo.coverage", "slo.review", "learn.allies"}; !slices.Equal(got, want) {
		t.Errorf("gates %q, want %q", got, want)
	}
}

func gateNames(q *maturity.Questionnaire) []string {
	var out []string
	for _, g := range q.Gates {
		out = append(out, g.Name)
	}
	return out
}

// The table of the scoring design: measure and points. Edges belong to the
// better level; above is what any measure just over 0 is worth.
func TestBreakPoints(t *testing.T) {
	t.Parallel()
	p := func(v float64) *float64 { return &v }
	want := map[string]maturity.Scale{
		"toil.hours":             {Line: line(0, 100, 0.10, 80, 0.25, 60, 0.33, 40, 0.50, 20, 0.75, 0)},
		"toil.alert_actionable":  {Line: line(0, 0, 0.20, 20, 0.40, 40, 0.60, 60, 0.85, 80, 1, 100)},
		"bus.team_factor":        {Line: line(0, 0, 1, 25, 2, 50, 3, 75, 4, 100)},
		"bus.single_owner":       {Line: line(0, 100, 0.25, 60, 0.50, 40, 0.75, 20, 1, 0), AboveZero: p(79)},
		"incident.oncall_ready":  {Line: line(0, 0, 1, 100), AboveZero: p(20)},
		"incident.drill_recency": {Line: line(0, 100, 30, 80, 90, 60, 180, 40, 365, 20), Beyond: p(0)},
		"slo.coverage":           {Line: line(0, 0, 0.25, 40, 0.50, 60, 0.90, 80, 1, 100), AboveZero: p(20)},
		"learn.postmortem":       {Line: line(0, 0, 0.33, 40, 0.67, 60, 0.90, 80, 1, 100), AboveZero: p(20)},
		"learn.actions":          {Line: line(0, 0, 0.33, 40, 0.50, 60, 0.80, 80, 1, 100), AboveZero: p(20)},
		"incident.roles":         {Counts: []float64{0, 15, 25, 35, 45, 55, 65, 75, 100}, GateCap: 55},
		"slo.document":           {Counts: []float64{0, 25, 35, 45, 55, 65, 75, 85, 100}, GateCap: 55},
	}
	for _, q := range core(t).Questions {
		if !reflect.DeepEqual(q.Scale, want[q.Key]) {
			t.Errorf("%s: scale %+v, want %+v", q.Key, q.Scale, want[q.Key])
		}
	}
}

func line(pairs ...float64) []maturity.BreakPoint {
	var out []maturity.BreakPoint
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, maturity.BreakPoint{At: pairs[i], Points: pairs[i+1]})
	}
	return out
}

func TestCapsWordsAndGateItems(t *testing.T) {
	t.Parallel()
	caps := map[string][]maturity.Cap{
		"incident.oncall_ready": {{When: maturity.OneOfSeveral, Points: 19}},
		"slo.coverage":          {{When: maturity.NoTier1Covered, Points: 39}, {When: maturity.NotAllTier1Cover, Points: 59}},
	}
	words := map[string]string{
		"toil.alert_actionable": "not_counted", "incident.drill_recency": "never", "learn.actions": "not_tracked",
	}
	gates := map[string]string{"incident.roles": "commander", "slo.document": "sli"}
	for _, q := range core(t).Questions {
		if !reflect.DeepEqual(q.Caps, caps[q.Key]) {
			t.Errorf("%s: caps %v, want %v", q.Key, q.Caps, caps[q.Key])
		}
		var word, gate string
		for _, w := range q.Words {
			word += w.Key
		}
		for _, i := range q.Items {
			if i.Gate {
				gate += i.Key
			}
		}
		if word != words[q.Key] || gate != gates[q.Key] {
			t.Errorf("%s: words %q and gate item %q, want %q and %q", q.Key, word, gate, words[q.Key], gates[q.Key])
		}
	}
}

func TestGates(t *testing.T) {
	t.Parallel()
	want := []maturity.Gate{
		{Name: "toil.hours", Dimension: maturity.Toil, When: maturity.NotScored, MaxLevel: 1},
		{Name: "bus.team_factor", Dimension: maturity.Bus, When: maturity.AtMost, Limit: 1, MaxLevel: 1},
		{Name: "bus.orphan", Dimension: maturity.Bus, When: maturity.CriticalOrphan, MaxLevel: 2},
		{Name: "incident.procedure", Dimension: maturity.Incident, When: maturity.AtMost, Limit: 1, MaxLevel: 1},
		{Name: "incident.drill_recency", Dimension: maturity.Incident, When: maturity.MoreThan, Limit: 365, MaxLevel: 2},
		{Name: "slo.coverage", Dimension: maturity.SLO, When: maturity.AtMost, Limit: 0, MaxLevel: 0},
		{Name: "slo.review", Dimension: maturity.SLO, When: maturity.AtMost, Limit: 0, MaxLevel: 2},
		{Name: "learn.allies", Dimension: maturity.Learn, When: maturity.AtMost, Limit: 1, MaxLevel: 2},
	}
	if got := core(t).Gates; !reflect.DeepEqual(got, want) {
		t.Errorf("gates\n%+v, want\n%+v", got, want)
	}
}

func TestDocumentRoundTrip(t *testing.T) {
	t.Parallel()
	for _, key := range BuiltInKeys() {
		q, err := BuiltIn(key)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Document(q)
		if err != nil {
			t.Fatal(err)
		}
		again, err := FromDocument(doc)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(again, q) {
			t.Errorf("%s: FromDocument gives another questionnaire", key)
		}
		parsed, problems := Parse("document.json", doc, nil)
		if len(problems) > 0 {
			t.Fatalf("%s: a document is not a questionnaire file: %v", key, problems)
		}
		second, err := Document(parsed)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(doc, second) {
			t.Errorf("%s: Document of a parsed document has other bytes", key)
		}
	}
}

func TestFromDocumentRefuses(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{``, `{}`, `[]`, `{"format":2}`, `{"format":1,"colour":"red"}`, `{"format":1}{"format":1}`, `{"format":"1"}`} {
		if _, err := FromDocument([]byte(raw)); err == nil {
			t.Errorf("FromDocument(%s) was accepted", raw)
		}
	}
}
