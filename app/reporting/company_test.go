package reporting

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// company is an organisation with everything that its people ever answered.
type company struct {
	groups   []maturity.Group
	insiders [][]string // teams of people who are in several
	rounds   []played
}

// played is a round that was closed, with the teams as they stood in their
// groups then, and the answers of the people of each.
type played struct {
	tree     tree
	groups   []maturity.Group
	teams    []maturity.Team
	answers  map[string][]maturity.Response       // by team
	tallies  map[string]map[string]maturity.Tally // by question and team
	insiders [][]string                           // teams of people who are in several
	// again is the same round opened and closed once more, after teams moved or
	// answered again; those that did are in changed.
	again   *played
	changed map[string]bool
}

// asked is what a round asks, until the next edition asks something else.
var asked = &maturity.Questionnaire{Questions: []maturity.Question{
	{Key: "learn.one", Dimension: maturity.Learn, Type: maturity.Scale5, Respondent: maturity.Each, Weight: 1, Anchor: true},
	{Key: "learn.two", Dimension: maturity.Learn, Type: maturity.Scale5, Respondent: maturity.Each, Weight: 1, Anchor: true},
	{Key: "learn.three", Dimension: maturity.Learn, Type: maturity.Scale5, Respondent: maturity.Each, Weight: 2},
	{
		Key: quarter.HoursQuestion, Dimension: maturity.Toil, Type: maturity.Number, Respondent: maturity.Each, Weight: 1, Anchor: true,
		Measure: maturity.ShareOfContracted, Scale: maturity.Scale{Line: []maturity.BreakPoint{{At: 0, Points: 100}, {At: 1, Points: 0}}},
	},
}}

// askedNext is the edition after it.
var askedNext = &maturity.Questionnaire{Questions: append(slices.Clone(asked.Questions[:2]),
	maturity.Question{Key: "learn.four", Dimension: maturity.Learn, Type: maturity.Scale5, Respondent: maturity.Each, Weight: 2},
	asked.Questions[3],
)}

// drawCompany draws groups in groups, teams that move between them, people who
// come and go, rounds of any k and of two editions, and teams that share or do
// not.
func drawCompany(dice *rand.Rand) company {
	var c company
	for i := range dice.IntN(5) {
		g := maturity.Group{ID: fmt.Sprint("g", i)}
		if i > 0 && dice.IntN(3) == 0 {
			g.ParentID = c.groups[dice.IntN(i)].ID
		}
		c.groups = append(c.groups, g)
	}
	teams := make([]maturity.Team, 1+dice.IntN(7))
	for range dice.IntN(3) {
		if in := dice.Perm(len(teams)); len(in) > 1 {
			c.insiders = append(c.insiders, nil)
			for _, i := range in[:2+dice.IntN(min(2, len(in)-1))] {
				c.insiders[len(c.insiders)-1] = append(c.insiders[len(c.insiders)-1], fmt.Sprint("t", i))
			}
		}
	}
	sizes := make([]int, len(teams))
	for i := range teams {
		teams[i].ID, sizes[i] = fmt.Sprint("t", i), 1+dice.IntN(8)
	}
	for at := range 1 + dice.IntN(3) {
		for i := range teams {
			if len(c.groups) > 0 && (at == 0 || dice.IntN(4) == 0) {
				teams[i].GroupID = append(c.groups, maturity.Group{})[dice.IntN(len(c.groups)+1)].ID
			}
			sizes[i] = max(1, sizes[i]+dice.IntN(3)-1)
		}
		p := c.play(dice, fmt.Sprintf("2026-Q%d", at+1), slices.Clone(teams), sizes)
		p.again = p.reopen(dice)
		c.rounds = append(c.rounds, p)
	}
	return c
}

// reopen moves a team or two, lets some answer once more, and closes the round
// again.
func (p played) reopen(dice *rand.Rand) *played {
	out := played{
		groups: p.groups, insiders: p.insiders, teams: slices.Clone(p.teams), answers: maps.Clone(p.answers), changed: map[string]bool{},
		tallies: map[string]map[string]maturity.Tally{},
	}
	round := p.tree.round
	round.teams = map[string]*quarter.Assessment{}
	for i, team := range p.teams {
		if len(p.groups) > 0 && dice.IntN(3) == 0 {
			out.teams[i].GroupID = append(p.groups, maturity.Group{})[dice.IntN(len(p.groups)+1)].ID
		}
		a := p.tree.round.teams[team.ID]
		if a == nil {
			continue
		}
		now := *a
		if dice.IntN(4) == 0 {
			out.changed[team.ID] = true
			out.answers[team.ID] = []maturity.Response{}
			for range now.Members {
				out.answers[team.ID] = append(out.answers[team.ID], drawResponse(dice, round.terms.Questionnaire))
			}
			now.State = []maturity.State{maturity.Answering, maturity.Shared}[dice.IntN(2)]
		}
		round.teams[team.ID] = &now
		out.take(round, team.ID, out.answers[team.ID])
	}
	round.pools = p.tree.round.pools.Once(out.counted(round.round.K))
	out.tree = newTree(out.groups, out.teams, round)
	return &out
}

// counted is what the round would tell if it were closed for the first time.
func (p played) counted(k int) maturity.Pools {
	var out maturity.Pools
	for question, tallies := range p.tallies {
		out.Tell(question, maturity.ProtectPools(maturity.Pool(p.groups, p.teams, tallies), k, p.insiders))
	}
	return out
}

func (c company) play(dice *rand.Rand, key string, teams []maturity.Team, sizes []int) played {
	closed := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	out := played{
		groups: c.groups, insiders: c.insiders, teams: teams, answers: map[string][]maturity.Response{}, tallies: map[string]map[string]maturity.Tally{},
	}
	round := roundOf{
		round: maturity.Round{Key: key, K: 3 + dice.IntN(4), ClosedAt: &closed}, teams: map[string]*quarter.Assessment{},
		terms: quarter.Terms{Key: key, Questionnaire: []*maturity.Questionnaire{asked, askedNext}[dice.IntN(2)]},
	}
	before := map[string]*quarter.Assessment{}
	if n := len(c.rounds); n > 0 {
		round.terms.Before = &c.rounds[n-1].tree.round.terms
		before = c.rounds[n-1].tree.round.teams
	}
	for i, team := range teams {
		if dice.IntN(8) == 0 {
			continue // not invited
		}
		a := &quarter.Assessment{Members: sizes[i], Mode: maturity.Apart, State: maturity.Shared, Shared: drawShared(dice)}
		if last := before[team.ID]; last != nil && last.State == maturity.Shared {
			a.Before = &last.Result
		}
		if dice.IntN(3) == 0 {
			a.State = []maturity.State{maturity.Answering, maturity.Revealed, maturity.Agreed}[dice.IntN(3)]
		}
		for range sizes[i] {
			if dice.IntN(6) > 0 {
				out.answers[team.ID] = append(out.answers[team.ID], drawResponse(dice, round.terms.Questionnaire))
			}
		}
		round.teams[team.ID] = a
		out.take(round, team.ID, out.answers[team.ID])
	}
	round.pools = out.counted(round.round.K)
	out.tree = newTree(c.groups, teams, round)
	return out
}

func drawResponse(dice *rand.Rand, asked *maturity.Questionnaire) maturity.Response {
	out := maturity.Response{}
	for _, q := range asked.Questions {
		switch dice.IntN(10) {
		case 0:
		case 1:
			out[q.Key] = maturity.Answer{Kind: maturity.Unsure}
		case 2:
			out[q.Key] = maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.NoOnCall}
		default:
			out[q.Key] = drawAnswer(dice, q)
		}
	}
	return out
}

// drawAnswer draws a level, or hours of whoever works the whole week or less;
// hours are what fewer of those who answer know.
func drawAnswer(dice *rand.Rand, q maturity.Question) maturity.Answer {
	if q.Type != maturity.Number {
		return maturity.Answer{Kind: maturity.LevelAnswer, Level: dice.IntN(5)}
	}
	if dice.IntN(2) == 0 {
		return maturity.Answer{Kind: maturity.Unsure}
	}
	return maturity.Answer{Kind: maturity.NumberAnswer, Number: float64(dice.IntN(20)), Of: []float64{0, 20, 30}[dice.IntN(3)]}
}

// take scores and counts what a team answered, as the program does.
func (p played) take(r roundOf, team string, responses []maturity.Response) {
	a := r.teams[team]
	a.Responded, a.Answered = len(responses), len(responses) > 0
	p.tree.round = r
	a.Result = p.score(a, team, responses)
	a.Hours = hoursOf(responses)
	if a.State == maturity.Answering {
		return
	}
	for _, given := range responses {
		for question, answer := range given {
			if question == quarter.HoursQuestion {
				continue // in no pool
			}
			if p.tallies[question] == nil {
				p.tallies[question] = map[string]maturity.Tally{}
			}
			tally := p.tallies[question][team]
			tally.Add(answer, 1)
			p.tallies[question][team] = tally
		}
	}
}

func (p played) score(a *quarter.Assessment, team string, responses []maturity.Response) maturity.Result {
	return maturity.Score(maturity.Input{
		Questionnaire: p.asked(), Members: a.Members, Responses: responses, MinAnswers: p.tree.round.round.K, Team: team, Period: p.tree.round.round.Key,
	})
}

func (p played) asked() *maturity.Questionnaire { return p.tree.round.terms.Questionnaire }

// hoursOf adds up what a team answered, as the program does.
func hoursOf(responses []maturity.Response) quarter.Hours {
	var given []maturity.Answer
	for _, r := range responses {
		if a := r[quarter.HoursQuestion]; a.Kind == maturity.NumberAnswer {
			given = append(given, a)
		}
	}
	return sharedOf{hours: map[string][]maturity.Answer{"": given}}.of(maturity.Assessment{}).Hours
}

// drawShared draws what a team notes beside its answers: facts, its register, and
// what became of its actions.
func drawShared(dice *rand.Rand) quarter.Shared {
	ratio := func() maturity.Answer {
		return maturity.Answer{Kind: maturity.RatioAnswer, Part: float64(dice.IntN(3)), Whole: float64(3 + dice.IntN(3))}
	}
	out := quarter.Shared{
		Facts:    map[string]maturity.Answer{},
		Register: []knowledge.AreaCount{{Criticality: 3, Areas: 9, Single: dice.IntN(4), Orphan: dice.IntN(4)}},
		Vital:    []maturity.Text{{JA: fmt.Sprint("領域", dice.IntN(99)), EN: fmt.Sprint("Area ", dice.IntN(99))}},
		Reviews:  quarter.SayDo{Done: dice.IntN(4), Carried: dice.IntN(4), Dropped: dice.IntN(4), Waiting: dice.IntN(4)},
		OnToil:   dice.IntN(4), ToilDone: dice.IntN(2), Acted: dice.IntN(2) == 0, Late: dice.IntN(2) == 0, Reopened: dice.IntN(2) == 0,
	}
	for _, question := range quarter.FactQuestions() {
		out.Facts[question] = ratio()
	}
	return out
}

// String tells who answered in what, for whoever must find a leak.
func (c company) String() string {
	var b strings.Builder
	for _, p := range c.rounds {
		fmt.Fprintf(&b, "%s, k %d\n", p.tree.round.round.Key, p.tree.round.round.K)
		for _, team := range p.teams {
			if a := p.tree.round.teams[team.ID]; a != nil {
				fmt.Fprintf(&b, "  %s in %q: %s, %d of %d answered\n", team.ID, team.GroupID, a.State, len(p.answers[team.ID]), a.Members)
			}
		}
	}
	return b.String()
}
