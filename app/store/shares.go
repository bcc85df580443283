package store

import "context"

// RoundShare is how many of some teams a round invited, and how many of those
// share their result.
type RoundShare struct{ Invited, Shared int }

// RoundShares counts the given teams by round id, in all rounds.
func (r Reader) RoundShares(ctx context.Context, teams []string) (map[string]RoundShare, error) {
	out := map[string]RoundShare{}
	if len(teams) == 0 {
		return out, nil
	}
	var rows []struct {
		RoundID         string
		Invited, Shared int
	}
	err := r.g.WithContext(ctx).Raw(`
		SELECT round_id, COUNT(*) AS invited, SUM(CASE state WHEN 'shared' THEN 1 ELSE 0 END) AS shared
		FROM assessments WHERE team_id IN ? GROUP BY round_id`, teams).Scan(&rows).Error
	for _, row := range rows {
		out[row.RoundID] = RoundShare{Invited: row.Invited, Shared: row.Shared}
	}
	return out, translate(err)
}
