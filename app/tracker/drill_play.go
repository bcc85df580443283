package tracker

import (
	"context"
	"slices"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// StartDrill starts the clock.
func (t *Tracker) StartDrill(ctx context.Context, v maturity.Viewer, drill string) error {
	return t.stepDrill(ctx, v, drill, "drill.started", func(_ *store.Tx, d *adoption.Drill) error {
		if err := d.MayStart(); err != nil {
			return err
		}
		now := t.now()
		d.State, d.StartedAt = adoption.DrillPlaying, &now
		return nil
	})
}

// RevealInject shows what happens next to the players. Shown again, it changes
// nothing, so that a runner whose connection dropped may press once more.
func (t *Tracker) RevealInject(ctx context.Context, v maturity.Viewer, drill string, inject int) error {
	s, err := t.Seat(ctx, v, drill)
	if err != nil {
		return err
	}
	if !s.Runs() {
		return maturity.Fail(maturity.Forbidden, "error.drill_runner_only")
	}
	if inject < 0 || inject >= len(s.Drill.Scenario.Injects) {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		shown, err := tx.DrillReveals(ctx, drill)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(shown, func(x store.DrillReveal) bool { return x.Inject == inject }) {
			return nil
		}
		d, err := tx.DrillByID(ctx, drill)
		if err != nil {
			return err
		}
		if err := d.MayReveal(); err != nil {
			return err
		}
		return tx.InsertDrillReveal(ctx, store.DrillReveal{DrillID: drill, Inject: inject, RevealedAt: t.now()})
	})
}

// NoteDrill adds a line to the timeline. The id is the page's own, so that a
// note sent twice is kept once.
func (t *Tracker) NoteDrill(ctx context.Context, v maturity.Viewer, drill, id, text string) error {
	s, err := t.Seat(ctx, v, drill)
	if err != nil {
		return err
	}
	var f maturity.Fields
	text = prose(&f, "text", text, true)
	if err := f.Err(); err != nil {
		return err
	}
	if s.Drill.State == adoption.DrillDone || s.Drill.State == adoption.DrillCancelled {
		return maturity.Fail(maturity.Conflict, "error.drill_state")
	}
	if len(id) < 8 || len(id) > 64 {
		id = t.newID()
	}
	n := store.DrillNote{ID: drill + "-" + id, DrillID: drill, At: t.clock().UTC(), ByID: v.Person.ID, Text: text}
	return t.db.Tx(ctx, func(tx *store.Tx) error { return tx.InsertDrillNote(ctx, n) })
}

// TalkDrill ends the play and begins the talk.
func (t *Tracker) TalkDrill(ctx context.Context, v maturity.Viewer, drill string) error {
	return t.stepDrill(ctx, v, drill, "drill.talk", func(_ *store.Tx, d *adoption.Drill) error {
		if err := d.MayTalk(); err != nil {
			return err
		}
		now := t.now()
		d.State, d.TalkAt = adoption.DrillTalking, &now
		return nil
	})
}

// CancelDrill ends a drill that will not be played to its end; it counts for
// nothing.
func (t *Tracker) CancelDrill(ctx context.Context, v maturity.Viewer, drill string) error {
	return t.stepDrill(ctx, v, drill, "drill.cancelled", func(_ *store.Tx, d *adoption.Drill) error {
		if err := d.MayCancel(); err != nil {
			return err
		}
		now := t.now()
		d.State, d.EndedAt = adoption.DrillCancelled, &now
		return nil
	})
}

// stepDrill runs one step of a drill that its runner decides.
func (t *Tracker) stepDrill(ctx context.Context, v maturity.Viewer, drill, verb string, step func(*store.Tx, *adoption.Drill) error) error {
	s, err := t.Seat(ctx, v, drill)
	if err != nil {
		return err
	}
	if !s.Runs() {
		return maturity.Fail(maturity.Forbidden, "error.drill_runner_only")
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		d, err := tx.DrillByID(ctx, drill)
		if err != nil {
			return err
		}
		if err := step(tx, &d); err != nil {
			return err
		}
		if err := tx.SaveDrill(ctx, d); err != nil {
			return err
		}
		return t.event(ctx, tx, v, verb, drill, "")
	})
}
