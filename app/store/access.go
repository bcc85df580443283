package store

import (
	"context"
	"time"
)

// Link is a secret address that lets somebody in; only its hash is kept.
type Link struct {
	Hash      string
	Purpose   LinkPurpose
	PersonID  string // "" for a set-up link
	RoundID   string // "" for a link of no round
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
	RevokedAt *time.Time
}

// LinkPurpose says what a link is for.
type LinkPurpose string

// The purposes: a set-up link works once, a personal one until it ends.
const (
	SetUpLink    LinkPurpose = "setup"
	PersonalLink LinkPurpose = "personal"
)

type linkRow struct {
	Hash      string `gorm:"primaryKey"`
	Purpose   string
	PersonID  *string
	RoundID   *string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt time.Time
	UsedAt    *time.Time
	RevokedAt *time.Time
}

func (linkRow) TableName() string { return "links" }

// LinkByHash returns one link.
func (r Reader) LinkByHash(ctx context.Context, hash string) (Link, error) {
	row, err := one[linkRow](r.g.WithContext(ctx).Where("hash = ?", hash))
	return Link{
		Hash: row.Hash, Purpose: LinkPurpose(row.Purpose), PersonID: text(row.PersonID), RoundID: text(row.RoundID),
		CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt, UsedAt: row.UsedAt, RevokedAt: row.RevokedAt,
	}, err
}

// InsertLink stores a new link.
func (tx *Tx) InsertLink(ctx context.Context, l Link) error {
	return insert(ctx, tx.g, &linkRow{
		Hash: l.Hash, Purpose: string(l.Purpose), PersonID: null(l.PersonID), RoundID: null(l.RoundID),
		CreatedAt: l.CreatedAt, ExpiresAt: l.ExpiresAt,
	}, "link")
}

// UseLink marks a link as used. It reports false when somebody used it before,
// so that of two at once only one gets in.
func (tx *Tx) UseLink(ctx context.Context, hash string, at time.Time) (bool, error) {
	q := tx.g.WithContext(ctx).Model(&linkRow{}).Where("hash = ? AND used_at IS NULL", hash).Update("used_at", at)
	return q.RowsAffected == 1, translate(q.Error)
}

// RevokeLinks ends every link of a purpose that was not used: of one person, or
// of everybody with person "".
func (tx *Tx) RevokeLinks(ctx context.Context, purpose LinkPurpose, person string, at time.Time) error {
	q := tx.g.WithContext(ctx).Model(&linkRow{}).Where("purpose = ? AND revoked_at IS NULL", string(purpose))
	if person != "" {
		q = q.Where("person_id = ?", person)
	}
	return translate(q.Update("revoked_at", at).Error)
}
