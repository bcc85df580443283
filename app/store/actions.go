package store

import (
	"context"
	"time"

	"michinori/app/maturity"
)

type actionRow struct {
	ID           string
	TeamID       string
	AssessmentID *string
	DrillID      *string
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
		ID: a.ID, TeamID: a.TeamID, AssessmentID: null(a.AssessmentID), DrillID: null(a.DrillID), Question: a.Question,
		Practice: a.Practice, Title: a.Title, OwnerID: a.OwnerID, Due: a.Due, State: string(a.State), Reason: a.Reason,
		CreatedAt: a.CreatedAt, ClosedAt: a.ClosedAt,
	}
}

func (a actionRow) action() maturity.Action {
	return maturity.Action{
		ID: a.ID, TeamID: a.TeamID, AssessmentID: text(a.AssessmentID), DrillID: text(a.DrillID), Question: a.Question,
		Practice: a.Practice, Title: a.Title, OwnerID: a.OwnerID, Due: a.Due, State: maturity.ActionState(a.State), Reason: a.Reason,
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
	if err := tx.forgetAction(ctx, a.ID, a.AssessmentID, a.TeamID); err != nil {
		return err
	}
	return upsert(ctx, tx.g, &row, []string{"id"}, []string{"title", "owner_id", "due", "state", "reason", "closed_at"}, "action")
}

// ReviewOutcome is what a team said about an open action when a round began.
type ReviewOutcome string

// The outcomes.
const (
	ReviewDone    ReviewOutcome = "done"
	ReviewCarried ReviewOutcome = "carried"
	ReviewDropped ReviewOutcome = "dropped"
)

// ActionReview is one action looked at in one round.
type ActionReview struct {
	ActionID, AssessmentID string
	Outcome                ReviewOutcome
	Reason                 string
	ReviewedBy             string
	ReviewedAt             time.Time
}

type reviewRow struct {
	ActionID     string `gorm:"primaryKey"`
	AssessmentID string `gorm:"primaryKey"`
	Outcome      string
	Reason       string
	ReviewedBy   string
	ReviewedAt   time.Time
}

func (reviewRow) TableName() string { return "action_reviews" }

func (r reviewRow) review() ActionReview {
	return ActionReview{
		ActionID: r.ActionID, AssessmentID: r.AssessmentID, Outcome: ReviewOutcome(r.Outcome), Reason: r.Reason,
		ReviewedBy: r.ReviewedBy, ReviewedAt: r.ReviewedAt,
	}
}

// SaveActionReview notes what became of an action by that round, or corrects
// it.
func (tx *Tx) SaveActionReview(ctx context.Context, x ActionReview) error {
	row := reviewRow{
		ActionID: x.ActionID, AssessmentID: x.AssessmentID, Outcome: string(x.Outcome), Reason: x.Reason,
		ReviewedBy: x.ReviewedBy, ReviewedAt: x.ReviewedAt,
	}
	if err := tx.forgetShared(ctx, x.AssessmentID); err != nil {
		return err
	}
	return upsert(ctx, tx.g, &row, []string{"action_id", "assessment_id"},
		[]string{"outcome", "reason", "reviewed_by", "reviewed_at"}, "review of an action")
}

// ActionReviewsOf returns what a team said about its actions, by assessment and
// action.
func (r Reader) ActionReviewsOf(ctx context.Context, team string) ([]ActionReview, error) {
	q := r.g.WithContext(ctx).Table("action_reviews AS x").Select("x.*").Joins("JOIN actions a ON a.id = x.action_id").
		Where("a.team_id = ?", team).Order("x.assessment_id, x.action_id")
	return many(q, reviewRow.review)
}
