package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"michinori/app/store"
	"michinori/app/store/storetest"
)

// Whoever watches is told what asked for a transaction, and what came of it.
func TestObserveNamesWhatAsked(t *testing.T) {
	t.Parallel()
	db, err := store.Open(t.Context(), storetest.SQLite(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	now := time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC)
	type told struct {
		name string
		took time.Duration
		err  error
	}
	var all []told
	db.Observe(func() time.Time { now = now.Add(time.Second); return now }, func(name string, took time.Duration, err error) {
		all = append(all, told{name, took, err})
	})
	broken := errors.New("broken")
	if err := SaveSomething(t.Context(), db, broken); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if err := SaveSomething(t.Context(), db, nil); err != nil {
		t.Error(err)
	}
	if len(all) != 2 || all[0].name != "SaveSomething" || all[0].took != time.Second || !errors.Is(all[0].err, broken) || all[1].err != nil {
		t.Errorf("told %v", all)
	}
}

// SaveSomething stands for a use case: an exported function.
func SaveSomething(ctx context.Context, db *store.DB, err error) error {
	return db.Tx(ctx, func(*store.Tx) error { return err })
}
