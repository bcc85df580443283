package quarter

import (
	"michinori/app/maturity"
	"michinori/reports"
)

// TeamTold tells one team to whoever tells the same numbers as its report.
type TeamTold struct{ w team }

// OfTeam reads a team in a language.
func OfTeam(l maturity.Language, in TeamInput) TeamTold {
	w := team{words: words{l}, in: in, now: in.Now()}
	w.trend()
	return TeamTold{w}
}

// Change is what became of a dimension since the round that it is compared
// with; false where there is no score now. A break compares nothing.
func (t TeamTold) Change(d maturity.Dimension) (maturity.TrendPoint, bool) { return t.w.point(d) }

// Moved returns the dimensions that rose and fell beyond the noise, and whether
// any could be compared.
func (t TeamTold) Moved() (up, down []maturity.Dimension, compared bool) {
	for _, d := range maturity.Dimensions {
		p, ok := t.w.point(d)
		if !ok || p.Break {
			continue
		}
		switch p.Change.Direction {
		case maturity.Rose:
			up, compared = append(up, d), true
		case maturity.Fell:
			down, compared = append(down, d), true
		case maturity.NoChange:
			compared = true
		}
	}
	return up, down, compared
}

// Before is the last round with a result before this one; false where there is
// none.
func (t TeamTold) Before() (TeamRound, bool) {
	for i := len(t.w.in.Rounds) - 2; i >= 0; i-- {
		if r := t.w.in.Rounds[i]; r.Result != nil {
			return r, true
		}
	}
	return TeamRound{}, false
}

// Profile is the five dimensions of this round beside those of the last.
func (t TeamTold) Profile() reports.Figure {
	p := reports.Profile{Lang: t.w.lang, Now: profileRound(t.w.now)}
	last, ok := t.Before()
	if !ok {
		return reports.ResultProfile(p)
	}
	before := profileRound(last)
	p.Last, p.Breaks, p.Changes, p.Recomposed = &before, map[maturity.Dimension]bool{}, map[maturity.Dimension]reports.Change{}, map[maturity.Dimension]bool{}
	for _, d := range maturity.Dimensions {
		if x, ok := t.w.point(d); ok {
			p.Breaks[d], p.Changes[d], p.Recomposed[d] = x.Break, reports.ChangeOf(x.Change), x.CompositionChanged()
		}
	}
	return reports.ResultProfile(p)
}

// Register is the bus factor over the rounds; false where no round has a
// register, and for readers outside the team.
func (t TeamTold) Register() (reports.Figure, bool) {
	var rounds []reports.RegisterRound
	for _, r := range t.w.in.Rounds {
		if r.Register != nil {
			rounds = append(rounds, *r.Register)
		}
	}
	return reports.RegisterTrend(reports.RegisterTrendInput{Lang: t.w.lang, Rounds: rounds}), len(rounds) > 0
}
