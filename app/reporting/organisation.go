package reporting

import (
	"context"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// gather puts a report together from what is counted.
func (x *Reporting) gather(ctx context.Context, s scope, round maturity.Round, hideTeams bool) (quarter.Organisation, error) {
	out := quarter.Organisation{Scope: s.Scope}
	all, err := x.db.Rounds(ctx)
	if err != nil {
		return out, err
	}
	for _, r := range all {
		if r.Key > round.Key {
			break
		}
		out.Rounds = append(out.Rounds, quarter.Round{
			Key: r.Key, Edition: r.Questionnaire + " " + r.Edition, Open: r.Open(), ClosesAt: r.ClosesAt, K: r.K,
		})
	}
	_ = hideTeams
	return out, nil
}
