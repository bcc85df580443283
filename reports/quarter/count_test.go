package quarter_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/questionnaires"
	"michinori/reports/quarter"
)

// drawing makes assessments of anything that a team may come to.
type drawing struct {
	*rand.Rand
	questions *maturity.Questionnaire
}

func (d drawing) chance(percent int) bool { return d.IntN(100) < percent }

func (d drawing) assessment() *quarter.Assessment {
	states := []maturity.State{maturity.Answering, maturity.Revealed, maturity.Agreed, maturity.Shared, maturity.Shared}
	a := &quarter.Assessment{
		Mode: []maturity.Mode{maturity.Together, maturity.Apart}[d.IntN(2)], State: states[d.IntN(len(states))], Members: d.IntN(9),
	}
	a.Responded = d.IntN(a.Members + 1)
	a.Answered = a.Responded > 0
	a.Shared = d.shared()
	return a
}

// shared is drawn for every team, whether it shares or not.
func (d drawing) shared() quarter.Shared {
	out := quarter.Shared{
		Result: d.result(), Acted: d.chance(50), Late: d.chance(10), Reopened: d.chance(10),
		Facts:   map[string]maturity.Answer{},
		Hours:   quarter.Hours{Toil: float64(d.IntN(200)), Contracted: float64(d.IntN(300))},
		Reviews: quarter.SayDo{Done: d.IntN(3), Carried: d.IntN(3), Dropped: d.IntN(3), Waiting: d.IntN(3)},
		OnToil:  d.IntN(4),
	}
	out.ToilDone = d.IntN(out.OnToil + 1)
	if d.chance(70) {
		before := d.result()
		out.Before = &before
	}
	if d.chance(60) {
		out.Register = []knowledge.AreaCount{{Criticality: 3, Areas: 4, Single: d.IntN(3), Orphan: d.IntN(2)}, {Criticality: 1, Areas: d.IntN(5)}}
	}
	for _, key := range quarter.FactQuestions() {
		whole := d.IntN(9)
		switch d.IntN(4) {
		case 0:
			out.Facts[key] = maturity.Answer{Kind: maturity.RatioAnswer, Part: float64(d.IntN(whole + 1)), Whole: float64(whole)}
		case 1:
			out.Facts[key] = maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.NoUserFacing}
		case 2:
			out.Facts[key] = maturity.Answer{Kind: maturity.TiersAnswer, Tiers: []maturity.Tier{
				{Tier: 1 + d.IntN(3), Covered: float64(d.IntN(whole + 1)), Of: float64(whole)},
			}}
		}
	}
	return out
}

func (d drawing) result() maturity.Result {
	out := maturity.Result{Dimensions: map[maturity.Dimension]maturity.DimensionScore{}, Questions: map[string]maturity.QuestionScore{}}
	for _, dimension := range maturity.Dimensions {
		score := maturity.DimensionScore{Partly: d.chance(10)}
		if d.chance(85) {
			points, level := d.Float64()*100, d.IntN(5)
			score.Score, score.Level, score.Scored = &points, &level, true
			if d.chance(20) {
				score.Gate = "incident.procedure"
			}
		}
		out.Dimensions[dimension] = score
	}
	for i := range d.questions.Questions {
		out.Questions[d.questions.Questions[i].Key] = d.question(&d.questions.Questions[i])
	}
	if d.chance(50) {
		out.Register = &maturity.RegisterFigures{CriticalAreas: d.IntN(4), TeamFactor: d.IntN(5)}
	}
	return out
}

func (d drawing) question(q *maturity.Question) maturity.QuestionScore {
	states := []maturity.QuestionState{maturity.Scored, maturity.Scored, maturity.Unanswered, maturity.TooFew, maturity.NotApplies}
	out := maturity.QuestionScore{State: states[d.IntN(len(states))]}
	if out.State == maturity.Scored {
		points, value := float64(d.IntN(101)), float64(d.IntN(400))
		out.Points = &points
		if d.chance(90) {
			out.Value = &value
		}
		out.N, out.Answered = 1+d.IntN(6), 6
	}
	if q.Respondent == maturity.Each && q.Type == maturity.Scale5 && d.chance(60) {
		agreement := d.Float64()
		out.Counts, out.Agreement, out.Unsure, out.NA, out.Discuss = make([]int, 5), &agreement, d.IntN(3), d.IntN(2), d.chance(20)
	}
	return out
}

func terms(t testing.TB) quarter.Terms {
	t.Helper()
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	q, err := library.Latest("sre-core")
	if err != nil {
		t.Fatal(err)
	}
	return quarter.Terms{Key: "2026-Q2", Questionnaire: q, Before: &quarter.Terms{Key: "2026-Q1", Questionnaire: q}}
}

// TestCounts draws organisations and holds their counts to what must be true
// of any.
func TestCounts(t *testing.T) {
	t.Parallel()
	const cases = 1000
	in := terms(t)
	for seed := range uint64(cases) {
		d := drawing{rand.New(rand.NewPCG(seed, 7)), in.Questionnaire}
		var all []*quarter.Assessment
		for range d.IntN(4) {
			all = append(all, d.assessment())
		}
		got := quarter.Count(in, all, nil)
		for _, wrong := range contradictions(got) {
			t.Errorf("organisation %d: %s", seed, wrong)
		}
		for _, a := range all {
			if a.State != maturity.Shared {
				a.Shared = d.shared()
			}
		}
		if a, b := written(t, got), written(t, quarter.Count(in, all, nil)); a != b {
			t.Fatalf("organisation %d: a team that does not share moved a count\n%s\n%s", seed, a, b)
		}
	}
}

// contradictions lists what cannot be true of a round.
func contradictions(r quarter.Round) []string {
	var out []string
	check := func(holds bool, what string) {
		if !holds {
			out = append(out, what)
		}
	}
	f, shared := r.Funnel, r.Funnel.Shared
	check(f.Invited >= f.Answered && f.Answered >= f.Agreed && f.Agreed >= f.Shared && f.Shared >= f.Acted, "the funnel widens")
	check(f.Unheard <= f.Agreed && f.Unheard <= f.Answered, "more teams unheard than agreed")
	check(f.People >= f.Responded, "more people answered than there are")
	for d, n := range r.Levels {
		check(n.Assessed()+n.NotAssessed+n.Partly == shared, "levels do not add up: "+string(d))
		m := r.Changes[d]
		check(m.Rose+m.Fell+m.Same+m.Incomparable == shared, "changes do not add up: "+string(d))
	}
	n := r.Drills
	check(n.Within90+n.Within180+n.Within365+n.Longer+n.Never+n.Unknown == shared, "drills do not add up")
	check(r.OnCall.Teams+r.OnCall.Unknown == shared && r.OnCall.Ready <= r.OnCall.Of, "on-call does not add up")
	for _, x := range r.SLO {
		check(x.Reviewed+x.Defined+x.None == x.Of, "services do not add up")
	}
	for _, x := range r.Asked {
		sum := x.Unknown + x.NA
		for _, teams := range x.Levels {
			sum += teams
		}
		check(sum == shared, "levels of a question do not add up: "+x.Question)
	}
	for _, c := range r.Areas {
		check(c.Single+c.Orphan <= c.Areas, "more areas hang on few than there are")
	}
	check(r.Toil.Teams <= shared && r.Toil.Above <= r.Toil.Teams && r.Toil.Done <= r.Toil.Steps && r.Registers <= shared && r.SLOUnknown <= shared, "more teams than share")
	l := r.Learn
	check(l.Postmortems <= l.PostmortemsOf && l.Actions <= l.ActionsOf && l.PostmortemTeams <= shared && l.ActionTeams <= shared, "learning does not add up")
	x := r.Trust
	check(max(x.TooFew, x.Together, x.Late, x.Reopened) <= shared, "trust does not add up")
	return out
}

func written(t *testing.T, what any) string {
	t.Helper()
	raw, err := json.Marshal(what)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// A score of which much did not apply, now or before, is compared with no other.
func TestPartlyApplicableIsNotCompared(t *testing.T) {
	t.Parallel()
	in := terms(t)
	low, high, level := 20.0, 80.0, 1
	for _, partly := range [][2]bool{{false, false}, {true, false}, {false, true}} {
		result := func(score *float64, partly bool) maturity.Result {
			return maturity.Result{Dimensions: map[maturity.Dimension]maturity.DimensionScore{
				maturity.SLO: {Scored: true, Score: score, Level: &level, Partly: partly, Interval: maturity.OneVoice},
			}}
		}
		before := result(&low, partly[0])
		a := &quarter.Assessment{State: maturity.Shared, Shared: quarter.Shared{Result: result(&high, partly[1]), Before: &before}}
		want := quarter.Moves{Rose: 1}
		if partly[0] || partly[1] {
			want = quarter.Moves{Incomparable: 1}
		}
		if got := quarter.Count(in, []*quarter.Assessment{a}, nil).Changes[maturity.SLO]; got != want {
			t.Errorf("partly before and now %v: %+v", partly, got)
		}
	}
}
