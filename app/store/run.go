package store

import (
	"context"

	"michinori/app/maturity"
)

// StatesByRound counts the teams of every round by how far they are.
func (r Reader) StatesByRound(ctx context.Context) (map[string]map[maturity.State]int, error) {
	var rows []struct {
		RoundID string
		State   string
		Teams   int
	}
	err := r.g.WithContext(ctx).Raw(`
		SELECT round_id, state, COUNT(*) AS teams FROM assessments GROUP BY round_id, state`).Scan(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	out := map[string]map[maturity.State]int{}
	for _, row := range rows {
		if out[row.RoundID] == nil {
			out[row.RoundID] = map[maturity.State]int{}
		}
		out[row.RoundID][maturity.State(row.State)] = row.Teams
	}
	return out, nil
}
