package maturity_test

import (
	"math"
	"testing"

	"michinori/app/maturity"
)

// everywhere answers each question with one level or what is worth as much.
func everywhere(l int, skip ...string) maturity.Input {
	skipped := map[string]bool{}
	for _, s := range skip {
		skipped[s] = true
	}
	q := core()
	in := maturity.Input{Questionnaire: q, Members: 1, Facts: map[string]maturity.Answer{}}
	response := maturity.Response{}
	for _, x := range q.Questions {
		switch {
		case skipped[x.Key]:
		case x.Respondent == maturity.Each && x.Type == maturity.Scale5:
			response[x.Key] = at(l)
		case x.Respondent == maturity.Each:
			response[x.Key] = hours([]float64{40, 20, 13.2, 10, 4}[l], 40)
		case x.Type == maturity.Scale5:
			in.Facts[x.Key] = at(l)
		}
	}
	in.Responses = []maturity.Response{response}
	return in
}

func TestLevels(t *testing.T) {
	t.Parallel()
	for score, want := range map[float64]int{
		0: 0, 19.9: 0, 20: 1, 39.99: 1, 40: 2, 59.999: 2, 60: 3, 79.9: 3, 80: 4, 100: 4,
		60 - 1e-12: 3, 60 - 1e-6: 2,
	} {
		if got := maturity.LevelOf(score); got != want {
			t.Errorf("LevelOf(%v) = %d, want %d", score, got, want)
		}
	}
}

func TestDisplayNeverShowsALevelBeforeItIsReached(t *testing.T) {
	t.Parallel()
	for score, want := range map[float64]string{
		59.96: "59.9", 60: "60.0", 2.749999999999999: "2.8", 61.25: "61.3", 60 - 1e-12: "60.0", 54.27: "54.3", 0: "0.0", 79.95: "79.9", 99.96: "100.0", 19.999: "19.9",
	} {
		if got := maturity.DisplayScore(score); got != want {
			t.Errorf("DisplayScore(%v) = %s, want %s", score, got, want)
		}
	}
}

func TestCoverage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name             string
		facts            map[string]maturity.Answer
		coverage, anchor float64
		scored           bool
		score            float64
	}{
		{"nothing answered", nil, 0, 0, false, 0},
		{
			"facts alone are not enough",
			map[string]maturity.Answer{"slo.coverage": ratio(1, 2), "slo.budget_policy": at(2)},
			3. / 8, 3. / 5, false, 0,
		},
		{
			"all facts are", map[string]maturity.Answer{
				"slo.coverage": ratio(1, 2), "slo.budget_policy": at(2), "slo.sli_quality": at(2), "slo.document": ticked(),
			}, 5. / 8, 3. / 5, true, (2*60 + 50 + 50 + 0) / 5.,
		},
		{
			"the anchors are missing", map[string]maturity.Answer{
				"slo.coverage": na, "slo.budget_policy": at(2), "slo.sli_quality": at(2), "slo.document": ticked(),
			}, 3. / 6, 1. / 3, false, 0,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := maturity.Score(maturity.Input{Questionnaire: core(), Members: 4, Facts: tt.facts}).Dimensions[maturity.SLO]
			near(t, "coverage", &got.Coverage, tt.coverage)
			near(t, "anchor coverage", &got.AnchorCoverage, tt.anchor)
			if got.Scored != tt.scored || (got.Score != nil) != tt.scored || (got.Level != nil) != tt.scored {
				t.Fatalf("scored %v with score %v, want %v: a gap is never a zero", got.Scored, show(got.Score), tt.scored)
			}
			if tt.scored {
				near(t, "score", got.Score, tt.score)
			}
		})
	}
}

func TestSixTenthsOfTheWeightAreEnough(t *testing.T) {
	t.Parallel()
	q := &maturity.Questionnaire{Key: "q", Edition: "1"}
	for _, key := range []string{"a", "b", "c", "d", "e"} {
		x := level(maturity.Toil, key, lead, true, "p")
		x.Weight = .1 // three of five do not sum to exactly 0.6 of the whole
		q.Questions = append(q.Questions, x)
	}
	facts := map[string]maturity.Answer{"a": at(1), "b": at(2), "c": at(3)}
	got := maturity.Score(maturity.Input{Questionnaire: q, Facts: facts}).Dimensions[maturity.Toil]
	if !got.Scored {
		t.Fatalf("coverage %v is not enough", got.Coverage)
	}
	near(t, "score", got.Score, 50)
}

func TestNothingApplies(t *testing.T) {
	t.Parallel()
	in := maturity.Input{Questionnaire: core(), Facts: map[string]maturity.Answer{}}
	response := maturity.Response{}
	for _, x := range core().In(maturity.SLO) {
		in.Facts[x.Key], response[x.Key] = na, na
	}
	in.Responses = []maturity.Response{response}
	got := maturity.Score(in).Dimensions[maturity.SLO]
	if got.Scored || got.Coverage != 0 || !got.Partly {
		t.Errorf("%+v: want not scored, partly applicable", got)
	}
}

func TestGates(t *testing.T) {
	t.Parallel()
	high := func(change func(*maturity.Input)) maturity.Input {
		in := everywhere(4)
		in.Register = &maturity.RegisterFigures{CriticalAreas: 4, TeamFactor: 4}
		in.Facts["slo.coverage"] = ratio(4, 4)
		in.Facts["incident.drill_recency"] = days(10)
		in.Facts["incident.oncall_ready"] = ratio(4, 4)
		change(&in)
		return in
	}
	answer := func(key string, a maturity.Answer) func(*maturity.Input) {
		return func(in *maturity.Input) { in.Responses[0][key] = a }
	}
	fact := func(key string, a maturity.Answer) func(*maturity.Input) {
		return func(in *maturity.Input) { in.Facts[key] = a }
	}
	tests := []struct {
		name   string
		d      maturity.Dimension
		change func(*maturity.Input)
		level  int
		gate   string
	}{
		{"all is well", maturity.Bus, func(*maturity.Input) {}, 4, ""},
		{"hours not measured", maturity.Toil, func(in *maturity.Input) { delete(in.Responses[0], "toil.hours") }, 1, "toil.hours"},
		{"hours do not apply", maturity.Toil, answer("toil.hours", na), 1, "toil.hours"},
		{"team factor 1", maturity.Bus, func(in *maturity.Input) { in.Register.TeamFactor = 1 }, 1, "bus.team_factor"},
		{"orphan", maturity.Bus, func(in *maturity.Input) { in.Register.CriticalOrphan = true }, 2, "bus.orphan"},
		{"both", maturity.Bus, func(in *maturity.Input) { in.Register.TeamFactor, in.Register.CriticalOrphan = 0, true }, 1, "bus.team_factor"},
		{"procedure 1", maturity.Incident, answer("incident.procedure", at(1)), 1, "incident.procedure"},
		{"procedure 2", maturity.Incident, answer("incident.procedure", at(2)), 4, ""},
		{"procedure unknown", maturity.Incident, answer("incident.procedure", unsure), 4, ""},
		{"procedure agreed", maturity.Incident, func(in *maturity.Input) { in.Agreements = map[string]float64{"incident.procedure": 1} }, 1, "incident.procedure"},
		{"drill 365 days ago", maturity.Incident, fact("incident.drill_recency", days(365)), 4, ""},
		{"drill 366 days ago", maturity.Incident, fact("incident.drill_recency", days(366)), 2, "incident.drill_recency"},
		{"drill never", maturity.Incident, fact("incident.drill_recency", word("never")), 2, "incident.drill_recency"},
		{"no service covered", maturity.SLO, fact("slo.coverage", ratio(0, 4)), 0, "slo.coverage"},
		{"no review", maturity.SLO, answer("slo.review", at(0)), 2, "slo.review"},
		{"one ally", maturity.Learn, answer("learn.allies", at(1)), 2, "learn.allies"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := maturity.Score(high(tt.change)).Dimensions[tt.d]
			if got.Level == nil || *got.Level != tt.level || got.Gate != tt.gate {
				t.Errorf("level %v, gate %q; want %d, %q", got.Level, got.Gate, tt.level, tt.gate)
			}
		})
	}
}

func TestAGateThatLowersNothingIsNotNamed(t *testing.T) {
	t.Parallel()
	in := everywhere(0)
	got := maturity.Score(in)
	if g := got.Dimensions[maturity.Learn].Gate; g != "" {
		t.Errorf("gate %q at level 0", g)
	}
	if !got.Questions["learn.allies"].GateHolds {
		t.Error("the condition of the gate holds all the same")
	}
}

func TestIntervals(t *testing.T) {
	t.Parallel()
	answers := func(members int, ls ...int) maturity.DimensionScore {
		in := everywhere(2)
		in.Members, in.Responses = members, nil
		for _, l := range ls {
			in.Responses = append(in.Responses, everywhere(l).Responses[0])
		}
		return maturity.Score(in).Dimensions[maturity.Learn]
	}
	// Facts of learn: outreach, at level 2; five questions vary with people.
	own := func(l int) float64 { return (5*25*float64(l) + 50) / 6 }
	tests := []struct {
		name string
		got  maturity.DimensionScore
		kind maturity.IntervalKind
		low  float64 // -1: none
		high float64
	}{
		{"one voice", answers(4, 3), maturity.OneVoice, -1, -1},
		{"range", answers(5, 1, 2, 4), maturity.Range, own(1), own(4)},
		{"census of three", answers(3, 1, 2, 4), maturity.Census, own(1), own(4)},
		{"census of six", answers(6, 0, 2, 2, 2, 3, 4), maturity.Census, own(0), own(4)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if tt.got.Interval != tt.kind {
				t.Fatalf("kind %s, want %s", tt.got.Interval, tt.kind)
			}
			if tt.low < 0 {
				if tt.got.Low != nil || tt.got.High != nil {
					t.Error("an interval from one voice")
				}
				return
			}
			near(t, "low", tt.got.Low, tt.low)
			near(t, "high", tt.got.High, tt.high)
		})
	}
}

func TestBootstrap(t *testing.T) {
	t.Parallel()
	of := func(members int, team string) maturity.DimensionScore {
		in := everywhere(2)
		in.Members, in.Responses, in.Team, in.Period = members, nil, team, "2026-Q3"
		for _, l := range []int{0, 1, 2, 2, 3, 4} {
			in.Responses = append(in.Responses, everywhere(l).Responses[0])
		}
		return maturity.Score(in).Dimensions[maturity.Learn]
	}
	large, small, again := of(1000, "a"), of(7, "a"), of(1000, "a")
	if large.Interval != maturity.Bootstrap || *large.Low >= *large.Score || *large.High <= *large.Score {
		t.Fatalf("interval %s %v–%v around %v", large.Interval, *large.Low, *large.High, *large.Score)
	}
	if *large.Low != *again.Low || *large.High != *again.High {
		t.Error("the same round gave another interval")
	}
	// Same draws, drawn in by the share of the team that answered.
	shrink := math.Sqrt(1-6./7) / math.Sqrt(1-6./1000)
	near(t, "low of a small team", small.Low, *small.Score-(*large.Score-*large.Low)*shrink)
	if other := of(1000, "b"); *other.Low == *large.Low && *other.High == *large.High {
		t.Log("another team drew the same ends; possible with few levels")
	}
}

func TestNextSteps(t *testing.T) {
	t.Parallel()
	in := everywhere(2)
	in.Facts["incident.drill_recency"] = word("never") // 60 × 1.5
	in.Facts["incident.oncall_ready"] = ratio(1, 4)    // 41
	in.Facts["slo.coverage"] = ratio(0, 4)             // 2 × 60 × 1.5
	in.Facts["learn.postmortem"] = ratio(0, 4)         // 60
	in.Responses[0]["toil.hours"] = hours(20, 40)      // 2 × 40
	got := maturity.Score(in).NextSteps
	want := []maturity.NextStep{
		{Question: "slo.coverage", Practice: "slo_starter", Priority: 180},
		{Question: "incident.drill_recency", Practice: "wheel_of_misfortune", Priority: 90},
		{Question: "toil.hours", Practice: "toil_log", Priority: 80},
	}
	if len(got) != len(want) {
		t.Fatalf("%d steps, want three: %v", len(got), got)
	}
	for i := range want {
		if got[i].Question != want[i].Question || got[i].Practice != want[i].Practice {
			t.Errorf("step %d is %v, want %v", i, got[i], want[i])
		}
		near(t, want[i].Question, &got[i].Priority, want[i].Priority)
	}
}

func TestNextStepsRepeatNoPractice(t *testing.T) {
	t.Parallel()
	in := maturity.Input{Questionnaire: core(), Members: 3, Facts: map[string]maturity.Answer{
		"slo.coverage":   ratio(1, 10), // 2 × 32, slo_starter
		"learn.outreach": at(1),        // 35, internal_talk
	}}
	in.Responses = []maturity.Response{
		{"learn.experiment": at(0), "slo.shared_understanding": at(0)}, // 60 slo_starter, 60 internal_talk
	}
	got := maturity.Score(in).NextSteps
	if len(got) != 2 || got[0].Question != "slo.coverage" || got[1].Question != "learn.outreach" {
		t.Errorf("steps %v, want slo.coverage and learn.outreach", got)
	}
}
