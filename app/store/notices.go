package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// NoticeChannel is the way a notice leaves.
type NoticeChannel string

// The channels.
const (
	ChannelMail    NoticeChannel = "mail"
	ChannelSlack   NoticeChannel = "slack"
	ChannelTeams   NoticeChannel = "teams"
	ChannelWebhook NoticeChannel = "webhook"
)

// Notice is something to tell somebody. Its key says what is told to whom, so
// that nothing is told twice.
type Notice struct {
	Key       string
	Kind      string // "round.opened"
	Channel   NoticeChannel
	Address   string // mail address; "" for a channel that is configured
	Message   string // JSON: what the channel needs to make its words
	CreatedAt time.Time
	NextAt    time.Time // not before
	Attempts  int
	LockedTo  *time.Time // somebody is sending it until then
	SentAt    *time.Time
	GivenUp   *time.Time
	Problem   string // of the last attempt
}

type noticeRow struct {
	Key       string `gorm:"primaryKey"`
	Kind      string
	Channel   string
	Address   string
	Message   string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	NextAt    time.Time
	Attempts  int
	LockedTo  *time.Time
	SentAt    *time.Time
	GivenUp   *time.Time
	Problem   string
}

func (noticeRow) TableName() string { return "notices" }

func (n noticeRow) notice() Notice {
	return Notice{
		Key: n.Key, Kind: n.Kind, Channel: NoticeChannel(n.Channel), Address: n.Address, Message: n.Message,
		CreatedAt: n.CreatedAt, NextAt: n.NextAt, Attempts: n.Attempts, LockedTo: n.LockedTo, SentAt: n.SentAt,
		GivenUp: n.GivenUp, Problem: n.Problem,
	}
}

// InsertNotice puts a notice into the outbox; one that is there already stays
// as it is, sent or not.
func (tx *Tx) InsertNotice(ctx context.Context, n Notice) error {
	row := noticeRow{
		Key: n.Key, Kind: n.Kind, Channel: string(n.Channel), Address: n.Address, Message: n.Message,
		CreatedAt: n.CreatedAt, NextAt: n.NextAt,
	}
	return translate(tx.g.WithContext(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error)
}

// ClaimNotices takes at most so many notices that are due, and keeps others
// from sending them until the lease ends.
func (tx *Tx) ClaimNotices(ctx context.Context, now, lease time.Time, most int) ([]Notice, error) {
	due := func(g *gorm.DB) *gorm.DB {
		return g.Where("sent_at IS NULL AND given_up IS NULL AND next_at <= ? AND (locked_to IS NULL OR locked_to <= ?)", now, now)
	}
	all, err := many(due(tx.g.WithContext(ctx)).Order("next_at, key").Limit(most), noticeRow.notice)
	if err != nil {
		return nil, err
	}
	var out []Notice
	for _, n := range all {
		q := due(tx.g.WithContext(ctx).Model(&noticeRow{}).Where("key = ?", n.Key)).Update("locked_to", lease)
		if q.Error != nil {
			return nil, translate(q.Error)
		}
		if q.RowsAffected == 1 {
			out = append(out, n)
		}
	}
	return out, nil
}

// SettleNotice keeps what became of an attempt.
func (tx *Tx) SettleNotice(ctx context.Context, n Notice) error {
	return must(tx.g.WithContext(ctx).Model(&noticeRow{}).Where("key = ?", n.Key).Updates(map[string]any{
		"attempts": n.Attempts, "next_at": n.NextAt, "locked_to": nil, "sent_at": n.SentAt,
		"given_up": n.GivenUp, "problem": n.Problem,
	}))
}

// Notices returns the outbox, newest first, at most so many.
func (r Reader) Notices(ctx context.Context, most int) ([]Notice, error) {
	return many(r.g.WithContext(ctx).Order("created_at DESC, key").Limit(most), noticeRow.notice)
}
