package store

import (
	"context"
	"time"
)

// Pool is how the connections to the database do.
type Pool struct {
	InUse, Idle, Limit int
	Waits              int64
	Waited             time.Duration
}

// Pool returns how the connections do; it asks no database.
func (d *DB) Pool() Pool {
	s := d.sql.Stats()
	return Pool{InUse: s.InUse, Idle: s.Idle, Limit: s.MaxOpenConnections, Waits: s.WaitCount, Waited: s.WaitDuration}
}

// Backlog is what waits to be done: notices to be sent, and how old what is
// kept of rounds has become. A time is zero where there is nothing.
type Backlog struct {
	Waiting, GivenUp, RollUps int64
	Oldest, OldestRollUp      time.Time
}

// Backlog counts what waits.
func (r Reader) Backlog(ctx context.Context) (Backlog, error) {
	var out Backlog
	waiting := r.g.WithContext(ctx).Model(&noticeRow{}).Where("sent_at IS NULL AND given_up IS NULL")
	if err := waiting.Count(&out.Waiting).Error; err != nil {
		return out, translate(err)
	}
	if err := r.g.WithContext(ctx).Model(&noticeRow{}).Where("given_up IS NOT NULL").Count(&out.GivenUp).Error; err != nil {
		return out, translate(err)
	}
	oldest, err := many(r.g.WithContext(ctx).Where("sent_at IS NULL AND given_up IS NULL").Order("created_at").Limit(1),
		func(n noticeRow) time.Time { return n.CreatedAt.UTC() })
	if err != nil {
		return out, err
	}
	kept := "scope NOT LIKE '" + claim + "%'"
	if err := r.g.WithContext(ctx).Model(&rollUpRow{}).Where(kept).Count(&out.RollUps).Error; err != nil {
		return out, translate(err)
	}
	rollUps, err := many(r.g.WithContext(ctx).Where(kept).Order("computed_at").Limit(1), func(r rollUpRow) time.Time { return r.ComputedAt.UTC() })
	for _, at := range oldest {
		out.Oldest = at
	}
	for _, at := range rollUps {
		out.OldestRollUp = at
	}
	return out, err
}
