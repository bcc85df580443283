package store

import (
	"context"
	"time"

	"gorm.io/gorm/clause"

	"michinori/app/maturity"
)

// KeptAnswer is what a write under an idempotency key was answered.
type KeptAnswer struct {
	PersonID    string
	Hash        string // of the key
	Fingerprint string // of what was asked for
	Attempt     string // whoever is at it, while Status is below 2
	Status      int    // AnswerUnderWay, AnswerApplied, or that of HTTP
	Answer      []byte // sealed; nil without one
	CreatedAt   time.Time
}

// What the status of a kept answer says until there is one.
const (
	AnswerUnderWay = 0
	AnswerApplied  = 1 // carried out, and nobody kept what was answered
)

type keptAnswerRow struct {
	PersonID    string `gorm:"primaryKey"`
	Hash        string `gorm:"primaryKey"`
	Fingerprint string
	Attempt     string
	Status      int
	Answer      []byte
	CreatedAt   time.Time `gorm:"autoCreateTime:false"`
}

func (keptAnswerRow) TableName() string { return "idempotency_keys" }

// ReserveAnswer makes a place for the answer to a write. It returns what is
// there, and whether the place is the caller's: of two at once only one gets it.
// One that is under way since before stale is taken over: whoever began it has
// gone, and can no longer commit under that attempt.
func (tx *Tx) ReserveAnswer(ctx context.Context, k KeptAnswer, stale time.Time) (KeptAnswer, bool, error) {
	row := keptAnswerRow(k)
	q := tx.g.WithContext(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
	if q.Error != nil {
		return k, false, translate(q.Error)
	}
	if q.RowsAffected == 1 {
		return k, true, nil
	}
	there, err := one[keptAnswerRow](tx.g.WithContext(ctx).Where("person_id = ? AND hash = ?", k.PersonID, k.Hash))
	if err != nil || there.Status != AnswerUnderWay || !there.CreatedAt.Before(stale) || there.Fingerprint != k.Fingerprint {
		return KeptAnswer(there), false, err
	}
	q = tx.g.WithContext(ctx).Model(&keptAnswerRow{}).
		Where("person_id = ? AND hash = ? AND attempt = ? AND status = ?", k.PersonID, k.Hash, there.Attempt, AnswerUnderWay).
		Updates(map[string]any{"attempt": k.Attempt, "created_at": k.CreatedAt})
	return k, q.RowsAffected == 1, translate(q.Error)
}

// SetAnswer stores how far an attempt has come, or what it was answered. It is
// a Conflict where the attempt has been taken over.
func (tx *Tx) SetAnswer(ctx context.Context, k KeptAnswer) error {
	q := tx.g.WithContext(ctx).Model(&keptAnswerRow{}).
		Where("person_id = ? AND hash = ? AND attempt = ?", k.PersonID, k.Hash, k.Attempt).
		Updates(map[string]any{"status": k.Status, "answer": k.Answer})
	if q.Error == nil && q.RowsAffected != 1 {
		return maturity.Fail(maturity.Conflict, "error.under_way")
	}
	return translate(q.Error)
}

// ReleaseAnswer gives a place back in which nothing was carried out.
func (tx *Tx) ReleaseAnswer(ctx context.Context, k KeptAnswer) error {
	return translate(tx.g.WithContext(ctx).
		Where("person_id = ? AND hash = ? AND attempt = ? AND status = ?", k.PersonID, k.Hash, k.Attempt, AnswerUnderWay).
		Delete(&keptAnswerRow{}).Error)
}

// DeleteAnswersBefore removes what was kept before t.
func (tx *Tx) DeleteAnswersBefore(ctx context.Context, t time.Time) error {
	return translate(tx.g.WithContext(ctx).Where("created_at < ?", t).Delete(&keptAnswerRow{}).Error)
}
