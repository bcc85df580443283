package store

import "context"

// Past marks the scopes of roll-ups that are made of the scores of several
// rounds and of the practices of teams.
const Past = "/past/"

// forget takes away what was counted from the rounds chosen by where, and from
// those right after them, which compare themselves with them.
func (tx *Tx) forget(ctx context.Context, where string, args ...any) error {
	if err := tx.besides(ctx); err != nil {
		return err
	}
	chosen := "SELECT r.id FROM rounds r WHERE " + where
	return translate(tx.g.WithContext(ctx).Exec(`
		DELETE FROM roll_ups WHERE round_id IN (`+chosen+`) OR round_id IN (
		  SELECT n.id FROM rounds n WHERE (
		    SELECT b.id FROM rounds b WHERE b.key < n.key ORDER BY b.key DESC LIMIT 1) IN (`+chosen+`))`,
		append(args, args...)...).Error)
}

// forgetRound takes away all that was counted from a round.
func (tx *Tx) forgetRound(ctx context.Context, round string) error {
	if err := tx.forgetPast(ctx); err != nil {
		return err
	}
	return tx.forget(ctx, "r.id = ?", round)
}

// forgetAssessments takes away what was counted from the rounds of assessments.
func (tx *Tx) forgetAssessments(ctx context.Context, ids ...string) error {
	return tx.forget(ctx, "r.id IN (SELECT a.round_id FROM assessments a WHERE a.id IN ?)", ids)
}

// forgetShared does so for an assessment that is shared: what is not is in no
// count but that of how far teams have come, and sharing it comes by
// forgetStep.
func (tx *Tx) forgetShared(ctx context.Context, id string) error {
	return tx.forget(ctx, "r.id IN (SELECT a.round_id FROM assessments a WHERE a.id = ? AND a.state = 'shared')", id)
}

// forgetScore does the same and takes away what was made of several rounds.
func (tx *Tx) forgetScore(ctx context.Context, id string) error {
	if err := tx.forgetShared(ctx, id); err != nil {
		return err
	}
	return tx.forgetPastWhere(ctx, "EXISTS (SELECT 1 FROM assessments a WHERE a.id = ? AND a.state = 'shared')", id)
}

// forgetStep is asked before an assessment goes into another state. How far the
// teams of an open round have come is counted at each reading.
func (tx *Tx) forgetStep(ctx context.Context, id string, shared bool) error {
	if shared {
		if err := tx.forgetPast(ctx); err != nil {
			return err
		}
		return tx.forgetAssessments(ctx, id)
	}
	if err := tx.forgetScore(ctx, id); err != nil {
		return err
	}
	return tx.forget(ctx, "r.closed_at IS NOT NULL AND r.id IN (SELECT a.round_id FROM assessments a WHERE a.id = ?)", id)
}

// forgetAction takes away what was counted from the round an action comes from
// and from those at whose end it was, is or may be waiting, where its team
// shares them. It is asked before the action changes, so that one that was
// closed is known as such.
func (tx *Tx) forgetAction(ctx context.Context, id, assessment, team string) error {
	return tx.forget(ctx, `
		(r.closed_at IS NULL OR r.closed_at >= (SELECT x.closed_at FROM actions x WHERE x.id = ?)
		  OR r.id IN (SELECT a.round_id FROM assessments a WHERE a.id = ?))
		AND r.id IN (SELECT a.round_id FROM assessments a WHERE a.team_id = ? AND a.state = 'shared')`, id, assessment, team)
}

// forgetAll takes everything away, where the teams of a scope change.
func (tx *Tx) forgetAll(ctx context.Context) error { return tx.forgetLike(ctx, "%") }

// forgetPast takes away what was made of scores and practices.
func (tx *Tx) forgetPast(ctx context.Context) error { return tx.forgetPastWhere(ctx, "1 = 1") }

func (tx *Tx) forgetPastWhere(ctx context.Context, where string, args ...any) error {
	if err := tx.besides(ctx); err != nil {
		return err
	}
	q := tx.g.WithContext(ctx).Where("(scope LIKE ? OR scope LIKE ?)", Past+"%", claim+Past+"%").Where(where, args...)
	return translate(q.Delete(&rollUpRow{}).Error)
}

func (tx *Tx) forgetLike(ctx context.Context, pattern string) error {
	if err := tx.besides(ctx); err != nil {
		return err
	}
	return translate(tx.g.WithContext(ctx).Where("scope LIKE ?", pattern).Delete(&rollUpRow{}).Error)
}
