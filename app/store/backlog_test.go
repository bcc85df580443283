package store_test

import (
	"testing"
	"time"

	"michinori/app/store"
	"michinori/app/store/storetest"
)

// Both databases say what waits, and since when.
func TestBacklog(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		db, err := store.Open(t.Context(), database.URL)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		empty, err := db.Backlog(t.Context())
		if err != nil || empty != (store.Backlog{}) {
			t.Fatalf("of nothing: %+v, %v", empty, err)
		}
		early := time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC)
		err = db.Tx(t.Context(), func(tx *store.Tx) error {
			for i, key := range []string{"a", "b"} {
				at := early.Add(time.Duration(i) * time.Hour)
				n := store.Notice{Key: key, Kind: "nudge", Channel: store.ChannelMail, Address: "a@example.com", CreatedAt: at, NextAt: at}
				if err := tx.InsertNotices(t.Context(), n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := db.Backlog(t.Context())
		if err != nil || got.Waiting != 2 || got.GivenUp != 0 || !got.Oldest.Equal(early) || !got.OldestRollUp.IsZero() {
			t.Errorf("got %+v, %v", got, err)
		}
		if pool := db.Pool(); pool.Limit == 0 || pool.InUse != 0 {
			t.Errorf("pool %+v", pool)
		}
	})
}
