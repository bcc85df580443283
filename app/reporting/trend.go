package reporting

import (
	"context"

	"michinori/app/maturity"
	"michinori/app/store"
)

// Visible returns the rounds of a team whose result the viewer may see: the
// team its own, others what is shared.
func Visible(v maturity.Viewer, team string, history []store.TeamResult) []store.TeamResult {
	var out []store.TeamResult
	for _, h := range history {
		if h.Result != nil && (v.InTeam(team) || h.Assessment.State == maturity.Shared) {
			out = append(out, h)
		}
	}
	return out
}

// History returns a team with the rounds its trend is drawn from. Readers
// outside the team find it only where the team has shared something.
func (x *Reporting) History(ctx context.Context, v maturity.Viewer, team string) (maturity.Team, []store.TeamResult, error) {
	out, err := x.db.TeamByID(ctx, team)
	if err != nil {
		return out, nil, err
	}
	if err := v.Require(v.InTeam(team) || v.SeesOrganisation()); err != nil {
		return maturity.Team{}, nil, err
	}
	history, err := x.db.HistoryOf(ctx, team)
	if err != nil {
		return out, nil, err
	}
	shown := Visible(v, team, history)
	if !v.InTeam(team) && len(shown) == 0 {
		return maturity.Team{}, nil, v.Require(false)
	}
	return out, withGaps(history, shown), nil
}

// withGaps returns all rounds of a team, those without a result that may be
// shown as gaps: a line must not pass over them. Rounds from which a result may
// still come are no gaps yet.
func withGaps(history, shown []store.TeamResult) []store.TeamResult {
	results := map[string]*maturity.Result{}
	for _, h := range shown {
		results[h.Round.ID] = h.Result
	}
	var out []store.TeamResult
	for _, h := range history {
		h.Result = results[h.Round.ID]
		if h.Result != nil || !h.Round.Open() {
			out = append(out, h)
		}
	}
	return out
}

// TrendRounds brings results into the form in which rounds are compared.
func (x *Reporting) TrendRounds(ctx context.Context, history []store.TeamResult) ([]maturity.TrendRound, error) {
	out := make([]maturity.TrendRound, len(history))
	for i, h := range history {
		q, err := x.tracker.Questionnaire(ctx, h.Round)
		if err != nil {
			return nil, err
		}
		out[i] = maturity.TrendRound{Round: h.Round.Key, Questionnaire: q}
		if h.Result != nil {
			out[i].Result = *h.Result
		}
	}
	return out, nil
}
