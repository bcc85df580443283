package reporting

import (
	"context"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// RegisterRound is the register of a team as a round kept it.
type RegisterRound struct {
	store.TeamResult
	Kept *store.RoundSnapshot // nil where the round settled or closed without one
}

// Registers returns the register of a team round by round, the oldest first,
// for its members alone. Rounds under way have none yet and are left out.
func (x *Reporting) Registers(ctx context.Context, v maturity.Viewer, team string) ([]RegisterRound, error) {
	if err := v.MayBelong(team); err != nil {
		return nil, err
	}
	history, err := x.db.HistoryOf(ctx, team)
	if err != nil {
		return nil, err
	}
	snapshots, err := x.db.SnapshotsOf(ctx, team)
	if err != nil {
		return nil, err
	}
	kept := map[string]*store.RoundSnapshot{}
	for i := range snapshots {
		kept[snapshots[i].AssessmentID] = &snapshots[i]
	}
	var out []RegisterRound
	for _, h := range history {
		if k := kept[h.Assessment.ID]; k != nil || h.Assessment.Settled() || !h.Round.Open() {
			out = append(out, RegisterRound{TeamResult: h, Kept: k})
		}
	}
	return out, nil
}

// RegisterNow returns the register of a team as it is today, for its members
// alone.
func (x *Reporting) RegisterNow(ctx context.Context, v maturity.Viewer, team string) (knowledge.Register, error) {
	if err := v.MayBelong(team); err != nil {
		return knowledge.Register{}, err
	}
	today, err := x.tracker.Today(ctx)
	if err != nil {
		return knowledge.Register{}, err
	}
	stored, err := x.db.RegisterOf(ctx, team)
	return stored.Register(today), err
}
