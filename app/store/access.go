package store

import (
	"context"
	"time"

	"michinori/app/maturity"
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

type sessionRow struct {
	Hash      string `gorm:"primaryKey"`
	PersonID  string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt time.Time
}

func (sessionRow) TableName() string { return "sessions" }

// ViewerBySession returns who is signed in under that session: NotFound when
// there is no such session, it has ended by now, or the person is archived.
func (r Reader) ViewerBySession(ctx context.Context, hash string, now time.Time) (maturity.Viewer, error) {
	q := r.g.WithContext(ctx).Table("people AS p").Select("p.*").
		Joins("JOIN sessions s ON s.person_id = p.id").
		Where("s.hash = ? AND s.expires_at > ? AND p.archived_at IS NULL", hash, now)
	row, err := one[personRow](q)
	if err != nil {
		return maturity.Viewer{}, err
	}
	return r.ViewerOf(ctx, row.person())
}

// ViewerOf returns a person with the teams they are in.
func (r Reader) ViewerOf(ctx context.Context, p maturity.Person) (maturity.Viewer, error) {
	ms, err := r.MembershipsOf(ctx, p.ID)
	v := maturity.Viewer{Person: p, Memberships: make(map[string]maturity.MemberRole, len(ms))}
	for _, m := range ms {
		v.Memberships[m.TeamID] = m.Role
	}
	return v, err
}

// InsertSession signs a person in.
func (tx *Tx) InsertSession(ctx context.Context, hash, person string, created, expires time.Time) error {
	return insert(ctx, tx.g, &sessionRow{Hash: hash, PersonID: person, CreatedAt: created, ExpiresAt: expires}, "session")
}

// DeleteSession signs out; an unknown session is fine.
func (tx *Tx) DeleteSession(ctx context.Context, hash string) error {
	return translate(tx.g.WithContext(ctx).Where("hash = ?", hash).Delete(&sessionRow{}).Error)
}

// DeleteSessionsOf signs a person out everywhere.
func (tx *Tx) DeleteSessionsOf(ctx context.Context, person string) error {
	return translate(tx.g.WithContext(ctx).Where("person_id = ?", person).Delete(&sessionRow{}).Error)
}

// DeleteEnded removes sessions and links that ended before t.
func (tx *Tx) DeleteEnded(ctx context.Context, t time.Time) error {
	if err := tx.g.WithContext(ctx).Where("expires_at < ?", t).Delete(&sessionRow{}).Error; err != nil {
		return translate(err)
	}
	return translate(tx.g.WithContext(ctx).Where("expires_at < ?", t).Delete(&linkRow{}).Error)
}
