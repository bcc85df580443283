package store

import (
	"cmp"
	"context"

	"michinori/migrations"
)

// Around is what the caller of a use case has done in the transaction of that
// use case: what must hold before, and what must be known of it after. Either
// may be nil. An error of one undoes the transaction.
type Around struct {
	// Before runs first, in the first transaction alone: later ones see what
	// that one changed.
	Before func(ctx context.Context, tx *Tx) error
	// After runs last, in every transaction.
	After func(ctx context.Context, tx *Tx) error
	// committed is set once a transaction has gone through.
	committed bool
}

type aroundKey struct{}

// WithAround returns a context whose transactions run with a, and with whatever
// was there before outside of it. It is for one request, not for several at
// once.
func WithAround(ctx context.Context, a *Around) context.Context {
	outer, _ := ctx.Value(aroundKey{}).([]*Around)
	return context.WithValue(ctx, aroundKey{}, append(outer[:len(outer):len(outer)], a))
}

// around runs f with all that the context has around it.
func around(ctx context.Context, tx *Tx, f func(tx *Tx) error) error {
	all, _ := ctx.Value(aroundKey{}).([]*Around)
	if len(all) == 0 {
		return f(tx)
	}
	inner := context.WithValue(ctx, aroundKey{}, nil)
	for _, a := range all {
		if a.Before != nil && !a.committed {
			if err := a.Before(inner, tx); err != nil {
				return err
			}
		}
	}
	if err := f(tx); err != nil {
		return err
	}
	for _, a := range all {
		if a.After == nil {
			continue
		}
		if err := a.After(inner, tx); err != nil {
			return err
		}
	}
	return nil
}

// committed notes that a transaction of the context has gone through.
func committed(ctx context.Context) {
	all, _ := ctx.Value(aroundKey{}).([]*Around)
	for _, a := range all {
		a.committed = true
	}
}

// The class of the locks that Alone takes.
const aloneLock = 617_035

// Alone lets one transaction at a time work on what bears that name; others
// that say the same name wait. On SQLite a transaction that writes is alone
// anyway.
func (tx *Tx) Alone(ctx context.Context, name string) error {
	if tx.g.Name() != string(migrations.Postgres) {
		return nil
	}
	return translate(tx.g.WithContext(ctx).Exec("SELECT pg_advisory_xact_lock(?, hashtext(?))", aloneLock, name).Error)
}

// IfNobodyElse runs f unless somebody is at it under the same name, whatever replica
// it is on, and returns what f does. f asks the database by itself, not within a
// transaction. On SQLite there is one replica.
func (d *DB) IfNobodyElse(ctx context.Context, name string, f func() error) error {
	if !d.onPostgres() {
		return f()
	}
	var alone bool
	var done error
	err := d.Tx(ctx, func(tx *Tx) error {
		g := tx.g.WithContext(ctx)
		if err := g.Raw("SELECT pg_try_advisory_xact_lock(?, hashtext(?))", aloneLock, name).Scan(&alone).Error; err != nil || !alone {
			return translate(err)
		}
		// The lock is kept by doing nothing for as long as it takes.
		if err := g.Exec("SET LOCAL idle_in_transaction_session_timeout = 0").Error; err != nil {
			return translate(err)
		}
		done = f()
		return nil
	})
	return cmp.Or(done, err)
}
