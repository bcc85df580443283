package tracker_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/notify"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

var allChannels = []store.NoticeChannel{store.ChannelMail, store.ChannelSlack, store.ChannelTeams, store.ChannelWebhook}

// telling lets the world tell: it is another replica on the same database, at
// the time of the world.
func (w *world) telling(channels ...store.NoticeChannel) *tracker.Tracker {
	w.t.Helper()
	library, _, err := questionnaires.OpenLibrary("")
	w.must(err)
	now := func() time.Time { return w.now }
	return tracker.New(tracker.Settings{DB: w.db, Library: library, Clock: now, Session: time.Hour, Channels: channels})
}

// notices returns the keys of the outbox without ids, and how often each stands
// there.
func (w *world) notices() map[string]int {
	w.t.Helper()
	all, err := w.db.Notices(w.ctx, 1000)
	w.must(err)
	out := map[string]int{}
	for _, n := range all {
		out[n.Kind+" "+string(n.Channel)+" "+n.Address]++
	}
	return out
}

func (w *world) wantNotices(when string, want ...string) {
	w.t.Helper()
	got := w.notices()
	for _, k := range want {
		if got[k] != 1 {
			w.t.Errorf("%s: %d of %q", when, got[k], k)
		}
		delete(got, k)
	}
	if len(got) > 0 {
		w.t.Errorf("%s: %v beside what was wanted", when, got)
	}
}

// A round tells each person at most four times: when it opens, once half-way
// and once before it closes where they have not finished, and when it closes.
func TestARoundTellsWhomItConcerns(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		w.must(w.tracker.PlanNotices(w.ctx))
		w.wantNotices("while they are off")
		tell := w.telling(allChannels...)
		w.must(tell.CloseRound(w.ctx, w.champion, w.round().ID))
		closed := []string{"round.closed mail aoki@example.com", "round.closed mail baba@example.com",
			"round.closed slack ", "round.closed teams ", "round.closed webhook "}
		w.wantNotices("closed", closed...)
		w.must(tell.ReopenRound(w.ctx, w.champion, w.round().ID))
		w.must(tell.CloseRound(w.ctx, w.champion, w.round().ID))
		w.wantNotices("closed again", closed...)

		r, err := tell.OpenRound(w.ctx, w.champion, tracker.OpenRound{
			Key: "2027-Q1", Questionnaire: "sre-core", ClosesOn: "2026-08-05", K: maturity.DefaultK, Teams: []string{w.team.ID},
		})
		w.must(err)
		opened := slices.Concat(closed, []string{"round.opened mail aoki@example.com", "round.opened mail baba@example.com",
			"round.opened slack ", "round.opened teams ", "round.opened webhook "})
		w.wantNotices("opened", opened...)
		w.must(tell.PlanNotices(w.ctx))
		w.wantNotices("too early for the nudge", opened...)

		// Baba has finished before half-time, Aoki has not.
		as, err := w.db.AssessmentsIn(w.ctx, r.ID)
		w.must(err)
		_, err = w.tracker.SaveAnswers(w.ctx, w.members[w.memberAt("baba@example.com")], tracker.SaveAnswers{Assessment: as[0].ID, Finish: true})
		w.must(err)
		w.now = time.Date(2026, 7, 22, 3, 0, 0, 0, time.UTC)
		foreseen, err := tell.ForeseeNotices(w.ctx, 1000)
		w.must(err)
		if len(foreseen) != len(opened)+4 {
			t.Errorf("%d foreseen", len(foreseen))
		}
		w.wantNotices("only looked at", opened...)
		w.must(tell.PlanNotices(w.ctx))
		nudged := slices.Concat(opened, []string{"round.nudge mail aoki@example.com", "round.nudge slack ", "round.nudge teams ", "round.nudge webhook "})
		w.wantNotices("half-way", nudged...)
		w.now = w.now.Add(24 * time.Hour)
		w.must(w.telling(allChannels...).PlanNotices(w.ctx))
		w.wantNotices("a day and a restart later", nudged...)

		w.now = time.Date(2026, 8, 3, 1, 0, 0, 0, time.UTC)
		w.must(tell.PlanNotices(w.ctx))
		reminded := slices.Concat(nudged, []string{"round.reminder mail aoki@example.com", "round.reminder slack ", "round.reminder teams ", "round.reminder webhook "})
		w.wantNotices("two days before", reminded...)
		w.must(tell.ExtendRound(w.ctx, w.champion, r.ID, "2026-09-30"))
		w.must(tell.PlanNotices(w.ctx))
		w.now = time.Date(2026, 9, 29, 1, 0, 0, 0, time.UTC)
		w.must(tell.PlanNotices(w.ctx))
		w.wantNotices("extended", reminded...)
	})
}

func (w *world) round() maturity.Round { r, _, _ := w.open(); return r }

func (w *world) memberAt(email string) int {
	return slices.IndexFunc(w.members, func(v maturity.Viewer) bool { return v.Person.Email == email })
}

func TestWhatIsDueIsToldToItsOwner(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		_, a, _ := w.open()
		baba := w.members[w.memberAt("baba@example.com")]
		_, err := w.tracker.AddAction(w.ctx, w.champion, tracker.AddAction{
			Assessment: a.ID, Question: "learn.allies", Title: "秘密の題", Owner: baba.Person.ID, Due: "2026-07-10",
		})
		w.must(err)
		_, err = w.tracker.ChoosePractice(w.ctx, w.champion, tracker.ChoosePractice{Team: w.team.ID, Practice: "alert_review", Cadence: "30"})
		w.must(err)
		w.log(w.champion, "alert_review", "2026-06-09", baba.Person.ID) // due on 9 July
		tell := w.telling(allChannels...)
		w.now = time.Date(2026, 7, 7, 3, 0, 0, 0, time.UTC)
		w.must(tell.PlanNotices(w.ctx))
		w.wantNotices("not yet")
		w.now = time.Date(2026, 7, 9, 3, 0, 0, 0, time.UTC)
		for range 3 {
			w.must(tell.PlanNotices(w.ctx))
			w.now = w.now.Add(time.Hour)
		}
		w.wantNotices("due", "action.due mail baba@example.com", "action.due webhook ", "practice.due mail baba@example.com", "practice.due webhook ")
		all, err := w.db.Notices(w.ctx, 100)
		w.must(err)
		for _, n := range all {
			if n.Channel != store.ChannelMail && (strings.Contains(n.Message, "秘密") || strings.Contains(n.Message, "Payments") || strings.Contains(n.Message, "馬場")) {
				t.Errorf("a channel is told whose: %s", n.Message)
			}
		}
	})
}

// Two senders at once, a receiver in trouble, restarts: each notice arrives
// once, and none is lost.
func TestNoticesAreNeitherLostNorDoubled(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		var mu sync.Mutex
		arrived, calls := map[string]int{}, 0
		receiver := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			mu.Lock()
			defer mu.Unlock()
			calls++
			if calls%3 == 1 {
				rw.WriteHeader([]int{500, 429, 503}[calls%9/3])
				return
			}
			arrived[r.Header.Get("Michinori-Id")]++
		}))
		defer receiver.Close()
		s, err := notify.New(notify.Settings{
			Pages: "https://m.example.com", Webhook: receiver.URL, Secret: "0123456789abcdef", AllowPrivate: true, Clock: time.Now,
		})
		w.must(err)
		const many = 40
		w.must(w.db.Tx(w.ctx, func(tx *store.Tx) error {
			for i := range many {
				if err := tx.InsertNotices(w.ctx, w.notice(i), w.notice(0)); err != nil {
					return err
				}
			}
			return nil
		}))
		for round := 0; len(arrived) < many && round < 100; round++ {
			var both sync.WaitGroup
			for range 2 {
				replica := w.telling(store.ChannelWebhook) // a restart each time
				both.Go(func() {
					if _, err := replica.DeliverNotices(w.ctx, store.ChannelWebhook, s.Send); err != nil {
						t.Error(err)
					}
				})
			}
			both.Wait()
			w.now = w.now.Add(time.Hour)
		}
		for i := range many {
			if n := arrived[w.notice(i).Key]; n != 1 {
				t.Errorf("%s arrived %d times", w.notice(i).Key, n)
			}
		}
		counts, err := w.db.NoticeCounts(w.ctx)
		if err != nil || len(counts) != 1 || counts[0].Sent != many {
			t.Errorf("%+v %v", counts, err)
		}
	})
}

func (w *world) notice(i int) store.Notice {
	raw, err := json.Marshal(adoption.Notice{Kind: adoption.RoundOpened, Language: maturity.English, Path: "/"})
	w.must(err)
	return store.Notice{
		Key: "round.opened/" + string(rune('A'+i)) + "/webhook", Kind: "round.opened", Channel: store.ChannelWebhook, Message: string(raw),
		CreatedAt: startOfTest, NextAt: startOfTest,
	}
}

// A program that dies while it sends leaves a lease, and another one takes
// over when that has ended: at least once, under the same key.
func TestALeaseEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.must(w.db.Tx(w.ctx, func(tx *store.Tx) error {
		if err := tx.InsertNotices(w.ctx, w.notice(0)); err != nil {
			return err
		}
		_, err := tx.ClaimNotice(w.ctx, store.ChannelWebhook, w.now, w.now.Add(time.Minute))
		return err
	}))
	tell := w.telling(store.ChannelWebhook)
	sent := 0
	send := func(context.Context, adoption.Letter) error { sent++; return nil }
	for range 3 {
		_, err := tell.DeliverNotices(w.ctx, store.ChannelWebhook, send)
		w.must(err)
	}
	if sent != 0 {
		t.Error("sent what another one is sending")
	}
	w.now = w.now.Add(time.Minute)
	for range 3 {
		_, err := tell.DeliverNotices(w.ctx, store.ChannelWebhook, send)
		w.must(err)
	}
	if sent != 1 {
		t.Errorf("sent %d times", sent)
	}
}

func TestRefusalsAreGivenUpAndCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.must(w.db.Tx(w.ctx, func(tx *store.Tx) error { return tx.InsertNotices(w.ctx, w.notice(0)) }))
	tell := w.telling(store.ChannelWebhook)
	var calls atomic.Int32
	refuse := func(context.Context, adoption.Letter) error {
		calls.Add(1)
		return &adoption.Undelivered{Problem: "HTTP 404", Final: true}
	}
	for range 3 {
		_, err := tell.DeliverNotices(w.ctx, store.ChannelWebhook, refuse)
		w.must(err)
		w.now = w.now.Add(24 * time.Hour)
	}
	all, err := w.db.TroubledNotices(w.ctx, 10)
	if err != nil || calls.Load() != 1 || len(all) != 1 || all[0].GivenUp == nil || all[0].Problem != "HTTP 404" {
		t.Fatalf("%d calls, %+v, %v", calls.Load(), all, err)
	}
	if _, err := tell.RetryNotices(w.ctx, w.members[0], adoption.RoundOpened, store.ChannelWebhook); err == nil {
		t.Error("a member may try again")
	}
	n, err := tell.RetryNotices(w.ctx, w.champion, adoption.RoundOpened, store.ChannelWebhook)
	if err != nil || n != 1 {
		t.Fatal(n, err)
	}
	sent, err := tell.DeliverNotices(w.ctx, store.ChannelWebhook, func(context.Context, adoption.Letter) error { return nil })
	if err != nil || sent != 1 {
		t.Error(sent, err)
	}
}

// A nudge carries a link that signs in, made as it leaves: the outbox holds no
// secret, and no message an answer.
func TestLettersHoldNoAnswerAndTheOutboxNoSecret(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	const canary = "カナリア"
	_, a, q := w.open()
	x := q.AskedOf(maturity.Each)[0]
	answer := maturity.Answer{Kind: maturity.NotApplicable, Reason: maturity.OtherReason, Note: canary}
	_, err := w.tracker.SaveAnswers(w.ctx, w.champion, tracker.SaveAnswers{Assessment: a.ID, Changes: []tracker.Change{{Question: x.Key, Answer: &answer}}})
	w.must(err)
	tell := w.telling(allChannels...)
	r := w.round()
	w.now = adoption.ReminderAt(r, time.UTC).Add(12 * time.Hour)
	w.must(tell.PlanNotices(w.ctx))
	all, err := w.db.Notices(w.ctx, 100)
	w.must(err)
	for _, n := range all {
		if strings.Contains(n.Message, canary) || strings.Contains(n.Message, "/l/") {
			t.Errorf("the outbox holds %s", n.Message)
		}
	}
	var letters []adoption.Letter
	for _, c := range allChannels {
		_, err := tell.DeliverNotices(w.ctx, c, func(_ context.Context, l adoption.Letter) error { letters = append(letters, l); return nil })
		w.must(err)
	}
	if len(letters) != 5 {
		t.Errorf("%d letters", len(letters))
	}
	for _, l := range letters {
		raw, err := json.Marshal(l)
		w.must(err)
		if strings.Contains(string(raw), canary) {
			t.Errorf("an answer leaves: %s", raw)
		}
		secret, personal := strings.CutPrefix(l.Notice.Path, "/l/")
		if personal != (l.Channel == "mail") {
			t.Errorf("%s leads to %s", l.Channel, l.Notice.Path)
		}
		if personal {
			if in, err := tell.SignIn(w.ctx, secret, tracker.Browser{}); err != nil || in.Viewer.Person.Email != l.To {
				t.Errorf("the link of %s signs in %q: %v", l.To, in.Viewer.Person.Email, err)
			}
		}
	}
}

// Whoever finishes while the mail server is down is not nudged any more.
func TestANudgeThatCameTooLateIsDropped(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		_, a, _ := w.open()
		tell := w.telling(store.ChannelMail)
		w.now = adoption.ReminderAt(w.round(), time.UTC)
		w.must(tell.PlanNotices(w.ctx))
		deliver := func(failed error) (to []string) {
			_, err := tell.DeliverNotices(w.ctx, store.ChannelMail, func(_ context.Context, l adoption.Letter) error {
				to = append(to, l.To)
				return failed
			})
			w.must(err)
			w.now = w.now.Add(time.Hour)
			return to
		}
		deliver(&adoption.Undelivered{Problem: "timeout"})
		_, err := w.tracker.SaveAnswers(w.ctx, w.champion, tracker.SaveAnswers{Assessment: a.ID, Finish: true})
		w.must(err)
		if to := deliver(nil); !slices.Equal(to, []string{"baba@example.com"}) {
			t.Errorf("nudged %q", to)
		}
	})
}

// What was sent is forgotten after a while, but for what an open round has
// told: its keys keep that from being told again.
func TestSentNoticesAreForgotten(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db)
		tell := w.telling(store.ChannelMail, store.ChannelWebhook)
		r := w.round()
		w.must(tell.ExtendRound(w.ctx, w.champion, r.ID, "2027-06-30"))
		w.drill("", "2026-07-07")
		w.now = adoption.NudgeAt(w.round(), time.UTC).Add(24 * time.Hour)
		w.must(tell.PlanNotices(w.ctx))
		w.must(w.db.Tx(w.ctx, func(tx *store.Tx) error {
			old, lost := w.notice(0), w.notice(1)
			old.CreatedAt, old.NextAt, lost.GivenUp = w.now, w.now, &w.now
			return tx.InsertNotices(w.ctx, old, lost)
		}))
		sent := 0
		for _, c := range []store.NoticeChannel{store.ChannelMail, store.ChannelWebhook} {
			n, err := tell.DeliverNotices(w.ctx, c, func(context.Context, adoption.Letter) error { return nil })
			w.must(err)
			sent += n
		}
		before := len(w.notices())
		w.now = w.now.AddDate(0, 0, 90)
		w.must(tell.PlanNotices(w.ctx))
		if got := len(w.notices()); got != before {
			t.Errorf("%d kinds after 90 days, %d before", got, before)
		}
		w.now = w.now.AddDate(0, 0, 1)
		w.must(tell.PlanNotices(w.ctx))
		w.must(tell.PlanNotices(w.ctx))
		all, err := w.db.Notices(w.ctx, 100)
		w.must(err)
		for _, n := range all {
			if n.SentAt != nil && n.Kind != string(adoption.RoundNudge) {
				t.Errorf("still there: %s", n.Key)
			}
		}
		t.Logf("%d were sent, %d are left", sent, len(all))
	})
}

// A receiver that refuses for good is not asked for all that waits at once;
// what is too late to be sent holds nothing up.
func TestARefusingReceiverIsAskedOnceACall(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	w.must(w.db.Tx(w.ctx, func(tx *store.Tx) error {
		late := w.notice(0)
		past := startOfTest.AddDate(0, 0, -1)
		raw, err := json.Marshal(adoption.Notice{Kind: adoption.RoundOpened, Path: "/", Until: &past})
		w.must(err)
		late.Message = string(raw)
		return tx.InsertNotices(w.ctx, late, w.notice(1), w.notice(2))
	}))
	tell, asked := w.telling(store.ChannelWebhook), 0
	refuse := func(context.Context, adoption.Letter) error {
		asked++
		return &adoption.Undelivered{Problem: "redirect not followed", Final: true}
	}
	for call := 1; call <= 4; call++ {
		_, err := tell.DeliverNotices(w.ctx, store.ChannelWebhook, refuse)
		w.must(err)
		if want := min(call, 2); asked != want {
			t.Errorf("asked %d times after %d calls, want %d", asked, call, want)
		}
	}
}
