package tracker

import (
	"context"
	"strconv"
	"time"

	"michinori/app/adoption"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// gapDays is how long the owner of a gap has by default.
const gapDays = 30

// DrillGapInput is one gap as it is typed; without a text it is none.
type DrillGapInput struct {
	Text, Owner string
	Action      bool // becomes an action of the team
}

// FinishDrill is what a drill ends in.
type FinishDrill struct {
	Drill   string
	Outcome string // one sentence
	Gaps    []DrillGapInput
}

// FinishDrill ends the talk: the gaps get their owners and, where wished, become
// actions; the drill becomes an occurrence of its practice and dated evidence
// for what the player has claimed to know. Everything or nothing.
func (t *Tracker) FinishDrill(ctx context.Context, v maturity.Viewer, in FinishDrill) error {
	var f maturity.Fields
	outcome := line(&f, "outcome", in.Outcome, true)
	gaps, err := t.readGaps(ctx, &f, in)
	if err != nil {
		return err
	}
	return t.stepDrill(ctx, v, in.Drill, "drill.done", func(tx *store.Tx, d *adoption.Drill) error {
		if err := f.Err(); err != nil {
			return err
		}
		if err := d.MayFinish(); err != nil {
			return err
		}
		now := t.now()
		d.State, d.EndedAt, d.Outcome = adoption.DrillDone, &now, outcome
		if err := t.keepGaps(ctx, tx, *d, gaps, in.Gaps); err != nil {
			return err
		}
		after, err := tx.DrillByID(ctx, d.ID)
		if err != nil {
			return err
		}
		d.Version = after.Version
		return t.countDrill(ctx, tx, v, *d)
	})
}

func (t *Tracker) readGaps(ctx context.Context, f *maturity.Fields, in FinishDrill) ([]store.DrillGap, error) {
	var out []store.DrillGap
	for i, g := range in.Gaps {
		n := strconv.Itoa(i + 1)
		text := line(f, "gap"+n, g.Text, false)
		if text == "" {
			continue
		}
		if err := t.checkPersonThere(ctx, f, "owner"+n, g.Owner); err != nil {
			return nil, err
		}
		out = append(out, store.DrillGap{ID: t.newID(), DrillID: in.Drill, Position: i, Text: text, OwnerID: g.Owner})
	}
	if len(out) == 0 {
		f.Add("gap1", "field.required")
	}
	return out, nil
}

// keepGaps stores the gaps, and the actions some of them become.
func (t *Tracker) keepGaps(ctx context.Context, tx *store.Tx, d adoption.Drill, gaps []store.DrillGap, typed []DrillGapInput) error {
	due := t.now().AddDate(0, 0, gapDays).Format(time.DateOnly)
	for i := range gaps {
		g := &gaps[i]
		if !typed[g.Position].Action {
			continue
		}
		a := maturity.Action{
			ID: t.newID(), TeamID: d.TeamID, DrillID: d.ID, Practice: d.Practice, Title: g.Text, OwnerID: g.OwnerID, Due: due,
			State: maturity.ActionOpen, CreatedAt: t.now(),
		}
		if err := tx.SaveAction(ctx, a); err != nil {
			return err
		}
		g.ActionID = a.ID
	}
	return tx.SaveDrillGaps(ctx, d.ID, gaps)
}

// countDrill makes the drill an occurrence of its practice.
func (t *Tracker) countDrill(ctx context.Context, tx *store.Tx, v maturity.Viewer, d adoption.Drill) error {
	practice, err := t.Practice(ctx, d.Practice)
	if err != nil {
		return err
	}
	trial, err := t.chosen(ctx, tx, v, d.TeamID, practice.Key, practice.CadenceDays, d.CreatedBy)
	if err != nil {
		return err
	}
	people, err := tx.DrillPeople(ctx, d.ID)
	if err != nil {
		return err
	}
	day, err := t.today(ctx, tx.Reader)
	if err != nil {
		return err
	}
	leader := v.Person.ID
	for _, p := range people {
		switch p.Role {
		case adoption.Runner:
			leader = p.PersonID
		case adoption.Player:
			if err := t.provedBy(ctx, tx, v, d, p.PersonID); err != nil {
				return err
			}
		}
	}
	return tx.InsertOccurrence(ctx, store.Occurrence{
		ID: t.newID(), TrialID: trial.ID, Day: day, LeaderID: leader, Participants: max(1, len(people)),
		Sentence: d.Outcome, DrillID: d.ID, CreatedBy: v.Person.ID, CreatedAt: t.now(),
	})
}

// provedBy makes the drill the evidence of what the player has claimed to know
// of the area it was about. The level stays what the player has said.
func (t *Tracker) provedBy(ctx context.Context, tx *store.Tx, v maturity.Viewer, d adoption.Drill, player string) error {
	if d.AreaKey == "" {
		return nil
	}
	if err := tx.LockAreasOf(ctx, d.TeamID); err != nil {
		return err
	}
	register, err := tx.RegisterOf(ctx, d.TeamID)
	if err != nil {
		return err
	}
	area, ok := register.AreaByKey(d.AreaKey)
	claim, claims := register.Claims[area.ID][player]
	if !ok || !claims {
		return nil
	}
	if claim.EvidenceAt, err = t.dayIn(ctx, tx.Reader); err != nil {
		return err
	}
	claim.EvidenceKind, claim.EvidenceLink = knowledge.Drilled, ""
	_, err = t.writeClaim(ctx, tx, v, d.TeamID, typedClaim{Claim: claim})
	return err
}
