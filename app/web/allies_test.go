package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// TestWithoutConsentNobodySees looks for a name and a sentence on everybody
// else's pages.
func TestWithoutConsentNobodySees(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	const note = "かなりあの一言"
	s.wantMoved(s.post("outsider", "/practices/reading_club/hand", fields("wish", "help", "note", note)))
	if got := s.get("outsider", "/hands"); got.held("note") != note {
		t.Errorf("own sentence: %q", got.held("note"))
	}
	for _, role := range []string{"champion", "leader", "lead", "member"} {
		for _, path := range []string{"/", "/hands", "/learn/practices/reading_club", "/overview", "/overview/answers", "/allies"} {
			s.lacks(s.get(role, path), note)
		}
	}
	s.lacks(s.get("champion", "/allies"), "outsider")
	s.wants(s.get("champion", "/allies"), http.StatusOK, "まだ手は挙がっていません")

	s.wantMoved(s.post("outsider", "/practices/reading_club/hand", fields("wish", "help", "note", note, "consent", "1")))
	s.wantMoved(s.post("member", "/practices/reading_club/hand", fields("wish", "try", "consent", "1")))
	s.wantMoved(s.post("lead", "/practices/reading_club/hand", fields("wish", "help", "consent", "1")))
	got := s.get("champion", "/allies")
	s.wants(got, http.StatusOK, note, "outsiderさんがmemberさんを手伝う", "チームをまたぐ", "お疲れさまです")
	s.sound(got)
	page := text(got.page)
	if strings.Index(page, "outsiderさんがmember") > strings.Index(page, "leadさんがmember") {
		t.Error("the pair across teams does not come first")
	}

	s.wantMoved(s.post("outsider", "/practices/reading_club/hand", fields("wish", "help", "note", note, "do", "withdraw")))
	s.lacks(s.get("champion", "/allies"), note, "outsider")
	own, err := s.db.HandsOf(t.Context(), s.id("outsider"))
	s.must(err)
	if len(own) != 0 {
		t.Errorf("%d hands kept after they were taken down", len(own))
	}
}

func TestHandComesBackAsTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	long := strings.Repeat("長", 301)
	got := s.post("member", "/practices/reading_club/hand", fields("wish", "learn", "note", long, "consent", "1"))
	s.wants(got, http.StatusUnprocessableEntity)
	if got.held("note") != long {
		t.Error("the sentence is lost")
	}
	s.sound(got)
}

func TestInvitationsForWhoeverIsThere(t *testing.T) {
	t.Parallel()
	for _, wish := range []string{"try", "help", "learn"} {
		s := newTestServer(t)
		s.must(s.tracker.RaiseHand(t.Context(), s.viewer("member"), tracker.RaiseHand{Practice: "reading_club", Wishes: []string{wish}, Consent: true}))
		s.wants(s.get("champion", "/allies"), http.StatusOK, "memberさん お疲れさまです。青木です。")
		s.wants(s.in(maturity.English, "champion", "/allies"), http.StatusOK, "Hi member,")
	}
}

// What somebody writes beside a raised hand stands in the hands alone: in no
// log and in no event.
func TestHandsLeaveNoTrace(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	const note = "カナリアの一言"
	var logged bytes.Buffer
	server, err := New(Config{
		Tracker: s.tracker, DB: s.db, Clock: func() time.Time { return s.now }, Version: "test",
		Log: slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	s.must(err)
	s.server = server
	const path = "/practices/reading_club/hand"
	s.wantMoved(s.post("member", path, fields("wish", "help", "note", note, "consent", "1")))
	s.wants(s.post("member", path, fields("wish", "nonsense", "note", note)), http.StatusUnprocessableEntity)
	s.wants(s.post("member", "/practices/nonsense/hand", fields("wish", "try", "note", note)), http.StatusNotFound)
	s.wantMoved(s.post("member", path, fields("wish", "help", "note", note, "do", "withdraw")))
	if !strings.Contains(logged.String(), "/practices/:key/hand") || strings.Contains(logged.String(), note) {
		t.Errorf("the log says:\n%s", logged.String())
	}
	for _, subject := range []string{"reading_club", s.id("member"), s.team.ID, ""} {
		events, err := s.db.EventsOf(t.Context(), subject)
		s.must(err)
		for _, e := range events {
			if strings.Contains(e.Verb, "hand") || strings.Contains(e.Note, note) {
				t.Errorf("%+v", e)
			}
		}
	}
}
