package store

import (
	"context"
	"strings"
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

// EventFilter narrows the log; what is zero narrows nothing.
type EventFilter struct {
	From, To time.Time // from the first on, up to and without the second
	Verb     string    // begins with it
	VerbEnd  string    // ends with it
	Person   string    // id of who did it
	// Without leaves out verbs that begin so.
	Without []string
	// Before and BeforeID say to go on with what is older than that event.
	Before   time.Time
	BeforeID string
	Limit    int // 0 for all
}

// Events returns the log, the newest first.
func (r Reader) Events(ctx context.Context, f EventFilter) ([]Event, error) {
	q := r.g.WithContext(ctx).Order("at DESC, id DESC")
	if !f.From.IsZero() {
		q = q.Where("at >= ?", f.From)
	}
	if !f.To.IsZero() {
		q = q.Where("at < ?", f.To)
	}
	if f.Verb != "" {
		q = q.Where("verb LIKE ? ESCAPE '!'", likePrefix(f.Verb))
	}
	if f.VerbEnd != "" {
		q = q.Where("verb LIKE ? ESCAPE '!'", "%"+literal(f.VerbEnd))
	}
	if f.Person != "" {
		q = q.Where("person_id = ?", f.Person)
	}
	for _, verb := range f.Without {
		q = q.Where("verb NOT LIKE ? ESCAPE '!'", likePrefix(verb))
	}
	if f.BeforeID != "" {
		q = q.Where("at < ? OR (at = ? AND id < ?)", f.Before, f.Before, f.BeforeID)
	}
	if f.Limit > 0 {
		q = q.Limit(f.Limit)
	}
	return many(q, func(e eventRow) Event { return Event(e) })
}

func likePrefix(s string) string { return literal(s) + "%" }

// literal keeps what LIKE would take for anything.
func literal(s string) string {
	return strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(s)
}
