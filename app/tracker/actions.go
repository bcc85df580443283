package tracker

import (
	"context"

	"michinori/app/maturity"
	"michinori/app/store"
)

// AddAction is a next step that somebody takes on.
type AddAction struct {
	Assessment string
	Question   string // one of the next steps of the result
	Title      string
	Owner      string // person id, of the team
	Due        string // 2026-10-31
}

// AddAction turns a next step into an action with one owner and one date.
func (t *Tracker) AddAction(ctx context.Context, v maturity.Viewer, in AddAction) (maturity.Action, error) {
	p, err := t.place(ctx, in.Assessment)
	if err != nil {
		return maturity.Action{}, err
	}
	team := p.assessment.TeamID
	if err := v.MayBelong(team); err != nil {
		return maturity.Action{}, err
	}
	var f maturity.Fields
	a := maturity.Action{
		ID: t.newID(), TeamID: team, AssessmentID: in.Assessment, Question: in.Question, OwnerID: in.Owner,
		Title: prose(&f, "title", in.Title, true), Due: date(&f, "due", in.Due),
		State: maturity.ActionOpen, CreatedAt: t.now(),
	}
	q, ok := p.questionnaire.Question(in.Question)
	if !ok {
		f.Add("question", "field.choice")
	}
	a.Practice = q.Practice
	members, err := t.db.MembersOf(ctx, team)
	if err != nil {
		return a, err
	}
	if !isMember(members, in.Owner) {
		f.Add("owner", "field.owner")
	}
	if err := f.Err(); err != nil {
		return a, err
	}
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		if twin, err := sameAction(ctx, tx, a); err != nil || twin.ID != "" {
			a = twin
			return err
		}
		if err := tx.SaveAction(ctx, a); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "action.added", a.ID, "")
	})
	return a, err
}

// sameAction returns that very action where it is open already, as when a form
// is sent twice.
func sameAction(ctx context.Context, tx *store.Tx, a maturity.Action) (maturity.Action, error) {
	all, err := tx.ActionsOf(ctx, a.TeamID)
	for _, x := range all {
		if x.State == maturity.ActionOpen && x.AssessmentID == a.AssessmentID && x.Question == a.Question &&
			x.Title == a.Title && x.OwnerID == a.OwnerID && x.Due == a.Due {
			return x, nil
		}
	}
	return maturity.Action{}, err
}

func isMember(members []store.Member, person string) bool {
	for _, m := range members {
		if m.ID == person {
			return true
		}
	}
	return false
}

// CloseAction ends an action: done, or dropped with a reason. Open again takes
// that back.
func (t *Tracker) CloseAction(ctx context.Context, v maturity.Viewer, action string, to maturity.ActionState, reason string) error {
	a, err := t.db.ActionByID(ctx, action)
	if err != nil {
		return err
	}
	if err := v.MayBelong(a.TeamID); err != nil {
		return err
	}
	var f maturity.Fields
	var because string
	now := t.now()
	closed := &now
	switch to {
	case maturity.ActionDone:
	case maturity.ActionDropped:
		because = prose(&f, "reason", reason, true)
	case maturity.ActionOpen:
		closed = nil
	default:
		f.Add("state", "field.choice")
	}
	if err := f.Err(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, ActionLock(action)); err != nil {
			return err
		}
		a, err := tx.ActionByID(ctx, action)
		if err != nil {
			return err
		}
		a.State, a.Reason, a.ClosedAt = to, because, closed
		if err := tx.SaveAction(ctx, a); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "action."+string(to), a.ID, "")
	})
}
