package store

import (
	"context"
	"time"
)

// Wish is what somebody would like to do about a practice.
type Wish string

// The wishes.
const (
	WishTry   Wish = "try"
	WishHelp  Wish = "help"
	WishLearn Wish = "learn"
)

// Wishes lists them in the order in which they are offered.
var Wishes = []Wish{WishTry, WishHelp, WishLearn}

// Hand is somebody's raised hand for a practice. Without Consent nobody but
// that person may see it.
type Hand struct {
	PersonID string
	Practice string
	Wish     Wish
	Note     string
	Consent  bool
	RaisedAt time.Time
}

type handRow struct {
	PersonID string `gorm:"primaryKey"`
	Practice string `gorm:"primaryKey"`
	Wish     string `gorm:"primaryKey"`
	Note     string
	Consent  bool
	RaisedAt time.Time
}

func (handRow) TableName() string { return "hands" }

func (h handRow) hand() Hand {
	return Hand{PersonID: h.PersonID, Practice: h.Practice, Wish: Wish(h.Wish), Note: h.Note, Consent: h.Consent, RaisedAt: h.RaisedAt}
}

// HandsOf returns the raised hands of one person, for that person.
func (r Reader) HandsOf(ctx context.Context, person string) ([]Hand, error) {
	return many(r.g.WithContext(ctx).Where("person_id = ?", person).Order("practice, wish"), handRow.hand)
}

// ConsentedHands returns the hands that may be seen by the champion, of people
// who are not archived.
func (r Reader) ConsentedHands(ctx context.Context) ([]Hand, error) {
	q := r.g.WithContext(ctx).Table("hands AS h").Select("h.*").Joins("JOIN people p ON p.id = h.person_id").
		Where("h.consent AND p.archived_at IS NULL").Order("h.practice, h.raised_at, h.person_id, h.wish")
	return many(q, handRow.hand)
}

// SaveHand raises a hand, or changes its note and its consent.
func (tx *Tx) SaveHand(ctx context.Context, h Hand) error {
	row := handRow{PersonID: h.PersonID, Practice: h.Practice, Wish: string(h.Wish), Note: h.Note, Consent: h.Consent, RaisedAt: h.RaisedAt}
	return upsert(ctx, tx.g, &row, []string{"person_id", "practice", "wish"}, []string{"note", "consent", "raised_at"}, "hand")
}

// DeleteHand takes a hand down, and nothing of it is kept.
func (tx *Tx) DeleteHand(ctx context.Context, person, practice string, w Wish) error {
	return must(tx.g.WithContext(ctx).
		Where("person_id = ? AND practice = ? AND wish = ?", person, practice, string(w)).Delete(&handRow{}))
}
