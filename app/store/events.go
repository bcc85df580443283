package store

import (
	"context"
	"time"
)

// Event is one line of the log: who did what to what, never an answer.
type Event struct {
	ID       string
	At       time.Time
	PersonID string // "" for the program itself
	Verb     string // "assessment.reopened"
	Subject  string // id
	Note     string
}

type eventRow struct {
	ID       string
	At       time.Time
	PersonID string
	Verb     string
	Subject  string
	Note     string
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
