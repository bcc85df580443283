package store

import (
	"context"
	"fmt"
	"time"

	"michinori/app/maturity"
)

// WholeAssessment is an assessment with everything that is stored of it, as it
// goes from one database into another.
type WholeAssessment struct {
	maturity.Assessment
	Responses  []WholeResponse
	Facts      []WholeFact
	Agreements []maturity.Agreement
	Result     *maturity.Result // nil before the reveal
	ComputedAt time.Time
	Snapshot   *Snapshot // of the register; nil where the result knows of none
	Actions    []maturity.Action
	Events     []Event
}

// WholeResponse is a response with its answers.
type WholeResponse struct {
	Response
	Answers []maturity.GivenAnswer
}

// WholeFact is a fact, and whether it came after the promised end.
type WholeFact struct {
	maturity.Fact
	Late bool
}

// InsertWhole stores assessments that are not there yet, many rows at a time.
// It computes nothing: the results are those it is given.
func (tx *Tx) InsertWhole(ctx context.Context, as []WholeAssessment) error {
	w := newWholeRows(as)
	for i := range as {
		if err := w.add(&as[i]); err != nil {
			return fmt.Errorf("assessment %s: %w", as[i].ID, err)
		}
	}
	if err := tx.forgetAll(ctx); err != nil {
		return err
	}
	for _, insert := range []func(context.Context, *Tx) error{
		insertMany(w.assessments, "assessments"), insertMany(w.responses, "responses"),
		insertMany(w.answers, "answers"), insertMany(w.facts, "facts"), insertMany(w.agreements, "agreements"),
		insertMany(w.results, "results"), insertMany(w.scores, "scores"), insertMany(w.actions, "actions"),
		insertMany(w.events, "events"), insertMany(w.snapshots, "register snapshots"),
		insertMany(w.snapshotAreas, "areas of snapshots"),
	} {
		if err := insert(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

// wholeRows are the rows of some assessments, by table.
type wholeRows struct {
	assessments []assessmentRow
	responses   []responseRow
	answers     []answerRow
	facts       []factRow
	agreements  []agreementRow
	results     []resultRow
	scores      []scoreRow
	actions     []actionRow
	events      []eventRow

	snapshots     []snapshotRow
	snapshotAreas []snapshotAreaRow
}

// newWholeRows makes room for the rows of some assessments.
func newWholeRows(as []WholeAssessment) *wholeRows {
	w := &wholeRows{assessments: make([]assessmentRow, 0, len(as))}
	responses, answers, facts := 0, 0, 0
	for i := range as {
		responses += len(as[i].Responses)
		facts += len(as[i].Facts)
		for j := range as[i].Responses {
			answers += len(as[i].Responses[j].Answers)
		}
	}
	w.responses = make([]responseRow, 0, responses)
	w.answers = make([]answerRow, 0, answers)
	w.facts = make([]factRow, 0, facts)
	return w
}

func (w *wholeRows) add(a *WholeAssessment) error {
	w.assessments = append(w.assessments, newAssessmentRow(a.Assessment))
	for _, r := range a.Responses {
		w.responses = append(w.responses, responseRow(r.Response))
		for _, g := range r.Answers {
			row, err := newAnswerRow(r.ID, g)
			if err != nil {
				return err
			}
			w.answers = append(w.answers, row)
		}
	}
	for _, f := range a.Facts {
		row, err := newFactRow(a.ID, f.Fact, f.Late)
		if err != nil {
			return err
		}
		w.facts = append(w.facts, row)
	}
	for _, x := range a.Agreements {
		w.agreements = append(w.agreements, newAgreementRow(a.ID, x))
	}
	for _, x := range a.Actions {
		w.actions = append(w.actions, newActionRow(x))
	}
	for _, e := range a.Events {
		w.events = append(w.events, eventRow(e))
	}
	if a.Snapshot != nil {
		snapshot, areas, err := newSnapshotRows(*a.Snapshot)
		if err != nil {
			return err
		}
		w.snapshots = append(w.snapshots, snapshot)
		w.snapshotAreas = append(w.snapshotAreas, areas...)
	}
	if a.Result == nil {
		return nil
	}
	result, scores, err := newResultRows(a.ID, *a.Result, a.ComputedAt)
	w.results = append(w.results, result)
	w.scores = append(w.scores, scores...)
	return err
}

// insertMany inserts rows, so many a statement that it costs little and stays
// below what a statement may hold.
func insertMany[T any](rows []T, what string) func(context.Context, *Tx) error {
	const size = 500
	return func(ctx context.Context, tx *Tx) error {
		if len(rows) == 0 {
			return nil
		}
		if err := translate(tx.g.WithContext(ctx).CreateInBatches(&rows, size).Error); err != nil {
			return fmt.Errorf("insert %s: %w", what, err)
		}
		return nil
	}
}
