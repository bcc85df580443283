package store

import (
	"context"
	"errors"
	"time"

	"michinori/app/maturity"
	"michinori/migrations"
)

// RollUp is what the shared results of a round come to for one scope, as the
// package that counts wrote it down.
type RollUp struct {
	RoundID  string
	Scope    string
	Document string
}

type rollUpRow struct {
	RoundID    string `gorm:"primaryKey"`
	Scope      string `gorm:"primaryKey"`
	Document   string
	ComputedAt time.Time
}

func (rollUpRow) TableName() string { return "roll_ups" }

// claim marks rows that say who is counting and nothing else, followed by what
// is counted.
const claim = "/claim"

// RollUps returns what is kept for a scope, of all rounds.
func (r Reader) RollUps(ctx context.Context, scope string) ([]RollUp, error) {
	return many(r.g.WithContext(ctx).Where("scope = ?", scope), rollUpRow.rollUp)
}

// RollUp returns what is kept of one round for a scope, NotFound where nothing
// is.
func (r Reader) RollUp(ctx context.Context, round, scope string) (RollUp, error) {
	row, err := one[rollUpRow](r.g.WithContext(ctx).Where("round_id = ? AND scope = ?", round, scope))
	return row.rollUp(), err
}

func (r rollUpRow) rollUp() RollUp {
	return RollUp{RoundID: r.RoundID, Scope: r.Scope, Document: r.Document}
}

// KeepRollUps counts and keeps what was counted, by scope. Nothing waits while
// count runs, and nothing stale is ever kept: a claim is laid down first, every
// change of what is counted takes the claim away with the rows, and without
// the claim nothing is kept. While somebody is writing, nothing is kept either.
// Kept or not, the caller may use what it counted. kind tells apart what is
// counted of one round for different purposes.
func (d *DB) KeepRollUps(ctx context.Context, round, kind string, at time.Time,
	count func(Reader) (map[string]string, error),
) error {
	token, claimed := NewID(), false
	err := d.Tx(ctx, func(tx *Tx) error {
		var err error
		if claimed, err = tx.tryAlone(ctx); !claimed || err != nil {
			return err
		}
		return tx.saveRollUp(ctx, rollUpRow{RoundID: round, Scope: claim + kind, Document: token, ComputedAt: at})
	})
	if err := unlessBusy(err); err != nil {
		return err
	}
	documents, err := count(d.Reader)
	if err != nil || !claimed {
		return err
	}
	return unlessBusy(d.Tx(ctx, func(tx *Tx) error {
		if alone, err := tx.tryAlone(ctx); !alone || err != nil {
			return err
		}
		q := tx.g.WithContext(ctx).Where("round_id = ? AND scope = ? AND document = ?", round, claim+kind, token).Delete(&rollUpRow{})
		if q.Error != nil || q.RowsAffected == 0 {
			return translate(q.Error)
		}
		for scope, document := range documents {
			if err := tx.saveRollUp(ctx, rollUpRow{RoundID: round, Scope: scope, Document: document, ComputedAt: at}); err != nil {
				return err
			}
		}
		return nil
	}))
}

// unlessBusy lets a database pass that somebody else is writing to for long:
// nothing is kept this time.
func unlessBusy(err error) error {
	if errors.Is(err, &maturity.Error{Kind: maturity.Unavailable}) {
		return nil
	}
	return err
}

func (tx *Tx) saveRollUp(ctx context.Context, row rollUpRow) error {
	return upsert(ctx, tx.g, &row, []string{"round_id", "scope"}, []string{"document", "computed_at"}, "roll-up")
}

// The lock between those who keep roll-ups and those who make them stale. On
// SQLite a transaction that writes is alone anyway.
const rollUpLock = 617_034

// tryAlone reports whether nobody makes roll-ups stale just now, and keeps it
// so until the transaction ends. It never waits.
func (tx *Tx) tryAlone(ctx context.Context) (bool, error) {
	if tx.g.Name() != string(migrations.Postgres) {
		return true, nil
	}
	var alone bool
	err := tx.g.WithContext(ctx).Raw("SELECT pg_try_advisory_xact_lock(?)", rollUpLock).Scan(&alone).Error
	return alone, translate(err)
}

// besides keeps roll-ups from being kept until the transaction ends; others who
// make them stale go on.
func (tx *Tx) besides(ctx context.Context) error {
	if tx.g.Name() != string(migrations.Postgres) {
		return nil
	}
	return translate(tx.g.WithContext(ctx).Exec("SELECT pg_advisory_xact_lock_shared(?)", rollUpLock).Error)
}
