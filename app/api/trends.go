package api

import (
	"time"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// Trend is a team over its rounds.
type Trend struct {
	Team       string                        `json:"team"`
	Dimensions map[maturity.Dimension][]Spot `json:"dimensions"`
}

// Spot is one round of a line. A gap has null where the score stands.
type Spot struct {
	Round         string      `json:"round"`
	Questionnaire string      `json:"questionnaire"`
	Edition       string      `json:"edition"`
	Score         *float64    `json:"score" doc:"As it was computed"`
	Shown         *float64    `json:"shown" doc:"On the scale on which its segment began"`
	Level         *int        `json:"level"`
	Interval      *[2]float64 `json:"interval"`
	People        int         `json:"people"`
	Members       int         `json:"members"`
	Break         bool        `json:"break" doc:"The questions changed their meaning: no line from the round before"`
	Recomposed    bool        `json:"recomposed" doc:"A question came to apply, or ceased to"`
	Change        Move        `json:"change"`
}

// Move compares with the last round before that was scored.
type Move struct {
	Direction string  `json:"direction"`
	Basis     string  `json:"basis"`
	Delta     float64 `json:"delta"`
	Threshold float64 `json:"threshold" doc:"What a change must exceed to be worth a sentence"`
	Since     string  `json:"since"`
}

// OrganisationTrend is how levels are spread over the teams that share.
type OrganisationTrend struct {
	Rounds []OrganisationRound `json:"rounds"`
}

// OrganisationRound is one round of the organisation or of a group.
type OrganisationRound struct {
	Round      string                             `json:"round"`
	Edition    string                             `json:"edition"`
	Open       bool                               `json:"open"`
	Invited    int                                `json:"invited"`
	Answered   int                                `json:"answered"`
	Agreed     int                                `json:"agreed"`
	Shared     int                                `json:"shared"`
	People     int                                `json:"people"`
	Responded  int                                `json:"responded"`
	Dimensions map[maturity.Dimension]LevelCounts `json:"dimensions"`
}

// LevelCounts counts the teams that share by their level.
type LevelCounts struct {
	Teams       [5]int `json:"teams" doc:"By level 0 to 4"`
	NotAssessed int    `json:"not_assessed"`
	Partly      int    `json:"partly_applicable"`
	Break       bool   `json:"break"`
	Rose        int    `json:"rose"`
	Fell        int    `json:"fell"`
	Same        int    `json:"no_clear_change"`
}

// PooledAnswers is what people across the organisation answered.
type PooledAnswers struct {
	CountedAt time.Time        `json:"counted_at" doc:"When the round was closed; later moves and answers change nothing"`
	Teams     int              `json:"teams" doc:"Whose answers are in it"`
	Together  int              `json:"together" doc:"That answered together: theirs are in none of the counts"`
	Questions []PooledQuestion `json:"questions"`
}

// PooledQuestion is one question, of the organisation and below it of groups.
type PooledQuestion struct {
	Question string `json:"question"`
	Pool     Pool   `json:"pool"`
}

// Pool is what may be told of a part of the organisation; null where too few
// answered.
type Pool struct {
	Group  string `json:"group" doc:"Empty for the organisation"`
	Counts *Tally `json:"counts"`
	Below  []Pool `json:"below"`
}

// Tally counts answers.
type Tally struct {
	Levels [5]int `json:"levels"`
	Hours  int    `json:"hours"`
	Unsure int    `json:"unsure"`
	NA     int    `json:"na"`
}

func (a *API) trendRoutes() {
	const t = "trends"
	add(a, read("/teams/{id}/trend", "getTeamTrend", "A team over its rounds", shared, t), a.getTeamTrend)
	add(a, logged(read("/organisation/trend", "getOrganisationTrend", "How levels are spread, round by round", above, t), "trend.read"), a.getOrganisationTrend)
	add(a, logged(read("/rounds/{id}/pooled-answers", "getPooledAnswers", "What people answered across the organisation, once the round is closed", above, t), "pooled.read"), a.getPooled)
}

func (a *API) getTeamTrend(c call, in *ByID) (*output[Trend], error) {
	team, history, err := a.reports.History(c, c.viewer, in.ID)
	if err != nil {
		return nil, err
	}
	if err := a.noteOutside(c, team.ID, "trend.read", team.ID); err != nil {
		return nil, err
	}
	rounds, err := a.reports.TrendRounds(c, history)
	if err != nil {
		return nil, err
	}
	out := Trend{Team: team.ID, Dimensions: map[maturity.Dimension][]Spot{}}
	for _, d := range maturity.Dimensions {
		out.Dimensions[d] = converted(maturity.Trend(d, rounds).Points, spotOf)
	}
	return reply(out, nil)
}

func spotOf(p maturity.TrendPoint) Spot {
	out := Spot{
		Round: p.Round, Questionnaire: p.Questionnaire, Edition: p.Edition, Score: p.Score.Score, Shown: p.Shown, Level: p.Score.Level,
		People: p.Score.People, Members: p.Score.Members, Break: p.Break, Recomposed: p.CompositionChanged(),
		Change: Move{
			Direction: string(p.Change.Direction), Basis: string(p.Change.Basis), Delta: p.Change.Delta,
			Threshold: p.Change.Threshold, Since: p.Change.Since,
		},
	}
	if p.Low != nil && p.High != nil {
		out.Interval = &[2]float64{*p.Low, *p.High}
	}
	return out
}

func (a *API) getOrganisationTrend(c call, in *struct {
	Group string `query:"group" doc:"A group with all that is below it"`
}) (*output[OrganisationTrend], error) {
	out := OrganisationTrend{Rounds: []OrganisationRound{}}
	rounds, err := a.store.Rounds(c)
	if err != nil || len(rounds) == 0 {
		return reply(out, err)
	}
	all, err := a.reports.Rounds(c, c.viewer, rounds[len(rounds)-1], in.Group)
	out.Rounds = converted(all, organisationRoundOf)
	return reply(out, err)
}

func organisationRoundOf(r quarter.Round) OrganisationRound {
	out := OrganisationRound{
		Round: r.Key, Edition: r.Edition, Open: r.Open, Invited: r.Funnel.Invited, Answered: r.Funnel.Answered,
		Agreed: r.Funnel.Agreed, Shared: r.Funnel.Shared, People: r.Funnel.People, Responded: r.Funnel.Responded,
		Dimensions: map[maturity.Dimension]LevelCounts{},
	}
	for _, d := range maturity.Dimensions {
		n, moved := r.Levels[d], r.Changes[d]
		out.Dimensions[d] = LevelCounts{
			Teams: n.Teams, NotAssessed: n.NotAssessed, Partly: n.Partly, Break: r.BreakBefore[d],
			Rose: moved.Rose, Fell: moved.Fell, Same: moved.Same,
		}
	}
	return out
}

func (a *API) getPooled(c call, in *ByID) (*output[PooledAnswers], error) {
	r, err := a.store.RoundByID(c, in.ID)
	if err != nil {
		return nil, err
	}
	pooled, err := a.tracker.PooledAnswers(c, c.viewer, r)
	if err != nil {
		return nil, err
	}
	out := PooledAnswers{CountedAt: pooled.CountedAt, Teams: pooled.Teams, Together: pooled.Together, Questions: []PooledQuestion{}}
	for _, q := range pooled.Questions {
		out.Questions = append(out.Questions, PooledQuestion{Question: q.Question.Key, Pool: poolOf(q.Shown)})
	}
	return reply(out, nil)
}

func poolOf(t maturity.ShownTally) Pool {
	out := Pool{Group: t.Key, Below: converted(t.Children, poolOf)}
	if t.Tally != nil {
		out.Counts = &Tally{Levels: t.Tally.Levels, Hours: t.Tally.Numbers, Unsure: t.Tally.Unsure, NA: t.Tally.NA}
	}
	return out
}
