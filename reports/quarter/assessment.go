package quarter

import (
	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// Terms are what a round asked, and what the round before it did.
type Terms struct {
	Key           string
	Questionnaire *maturity.Questionnaire
	Before        *Terms // nil in the first round
}

// Assessment is one team in a round, as Count takes it. What is said below of a
// shared result counts for nothing where the team does not share.
type Assessment struct {
	Mode               maturity.Mode
	State              maturity.State
	Members, Responded int // people, as Funnel counts them
	Answered           bool

	Shared

	compared map[maturity.Dimension]maturity.Change // worked out once for all scopes
}

// Shared is what a team shares with its result.
type Shared struct {
	Result   maturity.Result
	Before   *maturity.Result // that it shared in the round before, or nil
	Facts    map[string]maturity.Answer
	Hours    Hours
	Register []knowledge.AreaCount // nil where it keeps none
	Vital    []maturity.Text
	Reviews  SayDo
	// OnToil is how many of the actions looked at were about toil, and ToilDone
	// how many of these are done.
	OnToil, ToilDone int
	Acted            bool
	Late             bool // an answer came after the promised end
	Reopened         bool
}

// Hours are the answers about toil of one team, added up.
type Hours struct{ Toil, Contracted float64 }

// changes compares a shared result with the round before, dimension by
// dimension, as the team's own trend does.
func (a *Assessment) changes(t Terms) map[maturity.Dimension]maturity.Change {
	if a.compared != nil {
		return a.compared
	}
	out := make(map[maturity.Dimension]maturity.Change, len(maturity.Dimensions))
	a.compared = out
	for _, d := range maturity.Dimensions {
		out[d] = maturity.Change{Direction: maturity.Incomparable, Basis: maturity.FullBasis}
		if t.Before == nil || a.Before == nil {
			continue
		}
		line := maturity.Trend(d, []maturity.TrendRound{
			{Round: t.Before.Key, Questionnaire: t.Before.Questionnaire, Result: *a.Before},
			{Round: t.Key, Questionnaire: t.Questionnaire, Result: a.Result},
		})
		out[d] = line.Points[1].Change
	}
	return out
}

// Team returns what a report says of one team that shares: no name yet, and
// nothing that its result page does not show to readers outside it.
func (a *Assessment) Team(t Terms) Team {
	out := Team{
		Levels: map[maturity.Dimension]*int{}, Partly: map[maturity.Dimension]bool{},
		Changes: a.changes(t), Scores: a.Result.Dimensions, Vital: a.Vital,
	}
	for _, d := range maturity.Dimensions {
		score := a.Result.Dimensions[d]
		out.Levels[d] = score.Level
		if score.Partly {
			out.Partly[d] = true
		}
	}
	if q := a.Result.Questions[drillQuestion]; q.State == maturity.Scored && q.Value != nil {
		days := int(*q.Value)
		out.LastDrill = &days
	}
	if r := a.Result.Register; r != nil && r.CriticalAreas > 0 {
		out.BusFactor = &r.TeamFactor
	}
	return out
}
