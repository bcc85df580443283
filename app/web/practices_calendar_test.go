package web

import (
	"net/http"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// feed makes a calendar address and returns its path.
func (s *testServer) feed(role string) string {
	s.t.Helper()
	r := s.post(role, "/teams/"+s.team.ID+"/feed", nil)
	s.wants(r, http.StatusOK, "このアドレスは今だけ表示されます")
	for _, n := range r.all("input", "id", "feed-url") {
		v, _ := attr(n, "value")
		if _, path, ok := strings.Cut(v, "/calendar/"); ok {
			return "/calendar/" + path
		}
	}
	s.t.Fatal("no address")
	return ""
}

func TestCalendarHoldsWhatIsDue(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	s.heldOnce()
	path := s.feed("member")
	s.lacks(s.get("member", s.practices("")), path)
	r := s.get("", path)
	s.wantStatus(r, http.StatusOK)
	if got := r.Header.Get("Content-Type"); got != "text/calendar; charset=utf-8" || !strings.Contains(r.Header.Get("Cache-Control"), "no-store") {
		t.Errorf("headers %v", r.Header)
	}
	unfolded := strings.ReplaceAll(r.body, "\r\n ", "")
	for _, want := range []string{
		"BEGIN:VCALENDAR\r\n", "SUMMARY;LANGUAGE=ja:実践：トリアージと重大度", "DTSTART;VALUE=DATE:20260929", "アクションの期限：一人誘う",
		"DTSTART;VALUE=DATE:20260801", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("no %q in\n%s", want, unfolded)
		}
	}
	if again := s.get("", path).body; again != r.body {
		t.Error("two readings at one time differ")
	}

	fresh := s.feed("member")
	s.wantStatus(s.get("", path), http.StatusNotFound)
	s.wantStatus(s.get("", fresh), http.StatusOK)
	s.wantMoved(s.post("member", "/teams/"+s.team.ID+"/feed/delete", nil))
	s.wantStatus(s.get("", fresh), http.StatusNotFound)
	s.wantStatus(s.get("", "/calendar/nonsense.ics"), http.StatusNotFound)

	left := s.feed("second")
	s.must(s.tracker.ChangePart(t.Context(), s.viewer("champion"), s.team.ID, s.id("second"), ""))
	s.wantStatus(s.get("", left), http.StatusNotFound)
}

func TestCalendarSpeaksThePersonsLanguage(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.heldOnce()
	path := s.feed("third")
	s.must(s.tracker.ChooseLanguage(t.Context(), s.viewer("third"), maturity.English))
	if body := s.get("", path).body; !strings.Contains(body, "SUMMARY;LANGUAGE=en:Practice: ") {
		t.Error(body)
	}
	_, err := s.tracker.ChoosePractice(t.Context(), s.viewer("member"), tracker.ChoosePractice{Team: s.team.ID, Practice: "triage"})
	s.must(err)
}

// TestCalendarLines: whatever the texts are, lines are short, whole and cannot
// begin a property of their own.
func TestCalendarLines(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.String().Draw(rt, "name")
		got := calendarText(name, "ja", time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC), []calendarEvent{
			{uid: "a@michinori", day: time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC), summary: name + "\r\nATTENDEE:x;,\\", url: "https://example.jp/"},
		})
		if !utf8.ValidString(got) || !strings.HasSuffix(got, "END:VCALENDAR\r\n") {
			rt.Fatalf("%q", got)
		}
		for _, line := range strings.SplitAfter(got, "\r\n") {
			if len(line) > foldAt+2 || strings.HasPrefix(line, "ATTENDEE") || strings.Count(line, "\n") > 1 || strings.Count(line, "\r") > 1 {
				rt.Fatalf("line %q", line)
			}
		}
		if !strings.Contains(strings.ReplaceAll(got, "\r\n ", ""), `\nATTENDEE:x\;\,\\`) || !strings.Contains(got, "DTEND;VALUE=DATE:20270101") {
			rt.Fatalf("%q", got)
		}
	})
}
