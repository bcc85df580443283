package maturity_test

import (
	"math"
	"testing"

	"michinori/app/maturity"
)

func at(level int) maturity.Answer {
	return maturity.Answer{Kind: maturity.LevelAnswer, Level: level}
}

func hours(h, of float64) maturity.Answer {
	return maturity.Answer{Kind: maturity.NumberAnswer, Number: h, Of: of}
}

func days(d float64) maturity.Answer {
	return maturity.Answer{Kind: maturity.NumberAnswer, Number: d}
}

func ratio(part, whole float64) maturity.Answer {
	return maturity.Answer{Kind: maturity.RatioAnswer, Part: part, Whole: whole}
}

func word(w string) maturity.Answer {
	return maturity.Answer{Kind: maturity.WordAnswer, Word: w}
}

func ticked(items ...string) maturity.Answer {
	return maturity.Answer{Kind: maturity.ChecklistAnswer, Ticked: items}
}

func tiers(pairs ...float64) maturity.Answer {
	a := maturity.Answer{Kind: maturity.TiersAnswer}
	for i := 0; i+1 < len(pairs); i += 2 {
		a.Tiers = append(a.Tiers, maturity.Tier{Tier: i/2 + 1, Covered: pairs[i], Of: pairs[i+1]})
	}
	return a
}

var (
	unsure = maturity.Answer{Kind: maturity.Unsure}
	na     = maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.NoOnCall}
)

// people gives each person one answer to the question.
func people(key string, answers ...maturity.Answer) []maturity.Response {
	out := make([]maturity.Response, len(answers))
	for i, a := range answers {
		out[i] = maturity.Response{key: a}
	}
	return out
}

func levels(ls ...int) []maturity.Answer {
	out := make([]maturity.Answer, len(ls))
	for i, l := range ls {
		out[i] = at(l)
	}
	return out
}

func near(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > 1e-9 {
		t.Errorf("%s = %v, want %v", what, show(got), want)
	}
}

func show(v *float64) any {
	if v == nil {
		return "nothing"
	}
	return *v
}

func TestPointsOfFacts(t *testing.T) {
	t.Parallel()
	eight := []string{"commander", "comms", "scribe", "place", "escalation", "handoff", "backup", "close"}
	without := func(without []string, ticked ...string) maturity.Answer {
		return maturity.Answer{Kind: maturity.ChecklistAnswer, Ticked: ticked, Without: without}
	}
	tests := []struct {
		name, key     string
		answer        maturity.Answer
		points, value float64
	}{
		{"level", "toil.tracking", at(3), 75, 3},
		{"level 0 is an answer", "toil.tracking", at(0), 0, 0},
		{"provided by another team", "learn.outreach", maturity.Answer{Kind: maturity.Provided, ProvidedBy: "platform", Level: 3}, 75, 3},
		{"alerts 0 of 10", "toil.alert_actionable", ratio(0, 10), 0, 0},
		{"alerts 12 of 40", "toil.alert_actionable", ratio(12, 40), 30, .3},
		{"alerts 60 %", "toil.alert_actionable", ratio(3, 5), 60, .6},
		{"alerts 85 %", "toil.alert_actionable", ratio(17, 20), 80, .85},
		{"alerts 92.5 %", "toil.alert_actionable", ratio(37, 40), 90, .925},
		{"alerts all", "toil.alert_actionable", ratio(40, 40), 100, 1},
		{"nobody ready", "incident.oncall_ready", ratio(0, 5), 0, 0},
		{"one ready of five", "incident.oncall_ready", ratio(1, 5), 19, .2},
		{"one ready of one", "incident.oncall_ready", ratio(1, 1), 100, 1},
		{"two ready of five", "incident.oncall_ready", ratio(2, 5), 52, .4},
		{"drill today", "incident.drill_recency", days(0), 100, 0},
		{"drill 30 days ago", "incident.drill_recency", days(30), 80, 30},
		{"drill 45 days ago", "incident.drill_recency", days(45), 75, 45},
		{"drill 90 days ago", "incident.drill_recency", days(90), 60, 90},
		{"drill 365 days ago", "incident.drill_recency", days(365), 20, 365},
		{"drill 366 days ago", "incident.drill_recency", days(366), 0, 366},
		{"no service covered", "slo.coverage", ratio(0, 4), 0, 0},
		{"just above none", "slo.coverage", ratio(1, 1e6), 20 + 20*1e-6/.25, 1e-6},
		{"half covered", "slo.coverage", ratio(2, 4), 60, .5},
		{"all covered", "slo.coverage", ratio(4, 4), 100, 1},
		{"tiers all covered", "slo.coverage", tiers(2, 2, 1, 1), 100, 1},
		{"no tier 1 covered", "slo.coverage", tiers(0, 1, 3, 3, 3, 3), 39, .75},
		{"not all tier 1 covered", "slo.coverage", tiers(2, 3, 3, 3), 59, 12. / 15},
		{"no tier 1 there", "slo.coverage", tiers(0, 0, 1, 2), 60, .5},
		{"postmortem 33 %", "learn.postmortem", ratio(33, 100), 40, .33},
		{"postmortem 67 %", "learn.postmortem", ratio(67, 100), 60, .67},
		{"actions 80 %", "learn.actions", ratio(4, 5), 80, .8},
		{"no item", "incident.roles", ticked(), 0, 0},
		{"three items", "incident.roles", ticked("commander", "comms", "scribe"), 35, 3},
		{"all items", "incident.roles", ticked(eight...), 100, 8},
		{"all but the gate item", "incident.roles", ticked(eight[1:]...), 55, 7},
		{"all of four that apply", "incident.roles", without(eight[4:], eight[:4]...), 100, 8},
		{"two of five that apply", "incident.roles", without(eight[5:], "commander", "comms"), 35, 3},
		{"gate item does not apply", "incident.roles", without(eight[:1], eight[1:]...), 100, 8},
		{"document", "slo.document", ticked("sli", "target"), 35, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			q := core()
			if question, _ := q.Question(tt.key); question.Check(tt.answer) != nil {
				t.Fatalf("not an answer: %v", question.Check(tt.answer))
			}
			got := maturity.Score(maturity.Input{
				Questionnaire: q, Members: 5, Facts: map[string]maturity.Answer{tt.key: tt.answer},
			}).Questions[tt.key]
			near(t, "points", got.Points, tt.points)
			near(t, "value", got.Value, tt.value)
		})
	}
}

func TestAnswersInWordsAreWorthNothingAndNotZero(t *testing.T) {
	t.Parallel()
	for key, w := range map[string]string{
		"toil.alert_actionable": "not_counted", "incident.drill_recency": "never", "learn.actions": "not_tracked",
	} {
		got := maturity.Score(maturity.Input{
			Questionnaire: core(), Facts: map[string]maturity.Answer{key: word(w)},
		}).Questions[key]
		near(t, key, got.Points, 0)
		if got.Value != nil || got.State != maturity.Scored {
			t.Errorf("%s: value %v, state %s; want no value, scored", key, show(got.Value), got.State)
		}
	}
}

func TestFactsThatDoNotApply(t *testing.T) {
	t.Parallel()
	all := []string{"commander", "comms", "scribe", "place", "escalation", "handoff", "backup", "close"}
	for key, a := range map[string]maturity.Answer{
		"toil.tracking": na, "toil.alert_actionable": ratio(0, 0), "slo.coverage": tiers(0, 0, 0, 0),
		"incident.roles": {Kind: maturity.ChecklistAnswer, Without: all},
	} {
		got := maturity.Score(maturity.Input{
			Questionnaire: core(), Facts: map[string]maturity.Answer{key: a},
		}).Questions[key]
		if got.State != maturity.NotApplies || got.Points != nil {
			t.Errorf("%s: %s with %v points, want not applicable", key, got.State, show(got.Points))
		}
	}
}

func TestPointsOfMembers(t *testing.T) {
	t.Parallel()
	const level, hour = "toil.alert_review", "toil.hours"
	tests := []struct {
		name          string
		key           string
		answers       []maturity.Answer
		points, value float64
		n             int
		agreement     float64 // -1: none
		discuss       bool
	}{
		{"two camps", level, levels(0, 0, 4, 4), 50, 2, 4, 0, true},
		{"near", level, levels(2, 2, 3), 50, 2, 3, 1 - 1./6, false},
		{"wide", level, levels(0, 2, 4), 50, 2, 3, 1 - 2./3, true},
		{"one outlier", level, levels(1, 1, 1, 1, 3), 25, 1, 5, .8, false},
		{"half level", level, levels(2, 3), 62.5, 2.5, 2, .75, false},
		{"two are too few to discuss", level, levels(0, 4), 50, 2, 2, 0, false},
		{"range of three", level, levels(1, 1, 1, 1, 1, 4), 25, 1, 6, .75, true},
		{"unsure left out", level, append(levels(3, 3), unsure, unsure, unsure), 75, 3, 2, 1, false},
		{"half do not need it", level, append(levels(2), na), 50, 2, 1, 1, false},
		{"hours, ratio of sums", hour, []maturity.Answer{hours(12, 0), hours(6, 32)}, 60, .25, 2, -1, false},
		{"no hours", hour, []maturity.Answer{hours(0, 0)}, 100, 0, 1, -1, false},
		{"a tenth", hour, []maturity.Answer{hours(4, 40), hours(3, 30)}, 80, .1, 2, -1, false},
		{"a third", hour, []maturity.Answer{hours(33, 100)}, 40, .33, 1, -1, false},
		{"more than all", hour, []maturity.Answer{hours(60, 40)}, 0, 1.5, 1, -1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := maturity.Score(maturity.Input{
				Questionnaire: core(), Members: 6, Responses: people(tt.key, tt.answers...),
			}).Questions[tt.key]
			near(t, "points", got.Points, tt.points)
			near(t, "value", got.Value, tt.value)
			if got.N != tt.n || got.Discuss != tt.discuss {
				t.Errorf("n %d, discuss %v; want %d, %v", got.N, got.Discuss, tt.n, tt.discuss)
			}
			if tt.agreement >= 0 {
				near(t, "agreement", got.Agreement, tt.agreement)
			} else if got.Agreement != nil {
				t.Errorf("agreement %v, want none", *got.Agreement)
			}
		})
	}
}

func TestFiveKindsOfAnswerStayApart(t *testing.T) {
	t.Parallel()
	const key = "bus.docs"
	tests := []struct {
		name    string
		answers []maturity.Answer
		want    maturity.QuestionState
		points  float64
	}{
		{"nothing", nil, maturity.Unanswered, -1},
		{"do not know", []maturity.Answer{unsure, unsure}, maturity.Unanswered, -1},
		{"does not apply to most", append(levels(4), na, na), maturity.NotApplies, -1},
		{"level 0", levels(0), maturity.Scored, 0},
		{"provided", []maturity.Answer{{Kind: maturity.Provided, ProvidedBy: "sre", Level: 2}}, maturity.Scored, 50},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := maturity.Score(maturity.Input{
				Questionnaire: core(), Members: 6, Responses: people(key, tt.answers...),
			}).Questions[key]
			if got.State != tt.want {
				t.Errorf("state %s, want %s", got.State, tt.want)
			}
			if tt.points < 0 && got.Points != nil {
				t.Errorf("points %v, want none", *got.Points)
			}
			if tt.points >= 0 {
				near(t, "points", got.Points, tt.points)
			}
		})
	}
}

func TestAnAgreementReplacesTheMedian(t *testing.T) {
	t.Parallel()
	in := maturity.Input{
		Questionnaire: core(), Members: 5, Responses: people("bus.docs", levels(0, 0, 4)...),
		Agreements: map[string]float64{"bus.docs": 1.5, "bus.pairing": 3, "toil.tracking": 4},
	}
	got := maturity.Score(in).Questions
	near(t, "agreed over a median", got["bus.docs"].Points, 37.5)
	near(t, "agreed without answers", got["bus.pairing"].Points, 75)
	if !got["bus.docs"].Agreed || !got["bus.docs"].Discuss || got["bus.docs"].N != 3 {
		t.Errorf("agreed question %+v: the answers must stay visible beside the agreement", got["bus.docs"])
	}
	if got["toil.tracking"].State != maturity.Unanswered {
		t.Error("a fact of the lead was agreed on")
	}
}

func TestSystemQuestions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name           string
		register       *maturity.RegisterFigures
		factor, single float64 // -1: no points
		state          maturity.QuestionState
	}{
		{"no register", nil, -1, -1, maturity.Unanswered},
		{"no critical area", &maturity.RegisterFigures{}, -1, -1, maturity.NotApplies},
		{"everybody for everything", &maturity.RegisterFigures{CriticalAreas: 3, TeamFactor: 6}, 100, 100, maturity.Scored},
		{"two people", &maturity.RegisterFigures{CriticalAreas: 4, TeamFactor: 2, SingleOwner: 1}, 50, 60, maturity.Scored},
		{"a few single owners", &maturity.RegisterFigures{CriticalAreas: 100, TeamFactor: 3, SingleOwner: 1}, 75, 79 - 19*.04, maturity.Scored},
		{"lone SRE", &maturity.RegisterFigures{CriticalAreas: 4, TeamFactor: 1, SingleOwner: 3}, 25, 20, maturity.Scored},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := maturity.Score(maturity.Input{Questionnaire: core(), Register: tt.register}).Questions
			for key, want := range map[string]float64{"bus.team_factor": tt.factor, "bus.single_owner": tt.single} {
				if got[key].State != tt.state {
					t.Errorf("%s is %s, want %s", key, got[key].State, tt.state)
				}
				if want >= 0 {
					near(t, key, got[key].Points, want)
				}
			}
		})
	}
}
