package tracker

import (
	"context"
	"slices"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/questionnaires"
)

// LogOccurrence is one time that a team held a practice, as somebody logs it.
type LogOccurrence struct {
	Team, Practice string
	ID             string // "" for a new one
	Day            string // 2026-10-31; "" means today
	Leader         string // person id; "" means the viewer
	Participants   string
	Link           string
	Sentence       string // what came out of it
	HelpedBy       string // team id, or ""
	Cause          string // an adoption.Cause, or "" where nothing is told of it
}

// LogOccurrence logs that a practice was held, or corrects what was logged. A
// practice the team has not chosen yet is chosen with it, and one that it had
// stopped is on again.
func (t *Tracker) LogOccurrence(ctx context.Context, v maturity.Viewer, in LogOccurrence) (store.Occurrence, error) {
	if err := v.MayBelong(in.Team); err != nil {
		return store.Occurrence{}, err
	}
	practice, err := t.Practice(ctx, in.Practice)
	if err != nil {
		return store.Occurrence{}, err
	}
	var archived maturity.Fields
	if err := t.checkOffered(ctx, &archived, in.Team, practice.Key); err != nil {
		return store.Occurrence{}, err
	}
	if err := archived.Err(); err != nil {
		return store.Occurrence{}, err
	}
	o, err := t.readOccurrence(ctx, v, practice, in)
	if err != nil {
		return o, err
	}
	err = t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.LockPractices(ctx, in.Team); err != nil {
			return err
		}
		trial, err := t.chosen(ctx, tx, v, in.Team, practice.Key, practice.CadenceDays, v.Person.ID)
		if err != nil {
			return err
		}
		o.TrialID = trial.ID
		if in.ID != "" {
			return t.correctOccurrence(ctx, tx, v, o)
		}
		if twin, err := sameOccurrence(ctx, tx, o); err != nil || twin.ID != "" {
			o = twin
			return err
		}
		if err := tx.InsertOccurrence(ctx, o); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "occurrence.logged", o.ID, practice.Key)
	})
	return o, err
}

func (t *Tracker) readOccurrence(ctx context.Context, v maturity.Viewer, practice questionnaires.Practice, in LogOccurrence,
) (store.Occurrence, error) {
	var f maturity.Fields
	today, err := t.today(ctx, t.db.Reader)
	if err != nil {
		return store.Occurrence{}, err
	}
	if in.Day == "" {
		in.Day = today
	}
	if in.Leader == "" {
		in.Leader = v.Person.ID
	}
	o := store.Occurrence{
		ID: in.ID, Day: date(&f, "day", in.Day), LeaderID: in.Leader,
		Participants: number(&f, "participants", in.Participants, 1, maxParticipants),
		Link:         link(&f, "link", in.Link), Sentence: line(&f, "sentence", in.Sentence, false), HelpedBy: in.HelpedBy,
		Cause:     cause(&f, practice, in.Cause),
		CreatedBy: v.Person.ID, CreatedAt: t.now(),
	}
	if o.ID == "" {
		o.ID = t.newID()
	}
	if o.Day > today {
		f.Add("day", "field.day_to_come")
	}
	if err := t.checkPersonThere(ctx, &f, "leader", o.LeaderID); err != nil {
		return o, err
	}
	if o.HelpedBy != "" {
		if _, err := t.db.TeamByID(ctx, o.HelpedBy); isKind(err, maturity.NotFound) || o.HelpedBy == in.Team {
			f.Add("helped_by", "field.choice")
		} else if err != nil {
			return o, err
		}
	}
	return o, f.Err()
}

// cause reads what is told of a cause; a practice that does not ask takes none.
func cause(f *maturity.Fields, practice questionnaires.Practice, told string) adoption.Cause {
	c := adoption.Cause(told)
	if told != "" && (!practice.AsksCause() || !slices.Contains(adoption.Causes, c)) {
		f.Add("cause", "field.choice")
	}
	return c
}

// correctOccurrence changes what was logged; where it stands does not move to
// another team or practice.
func (t *Tracker) correctOccurrence(ctx context.Context, tx *store.Tx, v maturity.Viewer, o store.Occurrence) error {
	before, err := tx.OccurrenceByID(ctx, o.ID)
	if err != nil {
		return err
	}
	if before.TrialID != o.TrialID {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	if err := tx.SaveOccurrence(ctx, o); err != nil {
		return err
	}
	return t.event(ctx, tx, v, "occurrence.corrected", o.ID, "")
}

// sameOccurrence returns that very occurrence where it is logged already, as
// when a form is sent twice.
func sameOccurrence(ctx context.Context, tx *store.Tx, o store.Occurrence) (store.Occurrence, error) {
	all, err := tx.OccurrencesOf(ctx, o.TrialID)
	for _, x := range all {
		if x.Day == o.Day && x.LeaderID == o.LeaderID && x.Participants == o.Participants && x.Link == o.Link &&
			x.Sentence == o.Sentence && x.HelpedBy == o.HelpedBy && x.DrillID == o.DrillID && x.Cause == o.Cause {
			return x, nil
		}
	}
	return store.Occurrence{}, err
}

// DeleteOccurrence takes back what was logged by mistake. What a drill has
// logged stays.
func (t *Tracker) DeleteOccurrence(ctx context.Context, v maturity.Viewer, id string) (store.Occurrence, error) {
	o, err := t.db.OccurrenceByID(ctx, id)
	if err != nil {
		return o, err
	}
	if _, err := t.trialFor(ctx, v, o.TrialID); err != nil {
		return o, err
	}
	if o.DrillID != "" {
		return o, maturity.Fail(maturity.Conflict, "error.occurrence_of_drill")
	}
	return o, t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.DeleteOccurrence(ctx, id); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "occurrence.deleted", id, "")
	})
}
