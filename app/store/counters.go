package store

import (
	"context"
	"errors"
	"time"

	"michinori/app/maturity"
)

// Counter is how often something was tried, until the count begins anew.
type Counter struct {
	Spent int
	Ends  time.Time
}

type counterRow struct {
	Key    string `gorm:"primaryKey"`
	Spent  int
	EndsAt time.Time
}

func (counterRow) TableName() string { return "counters" }

// Count adds n under a key and returns what that makes. A count that has ended
// by now begins anew and then lasts until ends. Of any number of requests at
// once, on any number of replicas, each gets another number.
func (tx *Tx) Count(ctx context.Context, key string, n int, now, ends time.Time) (Counter, error) {
	err := tx.g.WithContext(ctx).Exec(`
		INSERT INTO counters (key, spent, ends_at) VALUES (?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET
			spent = CASE WHEN counters.ends_at <= ? THEN excluded.spent ELSE counters.spent + excluded.spent END,
			ends_at = CASE WHEN counters.ends_at <= ? THEN excluded.ends_at ELSE counters.ends_at END`,
		key, n, ends, now, now).Error
	if err != nil {
		return Counter{}, translate(err)
	}
	row, err := one[counterRow](tx.g.WithContext(ctx).Where("key = ?", key))
	return Counter{Spent: row.Spent, Ends: row.EndsAt}, err
}

// Uncount takes one back.
func (tx *Tx) Uncount(ctx context.Context, key string) error {
	return translate(tx.g.WithContext(ctx).Exec("UPDATE counters SET spent = spent - 1 WHERE key = ? AND spent > 0", key).Error)
}

// ForgetCounters deletes the counts that ended before a time.
func (tx *Tx) ForgetCounters(ctx context.Context, before time.Time) error {
	return translate(tx.g.WithContext(ctx).Where("ends_at < ?", before).Delete(&counterRow{}).Error)
}

// CounterOf returns the count under a key that goes on at that time, or none.
func (r Reader) CounterOf(ctx context.Context, key string, now time.Time) (Counter, error) {
	row, err := one[counterRow](r.g.WithContext(ctx).Where("key = ? AND ends_at > ?", key, now))
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return Counter{}, nil
	}
	return Counter{Spent: row.Spent, Ends: row.EndsAt}, err
}
