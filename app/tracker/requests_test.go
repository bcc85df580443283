package tracker_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// TestRequestsOfATokenAreLimitedOverReplicas: two replicas on one database hand
// out together what one token may send a minute, and no more, however many ask
// at once; another token is not touched, and the next minute begins anew.
func TestRequestsOfATokenAreLimitedOverReplicas(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		now := time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC)
		const most = 90
		var replicas []*tracker.Tracker
		for range 2 {
			db, err := store.Open(t.Context(), database.URL)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			if err := db.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			replicas = append(replicas, tracker.New(tracker.Settings{DB: db, Clock: func() time.Time { return now }, Requests: most}))
		}
		send := func(times int) int {
			var passed atomic.Int64
			var wg sync.WaitGroup
			for i := range times {
				wg.Go(func() {
					err := replicas[i%2].SpendRequest(t.Context(), "token")
					var e *maturity.Error
					switch {
					case err == nil:
						passed.Add(1)
					case !errors.As(err, &e) || e.Kind != maturity.TooMany || e.Args[maturity.SecondsArg] != "60":
						t.Errorf("refused with %v", err)
					}
				})
			}
			wg.Wait()
			return int(passed.Load())
		}
		// Each replica may keep one part for itself that the other asks for in vain.
		if got := send(2 * most); got > most || got < most-most/20 {
			t.Errorf("%d of %d passed", got, most)
		}
		if err := replicas[0].SpendRequest(t.Context(), "another"); err != nil {
			t.Errorf("another token: %v", err)
		}
		now = now.Add(time.Minute)
		if err := replicas[1].SpendRequest(t.Context(), "token"); err != nil {
			t.Errorf("the next minute: %v", err)
		}
	})
}
