package measured

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"michinori/app/maturity"
)

// short writes findings as "question kind n/of", those that ask with a "?".
func short(findings []Finding) string {
	var out []string
	for _, f := range findings {
		text := fmt.Sprintf("%s %d/%d", f.Kind, f.N, f.Of)
		if f.Tier > 0 {
			text += fmt.Sprintf(" tier %d", f.Tier)
		}
		if f.Asks {
			text += " ?"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func TestDefinitionsStandBesideTheCount(t *testing.T) {
	t.Parallel()
	files := SLOs{Services: []Service{
		{Name: "a", Tier: 1, SLOs: 2}, {Name: "b", Tier: 1}, {Name: "c", Tier: 2, SLOs: 1}, {Name: "d", SLOs: 1}, {Name: "e", SLOs: 1},
	}}
	said := map[string]Placing{"c": 3, "e": Outside}
	tiers := func(t ...maturity.Tier) maturity.Answer { return maturity.Answer{Kind: maturity.TiersAnswer, Tiers: t} }
	ratio := func(part, of float64) maturity.Answer {
		return maturity.Answer{Kind: maturity.RatioAnswer, Part: part, Whole: of}
	}
	tests := map[string]struct {
		answer maturity.Answer
		want   string
	}{
		// d may be of tier 1: two of them are possible, three are not.
		"two of tier 1":      {tiers(maturity.Tier{Tier: 1, Covered: 2, Of: 3}), ""},
		"three of tier 1":    {tiers(maturity.Tier{Tier: 1, Covered: 3, Of: 3}), ", slo_more_counted 3/2 tier 1 ?"},
		"none of tier 3":     {tiers(maturity.Tier{Tier: 3, Covered: 0, Of: 0}), ", slo_fewer_counted 0/1 tier 3 ?, slo_more_services 1/0 tier 3 ?"},
		"all without a tier": {ratio(3, 4), ""},
		"more than defined":  {ratio(4, 4), ", slo_more_counted 4/3 ?"},
		"not for users":      {maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.NoUserFacing}, ", slo_not_facing 3/0 ?"},
		"another team":       {maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.HandledElsewhere}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Findings(Evidence{SLOs: &files, Placings: said}, map[string]maturity.Answer{"slo.coverage": test.answer})
			if want := "slo_defined 3/4" + test.want; short(got) != want {
				t.Errorf("got %s, want %s", short(got), want)
			}
		})
	}
	if got := Findings(Evidence{SLOs: &files}, nil); short(got) != "slo_defined 4/5" {
		t.Errorf("without an answer: %s", short(got))
	}
}

func incidents(people, taken, auto int) *Incidents {
	tally := NewIncidentTally(time.UTC, true)
	for i := range 10 {
		in := Incident{Started: time.Date(2026, 7, i+1, 12, 0, 0, 0, time.UTC), Acknowledged: -1, Resolved: time.Hour}
		if i < taken {
			in.Acknowledged, in.Who = time.Duration(i+1)*time.Minute, []string{fmt.Sprint(i % people)}
		}
		in.Auto = i >= 10-auto
		tally.Add(in)
	}
	out := tally.Sum()
	return &out
}

func TestIncidentsStandBesideReadiness(t *testing.T) {
	t.Parallel()
	ratio := func(part, of float64) maturity.Answer {
		return maturity.Answer{Kind: maturity.RatioAnswer, Part: part, Whole: of}
	}
	na := func(reason maturity.NAReason) maturity.Answer {
		return maturity.Answer{Kind: maturity.NotApplicable, Reason: reason}
	}
	tests := map[string]struct {
		incidents *Incidents
		question  string
		answer    maturity.Answer
		want      string
	}{
		"as many as said":    {incidents(3, 6, 2), "incident.oncall_ready", ratio(3, 5), "incident_responders 3/6"},
		"more than said":     {incidents(3, 6, 2), "incident.oncall_ready", ratio(1, 5), "incident_responders 3/6, more_responders 3/1 ?"},
		"one for everything": {incidents(1, 6, 2), "incident.oncall_ready", ratio(4, 5), "incident_responders 1/6, one_responder 6/4 ?"},
		"too few to say":     {incidents(1, 4, 2), "incident.oncall_ready", ratio(4, 5), "incident_responders 1/4"},
		"no on-call":         {incidents(2, 4, 2), "incident.oncall_ready", na(maturity.NoOnCall), "incident_responders 2/4, oncall_after_all 2/4 ?"},
		"no incident":        {incidents(2, 4, 2), "learn.postmortem", na(maturity.NoIncidentInPeriod), "incident_count 10/0, incidents_after_all 10/0 ?"},
		"nobody noted":       {incidents(2, 0, 2), "incident.oncall_ready", ratio(1, 5), ""},
		"near enough":        {incidents(2, 4, 2), "toil.alert_actionable", ratio(9, 10), "incident_auto 2/10"},
		"too good":           {incidents(2, 4, 4), "toil.alert_actionable", ratio(9, 10), "incident_auto 4/10, auto_more 4/10 ?"},
		"nobody asks a word": {incidents(2, 4, 4), "toil.alert_actionable", maturity.Answer{Kind: maturity.WordAnswer}, "incident_auto 4/10"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := Findings(Evidence{Incidents: test.incidents}, map[string]maturity.Answer{test.question: test.answer})
			if got := short(Beside(test.question, all)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// 1, 2, … 10 minutes: the middle is between the fifth and the sixth, and nine
// tenths are within nine minutes.
func TestSpread(t *testing.T) {
	t.Parallel()
	if got := incidents(1, 10, 0).Acknowledged; got != (Spread{N: 10, Median: 330, P90: 540}) {
		t.Errorf("got %+v", got)
	}
}

func issues(labelledMonths int, label string) *Issues {
	tally := NewIssueTally(time.UTC)
	for month := range 4 {
		for i := range 5 {
			issue := Issue{Created: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Closed: time.Date(2026, time.Month(month+1), 10, 0, 0, 0, 0, time.UTC), Spent: time.Hour}
			if month < labelledMonths && i == 0 {
				issue.Labels = []string{label, label}
				issue.Spent = 6 * time.Hour
			}
			tally.Add(issue)
		}
	}
	tally.Add(Issue{Created: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Labels: []string{label}})
	out := tally.Sum()
	return &out
}

func TestIssuesStandBesideTracking(t *testing.T) {
	t.Parallel()
	level := func(n int) maturity.Answer { return maturity.Answer{Kind: maturity.LevelAnswer, Level: n} }
	tests := map[string]struct {
		issues *Issues
		said   map[string]bool
		answer maturity.Answer
		want   string
	}{
		"a habit":            {issues(3, "運用"), nil, level(3), "toil_share 3/20, toil_hours 3/20"},
		"recorded after all": {issues(3, "運用"), nil, level(1), "toil_share 3/20, toil_hours 3/20, toil_recorded 3/4 ?"},
		"too young a habit":  {issues(2, "運用"), nil, level(1), "toil_share 2/20, toil_hours 2/20"},
		"not toil, they say": {issues(3, "運用"), map[string]bool{"運用": false}, level(4), "toil_share 0/20, toil_hours 0/20, toil_no_label 0/20 ?"},
		"toil, they say":     {issues(3, "blue"), map[string]bool{"blue": true}, level(4), "toil_share 3/20, toil_hours 3/20"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := Findings(Evidence{Issues: test.issues, Toil: test.said}, map[string]maturity.Answer{"toil.tracking": test.answer})
			if got := short(Beside("toil.tracking", all)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
	all, _ := issues(3, "toil").Toil(nil)
	if all.ToilHours != 18 || all.Hours != 35 {
		t.Errorf("hours %v of %v", all.ToilHours, all.Hours)
	}
}

// Labels that go together in too many ways are cut to the most frequent ones,
// and no issue is lost.
func TestManyLabelsAreCut(t *testing.T) {
	t.Parallel()
	tally := NewIssueTally(time.UTC)
	const many = 20_000
	for i := range many {
		labels := []string{"toil"}
		for bit := range 14 {
			if i>>bit&1 == 1 {
				labels = append(labels, fmt.Sprint("l", bit))
			}
		}
		tally.Add(Issue{Created: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Labels: labels})
	}
	all := tally.Sum()
	if len(all.Groups) > maxGroups || all.LeftOut == 0 || !all.ByCreation {
		t.Errorf("%d groups, %d labels left out", len(all.Groups), all.LeftOut)
	}
	if count, _ := all.Toil(nil); count.Toil != many || count.Count != many {
		t.Errorf("counted %+v", count)
	}
}

func TestLooksLikeToil(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]bool{"Toil": true, "type/toil": true, "kind: Support": true, "運用": true, "bug": false, "toilet": false, "": false} {
		if LooksLikeToil(label) != want {
			t.Errorf("%q: want %v", label, want)
		}
	}
}
