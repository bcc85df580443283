package tracker

import (
	"context"
	"slices"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
)

// SaveOnCallStep is a step on somebody's way to on-call.
type SaveOnCallStep struct {
	Team, Person, Step string
	Day                string // "" takes the step back
	Note               string
}

// SaveOnCallStep notes a step. Members note their own; leads those of anybody
// in the team, and that somebody has been let go is theirs to say.
func (t *Tracker) SaveOnCallStep(ctx context.Context, v maturity.Viewer, in SaveOnCallStep) error {
	if err := v.MayBelong(in.Team); err != nil {
		return err
	}
	step := adoption.PathStep(in.Step)
	if in.Person != v.Person.ID || step == adoption.Alone {
		if err := v.MayLead(in.Team); err != nil {
			return err
		}
	}
	x, err := t.readStep(ctx, v, in, step)
	if err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, OnCallLock(in.Team)); err != nil {
			return err
		}
		if in.Day == "" {
			err = tx.DeleteOnCallStep(ctx, in.Team, in.Person, step)
			if isKind(err, maturity.NotFound) {
				return nil
			}
		} else {
			err = tx.SaveOnCallStep(ctx, x)
		}
		if err != nil {
			return err
		}
		return t.event(ctx, tx, v, "oncall.step", in.Team, "")
	})
}

func (t *Tracker) readStep(ctx context.Context, v maturity.Viewer, in SaveOnCallStep, step adoption.PathStep) (store.OnCallStep, error) {
	var f maturity.Fields
	out := store.OnCallStep{
		TeamID: in.Team, PersonID: in.Person, Step: step, Note: line(&f, "note", in.Note, false),
		UpdatedBy: v.Person.ID, UpdatedAt: t.now(),
	}
	if step != store.StepIncident && !slices.Contains(adoption.PathSteps, step) {
		f.Add("step", "field.choice")
	}
	if in.Day != "" {
		out.Day = date(&f, "day", in.Day)
		today, err := t.today(ctx, t.db.Reader)
		if err != nil {
			return out, err
		}
		if out.Day > today {
			f.Add("day", "field.day_to_come")
		}
	}
	members, err := t.db.MembersOf(ctx, in.Team)
	if err != nil {
		return out, err
	}
	if !isMember(members, in.Person) {
		f.Add("person", "field.choice")
	}
	return out, f.Err()
}

// SaveRota keeps how a team shares being on call.
func (t *Tracker) SaveRota(ctx context.Context, v maturity.Viewer, team, people, slots, sites string) error {
	if err := v.MayBelong(team); err != nil {
		return err
	}
	var f maturity.Fields
	x := adoption.Rota{
		People: number(&f, "people", people, 0, 999), Slots: number(&f, "slots", slots, 1, 5), Sites: number(&f, "sites", sites, 1, 5),
	}
	if err := f.Err(); err != nil {
		return err
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, OnCallLock(team)); err != nil {
			return err
		}
		return tx.SaveRota(ctx, team, x)
	})
}

// OnCallPath is one member's way to on-call.
type OnCallPath struct {
	Person   maturity.Person
	Path     adoption.Path
	Incident time.Time // the last real incident they led, among Path.Led too
	Notes    map[adoption.PathStep]string
}

// OnCallPaths returns the ways of a team's members, in the order of the members.
// They are for the team alone.
func (t *Tracker) OnCallPaths(ctx context.Context, team string) ([]OnCallPath, error) {
	members, err := t.db.MembersOf(ctx, team)
	if err != nil {
		return nil, err
	}
	steps, err := t.db.OnCallSteps(ctx, team)
	if err != nil {
		return nil, err
	}
	led, err := t.ledDays(ctx, team)
	if err != nil {
		return nil, err
	}
	out, at := make([]OnCallPath, len(members)), map[string]int{}
	for i, m := range members {
		out[i] = OnCallPath{
			Person: m.Person, Path: adoption.Path{Steps: map[adoption.PathStep]time.Time{}, Led: led[m.ID]},
			Notes: map[adoption.PathStep]string{},
		}
		at[m.ID] = i
	}
	for _, s := range steps {
		i, ok := at[s.PersonID]
		day, err := time.Parse(time.DateOnly, s.Day)
		if !ok || err != nil {
			continue
		}
		out[i].Notes[s.Step] = s.Note
		if s.Step == store.StepIncident {
			out[i].Incident, out[i].Path.Led = day, append(out[i].Path.Led, day)
		} else {
			out[i].Path.Steps[s.Step] = day
		}
	}
	return out, nil
}

// ledDays returns the days of the drills that people of a team led, as days of
// the organisation: a step taken today counts today, in every time zone.
func (t *Tracker) ledDays(ctx context.Context, team string) (map[string][]time.Time, error) {
	led, err := t.db.LedDrills(ctx, team)
	if err != nil {
		return nil, err
	}
	o, err := t.db.Organisation(ctx)
	if err != nil {
		return nil, err
	}
	for person, days := range led {
		for i, at := range days {
			led[person][i] = dayOf(at, o)
		}
	}
	return led, nil
}

// Readiness counts who of a team could take on-call tonight.
func (t *Tracker) Readiness(ctx context.Context, team string) (adoption.Share, error) {
	all, err := t.OnCallPaths(ctx, team)
	if err != nil {
		return adoption.Share{}, err
	}
	today, err := t.Today(ctx)
	return ReadinessOn(all, today), err
}

// ReadinessOn is Readiness of paths that have been read.
func ReadinessOn(all []OnCallPath, today time.Time) adoption.Share {
	paths := make([]adoption.Path, len(all))
	for i, p := range all {
		paths[i] = p.Path
	}
	return adoption.Readiness(paths, len(all), today)
}
