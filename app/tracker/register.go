package tracker

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// Today returns the calendar day it is for the organisation, at midnight UTC,
// as registers count days.
func (t *Tracker) Today(ctx context.Context) (time.Time, error) {
	return t.dayIn(ctx, t.db.Reader)
}

// DayOf returns the day that a moment falls on for the organisation, at
// midnight UTC.
func (t *Tracker) DayOf(ctx context.Context, at time.Time) (time.Time, error) {
	days, err := t.Days(ctx)
	if err != nil {
		return time.Time{}, err
	}
	return days(at), nil
}

// Days returns what DayOf returns, for many moments of one organisation as it is
// now.
func (t *Tracker) Days(ctx context.Context) (func(at time.Time) time.Time, error) {
	o, err := t.db.Organisation(ctx)
	return func(at time.Time) time.Time { return dayOf(at, o) }, err
}

// Now is the time, as everything that happens now carries it.
func (t *Tracker) Now() time.Time { return t.now() }

func (t *Tracker) dayIn(ctx context.Context, r store.Reader) (time.Time, error) {
	o, err := r.Organisation(ctx)
	if err != nil {
		return time.Time{}, err
	}
	return dayOf(t.now(), o), nil
}

func dayOf(at time.Time, o maturity.Organisation) time.Time {
	year, month, day := at.In(o.Zone()).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// keep appends a change to the history of a register. before and after are
// states of package store, or nil.
func (t *Tracker) keep(ctx context.Context, tx *store.Tx, v maturity.Viewer, c store.RegisterChange, before, after any) error {
	c.At, c.ByID = t.now(), v.Person.ID
	var err error
	if c.Before, err = encodeState(before); err != nil {
		return err
	}
	if c.After, err = encodeState(after); err != nil {
		return err
	}
	return tx.InsertChanges(ctx, []store.RegisterChange{c})
}

func encodeState(state any) (json.RawMessage, error) {
	if state == nil {
		return nil, nil
	}
	raw, err := json.Marshal(state)
	if err != nil {
		return nil, fmt.Errorf("encode change: %w", err)
	}
	return raw, nil
}

func changedMeanwhile() error { return maturity.Fail(maturity.Conflict, "error.changed_meanwhile") }

// SaveActivity sets first and last day of a member in the team, each 2026-10-31
// or "" for an open end. It is for leads.
func (t *Tracker) SaveActivity(ctx context.Context, v maturity.Viewer, team, person, from, to string) error {
	if err := v.MayLead(team); err != nil {
		return err
	}
	var f maturity.Fields
	after := store.DatesState{ActiveFrom: anyDay(&f, "active_from", from), ActiveTo: anyDay(&f, "active_to", to)}
	if after.ActiveFrom != "" && after.ActiveTo != "" && after.ActiveTo < after.ActiveFrom {
		f.Add("active_to", "field.before_start")
	}
	if err := f.Err(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, RosterLock); err != nil {
			return err
		}
		people, err := tx.RegisterPeople(ctx, team)
		if err != nil {
			return err
		}
		p, ok := (store.TeamRegister{People: people}).Person(person)
		if !ok {
			return maturity.Fail(maturity.NotFound, "error.not_found")
		}
		before := store.DatesState{ActiveFrom: p.ActiveFrom, ActiveTo: p.ActiveTo}
		if before == after {
			return nil
		}
		if err := tx.SaveActivity(ctx, team, person, after.ActiveFrom, after.ActiveTo); err != nil {
			return err
		}
		change := store.RegisterChange{TeamID: team, PersonID: person, Verb: store.PersonDates}
		if err := t.keep(ctx, tx, v, change, before, after); err != nil {
			return err
		}
		return t.event(ctx, tx, v, store.PersonDates, team, person)
	})
}

// anyDay checks a day that may be missing.
func anyDay(f *maturity.Fields, name, s string) string {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	return date(f, name, s)
}

// pastDay checks a day that may be missing and is not to come.
func pastDay(f *maturity.Fields, name, s string, today time.Time) string {
	before := len(*f)
	s = anyDay(f, name, s)
	if len(*f) == before && s > today.Format(time.DateOnly) {
		f.Add(name, "field.future")
	}
	return s
}

// registerInput returns what the score of an assessment takes from the register
// of its team, and the snapshot to keep with it: both nil where the team has no
// register.
func (t *Tracker) registerInput(ctx context.Context, r store.Reader, p place) (*maturity.RegisterFigures, *store.Snapshot, error) {
	team, err := r.RegisterOf(ctx, p.assessment.TeamID)
	if err != nil || len(team.Areas) == 0 {
		return nil, nil, err
	}
	today, err := t.dayIn(ctx, r)
	if err != nil {
		return nil, nil, err
	}
	view, err := scoreView(ctx, r, p)
	if err != nil {
		return nil, nil, err
	}
	register := team.Register(today)
	return RegisterFigures(register, view), &store.Snapshot{
		AssessmentID: p.assessment.ID, TakenAt: t.now(), View: view, Register: register,
	}, nil
}

// RegisterFigures returns what a score takes from a register, with the view and
// the day it was read by.
func RegisterFigures(register knowledge.Register, view knowledge.View) *maturity.RegisterFigures {
	figures := knowledge.Figures(register, view)
	figures.View, figures.AsOf = string(view), register.AsOf.Format(time.DateOnly)
	return &figures
}

// scoreView is lenient in the first round in which a team has a register: it
// needs a quarter to gather evidence.
func scoreView(ctx context.Context, r store.Reader, p place) (knowledge.View, error) {
	earlier, err := r.HasSnapshotBefore(ctx, p.assessment.TeamID, p.round.Key)
	if earlier {
		return knowledge.Strict, err
	}
	return knowledge.Lenient, err
}

// saveSnapshot keeps the register with the result that was made from it.
func saveSnapshot(ctx context.Context, tx *store.Tx, assessment string, s *store.Snapshot) error {
	if s == nil {
		return tx.DeleteSnapshot(ctx, assessment)
	}
	return tx.SaveSnapshot(ctx, *s)
}
