package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

// WholeAdoption is what is stored of how practices live in some teams, as it
// goes from one database into another.
type WholeAdoption struct {
	Trials      []Trial
	Occurrences []Occurrence
	Drills      []WholeDrill
	Hands       []Hand
	Steps       []OnCallStep
	Rotas       map[string]adoption.Rota // by team id
	Reviews     []ActionReview           // of actions that are there already
}

// WholeDrill is a drill with everything that is stored of it.
type WholeDrill struct {
	adoption.Drill
	People  []DrillPerson
	Reveals []DrillReveal
	Notes   []DrillNote
	Gaps    []DrillGap
	Actions []maturity.Action // that gaps have become
}

// InsertAdoption stores what is not there yet, many rows at a time. The teams,
// people, assessments and actions it refers to must be there.
func (tx *Tx) InsertAdoption(ctx context.Context, a WholeAdoption) error {
	d, err := newDrillRows(a.Drills)
	if err != nil {
		return err
	}
	rotas := make([]rotaRow, 0, len(a.Rotas))
	for _, team := range slices.Sorted(maps.Keys(a.Rotas)) {
		x := a.Rotas[team]
		rotas = append(rotas, rotaRow{TeamID: team, People: x.People, Slots: x.Slots, Sites: x.Sites})
	}
	if err := tx.forgetAll(ctx); err != nil {
		return err
	}
	for _, insert := range []func(context.Context, *Tx) error{
		insertMany(rowsOf(a.Trials, func(t Trial) trialRow { return trialRow(t) }), "trials"),
		insertMany(d.drills, "drills"), insertMany(d.people, "parts in drills"), insertMany(d.reveals, "injects of drills"),
		insertMany(d.notes, "notes of drills"), insertMany(d.actions, "actions"), insertMany(d.gaps, "gaps of drills"),
		insertMany(rowsOf(a.Occurrences, newOccurrenceRow), "occurrences"),
		insertMany(rowsOf(a.Hands, newHandRow), "hands"),
		insertMany(rowsOf(a.Steps, newStepRow), "steps"), insertMany(rotas, "rotas"),
		insertMany(rowsOf(a.Reviews, newReviewRow), "reviews of actions"),
	} {
		if err := insert(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// drillRows are the rows of some drills, by table.
type drillRows struct {
	drills  []drillRow
	people  []drillPersonRow
	reveals []drillRevealRow
	notes   []drillNoteRow
	gaps    []drillGapRow
	actions []actionRow
}

func newDrillRows(all []WholeDrill) (drillRows, error) {
	var out drillRows
	for _, d := range all {
		scenario, err := json.Marshal(d.Scenario)
		if err != nil {
			return out, fmt.Errorf("encode scenario: %w", err)
		}
		out.drills = append(out.drills, drillRow{
			ID: d.ID, TeamID: d.TeamID, Practice: d.Practice, Scenario: string(scenario), AreaKey: d.AreaKey, State: string(d.State),
			PlannedOn: d.PlannedOn, StartedAt: d.StartedAt, TalkAt: d.TalkAt, EndedAt: d.EndedAt, Outcome: d.Outcome,
			Version: d.Version, CreatedBy: d.CreatedBy, CreatedAt: d.CreatedAt,
		})
		for _, p := range d.People {
			out.people = append(out.people, drillPersonRow{DrillID: p.DrillID, PersonID: p.PersonID, Role: string(p.Role), JoinedAt: p.JoinedAt})
		}
		for _, x := range d.Reveals {
			out.reveals = append(out.reveals, drillRevealRow(x))
		}
		for _, n := range d.Notes {
			out.notes = append(out.notes, drillNoteRow(n))
		}
		for _, g := range d.Gaps {
			out.gaps = append(out.gaps, drillGapRow(g))
		}
		for _, a := range d.Actions {
			out.actions = append(out.actions, newActionRow(a))
		}
	}
	return out, nil
}

func newOccurrenceRow(o Occurrence) occurrenceRow {
	return occurrenceRow{
		ID: o.ID, TrialID: o.TrialID, Day: o.Day, LeaderID: o.LeaderID, Participants: o.Participants, Link: o.Link,
		Sentence: o.Sentence, HelpedBy: null(o.HelpedBy), DrillID: null(o.DrillID), Cause: string(o.Cause),
		CreatedBy: o.CreatedBy, CreatedAt: o.CreatedAt,
	}
}

func newStepRow(s OnCallStep) stepRow {
	return stepRow{
		TeamID: s.TeamID, PersonID: s.PersonID, Step: string(s.Step), Day: s.Day, Note: s.Note,
		UpdatedBy: s.UpdatedBy, UpdatedAt: s.UpdatedAt,
	}
}

func newReviewRow(x ActionReview) reviewRow {
	return reviewRow{
		ActionID: x.ActionID, AssessmentID: x.AssessmentID, Outcome: string(x.Outcome), Reason: x.Reason,
		ReviewedBy: x.ReviewedBy, ReviewedAt: x.ReviewedAt,
	}
}

// rowsOf returns the rows of a list.
func rowsOf[T, R any](list []T, row func(T) R) []R {
	out := make([]R, len(list))
	for i, x := range list {
		out[i] = row(x)
	}
	return out
}

func newHandRow(h Hand) handRow {
	return handRow{PersonID: h.PersonID, Practice: h.Practice, Wish: string(h.Wish), Note: h.Note, Consent: h.Consent, RaisedAt: h.RaisedAt}
}
