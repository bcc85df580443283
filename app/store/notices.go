package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"michinori/app/maturity"
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

const noticesAtOnce = 200 // rows of one statement

// InsertNotices puts notices into the outbox; one that is there already stays
// as it is, sent or not.
func (tx *Tx) InsertNotices(ctx context.Context, all ...Notice) error {
	rows := make([]noticeRow, len(all))
	for i, n := range all {
		rows[i] = noticeRow{
			Key: n.Key, Kind: n.Kind, Channel: string(n.Channel), Address: n.Address, Message: n.Message,
			CreatedAt: n.CreatedAt, NextAt: n.NextAt,
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return translate(tx.g.WithContext(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, noticesAtOnce).Error)
}

// contenders is how many notices a claim looks at: as many senders can be at
// work on one channel without one of them coming back with nothing.
const contenders = 8

// ClaimNotice takes the next notice of a channel that is due, and keeps others
// from sending it until the lease ends. NotFound where there is none.
func (tx *Tx) ClaimNotice(ctx context.Context, c NoticeChannel, now, lease time.Time) (Notice, error) {
	due := func(g *gorm.DB) *gorm.DB {
		return g.Where("channel = ? AND sent_at IS NULL AND given_up IS NULL AND next_at <= ? AND (locked_to IS NULL OR locked_to <= ?)",
			string(c), now, now)
	}
	all, err := many(due(tx.g.WithContext(ctx)).Order("next_at, key").Limit(contenders), noticeRow.notice)
	if err != nil {
		return Notice{}, err
	}
	for _, n := range all {
		q := due(tx.g.WithContext(ctx).Model(&noticeRow{}).Where("key = ?", n.Key)).Update("locked_to", lease)
		if q.Error != nil {
			return Notice{}, translate(q.Error)
		}
		if q.RowsAffected == 1 {
			return n, nil
		}
	}
	return Notice{}, maturity.Fail(maturity.NotFound, "error.not_found")
}

// SettleNotice keeps what became of an attempt. What was sent stays sent, also
// where an attempt that took longer than its lease fails after another one.
func (tx *Tx) SettleNotice(ctx context.Context, n Notice) error {
	q := tx.g.WithContext(ctx).Model(&noticeRow{}).Where("key = ? AND sent_at IS NULL", n.Key).Updates(map[string]any{
		"attempts": n.Attempts, "next_at": n.NextAt, "locked_to": nil, "sent_at": n.SentAt,
		"given_up": n.GivenUp, "problem": n.Problem,
	})
	return translate(q.Error)
}

// ReviveNotices lets what was given up of one kind on one channel be tried
// again, and returns how many there are.
func (tx *Tx) ReviveNotices(ctx context.Context, kind string, c NoticeChannel, now time.Time) (int, error) {
	q := tx.g.WithContext(ctx).Model(&noticeRow{}).
		Where("kind = ? AND channel = ? AND given_up IS NOT NULL AND sent_at IS NULL", kind, string(c)).
		Updates(map[string]any{"given_up": nil, "attempts": 0, "next_at": now, "locked_to": nil})
	return int(q.RowsAffected), translate(q.Error)
}

// ForgetNotices deletes what was sent before a time. The key of a notice keeps
// it from being sent again, so that what an open round has told stays.
func (tx *Tx) ForgetNotices(ctx context.Context, before time.Time) error {
	return translate(tx.g.WithContext(ctx).Exec(`
		DELETE FROM notices WHERE sent_at < ? AND NOT EXISTS (
			SELECT 1 FROM rounds r WHERE r.closed_at IS NULL AND notices.key LIKE notices.kind || '/' || r.id || '/%')`, before).Error)
}

// Notices returns the outbox, newest first, at most so many.
func (r Reader) Notices(ctx context.Context, most int) ([]Notice, error) {
	return many(r.g.WithContext(ctx).Order("created_at DESC, key").Limit(most), noticeRow.notice)
}

// NoticesWaiting returns what is to be sent and was not, the next one first.
func (r Reader) NoticesWaiting(ctx context.Context, most int) ([]Notice, error) {
	return many(r.g.WithContext(ctx).Where("sent_at IS NULL AND given_up IS NULL").Order("next_at, key").Limit(most), noticeRow.notice)
}

// NoticeKeys returns the keys of all notices of one kind about one thing.
func (r Reader) NoticeKeys(ctx context.Context, kind, about string) (map[string]bool, error) {
	var keys []string
	prefix := kind + "/" + about + "/"
	// By range: the primary key serves it, and no character is a wildcard.
	err := r.g.WithContext(ctx).Model(&noticeRow{}).Where("kind = ? AND key >= ? AND key < ?", kind, prefix, kind+"/"+about+"0").Pluck("key", &keys).Error
	if err != nil {
		return nil, translate(err)
	}
	out := make(map[string]bool, len(keys))
	for _, k := range keys {
		out[k] = true
	}
	return out, nil
}

// NoticeCount is how many notices of one kind on one channel fared alike.
type NoticeCount struct {
	Kind     string
	Channel  NoticeChannel
	Waiting  int // without those that are tried again
	Retrying int
	Sent     int
	GivenUp  int
}

// NoticeCounts returns how the notices fared, by kind and channel. It names
// nobody: who was nudged is nobody else's business.
func (r Reader) NoticeCounts(ctx context.Context) ([]NoticeCount, error) {
	var out []NoticeCount
	err := r.g.WithContext(ctx).Raw(`
		SELECT kind, channel,
			SUM(CASE WHEN sent_at IS NULL AND given_up IS NULL AND attempts = 0 THEN 1 ELSE 0 END) AS waiting,
			SUM(CASE WHEN sent_at IS NULL AND given_up IS NULL AND attempts > 0 THEN 1 ELSE 0 END) AS retrying,
			SUM(CASE WHEN sent_at IS NOT NULL THEN 1 ELSE 0 END) AS sent,
			SUM(CASE WHEN given_up IS NOT NULL THEN 1 ELSE 0 END) AS given_up
		FROM notices GROUP BY kind, channel ORDER BY kind, channel`).Scan(&out).Error
	return out, translate(err)
}

// TroubledNotices returns what was given up or is tried again, the latest
// attempt planned last; at most so many.
func (r Reader) TroubledNotices(ctx context.Context, most int) ([]Notice, error) {
	return many(r.g.WithContext(ctx).Where("sent_at IS NULL AND (given_up IS NOT NULL OR attempts > 0)").
		Order("created_at DESC, key").Limit(most), noticeRow.notice)
}
