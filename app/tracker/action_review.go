package tracker

import (
	"context"

	"michinori/app/maturity"
	"michinori/app/store"
)

// ReviewAction is what a team says about an open action when a round begins.
type ReviewAction struct {
	Assessment, Action string
	Outcome            store.ReviewOutcome
	Reason             string // required to drop it
	Due                string // a new day where it is carried; "" keeps the old one
}

// ReviewAction notes whether an action was done, is carried on, or is dropped
// with a reason. It may be corrected; the last word counts.
func (t *Tracker) ReviewAction(ctx context.Context, v maturity.Viewer, in ReviewAction) error {
	p, err := t.place(ctx, in.Assessment)
	if err != nil {
		return err
	}
	if err := v.MayBelong(p.assessment.TeamID); err != nil {
		return err
	}
	if in.Action == "" {
		var f maturity.Fields
		f.Add("action", "field.choice")
		return f.Err()
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, ActionLock(in.Action)); err != nil {
			return err
		}
		a, err := tx.ActionByID(ctx, in.Action)
		if err != nil {
			return err
		}
		if a.TeamID != p.assessment.TeamID || a.AssessmentID == in.Assessment {
			return maturity.Fail(maturity.NotFound, "error.not_found")
		}
		review := store.ActionReview{
			ActionID: a.ID, AssessmentID: in.Assessment, Outcome: in.Outcome, ReviewedBy: v.Person.ID, ReviewedAt: t.now(),
		}
		if err := t.review(&a, &review, in); err != nil {
			return err
		}
		if err := tx.SaveAction(ctx, a); err != nil {
			return err
		}
		if err := tx.SaveActionReview(ctx, review); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "action.reviewed", a.ID, string(in.Outcome))
	})
}

// review carries the outcome over to the action.
func (t *Tracker) review(a *maturity.Action, r *store.ActionReview, in ReviewAction) error {
	var f maturity.Fields
	now := t.now()
	a.Reason, a.ClosedAt = "", nil
	switch in.Outcome {
	case store.ReviewDone:
		a.State, a.ClosedAt = maturity.ActionDone, &now
	case store.ReviewCarried:
		a.State = maturity.ActionOpen
		r.Reason = prose(&f, "reason", in.Reason, false)
		if in.Due != "" {
			a.Due = date(&f, "due", in.Due)
		}
	case store.ReviewDropped:
		r.Reason = prose(&f, "reason", in.Reason, true)
		a.State, a.Reason, a.ClosedAt = maturity.ActionDropped, r.Reason, &now
	default:
		f.Add("outcome", "field.choice")
	}
	return f.Err()
}
