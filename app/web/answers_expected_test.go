package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
)

// TestAnswersOfWhoWasSignedInBefore sends answers one after another, as a script
// does, while who sends them changes: what counts is who they are by then.
func TestAnswersOfWhoWasSignedInBefore(t *testing.T) {
	t.Parallel()
	part := func(s *testServer, part maturity.MemberRole) error {
		return s.tracker.ChangePart(s.t.Context(), s.viewer("champion"), s.team.ID, s.people["member"].ID, string(part))
	}
	for name, c := range map[string]struct {
		change func(s *testServer, secret string) error
		want   int
	}{
		"nothing":          {func(*testServer, string) error { return nil }, http.StatusSeeOther},
		"signed out":       {func(s *testServer, secret string) error { return s.tracker.SignOut(s.t.Context(), secret) }, http.StatusUnauthorized},
		"out of the team":  {func(s *testServer, _ string) error { return part(s, "") }, http.StatusNotFound},
		"lead of the team": {func(s *testServer, _ string) error { return part(s, maturity.MemberLead) }, http.StatusSeeOther},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTestServerOn(t, storetest.Postgres(t)) // on SQLite it is asked for each time
			cookie := s.signIn("member")
			send := func(level string) reply {
				r := httptest.NewRequest(http.MethodPost, s.answersPath(), strings.NewReader(sent("learn.allies", "learn.allies", level).Encode()))
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				r.AddCookie(cookie)
				return s.send("", r)
			}
			for range 2 {
				s.wants(send("1"), http.StatusSeeOther)
			}
			s.must(c.change(s, cookie.Value))
			got := send("2")
			s.wants(got, c.want)
			stored := map[bool]int{true: 2, false: 1}[c.want == http.StatusSeeOther]
			if is := s.answersOf("member")["learn.allies"].Answer.Level; is != stored {
				t.Errorf("level %d is stored, want %d", is, stored)
			}
			if c.want == http.StatusUnauthorized && len(got.all("input", "name", "learn.allies")) != 1 {
				t.Error("what was typed is not kept")
			}
		})
	}
}
