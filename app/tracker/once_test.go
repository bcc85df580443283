package tracker_test

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

func (w *world) group(ctx context.Context, name string) error {
	_, err := w.tracker.SaveGroup(ctx, w.champion, maturity.Group{Name: name})
	return err
}

func (w *world) groups() int {
	w.t.Helper()
	all, err := w.db.Groups(w.ctx)
	w.must(err)
	return len(all)
}

func TestWriteIsCarriedOutOnceAmongMany(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		const senders = 16
		kept := tracker.Answer{Status: 201, Headers: map[string]string{"Location": "/x"}, Body: []byte(`{"id":"x"}`)}
		var wg sync.WaitGroup
		var mu sync.Mutex
		done, waiting := 0, 0
		for range senders {
			wg.Go(func() {
				attempt, before, err := w.tracker.Once(w.ctx, w.champion, "key-1", "a")
				if attempt != nil {
					err = errors.Join(w.group(attempt.Within(w.ctx), "開発部"), attempt.Keep(w.ctx, kept))
				}
				mu.Lock()
				defer mu.Unlock()
				switch {
				case errors.Is(err, &maturity.Error{Kind: maturity.Conflict, Key: "error.under_way"}):
					waiting++
				case err != nil:
					t.Error(err)
				case before != nil && !bytes.Equal(before.Body, kept.Body):
					t.Errorf("answered %s", before.Body)
				default:
					done++
				}
			})
		}
		wg.Wait()
		if w.groups() != 1 || done == 0 || done+waiting != senders {
			t.Errorf("%d groups, %d answered, %d told to wait", w.groups(), done, waiting)
		}
		_, before, err := w.tracker.Once(w.ctx, w.champion, "key-1", "a")
		w.must(err)
		if before == nil || before.Status != 201 || before.Headers["Location"] != "/x" || !bytes.Equal(before.Body, kept.Body) {
			t.Errorf("answered again with %+v", before)
		}
		_, _, err = w.tracker.Once(w.ctx, w.champion, "key-1", "b")
		w.wants(err, maturity.Invalid, "error.key_reused")
		other, _, err := w.tracker.Once(w.ctx, w.members[0], "key-1", "b")
		w.must(err)
		if other == nil {
			t.Error("two people share a key")
		}
		w.now = w.now.Add(24*time.Hour + time.Second)
		if again, _, err := w.tracker.Once(w.ctx, w.champion, "key-1", "b"); err != nil || again == nil {
			t.Errorf("a day later: %v, %v", again, err)
		}
	})
}

func TestAttemptThatDiedIsTakenOverAndCannotCommit(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		first, _, err := w.tracker.Once(w.ctx, w.champion, "key-1", "a")
		w.must(err)
		_, _, err = w.tracker.Once(w.ctx, w.champion, "key-1", "a")
		w.wants(err, maturity.Conflict, "error.under_way")
		w.now = w.now.Add(3 * time.Minute)
		second, _, err := w.tracker.Once(w.ctx, w.champion, "key-1", "a")
		w.must(err)
		w.wants(w.group(first.Within(w.ctx), "遅れて来た"), maturity.Conflict, "error.under_way")
		w.must(w.group(second.Within(w.ctx), "開発部"))
		if w.groups() != 1 {
			t.Errorf("%d groups", w.groups())
		}
		// The second dies before its answer is kept: nobody carries it out again.
		w.now = w.now.Add(time.Hour)
		_, _, err = w.tracker.Once(w.ctx, w.champion, "key-1", "a")
		w.wants(err, maturity.Conflict, "error.answer_lost")
	})
}

func TestRefusedWriteGivesItsKeyBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	attempt, _, err := w.tracker.Once(w.ctx, w.champion, "key-1", "a")
	w.must(err)
	w.wants(w.group(attempt.Within(w.ctx), ""), maturity.Invalid, "")
	w.must(attempt.Release(w.ctx))
	again, _, err := w.tracker.Once(w.ctx, w.champion, "key-1", "b")
	w.must(err)
	if again == nil {
		t.Error("the key is gone")
	}
}

func TestGuardLetsOneOfTwoChange(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		const editors = 12
		var wg sync.WaitGroup
		changed := make(chan string, editors)
		for i := range editors {
			name := string(rune('A' + i))
			wg.Go(func() {
				ctx := w.tracker.Guarded(w.ctx, "group", func(ctx context.Context, r store.Reader) error {
					all, err := r.Groups(ctx)
					if err == nil && len(all) > 0 {
						err = maturity.Fail(maturity.Conflict, "error.changed_elsewhere")
					}
					return err
				})
				err := w.group(ctx, name)
				if err == nil {
					changed <- name
				} else if !errors.Is(err, &maturity.Error{Kind: maturity.Conflict}) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if len(changed) != 1 || w.groups() != 1 {
			t.Errorf("%d changed it, %d groups", len(changed), w.groups())
		}
	})
}
