package tracker

import (
	"context"
	"errors"
	"reflect"
	"strconv"

	"michinori/app/maturity"
	"michinori/app/store"
)

// maxAreas bounds how many areas in use a register has. It is far beyond what a
// team can talk about.
const maxAreas = 500

// SaveArea is an area as somebody typed it. Revision is what they looked at.
// Paths and services stand one a line or with commas between them; the days of
// the runbook and of the last run by somebody else are "", "never" or a day.
type SaveArea struct {
	Team, ID                   string // ID "" makes a new area in Team; of others Team says nothing
	Revision                   int
	Key                        string // of a new area, made from its name where it is ""; it never changes
	NameJA, NameEN             string
	Criticality, Kind          string
	Paths, Services            string
	RunbookTested, NonOwnerRun string
	NextStep                   string
}

// SaveArea makes or changes an area of a register; every member of the team
// may. Where somebody else has changed it since, it is a Conflict and the area
// as it is now comes back. Saving what is there already changes nothing.
func (t *Tracker) SaveArea(ctx context.Context, v maturity.Viewer, in SaveArea) (store.Area, error) {
	was := store.Area{TeamID: in.Team}
	if in.ID != "" {
		var err error
		if was, err = t.db.AreaByID(ctx, in.ID); err != nil {
			return was, err
		}
	}
	if err := v.MayBelong(was.TeamID); err != nil {
		return store.Area{}, err
	}
	today, err := t.Today(ctx)
	if err != nil {
		return was, err
	}
	var f maturity.Fields
	next := readArea(&f, in, was, today)
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		// Names and keys are unique among the areas of a team.
		if err := tx.LockRegister(ctx, was.TeamID); err != nil {
			return err
		}
		known, err := tx.AreasOf(ctx, was.TeamID)
		if err != nil {
			return err
		}
		fields := append(maturity.Fields{}, f...)
		if in.ID == "" {
			was, err = t.addArea(ctx, tx, v, &fields, next, known)
			return err
		}
		next.Revision = in.Revision
		was, err = t.changeArea(ctx, tx, v, fields, next, known)
		return err
	})
	return was, err
}

func (t *Tracker) addArea(ctx context.Context, tx *store.Tx, v maturity.Viewer, f *maturity.Fields,
	next store.Area, known []store.Area,
) (store.Area, error) {
	names := newAreaNames(known)
	if twin, ok := sameArea(known, next); ok && len(*f) == 0 {
		return twin, nil
	}
	checkAreaKey(f, names, &next)
	names.check(f, next)
	if err := f.Err(); err != nil {
		return next, err
	}
	if names.inUse >= maxAreas {
		return next, maturity.Fail(maturity.Conflict, "error.too_many_areas", "max", strconv.Itoa(maxAreas))
	}
	return t.insertArea(ctx, tx, v, next)
}

func (t *Tracker) insertArea(ctx context.Context, tx *store.Tx, v maturity.Viewer, a store.Area) (store.Area, error) {
	a.ID, a.Revision, a.CreatedAt = t.newID(), 1, t.now()
	if err := tx.InsertAreas(ctx, []store.Area{a}); err != nil {
		return a, err
	}
	return a, t.keepArea(ctx, tx, v, store.AreaAdded, a, nil, a.State())
}

func (t *Tracker) keepArea(ctx context.Context, tx *store.Tx, v maturity.Viewer, verb store.ChangeVerb, a store.Area, before, after any) error {
	if err := t.keep(ctx, tx, v, store.RegisterChange{TeamID: a.TeamID, AreaID: a.ID, Verb: verb}, before, after); err != nil {
		return err
	}
	return t.event(ctx, tx, v, verb, a.ID, "")
}

// changeArea changes an area; next carries the revision that was looked at.
func (t *Tracker) changeArea(ctx context.Context, tx *store.Tx, v maturity.Viewer, f maturity.Fields,
	next store.Area, known []store.Area,
) (store.Area, error) {
	was, err := tx.AreaByID(ctx, next.ID)
	if err != nil {
		return was, err
	}
	switch {
	case was.ArchivedAt != nil:
		return was, maturity.Fail(maturity.Conflict, "error.area_archived")
	case len(f) == 0 && reflect.DeepEqual(was.State(), next.State()):
		return was, nil
	case was.Revision != next.Revision:
		return was, changedMeanwhile()
	}
	newAreaNames(known).check(&f, next)
	if err := f.Err(); err != nil {
		return was, err
	}
	next.Revision++
	return t.updateArea(ctx, tx, v, store.AreaChanged, was, next)
}

func (t *Tracker) updateArea(ctx context.Context, tx *store.Tx, v maturity.Viewer, verb store.ChangeVerb, was, next store.Area) (store.Area, error) {
	ok, err := tx.UpdateArea(ctx, next)
	switch {
	case err != nil:
		return was, err
	case !ok:
		now, err := tx.AreaByID(ctx, was.ID)
		return now, either(err, changedMeanwhile())
	}
	return next, t.keepArea(ctx, tx, v, verb, next, was.State(), next.State())
}

// ArchiveArea puts an area away with all that is said of it; every member of
// the team may. It counts for nothing until it is restored. An archived one is
// fine.
func (t *Tracker) ArchiveArea(ctx context.Context, v maturity.Viewer, area string) error {
	return t.shelve(ctx, v, area, store.AreaArchived)
}

// RestoreArea takes an archived area back into use. One in use is fine; where
// another took its name meanwhile it is a Conflict.
func (t *Tracker) RestoreArea(ctx context.Context, v maturity.Viewer, area string) error {
	return t.shelve(ctx, v, area, store.AreaRestored)
}

func (t *Tracker) shelve(ctx context.Context, v maturity.Viewer, area string, verb store.ChangeVerb) error {
	a, err := t.db.AreaByID(ctx, area)
	if err != nil {
		return err
	}
	if err := v.MayBelong(a.TeamID); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockRegister(ctx, a.TeamID); err != nil {
			return err
		}
		was, err := tx.AreaByID(ctx, area)
		if err != nil {
			return err
		}
		if (was.ArchivedAt != nil) == (verb == store.AreaArchived) {
			return nil
		}
		next := was
		next.Revision++
		if verb == store.AreaArchived {
			now := t.now()
			next.ArchivedAt = &now
			_, err = t.updateArea(ctx, tx, v, verb, was, next)
			return err
		}
		known, err := tx.AreasOf(ctx, a.TeamID)
		if err != nil {
			return err
		}
		return t.restoreArea(ctx, tx, v, was, next, newAreaNames(known))
	})
}

func (t *Tracker) restoreArea(ctx context.Context, tx *store.Tx, v maturity.Viewer, was, next store.Area, names areaNames) error {
	var f maturity.Fields
	names.check(&f, was)
	switch {
	case len(f) > 0:
		return maturity.Fail(maturity.Conflict, "error.area_name_taken")
	case names.inUse >= maxAreas:
		return maturity.Fail(maturity.Conflict, "error.too_many_areas", "max", strconv.Itoa(maxAreas))
	}
	next.ArchivedAt = nil
	_, err := t.updateArea(ctx, tx, v, store.AreaRestored, was, next)
	return err
}

// isKind reports whether err is of that kind.
func isKind(err error, kind maturity.Kind) bool { return errors.Is(err, &maturity.Error{Kind: kind}) }
