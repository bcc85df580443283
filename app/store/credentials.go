package store

import (
	"context"
	"time"

	"michinori/app/maturity"
)

type passwordRow struct {
	PersonID  string `gorm:"primaryKey"`
	Hash      string
	ChangedAt time.Time
}

func (passwordRow) TableName() string { return "passwords" }

// PasswordOf returns the hash of a person's password and when it was changed;
// NotFound where they have none.
func (r Reader) PasswordOf(ctx context.Context, person string) (string, time.Time, error) {
	row, err := one[passwordRow](r.g.WithContext(ctx).Where("person_id = ?", person))
	return row.Hash, row.ChangedAt, err
}

// SavePassword sets or changes the password of a person.
func (tx *Tx) SavePassword(ctx context.Context, person, hash string, at time.Time) error {
	return upsert(ctx, tx.g, &passwordRow{PersonID: person, Hash: hash, ChangedAt: at},
		[]string{"person_id"}, []string{"hash", "changed_at"}, "password")
}

// DeletePassword takes the password of a person away; having none is fine.
func (tx *Tx) DeletePassword(ctx context.Context, person string) error {
	return translate(tx.g.WithContext(ctx).Where("person_id = ?", person).Delete(&passwordRow{}).Error)
}

type identityRow struct {
	Issuer    string `gorm:"primaryKey"`
	Subject   string `gorm:"primaryKey"`
	PersonID  string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
}

func (identityRow) TableName() string { return "identities" }

// PersonByIdentity returns the person whom a provider knows under a subject.
func (r Reader) PersonByIdentity(ctx context.Context, issuer, subject string) (maturity.Person, error) {
	row, err := one[personRow](r.g.WithContext(ctx).Table("people AS p").Select("p.*").
		Joins("JOIN identities i ON i.person_id = p.id").Where("i.issuer = ? AND i.subject = ?", issuer, subject))
	return row.person(), err
}

// HasIdentity reports whether somebody is tied to a subject of the provider.
func (r Reader) HasIdentity(ctx context.Context, issuer, person string) (bool, error) {
	var n int64
	err := r.g.WithContext(ctx).Model(&identityRow{}).Where("issuer = ? AND person_id = ?", issuer, person).Count(&n).Error
	return n > 0, translate(err)
}

// InsertIdentity ties a subject of a provider to a person.
func (tx *Tx) InsertIdentity(ctx context.Context, issuer, subject, person string, at time.Time) error {
	return insert(ctx, tx.g, &identityRow{Issuer: issuer, Subject: subject, PersonID: person, CreatedAt: at}, "identity")
}
