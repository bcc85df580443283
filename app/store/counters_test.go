package store_test

import (
	"sync"
	"testing"
	"time"

	"michinori/app/store"
	"michinori/app/store/storetest"
)

// Of many at once each gets another number, and a count that has ended begins
// anew: what replicas count together holds.
func TestCount(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		db, ctx, now := open(t, lent.URL), t.Context(), time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
		fatal(t, db.Migrate(ctx))
		const many = 24
		count := func(at time.Time) (c store.Counter, err error) {
			err = db.Tx(ctx, func(tx *store.Tx) error {
				c, err = tx.Count(ctx, "k", 1, at, at.Add(time.Minute))
				return err
			})
			return c, err
		}
		var wait sync.WaitGroup
		got := make([]store.Counter, many)
		for i := range many {
			wait.Go(func() {
				var err error
				if got[i], err = count(now); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		seen := map[int]bool{}
		for _, c := range got {
			if seen[c.Spent] || c.Spent < 1 || c.Spent > many || !c.Ends.Equal(now.Add(time.Minute)) {
				t.Errorf("counted %+v twice or out of range", c)
			}
			seen[c.Spent] = true
		}
		fatal(t, db.Tx(ctx, func(tx *store.Tx) error { return tx.Uncount(ctx, "k") }))
		if c, err := db.CounterOf(ctx, "k", now); err != nil || c.Spent != many-1 {
			t.Errorf("after one was taken back: %+v, %v", c, err)
		}
		later := now.Add(time.Minute)
		if c, err := db.CounterOf(ctx, "k", later); err != nil || c.Spent != 0 {
			t.Errorf("after its end: %+v, %v", c, err)
		}
		if c, err := count(later); err != nil || c.Spent != 1 || !c.Ends.Equal(later.Add(time.Minute)) {
			t.Errorf("begun anew: %+v, %v", c, err)
		}
		fatal(t, db.Tx(ctx, func(tx *store.Tx) error { return tx.ForgetCounters(ctx, later.Add(time.Hour)) }))
		if c, err := db.CounterOf(ctx, "k", later); err != nil || c.Spent != 0 {
			t.Errorf("after it was forgotten: %+v, %v", c, err)
		}
	})
}
