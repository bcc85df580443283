package tracker

import (
	"context"
	"errors"

	"michinori/app/maturity"
	"michinori/app/store"
)

// Reopen lets the team answer again, each person from the answers they gave, and
// asks them all to look through these. The result is kept and disappears until the
// next reveal, or until Restore; that it was re-opened, and why, stays with it.
func (t *Tracker) Reopen(ctx context.Context, v maturity.Viewer, assessment, reason string) error {
	return t.reopen(ctx, v, assessment, reason, true)
}

// ReopenFacts is Reopen for the sake of the facts, which the lead corrects: nobody
// is asked for anything.
func (t *Tracker) ReopenFacts(ctx context.Context, v maturity.Viewer, assessment, reason string) error {
	return t.reopen(ctx, v, assessment, reason, false)
}

func (t *Tracker) reopen(ctx context.Context, v maturity.Viewer, assessment, reason string, ask bool) error {
	return t.change(ctx, v, assessment, "assessment.reopened", func(tx *store.Tx, p *place) error {
		var f maturity.Fields
		reason := prose(&f, "reason", reason, true)
		if err := f.Err(); err != nil {
			return err
		}
		if err := p.assessment.MayReopen(p.round); err != nil {
			return err
		}
		a := &p.assessment
		if err := rememberSpreads(ctx, tx, *a); err != nil {
			return err
		}
		if err := tx.KeepEarlier(ctx, assessment, ask && a.Mode == maturity.Apart); err != nil {
			return err
		}
		a.State, a.RevealedAt, a.AgreedAt, a.SharedAt = maturity.Answering, nil, nil, nil
		a.Reopened++
		a.ReopenReason = reason
		if err := tx.SaveAssessment(ctx, *a); err != nil {
			return err
		}
		if err := tx.SaveAgreements(ctx, assessment, nil); err != nil {
			return err
		}
		if err := tx.DeleteSnapshot(ctx, assessment); err != nil {
			return err
		}
		return tx.DeleteResult(ctx, assessment)
	})
}

// rememberSpreads writes down what the team saw of how its people answered,
// which it cannot unsee.
func rememberSpreads(ctx context.Context, tx *store.Tx, a maturity.Assessment) error {
	result, err := tx.ResultOf(ctx, a.ID)
	if err != nil {
		return err
	}
	told := map[string]maturity.Tally{}
	for question, q := range result.Questions {
		if t, shown := q.Spread(); shown {
			told[question] = t
		}
	}
	return tx.SaveToldSpreads(ctx, a.ID, a.Reopened, told)
}

// Restore takes the re-opening back: the result that there was, and the answers
// it is made of, stand again, and what was answered since is gone. Conflict where
// the team is not answering again.
func (t *Tracker) Restore(ctx context.Context, v maturity.Viewer, assessment string) error {
	return t.change(ctx, v, assessment, "assessment.restored", func(tx *store.Tx, p *place) error {
		if !p.round.Open() {
			return maturity.Fail(maturity.Conflict, "error.round_closed", "round", p.round.Key)
		}
		err := tx.RestoreEarlier(ctx, p.assessment)
		if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			return maturity.Fail(maturity.Conflict, "error.not_again")
		}
		return err
	})
}

// restoreEarlier takes back every re-opening of a round that is being closed:
// what the teams came to stands, where they have not come to anything else.
func (t *Tracker) restoreEarlier(ctx context.Context, tx *store.Tx, v maturity.Viewer, round string) error {
	ids, err := tx.EarlierIn(ctx, round)
	if err != nil {
		return err
	}
	for _, id := range ids {
		a, err := tx.LockAssessment(ctx, id)
		if err != nil {
			return err
		}
		if err := tx.RestoreEarlier(ctx, a); err != nil {
			return err
		}
		if err := t.event(ctx, tx, v, "assessment.restored", id, ""); err != nil {
			return err
		}
	}
	return nil
}
