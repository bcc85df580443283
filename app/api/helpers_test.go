package api_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/api"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/app/web"
	"michinori/app/web/locale"
	"michinori/questionnaires"
	"michinori/reports/draw"
)

// served is the whole application, pages and API, on a fresh database.
type served struct {
	t       *testing.T
	db      *store.DB
	tracker *tracker.Tracker
	app     *fiber.App
	now     time.Time
	tokens  map[string]string // by who holds them
}

// serve starts with an organisation and its champion.
func serve(t *testing.T, database storetest.Database) *served {
	t.Helper()
	s := serveNothing(t, database)
	secret, err := s.tracker.NewSetUpLink(t.Context())
	s.must(err)
	in, err := s.tracker.SetUp(t.Context(), secret, tracker.SetUp{Organisation: "株式会社みちのり", Name: "青木", Language: "ja", TimeZone: "Asia/Tokyo"})
	s.must(err)
	s.tokens["champion"] = s.tokenOf(in.Viewer, maturity.ScopeAdmin)
	return s
}

// serveNothing starts with an empty database.
func serveNothing(t *testing.T, database storetest.Database) *served {
	t.Helper()
	return replica(t, database, 0)
}

// replica starts on a database as it is, and lets each token send so many
// requests a minute.
func replica(t *testing.T, database storetest.Database, requests int) *served {
	t.Helper()
	s := &served{t: t, now: time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC), tokens: map[string]string{}}
	var err error
	s.db, err = store.Open(t.Context(), database.URL)
	s.must(err)
	t.Cleanup(func() { _ = s.db.Close() })
	s.must(s.db.Migrate(t.Context()))
	library, problems, err := questionnaires.OpenLibrary("")
	s.must(err)
	s.must(problems.Err())
	clock := func() time.Time { return s.now }
	s.tracker = tracker.New(tracker.Settings{DB: s.db, Library: library, Clock: clock, Session: 24 * time.Hour, Requests: requests})
	texts, err := locale.Load()
	s.must(err)
	pictures := draw.New(1)
	t.Cleanup(pictures.Close)
	programs := api.New(api.Config{
		Tracker: s.tracker, DB: s.db, Version: "test", Pictures: pictures,
		Text: func(l maturity.Language, key string, args map[string]string) string {
			return texts.In(l).Text(key, args)
		},
	})
	pages, err := web.New(web.Config{
		Tracker: s.tracker, DB: s.db, Clock: clock, Version: "test", Pictures: pictures,
		API: &web.Mount{Path: api.Path, Serve: programs.Serve, Fail: programs.Fail},
	})
	s.must(err)
	s.app = pages.App()
	return s
}

func (s *served) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *served) tokenOf(v maturity.Viewer, scope maturity.Scope) string {
	s.t.Helper()
	_, secret, err := s.tracker.CreateToken(s.t.Context(), v, tracker.CreateToken{Name: "test", Scope: string(scope)})
	s.must(err)
	return secret
}

// person adds somebody and gives them a token; part "" puts them into no team.
func (s *served) person(name, role, team, part string) string {
	s.t.Helper()
	made := s.call("champion", "POST", "/people", map[string]any{"name": name, "language": "ja", "role": role})
	id := made.want(http.StatusCreated).text("id")
	if part != "" {
		s.call("champion", "PUT", "/teams/"+team+"/members/"+id, map[string]any{"part": part}).want(http.StatusOK)
	}
	s.signIn(name, id)
	return id
}

// signIn gives whoever goes by that name a token of their own.
func (s *served) signIn(name, id string) {
	s.t.Helper()
	p, err := s.db.PersonByID(s.t.Context(), id)
	s.must(err)
	v, err := s.db.ViewerOf(s.t.Context(), p)
	s.must(err)
	s.tokens[name] = s.tokenOf(v, maturity.ScopeAdmin)
}

// reply is what a request was answered.
type reply struct {
	t      *testing.T
	name   string
	status int
	header http.Header
	raw    []byte
	body   any
}

// call sends a request as whoever holds the token of that name; header is pairs
// of name and value.
func (s *served) call(who, method, path string, body any, header ...string) reply {
	s.t.Helper()
	raw := []byte(nil)
	if body != nil {
		var err error
		raw, err = json.Marshal(body)
		s.must(err)
	}
	r := httptest.NewRequest(method, api.Path+path, bytes.NewReader(raw))
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if token := s.tokens[who]; token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := s.app.Test(r, -1)
	s.must(err)
	defer response.Body.Close()
	out := reply{t: s.t, name: who + " " + method + " " + path, status: response.StatusCode, header: response.Header}
	out.raw, err = io.ReadAll(response.Body)
	s.must(err)
	if strings.Contains(response.Header.Get("Content-Type"), "json") {
		s.must(json.Unmarshal(out.raw, &out.body))
	}
	return out
}

func (r reply) want(status int) reply {
	r.t.Helper()
	if r.status != status {
		r.t.Fatalf("%s: %d %s, want %d", r.name, r.status, r.raw, status)
	}
	return r
}

// at follows names and positions into the body.
func (r reply) at(path ...any) any {
	r.t.Helper()
	x := r.body
	for _, step := range path {
		switch step := step.(type) {
		case string:
			m, ok := x.(map[string]any)
			if !ok {
				r.t.Fatalf("%s: %v in %s is no object", r.name, path, r.raw)
			}
			x = m[step]
		case int:
			list, ok := x.([]any)
			if !ok || step >= len(list) {
				r.t.Fatalf("%s: %v in %s is not there", r.name, path, r.raw)
			}
			x = list[step]
		}
	}
	return x
}

func (r reply) text(path ...any) string {
	r.t.Helper()
	text, ok := r.at(path...).(string)
	if !ok {
		r.t.Fatalf("%s: %v in %s is no text", r.name, path, r.raw)
	}
	return text
}

func (r reply) etag() string { return r.header.Get("ETag") }

// problem holds a refusal to its status, its code and its form.
func (r reply) problem(status int, code string) reply {
	r.t.Helper()
	r.want(status)
	if got := r.header.Get("Content-Type"); got != "application/problem+json" || r.text("code") != code || r.text("title") == "" {
		r.t.Errorf("%s: %s %s, want the problem %s", r.name, got, r.raw, code)
	}
	return r
}

func (s *served) reporting() *reporting.Reporting { return reporting.New(s.db, s.tracker) }
