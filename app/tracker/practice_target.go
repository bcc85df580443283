package tracker

import (
	"context"
	"strings"

	"michinori/app/maturity"
	"michinori/app/store"
)

// maxTargetTeams is the most a target can be: more teams than any organisation
// has.
const maxTargetTeams = 9999

// SetPracticeTarget says how many teams of the organisation are meant to hold a
// practice as a habit; "" takes the target away.
func (t *Tracker) SetPracticeTarget(ctx context.Context, v maturity.Viewer, practice, teams string) error {
	if err := v.MayRun(); err != nil {
		return err
	}
	if _, err := t.Practice(ctx, practice); err != nil {
		return err
	}
	var f maturity.Fields
	target := 0
	if strings.TrimSpace(teams) != "" {
		target = number(&f, "teams", teams, 1, maxTargetTeams)
	}
	if err := f.Err(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, OwnPracticesLock); err != nil {
			return err
		}
		if err := tx.SavePracticeTarget(ctx, practice, target, v.Person.ID, t.now()); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "practice.target", practice, teams)
	})
}
