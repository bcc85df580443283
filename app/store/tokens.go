package store

import (
	"context"
	"time"

	"michinori/app/maturity"
)

// Token is a secret by which a program acts for a person; only its hash is
// kept.
type Token struct {
	ID, Hash  string
	PersonID  string
	Name      string
	Scope     maturity.Scope
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time // the last time, to the minute or so
	RevokedAt *time.Time
}

// Live reports whether the token still works at that time.
func (t Token) Live(now time.Time) bool { return t.RevokedAt == nil && now.Before(t.ExpiresAt) }

type tokenRow struct {
	ID        string `gorm:"primaryKey"`
	Hash      string
	PersonID  string
	Name      string
	Scope     maturity.Scope
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	ExpiresAt time.Time
	UsedAt    *time.Time
	RevokedAt *time.Time
}

func (tokenRow) TableName() string { return "api_tokens" }

func (r tokenRow) token() Token { return Token(r) }

// TokensOf returns the tokens of a person, the newest first.
func (r Reader) TokensOf(ctx context.Context, person string) ([]Token, error) {
	return many(r.g.WithContext(ctx).Where("person_id = ?", person).Order("created_at DESC, id"), tokenRow.token)
}

// TokenByID returns one token, NotFound where there is none.
func (r Reader) TokenByID(ctx context.Context, id string) (Token, error) {
	row, err := one[tokenRow](r.g.WithContext(ctx).Where("id = ?", id))
	return row.token(), err
}

// TokenByHash returns one token, NotFound for a hash nobody has.
func (r Reader) TokenByHash(ctx context.Context, hash string) (Token, error) {
	row, err := one[tokenRow](r.g.WithContext(ctx).Where("hash = ?", hash))
	return row.token(), err
}

// InsertToken stores a new token.
func (tx *Tx) InsertToken(ctx context.Context, t Token) error {
	row := tokenRow(t)
	return insert(ctx, tx.g, &row, "token")
}

// RevokeToken ends a token at once; one that was revoked stays as it was.
func (tx *Tx) RevokeToken(ctx context.Context, id string, at time.Time) error {
	return translate(tx.g.WithContext(ctx).Model(&tokenRow{}).
		Where("id = ? AND revoked_at IS NULL", id).Update("revoked_at", at).Error)
}

// RevokeTokensOf ends all tokens of a person at once.
func (tx *Tx) RevokeTokensOf(ctx context.Context, person string, at time.Time) error {
	return translate(tx.g.WithContext(ctx).Model(&tokenRow{}).
		Where("person_id = ? AND revoked_at IS NULL", person).Update("revoked_at", at).Error)
}

// UseToken notes when a token was used the last time.
func (tx *Tx) UseToken(ctx context.Context, id string, at time.Time) error {
	return translate(tx.g.WithContext(ctx).Model(&tokenRow{}).Where("id = ?", id).Update("used_at", at).Error)
}
