package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"michinori/app/store/storetest"
)

// A database that takes nothing, as a standby or one with
// default_transaction_read_only, is still read: through the API as on pages.
func TestAReadOnlyDatabaseIsRead(t *testing.T) {
	t.Parallel()
	database := storetest.Postgres(t)
	writing := playedTeam(t, database)
	writing.settle()
	shared := writing.call("champion", "POST", "/report-links", map[string]any{"round": writing.round, "language": "ja"}).want(http.StatusCreated).text("secret")
	session := writing.session(writing.id("champion"))
	database.URL += map[bool]string{true: "&", false: "?"}[strings.Contains(database.URL, "?")] + "default_transaction_read_only=on"
	s := replica(t, database, 100)
	s.tokens, s.now = writing.tokens, writing.now.Add(12*time.Hour)
	for _, x := range []struct{ who, path string }{
		{"member", "/me"},
		{"lead", "/teams/" + writing.team + "/register"},
		{"leader", "/assessments/" + writing.assessment + "/result"},
		{"leader", "/organisation/trend"},
		{"champion", "/people"},
		{"champion", "/audit"},
	} {
		s.call(x.who, "GET", x.path, nil).want(http.StatusOK)
	}
	s.call("member", "GET", "/people", nil).want(http.StatusForbidden)
	s.call("champion", "POST", "/teams", map[string]any{"name": "x"}).problem(http.StatusServiceUnavailable, "error.unavailable")
	s.tokens["nobody"] = "michinori_nobody"
	s.call("nobody", "GET", "/me", nil).problem(http.StatusUnauthorized, "error.token")
	for _, path := range []string{"/", "/overview", "/people", "/audit", "/shared/" + shared} {
		s.show(session, path)
	}
}
