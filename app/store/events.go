package store

import (
	"context"
	"time"

	"michinori/app/maturity"
)

// Event is one line of the log: who did what to what, never an answer.
type Event struct {
	ID       string
	At       time.Time
	PersonID string // "" for the program itself
	Verb     string // "assessment.reopened"
	Subject  string // id
	Note     string
	Way      maturity.Way // how it came about
	TokenID  string       // of the program that did it for the person, else ""
}

type eventRow struct {
	ID       string
	At       time.Time
	PersonID string
	Verb     string
	Subject  string
	Note     string
	Way      maturity.Way
	TokenID  string
}

func (eventRow) TableName() string { return "events" }

// InsertEvent appends to the log.
func (tx *Tx) InsertEvent(ctx context.Context, e Event) error {
	row := eventRow(e)
	return insert(ctx, tx.g, &row, "event")
}

// EventsOf returns the log of one subject, oldest first.
func (r Reader) EventsOf(ctx context.Context, subject string) ([]Event, error) {
	return many(r.g.WithContext(ctx).Where("subject = ?", subject).Order("at, id"), func(e eventRow) Event { return Event(e) })
}
