package store

import (
	"context"
	"fmt"
	"time"
)

// mostFaults is how many faults are named.
const mostFaults = 20

// Faults names what is wrong inside the database: damaged pages, rows that
// refer to nothing. It may read all of it.
func (d *DB) Faults(ctx context.Context) ([]string, error) {
	var out []string
	err := d.Snapshot(ctx, func(r Reader) error {
		var err error
		if d.onPostgres() {
			out, err = r.looseConstraints(ctx)
		} else {
			out, err = r.damage(ctx)
		}
		if err != nil {
			return err
		}
		strangers, err := r.strangers(ctx)
		out = append(out, strangers...)
		return err
	})
	return out, err
}

// damage asks SQLite, which does not check what is there already.
func (r Reader) damage(ctx context.Context) ([]string, error) {
	var out []string
	err := r.g.WithContext(ctx).Raw("SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT ?", mostFaults).Scan(&out).Error
	if err != nil {
		return nil, translate(err)
	}
	var orphans []struct {
		Table, Parent string
		Rows          int
	}
	err = r.g.WithContext(ctx).Raw(`SELECT "table", parent, COUNT(*) AS rows FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2`).Scan(&orphans).Error
	for _, o := range orphans {
		out = append(out, fmt.Sprintf("%d rows of %s refer to rows of %s that are not there", o.Rows, o.Table, o.Parent))
	}
	return out, translate(err)
}

// looseConstraints asks PostgreSQL for rules that it was told not to hold old
// rows to.
func (r Reader) looseConstraints(ctx context.Context) ([]string, error) {
	var out []string
	err := r.g.WithContext(ctx).Raw(`SELECT conrelid::regclass || ': ' || conname || ' is not validated' FROM pg_constraint
		WHERE NOT convalidated AND connamespace = current_schema()::regnamespace LIMIT ?`, mostFaults).Scan(&out).Error
	return out, translate(err)
}

// strangers counts answers whose author is nobody, which no schema forbids: a
// team that answers together has no author.
func (r Reader) strangers(ctx context.Context) ([]string, error) {
	var n int64
	err := r.g.WithContext(ctx).Raw(`SELECT COUNT(*) FROM responses
		WHERE person_id <> '' AND person_id NOT IN (SELECT id FROM people)`).Scan(&n).Error
	if err != nil || n == 0 {
		return nil, translate(err)
	}
	return []string{fmt.Sprintf("%d responses belong to people who are not there", n)}, nil
}

// Clock is the time by the clock of the database, zero where it has none of its
// own.
func (d *DB) Clock(ctx context.Context) (time.Time, error) {
	var now time.Time
	if !d.onPostgres() {
		return now, nil
	}
	return now, translate(d.g.WithContext(ctx).Raw("SELECT clock_timestamp()").Scan(&now).Error)
}

// LastEvent is when something was last done, zero where nothing ever was.
func (r Reader) LastEvent(ctx context.Context) (time.Time, error) {
	var last []eventRow
	err := r.g.WithContext(ctx).Order("at DESC, id DESC").Limit(1).Find(&last).Error
	if err != nil || len(last) == 0 {
		return time.Time{}, translate(err)
	}
	return last[0].At.UTC(), nil
}
