package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// What is said together with the end of a transaction counts as much as what was
// waited for: where it fails, nothing of the transaction stays.
func TestTransactionFailsWithWhatNobodyWaitedFor(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		db := opened(t, lent)
		nowhere := store.Response{ID: "response", AssessmentID: "nowhere", PersonID: "person"}
		event := store.Event{ID: "event", At: time.Now(), Verb: "test"}
		for name, after := range map[string]func(ctx context.Context, tx *store.Tx) error{
			"at the end":       func(context.Context, *store.Tx) error { return nil },
			"before a write":   func(ctx context.Context, tx *store.Tx) error { return tx.DeleteEnded(ctx, time.Now()) },
			"before a reading": func(ctx context.Context, tx *store.Tx) error { _, err := tx.Teams(ctx); return err },
		} {
			err := db.Tx(t.Context(), func(tx *store.Tx) error {
				if err := tx.InsertEvent(t.Context(), event); err != nil {
					return err
				}
				if err := tx.PutResponse(t.Context(), nowhere); err != nil {
					return err // on SQLite it is known at once
				}
				return after(t.Context(), tx)
			})
			if !errors.Is(err, &maturity.Error{Kind: maturity.Conflict}) {
				t.Errorf("%s: %v", name, err)
			}
			if last, err := db.LastEvent(t.Context()); err != nil || !last.IsZero() {
				t.Errorf("%s: an event stayed: %v", name, err)
			}
		}
	})
}

// What is not there is an answer, after which a transaction goes on.
func TestTransactionGoesOnAfterNotFound(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		db := opened(t, lent)
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.HoldStanding(t.Context(), "nowhere"); !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
				t.Errorf("it is said to be there: %v", err)
			}
			return tx.InsertEvent(t.Context(), store.Event{ID: "event", At: time.Now(), Verb: "test"})
		})
		if last, lastErr := db.LastEvent(t.Context()); err != nil || lastErr != nil || last.IsZero() {
			t.Errorf("nothing was stored: %v, %v", err, lastErr)
		}
	})
}

// A panic undoes a transaction and gives its connection back.
func TestTransactionIsUndoneByPanic(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		db := opened(t, lent)
		for range 20 { // more often than there are connections
			func() {
				defer func() { _ = recover() }()
				_ = db.Tx(t.Context(), func(tx *store.Tx) error {
					if err := tx.InsertEvent(t.Context(), store.Event{ID: "event", At: time.Now(), Verb: "test"}); err != nil {
						t.Error(err)
					}
					panic("of a use case")
				})
			}()
		}
		if last, err := db.LastEvent(t.Context()); err != nil || !last.IsZero() {
			t.Errorf("it stayed: %v", err)
		}
	})
}

func opened(t *testing.T, lent storetest.Database) *store.DB {
	t.Helper()
	db := open(t, lent.URL)
	fatal(t, db.Migrate(t.Context()))
	return db
}
