package store

import (
	"context"
	"time"
)

// Feed is a calendar of one team that one person reads by a secret address.
type Feed struct {
	Hash, TeamID, PersonID string
	CreatedAt              time.Time
}

type feedRow struct {
	Hash      string `gorm:"primaryKey"`
	TeamID    string
	PersonID  string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
}

func (feedRow) TableName() string { return "feeds" }

func (f feedRow) feed() Feed { return Feed(f) }

// FeedByHash returns a feed whose owner still belongs to the team and is not
// archived, NotFound otherwise.
func (r Reader) FeedByHash(ctx context.Context, hash string) (Feed, error) {
	row, err := one[feedRow](r.g.WithContext(ctx).Table("feeds AS f").Select("f.*").
		Joins("JOIN people p ON p.id = f.person_id").
		Joins("JOIN memberships m ON m.person_id = f.person_id AND m.team_id = f.team_id").
		Where("f.hash = ? AND p.archived_at IS NULL", hash))
	return row.feed(), err
}

// HasFeed reports whether the person has a calendar of the team.
func (r Reader) HasFeed(ctx context.Context, team, person string) (bool, error) {
	var n int64
	err := r.g.WithContext(ctx).Model(&feedRow{}).Where("team_id = ? AND person_id = ?", team, person).Count(&n).Error
	return n > 0, translate(err)
}

// ReplaceFeed gives a person a new address for the team's calendar; the old one
// ends. With an empty hash there is none any more.
func (tx *Tx) ReplaceFeed(ctx context.Context, f Feed) error {
	err := tx.g.WithContext(ctx).Where("team_id = ? AND person_id = ?", f.TeamID, f.PersonID).Delete(&feedRow{}).Error
	if err != nil || f.Hash == "" {
		return translate(err)
	}
	row := feedRow(f)
	return insert(ctx, tx.g, &row, "feed")
}
