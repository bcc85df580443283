package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// bystanders are all who are not asked which of two others has answered.
var bystanders = []string{"lead", "fifth", "champion", "leader", "outsider"}

// countingServer is an application whose ids are counted instead of drawn, so
// that two of them differ in nothing but what is done with them.
func countingServer(t *testing.T) *testServer {
	t.Helper()
	s := emptyServerOn(t, storetest.SQLite(t))
	var lock sync.Mutex
	n := 0
	s.tracker = tracker.New(tracker.Settings{
		DB: s.db, Library: s.tracker.Library(), Clock: s.server.clock, Session: 24 * time.Hour, Passwords: quickPasswords,
		Channels: []store.NoticeChannel{store.ChannelMail, store.ChannelSlack, store.ChannelWebhook},
		NewID: func() string {
			lock.Lock()
			defer lock.Unlock()
			n++
			return fmt.Sprintf("id%024d", n)
		},
	})
	s.withAPI(func(c *Config) { c.Tracker = s.tracker })
	return s
}

// shownTo is what every page and every operation that reads answers to
// everybody but two members, of whom only who has answered: status, headers and
// body, by role and address.
func shownTo(t *testing.T, who string) map[string]string {
	t.Helper()
	s := countingServer(t)
	s.setUp()
	q, err := s.tracker.Questionnaire(t.Context(), s.round)
	s.must(err)
	cookies := map[string]*http.Cookie{}
	for _, role := range append([]string{"second", "third"}, bystanders...) { // all look in, and two of the team answer
		cookies[role] = s.signIn(role)
		s.sendWith(httptest.NewRequest(http.MethodGet, "/", nil), cookies[role])
	}
	for _, role := range []string{"lead", who} {
		s.answerAll(role, q, 2)
	}
	out := map[string]string{}
	ask := func(role, path string, r *http.Request) { out[role+" "+path] = s.seen(r) }
	for _, path := range s.pagesThatRead() {
		for _, role := range bystanders {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.AddCookie(cookies[role])
			ask(role, path, r)
		}
	}
	for _, role := range bystanders {
		_, token, err := s.tracker.CreateToken(t.Context(), s.viewer(role), tracker.CreateToken{Name: "x", Scope: "admin"})
		s.must(err)
		for _, path := range s.operationsThatRead() {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.Header.Set("Authorization", "Bearer "+token)
			ask(role, path, r)
		}
	}
	return out
}

// seen is all that comes back: status, headers, size and body.
func (s *testServer) seen(r *http.Request) string {
	got := s.sendWith(r)
	got.Header.Del("X-Request-Id")
	got.Header.Del("Date") // of the machine
	out := withoutHashes(fmt.Sprint(got.StatusCode, " ", got.Header, " ", len(got.body), "\n", got.body))
	for _, d := range drawn {
		out = d.ReplaceAllString(out, "…")
	}
	return out
}

// drawn is what differs from one application to the next whoever answers: ids
// of requests and of notes that are not written yet, and secrets. Each begins with
// what is quickly found, which one expression for all would not.
var drawn = []*regexp.Regexp{
	regexp.MustCompile(`"request":"[A-Z0-9]+"`), regexp.MustCompile(`番号：[A-Z0-9]+`), regexp.MustCompile(`value="[A-Z2-7]{26}"`),
	regexp.MustCompile(`/shared/[A-Z2-7]{26}`), regexp.MustCompile(`/wall/[A-Z2-7]{26}`),
}

// withoutHashes leaves out what secrets hash to, 64 digits to the base of 16 in a row.
func withoutHashes(s string) string {
	var out strings.Builder
	kept, digits := 0, 0
	for i := range len(s) {
		if digits++; strings.IndexByte("0123456789abcdef", s[i]) < 0 {
			digits = 0
		}
		if digits == 64 {
			out.WriteString(s[kept:i-63] + "…")
			kept, digits = i+1, 0
		}
	}
	return out.String() + s[kept:]
}

// ownSessions are lists in the order of hashes of secrets, each of the reader's
// own.
var ownSessions = []string{"/account", "/sessions"}

func (s *testServer) pagesThatRead() []string {
	var out []string
	for name := range policy {
		if path, reads := strings.CutPrefix(name, "GET "); reads && !openLink(path) && !slices.Contains(ownSessions, path) {
			out = append(out, path)
		}
	}
	slices.Sort(out) // what fill makes, it makes in one order
	for i, path := range out {
		out[i] = s.fill(path, maturity.Action{})
	}
	return out
}

func (s *testServer) operationsThatRead() []string {
	s.t.Helper()
	var document struct{ Paths map[string]map[string]any }
	s.must(json.Unmarshal([]byte(s.get("", "/api/v1/openapi.json").body), &document))
	var out []string
	for path, methods := range document.Paths {
		if methods["get"] != nil && !slices.Contains(ownSessions, path) {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	for i, path := range out {
		path = strings.NewReplacer("{edition}", "1", "{", ":", "}", "").Replace(path)
		out[i] = "/api/v1" + s.fill(path, maturity.Action{})
		if strings.HasPrefix(path, "/teams/") && (strings.Contains(path, "/report") || strings.Contains(path, "/talk")) {
			out[i] += "?round=" + s.round.ID
		}
	}
	return out
}

// TestNothingTellsWhoAnswered: two applications that differ only in which of two
// members has answered show the same bytes, sizes, headers and statuses to
// everybody else, on every page and by every operation.
func TestNothingTellsWhoAnswered(t *testing.T) {
	t.Parallel()
	var second, third map[string]string
	t.Run("build", func(t *testing.T) {
		t.Run("second", func(t *testing.T) { t.Parallel(); second = shownTo(t, "second") })
		t.Run("third", func(t *testing.T) { t.Parallel(); third = shownTo(t, "third") })
	})
	if len(second) < 500 || len(second) != len(third) {
		t.Fatalf("%d and %d answers", len(second), len(third))
	}
	fine := sameBytes(t, second, third, "tells who answered")
	if fine < 200 {
		t.Errorf("only %d pages and operations answered", fine)
	}
}

// sameBytes compares what two applications showed and returns how much of it
// was no refusal.
func sameBytes(t *testing.T, one, two map[string]string, told string) int {
	t.Helper()
	fine := 0
	for asked, a := range one {
		b := two[asked]
		if strings.HasPrefix(a, "200") {
			fine++
		}
		if a == b {
			continue
		}
		at := 0
		for at < min(len(a), len(b)) && a[at] == b[at] {
			at++
		}
		t.Errorf("%s %s: …%.300q, …%.300q", asked, told, a[max(0, at-100):], b[max(0, at-100):])
	}
	return fine
}
