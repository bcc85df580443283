package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"michinori/app/maturity"
)

// Edition is a questionnaire as a round pinned it.
type Edition struct {
	Questionnaire, Edition string
	Checksum               string
	Document               []byte
	CreatedAt              time.Time
}

type editionRow struct {
	Questionnaire string `gorm:"primaryKey"`
	Edition       string `gorm:"primaryKey"`
	Checksum      string
	Document      []byte
	CreatedAt     time.Time `gorm:"autoCreateTime:false"`
}

func (editionRow) TableName() string { return "editions" }

// EditionOf returns a pinned edition.
func (r Reader) EditionOf(ctx context.Context, questionnaire, edition string) (Edition, error) {
	row, err := one[editionRow](r.g.WithContext(ctx).Where("questionnaire = ? AND edition = ?", questionnaire, edition))
	return Edition(row), err
}

// InsertEdition pins an edition; one that is there already stays as it is.
func (tx *Tx) InsertEdition(ctx context.Context, e Edition) error {
	row := editionRow(e)
	return translate(tx.g.WithContext(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error)
}

type roundRow struct {
	ID            string
	Key           string
	Questionnaire string
	Edition       string
	Checksum      string
	K             int
	OpenedAt      time.Time
	ClosesAt      time.Time
	ClosedAt      *time.Time
}

func (roundRow) TableName() string { return "rounds" }

func (r roundRow) round() maturity.Round { return maturity.Round(r) }

// Rounds returns all rounds, oldest first.
func (r Reader) Rounds(ctx context.Context) ([]maturity.Round, error) {
	return many(r.g.WithContext(ctx).Order("key"), roundRow.round)
}

// RoundByID returns one round.
func (r Reader) RoundByID(ctx context.Context, id string) (maturity.Round, error) {
	row, err := one[roundRow](r.g.WithContext(ctx).Where("id = ?", id))
	return row.round(), err
}

// RoundByKey returns the round of a period.
func (r Reader) RoundByKey(ctx context.Context, key string) (maturity.Round, error) {
	row, err := one[roundRow](r.g.WithContext(ctx).Where("key = ?", key))
	return row.round(), err
}

// InsertRound opens a round; Conflict when there is one of that period.
func (tx *Tx) InsertRound(ctx context.Context, r maturity.Round) error {
	row := roundRow(r)
	if err := insert(ctx, tx.g, &row, "round "+r.Key); err != nil {
		return err
	}
	return tx.forgetRound(ctx, r.ID)
}

// SaveRoundEnd changes when a round ends or ended.
func (tx *Tx) SaveRoundEnd(ctx context.Context, r maturity.Round) error {
	if err := tx.forgetRound(ctx, r.ID); err != nil {
		return err
	}
	return must(tx.g.WithContext(ctx).Model(&roundRow{}).Where("id = ?", r.ID).
		Updates(map[string]any{"closes_at": r.ClosesAt, "closed_at": r.ClosedAt}))
}

// CountAsked keeps how many people are in the teams of a round that have not
// opened their answers, as the reveal does for those that have.
func (tx *Tx) CountAsked(ctx context.Context, round string) error {
	return translate(tx.g.WithContext(ctx).Exec(`
		UPDATE assessments SET members = (
		  SELECT COUNT(*) FROM memberships m JOIN people p ON p.id = m.person_id AND p.archived_at IS NULL
		  WHERE m.team_id = assessments.team_id)
		WHERE round_id = ? AND state = ?`, round, string(maturity.Answering)).Error)
}

type assessmentRow struct {
	ID           string
	RoundID      string
	TeamID       string
	Mode         string
	State        string
	Members      int
	RevealedAt   *time.Time
	AgreedAt     *time.Time
	SharedAt     *time.Time
	Reopened     int
	ReopenReason string
}

func (assessmentRow) TableName() string { return "assessments" }

func newAssessmentRow(a maturity.Assessment) assessmentRow {
	return assessmentRow{
		ID: a.ID, RoundID: a.RoundID, TeamID: a.TeamID, Mode: string(a.Mode), State: string(a.State),
		Members: a.Members, RevealedAt: a.RevealedAt, AgreedAt: a.AgreedAt, SharedAt: a.SharedAt,
		Reopened: a.Reopened, ReopenReason: a.ReopenReason,
	}
}

func (a assessmentRow) assessment() maturity.Assessment {
	return maturity.Assessment{
		ID: a.ID, RoundID: a.RoundID, TeamID: a.TeamID, Mode: maturity.Mode(a.Mode), State: maturity.State(a.State),
		Members: a.Members, RevealedAt: a.RevealedAt, AgreedAt: a.AgreedAt, SharedAt: a.SharedAt,
		Reopened: a.Reopened, ReopenReason: a.ReopenReason,
	}
}

// AssessmentByID returns one assessment.
func (r Reader) AssessmentByID(ctx context.Context, id string) (maturity.Assessment, error) {
	row, err := one[assessmentRow](r.g.WithContext(ctx).Where("id = ?", id))
	return row.assessment(), err
}

// AssessmentsIn returns the assessments of a round.
func (r Reader) AssessmentsIn(ctx context.Context, round string) ([]maturity.Assessment, error) {
	return many(r.g.WithContext(ctx).Where("round_id = ?", round).Order("team_id"), assessmentRow.assessment)
}

// AssessmentsOf returns the assessments of a team, oldest round first.
func (r Reader) AssessmentsOf(ctx context.Context, team string) ([]maturity.Assessment, error) {
	q := r.g.WithContext(ctx).Table("assessments AS a").Select("a.*").
		Joins("JOIN rounds r ON r.id = a.round_id").Where("a.team_id = ?", team).Order("r.key")
	return many(q, assessmentRow.assessment)
}

// LockAssessment returns the assessment and keeps others from changing it, or
// anything of it, until the transaction ends.
func (tx *Tx) LockAssessment(ctx context.Context, id string) (maturity.Assessment, error) {
	q := tx.g.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id)
	row, err := one[assessmentRow](q)
	return row.assessment(), err
}

// LockRound keeps others from changing what a report on the round says beside
// its figures until the transaction ends; NotFound where there is no such round.
func (tx *Tx) LockRound(ctx context.Context, id string) error {
	_, err := one[roundRow](tx.g.WithContext(ctx).Clauses(clause.Locking{Strength: "NO KEY UPDATE"}).Where("id = ?", id))
	return err
}

// InsertAssessments invites teams to a round.
func (tx *Tx) InsertAssessments(ctx context.Context, as []maturity.Assessment) error {
	rows := make([]assessmentRow, len(as))
	for i, a := range as {
		rows[i] = newAssessmentRow(a)
	}
	if len(rows) == 0 {
		return nil
	}
	if err := insert(ctx, tx.g, &rows, "assessments"); err != nil {
		return err
	}
	return tx.forgetAssessments(ctx, idsIn(rows)...)
}

func idsIn(rows []assessmentRow) []string {
	out := make([]string, len(rows))
	for i, a := range rows {
		out[i] = a.ID
	}
	return out
}

// SaveAssessment changes the state of an assessment.
func (tx *Tx) SaveAssessment(ctx context.Context, a maturity.Assessment) error {
	if err := tx.forgetStep(ctx, a.ID, a.State == maturity.Shared); err != nil {
		return err
	}
	return must(tx.g.WithContext(ctx).Model(&assessmentRow{}).Where("id = ?", a.ID).Updates(map[string]any{
		"mode": string(a.Mode), "state": string(a.State), "members": a.Members, "revealed_at": a.RevealedAt,
		"agreed_at": a.AgreedAt, "shared_at": a.SharedAt, "reopened": a.Reopened, "reopen_reason": a.ReopenReason,
	}))
}
