package store_test

import (
	"context"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// TestOvertakenCountsAreNotKept changes what is counted at every moment at
// which somebody may: before, while, and from while until after it is counted.
func TestOvertakenCountsAreNotKept(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		firstSchema(t, database)
		db, ctx := open(t, database.URL), t.Context()
		fatal(t, db.Migrate(ctx))
		a, err := db.AssessmentByID(ctx, "a")
		fatal(t, err)
		a.State = maturity.Shared
		change := func(tx *store.Tx) error { return tx.SaveAssessment(ctx, a) }
		count := func(during func()) {
			fatal(t, db.KeepRollUps(ctx, a.RoundID, "/kind", benchDay, func(store.Reader) (map[string]string, error) {
				during()
				return map[string]string{"": "{}", "group": "{}"}, nil
			}))
		}
		kept := func(want bool, when string) {
			t.Helper()
			rows, err := db.RollUps(ctx, "group")
			if fatal(t, err); (len(rows) > 0) != want {
				t.Errorf("%s: %d rows are kept", when, len(rows))
			}
		}
		kept(false, "at first")
		count(func() {})
		kept(true, "nothing changed")
		fatal(t, db.Tx(ctx, change))
		kept(false, "after a change")
		count(func() { fatal(t, db.Tx(ctx, change)) })
		kept(false, "changed while it was counted")
		count(func() { count(func() {}) })
		kept(true, "counted twice at one time")
		fatal(t, db.Tx(ctx, change))
		if database.Name == "sqlite" {
			return // whoever writes is alone there
		}
		fatal(t, db.Tx(ctx, func(tx *store.Tx) error { // begun before, not over yet
			err := change(tx)
			count(func() {})
			kept(false, "while somebody is changing it")
			return err
		}))
		kept(false, "after somebody changed it")
		begin, end := changing(db, change)
		begin() // before it is counted, and over before it is to be kept
		count(end)
		kept(false, "changed until it was counted")
		begin, end = changing(db, change)
		count(begin) // while it is counted, and not over when it is to be kept
		end()
		kept(false, "changed until after it was counted")
	})
}

// changing changes something in a transaction that lasts from begin to end.
func changing(db *store.DB, change func(*store.Tx) error) (begin, end func()) {
	begun, over, done := make(chan bool), make(chan bool), make(chan error)
	begin = func() {
		go func() {
			done <- db.Tx(context.Background(), func(tx *store.Tx) error {
				err := change(tx)
				close(begun)
				<-over
				return err
			})
		}()
		<-begun
	}
	end = func() {
		close(over)
		if err := <-done; err != nil {
			panic(err)
		}
	}
	return begin, end
}

// TestRollUpsGoWithTheirRounds changes a round and looks at those around it.
func TestRollUpsGoWithTheirRounds(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		firstSchema(t, database)
		db, ctx := open(t, database.URL), t.Context()
		fatal(t, db.Migrate(ctx))
		first, err := db.RoundByKey(ctx, "2026-Q1")
		fatal(t, err)
		fatal(t, db.Tx(ctx, func(tx *store.Tx) error {
			for _, key := range []string{"2025-Q4", "2026-Q2", "2026-Q3"} {
				r := first
				r.ID, r.Key = key, key
				if err := tx.InsertRound(ctx, r); err != nil {
					return err
				}
			}
			return nil
		}))
		rounds, err := db.Rounds(ctx)
		fatal(t, err)
		for _, r := range rounds {
			fatal(t, db.KeepRollUps(ctx, r.ID, "/kind", benchDay, func(store.Reader) (map[string]string, error) {
				return map[string]string{"": r.Key, store.Past: r.Key}, nil
			}))
		}
		a, err := db.AssessmentByID(ctx, "a")
		fatal(t, err)
		a.State = maturity.Shared
		fatal(t, db.Tx(ctx, func(tx *store.Tx) error { return tx.SaveAssessment(ctx, a) }))
		left, err := db.RollUps(ctx, "")
		fatal(t, err)
		if len(left) != 2 || left[0].Document == "2026-Q1" || left[1].Document == "2026-Q1" ||
			left[0].Document == "2026-Q2" || left[1].Document == "2026-Q2" {
			t.Errorf("left %+v, want those of 2025-Q4 and 2026-Q3", left)
		}
		if past, err := db.RollUps(ctx, store.Past); err != nil || len(past) > 0 {
			t.Errorf("left of several rounds %+v, %v", past, err)
		}
	})
}
