package api_test

import (
	"net/http"
	"testing"

	"michinori/app/store/storetest"
)

// TestATokenMaySendSoMuchAMinute: what two replicas on one database let pass of
// one token is bounded, and who is refused is told for how long.
func TestATokenMaySendSoMuchAMinute(t *testing.T) {
	t.Parallel()
	database := storetest.Postgres(t)
	first := serve(t, database)
	const most = 20
	replicas := []*served{replica(t, database, most), replica(t, database, most)}
	passed := 0
	for i := range 2 * most {
		s := replicas[i%2]
		s.tokens = first.tokens
		r := s.call("champion", "GET", "/me", nil)
		if r.status == http.StatusOK {
			passed++
			continue
		}
		r.problem(http.StatusTooManyRequests, "error.too_many_requests")
		if got := r.header.Get("Retry-After"); got != "60" {
			t.Errorf("it may try again after %q seconds", got)
		}
	}
	if passed != most {
		t.Errorf("%d requests passed, want %d", passed, most)
	}
}

// TestTokensThatDoNotWorkAreLimited by the address they come from; one that
// works goes on working there.
func TestTokensThatDoNotWorkAreLimited(t *testing.T) {
	t.Parallel()
	s := serve(t, storetest.SQLite(t))
	s.tokens["guess"] = "michinori_nobodymadethis"
	const most = 100
	for range most {
		s.call("guess", "GET", "/me", nil).problem(http.StatusUnauthorized, "error.token")
	}
	r := s.call("guess", "GET", "/me", nil).problem(http.StatusTooManyRequests, "error.too_many")
	if r.header.Get("Retry-After") == "" {
		t.Error("it does not say when to try again")
	}
	s.call("champion", "GET", "/me", nil).want(http.StatusOK)
	s.call("", "GET", "/me", nil).problem(http.StatusUnauthorized, "error.token")
}

// TestTheDocumentTellsOfLimits: every operation that takes a token may answer
// 429, with Retry-After.
func TestTheDocumentTellsOfLimits(t *testing.T) {
	t.Parallel()
	s := serve(t, storetest.SQLite(t))
	document := s.call("", "GET", "/openapi.json", nil).want(http.StatusOK)
	for path, methods := range document.at("paths").(map[string]any) {
		for method := range methods.(map[string]any) {
			if path == "/openapi.json" {
				continue
			}
			for _, status := range []string{"429", "503"} {
				if document.at("paths", path, method, "responses", status, "headers", "Retry-After") == nil {
					t.Errorf("%s %s: %s without Retry-After", method, path, status)
				}
			}
		}
	}
}
