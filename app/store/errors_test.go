package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
)

// kindOf is what an error of the database becomes: its kind and key, or "" for
// one that nobody foresaw.
func kindOf(err error) (maturity.Kind, string) {
	var e *maturity.Error
	if errors.As(translate(err), &e) {
		return e.Kind, e.Key
	}
	return "", ""
}

// TestStatesOfPostgres has the server raise each state, so that what arrives is
// what the driver and gorm make of it.
func TestStatesOfPostgres(t *testing.T) {
	t.Parallel()
	db := openFor(t, storetest.Postgres(t))
	for code, want := range map[string]string{
		"53100": "error.disk_full", "53200": "error.unavailable", "53300": "error.unavailable",
		"25006": "error.unavailable", "25P03": "error.unavailable", "55P03": "error.unavailable",
		"57014": "error.unavailable", "57P01": "error.unavailable", "57P02": "error.unavailable", "57P03": "error.unavailable",
		"40001": "error.unavailable", "40P01": "error.unavailable", "08006": "error.unavailable", "58030": "error.unavailable",
		"23505": "error.duplicate", "23503": "error.reference",
		"42P01": "", "22012": "", "XX000": "", // mistakes of ours, and the server's
	} {
		err := db.g.WithContext(t.Context()).Exec("DO $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '" + code + "'; END $$").Error
		if err == nil {
			t.Fatalf("%s was not raised", code)
		}
		kind, key := kindOf(err)
		if key != want {
			t.Errorf("%s became %s %s, want %q: %v", code, kind, key, want, err)
		}
	}
}

// TestGivenUpTransactionIsTriedAgain fails a transaction as often as it may be
// tried, and once less.
func TestGivenUpTransactionIsTriedAgain(t *testing.T) {
	t.Parallel()
	db := openFor(t, storetest.Postgres(t))
	for _, code := range []string{serializationFailure, deadlockDetected} {
		for failing, want := range map[int]maturity.Kind{tries - 1: "", tries: maturity.Unavailable} {
			n := 0
			err := db.Tx(t.Context(), func(tx *Tx) error {
				if n++; n <= failing {
					return tx.g.WithContext(t.Context()).Exec("DO $$ BEGIN RAISE EXCEPTION 'made up' USING ERRCODE = '" + code + "'; END $$").Error
				}
				return nil
			})
			if kind, _ := kindOf(err); kind != want || n != min(failing+1, tries) {
				t.Errorf("%s %d times: %v after %d tries, want %q", code, failing, err, n, want)
			}
		}
	}
}

// TestLostConnectionIsNoMistake ends the connection of a transaction under it,
// the transaction's own time, and a statement's.
func TestLostConnectionIsNoMistake(t *testing.T) {
	t.Parallel()
	db := openFor(t, storetest.Postgres(t))
	for name, do := range map[string]func(ctx context.Context, tx *Tx) error{
		"ended by the server": func(ctx context.Context, tx *Tx) error {
			return tx.g.WithContext(ctx).Exec("SELECT pg_terminate_backend(pg_backend_pid())").Error
		},
		"ended before": func(ctx context.Context, tx *Tx) error {
			_ = tx.g.WithContext(ctx).Exec("SELECT pg_terminate_backend(pg_backend_pid())").Error
			return tx.g.WithContext(ctx).Exec("SELECT 1").Error
		},
		"ended before the commit": func(ctx context.Context, tx *Tx) error {
			_ = tx.g.WithContext(ctx).Exec("SELECT pg_terminate_backend(pg_backend_pid())").Error
			return nil
		},
		"a slow statement": func(ctx context.Context, tx *Tx) error {
			g := tx.g.WithContext(ctx)
			return errors.Join(g.Exec("SET LOCAL statement_timeout = '50ms'").Error, g.Exec("SELECT pg_sleep(60)").Error)
		},
		"out of time": func(ctx context.Context, tx *Tx) error {
			ctx, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
			defer cancel()
			return tx.g.WithContext(ctx).Exec("SELECT pg_sleep(60)").Error
		},
	} {
		err := db.Tx(t.Context(), func(tx *Tx) error { return do(t.Context(), tx) })
		if kind, _ := kindOf(err); kind != maturity.Unavailable {
			t.Errorf("%s: %v", name, err)
		}
		if err := db.Ping(t.Context()); err != nil {
			t.Errorf("after %s: %v", name, err)
		}
	}
}

// TestEndedTransactionIsNoMistake ends the time of a transaction between two
// statements, on both databases.
func TestEndedTransactionIsNoMistake(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		db := openFor(t, lent)
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Tx(ctx, func(tx *Tx) error {
			cancel()
			return tx.g.WithContext(ctx).Exec("SELECT 1").Error
		})
		if kind, _ := kindOf(err); kind != maturity.Unavailable {
			t.Errorf("%v", err)
		}
	})
}

func openFor(t *testing.T, lent storetest.Database) *DB {
	t.Helper()
	db, err := Open(t.Context(), lent.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}
