package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/store"
)

func (s *testServer) outbox(all ...store.Notice) {
	s.t.Helper()
	s.must(s.db.Tx(s.t.Context(), func(tx *store.Tx) error {
		for _, n := range all {
			n.CreatedAt, n.NextAt, n.Message = s.now, s.now, "{}"
			if err := tx.InsertNotices(s.t.Context(), n); err != nil {
				return err
			}
			if err := tx.SettleNotice(s.t.Context(), n); err != nil {
				return err
			}
		}
		return nil
	}))
}

// The page says what is in trouble and whom it was for, but never who was
// nudged.
func TestNoticesNameNobodyWhoWasNudged(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	person := s.people["member"].ID
	s.outbox(
		store.Notice{Key: "round.opened/r/" + person + "/mail", Kind: "round.opened", Channel: store.ChannelMail, Address: "open@example.com",
			Attempts: 1, GivenUp: &s.now, Problem: "SMTP 550"},
		store.Notice{Key: "round.nudge/r/" + person + "/mail", Kind: "round.nudge", Channel: store.ChannelMail, Address: "nudged@example.com",
			Attempts: 2, Problem: "timeout"},
		store.Notice{Key: "round.reminder/r/" + person + "/mail", Kind: "round.reminder", Channel: store.ChannelMail, Address: "reminded@example.com",
			Attempts: 2, GivenUp: &s.now, Problem: "HTTP 404"},
	)
	r := s.get("champion", "/notices")
	s.wantStatus(r, http.StatusOK)
	said := text(r.page)
	if !strings.Contains(said, "open@example.com") || !strings.Contains(said, "SMTP 550") {
		t.Errorf("the trouble is not there: %s", said)
	}
	if strings.Contains(r.body, "nudged@") || strings.Contains(r.body, "reminded@") || strings.Contains(r.body, person) {
		t.Error("the page names who was nudged")
	}
	s.wantMoved(s.post("champion", "/notices/retry", url.Values{"kind": {"round.opened"}, "channel": {"mail"}}))
	waiting, err := s.db.NoticesWaiting(t.Context(), 10)
	s.must(err)
	if len(waiting) != 2 || waiting[0].Attempts != 2 || waiting[1].Attempts != 0 {
		t.Errorf("%+v", waiting)
	}
	wrong := s.post("champion", "/notices/retry", url.Values{"kind": {"all"}, "channel": {"mail"}})
	s.wantStatus(wrong, http.StatusUnprocessableEntity)
}

// What receivers do is nothing to the pages: no request sends. The ratio is
// printed, as a loaded machine proves nothing.
func TestPagesDoNotWaitForReceivers(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	measure := func() time.Duration {
		start := time.Now()
		for range 40 {
			s.wantStatus(s.send("champion", httptest.NewRequest(http.MethodGet, "/rounds", nil)), http.StatusOK)
		}
		return time.Since(start)
	}
	measure()
	quiet := measure()
	s.outbox(store.Notice{Key: "round.opened/r/slack", Kind: "round.opened", Channel: store.ChannelSlack})
	sending, answer, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		_, err := s.tracker.DeliverNotices(t.Context(), store.ChannelSlack, func(context.Context, adoption.Letter) error {
			close(sending)
			<-answer // for as long as the pages are measured
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}()
	<-sending
	busy := measure()
	s.must(s.tracker.CloseRound(t.Context(), s.viewer("champion"), s.round.ID)) // nor does a write
	close(answer)
	<-done
	t.Logf("pages take %.2f times as long beside a receiver that does not answer", float64(busy)/float64(quiet))
}
