package store

import (
	"context"
	"time"

	"michinori/app/maturity"
)

type actionRow struct {
	ID           string
	TeamID       string
	AssessmentID string
	Question     string
	Practice     string
	Title        string
	OwnerID      string
	Due          string
	State        string
	Reason       string
	CreatedAt    time.Time `gorm:"autoCreateTime:false"`
	ClosedAt     *time.Time
}

func (actionRow) TableName() string { return "actions" }

func newActionRow(a maturity.Action) actionRow {
	return actionRow{
		ID: a.ID, TeamID: a.TeamID, AssessmentID: a.AssessmentID, Question: a.Question, Practice: a.Practice,
		Title: a.Title, OwnerID: a.OwnerID, Due: a.Due, State: string(a.State), Reason: a.Reason,
		CreatedAt: a.CreatedAt, ClosedAt: a.ClosedAt,
	}
}

func (a actionRow) action() maturity.Action {
	return maturity.Action{
		ID: a.ID, TeamID: a.TeamID, AssessmentID: a.AssessmentID, Question: a.Question, Practice: a.Practice,
		Title: a.Title, OwnerID: a.OwnerID, Due: a.Due, State: maturity.ActionState(a.State), Reason: a.Reason,
		CreatedAt: a.CreatedAt, ClosedAt: a.ClosedAt,
	}
}

// ActionsOf returns the actions of a team, open ones first, then by date.
func (r Reader) ActionsOf(ctx context.Context, team string) ([]maturity.Action, error) {
	q := r.g.WithContext(ctx).Where("team_id = ?", team).
		Order("CASE state WHEN 'open' THEN 0 ELSE 1 END, due, id")
	return many(q, actionRow.action)
}

// ActionByID returns one action.
func (r Reader) ActionByID(ctx context.Context, id string) (maturity.Action, error) {
	row, err := one[actionRow](r.g.WithContext(ctx).Where("id = ?", id))
	return row.action(), err
}

// SaveAction inserts an action or changes what became of it.
func (tx *Tx) SaveAction(ctx context.Context, a maturity.Action) error {
	row := newActionRow(a)
	return upsert(ctx, tx.g, &row, []string{"id"}, []string{"title", "owner_id", "due", "state", "reason", "closed_at"}, "action")
}

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
