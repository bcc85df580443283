package tracker_test

import (
	"context"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// TestAnswersMeetWhatAnotherReplicaHasChanged: what decides about answers is not
// read each time, and counts as it is all the same.
func TestAnswersMeetWhatAnotherReplicaHasChanged(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent)
		replica := w.on(t, lent.URL)
		r, a, q := w.open()
		send := func(n int) error {
			_, err := w.tracker.SaveAnswers(w.ctx, w.members[0], tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, n), Finish: true})
			return err
		}
		w.must(replica.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Apart))
		w.must(send(1))
		w.must(send(2))
		w.must(replica.tracker.Reveal(w.ctx, w.champion, a.ID))
		w.wants(send(3), maturity.Conflict, "error.already_revealed")
		w.must(replica.tracker.Reopen(w.ctx, w.champion, a.ID, "もう一度"))
		w.must(send(3))
		w.must(replica.tracker.CloseRound(w.ctx, w.champion, r.ID))
		w.wants(send(4), maturity.Conflict, "error.round_closed")
		w.must(replica.tracker.ReopenRound(w.ctx, w.champion, r.ID))
		w.wants(send(4), maturity.Conflict, "error.already_revealed") // closing went back to the earlier result
		w.must(replica.tracker.Reopen(w.ctx, w.champion, a.ID, "もう一度"))
		w.must(send(4))
		w.holds(a, q, w.members[0], 4, 3)
	})
}

// holds holds every answer of somebody to a level, and to how often it was stored.
func (w *world) holds(a maturity.Assessment, q *maturity.Questionnaire, v maturity.Viewer, level, revision int) {
	w.t.Helper()
	response, err := w.db.ResponseOf(w.ctx, a.ID, v.Person.ID)
	w.must(err)
	given, err := w.db.AnswersOf(w.ctx, response.ID, q)
	w.must(err)
	for _, c := range answers(q, level) {
		if got := given[c.Question]; got.Answer.Level != c.Answer.Level || got.Revision != revision {
			w.t.Errorf("%s: %+v, want level %d, revision %d", c.Question, got, level, revision)
		}
	}
}

// TestAnswersWaitForTheEndOfTheRound: a round that is just being closed takes none,
// whether or not it was known to be open before.
func TestAnswersWaitForTheEndOfTheRound(t *testing.T) {
	t.Parallel()
	for name, known := range map[string]bool{"known": true, "unknown": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lent := storetest.Postgres(t)
			w := newWorld(t, lent)
			r, a, q := w.open()
			w.must(w.tracker.ChooseMode(w.ctx, w.champion, a.ID, maturity.Apart))
			writer := w.on(t, lent.URL)
			send := func(n int) error {
				_, err := writer.tracker.SaveAnswers(w.ctx, w.members[0], tracker.SaveAnswers{Assessment: a.ID, Changes: answers(q, n)})
				return err
			}
			if known {
				w.must(send(1))
			}
			closing, close := make(chan struct{}), make(chan struct{})
			closed, sent := make(chan error, 1), make(chan error, 1)
			go func() {
				closed <- w.tracker.CloseRound(store.WithAround(w.ctx, &store.Around{After: func(context.Context, *store.Tx) error {
					closing <- struct{}{}
					<-close
					return nil
				}}), w.champion, r.ID)
			}()
			<-closing
			go func() { sent <- send(2) }()
			w.waits(lent)
			close <- struct{}{}
			w.must(<-closed)
			w.wants(<-sent, maturity.Conflict, "error.round_closed")
			if known {
				w.holds(a, q, w.members[0], 1, 1)
			}
		})
	}
}

// waits returns once somebody waits for a lock in the database.
func (w *world) waits(lent storetest.Database) {
	w.t.Helper()
	s := w.stage(lent.URL)
	for range 1000 {
		var waiting int
		w.must(s.raw.QueryRowContext(w.ctx, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").Scan(&waiting))
		if waiting > 0 {
			return
		}
		<-time.After(5 * time.Millisecond)
	}
	w.t.Fatal("nobody waits")
}
