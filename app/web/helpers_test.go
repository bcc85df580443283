package web

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"michinori/app/maturity"
	"michinori/app/password"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// testServer is the whole application on a fresh SQLite database with a small
// organisation: a champion who is in no team, a leader, and two teams with a
// lead and members each. The first team is invited to an open round.
type testServer struct {
	t       *testing.T
	server  *Server
	db      *store.DB
	tracker *tracker.Tracker
	now     time.Time
	people  map[string]maturity.Person // by role: champion, leader, lead, member, outsider
	team    maturity.Team              // lead and member are in it
	other   maturity.Team              // outsider leads it
	round   maturity.Round
	open    maturity.Assessment // of team
}

// quickPasswords costs next to nothing: what is tested here is not the hash.
var quickPasswords = password.New(password.Cost{Memory: 64, Passes: 1, Threads: 1}, 4)

func newTestServer(t *testing.T) *testServer {
	t.Helper()
	return newTestServerOn(t, storetest.SQLite(t))
}

func newTestServerOn(t *testing.T, database storetest.Database) *testServer {
	t.Helper()
	s := emptyServerOn(t, database)
	s.setUp()
	return s
}

// newEmptyServer is the application before anybody has set it up.
func newEmptyServer(t *testing.T) *testServer {
	t.Helper()
	return emptyServerOn(t, storetest.SQLite(t))
}

func emptyServerOn(t *testing.T, database storetest.Database) *testServer {
	t.Helper()
	s := &testServer{t: t, now: time.Date(2026, 7, 6, 9, 0, 0, 0, time.UTC), people: map[string]maturity.Person{}}
	var err error
	s.db, err = store.Open(t.Context(), database.URL)
	s.must(err)
	t.Cleanup(func() { _ = s.db.Close() })
	s.must(s.db.Migrate(t.Context()))
	library, problems, err := questionnaires.OpenLibrary("")
	s.must(err)
	s.must(problems.Err())
	clock := func() time.Time { return s.now }
	s.tracker = tracker.New(tracker.Settings{DB: s.db, Library: library, Clock: clock, Session: 24 * time.Hour, Passwords: quickPasswords})
	s.server, err = New(Config{Tracker: s.tracker, DB: s.db, Clock: clock, Version: "test"})
	s.must(err)
	return s
}

func (s *testServer) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *testServer) setUp() {
	ctx := s.t.Context()
	secret, err := s.tracker.NewSetUpLink(ctx)
	s.must(err)
	in, err := s.tracker.SetUp(ctx, secret, tracker.SetUp{
		Organisation: "株式会社みちのり", Name: "青木", Language: "ja", TimeZone: "Asia/Tokyo",
	})
	s.must(err)
	champion := in.Viewer
	s.people["champion"] = champion.Person
	s.people["leader"], err = s.tracker.SavePerson(ctx, champion, tracker.PersonSettings{Name: "部長", Language: "ja", Role: "leader"})
	s.must(err)
	s.team, err = s.tracker.SaveTeam(ctx, champion, tracker.TeamSettings{Name: "Payments"})
	s.must(err)
	s.other, err = s.tracker.SaveTeam(ctx, champion, tracker.TeamSettings{Name: "Search"})
	s.must(err)
	s.join(champion, s.team, "lead", "member", "second", "third", "fourth", "fifth")
	s.join(champion, s.other, "outsider")
	s.round, err = s.tracker.OpenRound(ctx, champion, tracker.OpenRound{
		Key: "2026-Q2", Questionnaire: "sre-core", ClosesOn: "2026-07-31", K: maturity.DefaultK, Teams: []string{s.team.ID},
	})
	s.must(err)
	as, err := s.db.AssessmentsIn(ctx, s.round.ID)
	s.must(err)
	s.open = as[0]
}

// join adds people to a team; the first one leads it.
func (s *testServer) join(champion maturity.Viewer, team maturity.Team, roles ...string) {
	for i, role := range roles {
		p, err := s.tracker.SavePerson(s.t.Context(), champion, tracker.PersonSettings{Name: role, Language: "ja"})
		s.must(err)
		s.people[role] = p
		part := "member"
		if i == 0 {
			part = "lead"
		}
		s.must(s.tracker.ChangePart(s.t.Context(), champion, team.ID, p.ID, part))
	}
}

// viewer returns who plays the role; "" is a stranger.
func (s *testServer) viewer(role string) maturity.Viewer {
	s.t.Helper()
	if role == "" {
		return maturity.Viewer{}
	}
	v, err := s.db.ViewerOf(s.t.Context(), s.people[role])
	s.must(err)
	return v
}

// signIn returns a fresh session cookie of whoever plays the role.
func (s *testServer) signIn(role string) *http.Cookie {
	s.t.Helper()
	link, err := s.tracker.NewPersonLink(s.t.Context(), s.viewer("champion"), s.people[role].ID)
	s.must(err)
	in, err := s.tracker.SignIn(s.t.Context(), link.Secret, tracker.Browser{})
	s.must(err)
	return &http.Cookie{Name: sessionCookie, Value: in.Secret}
}

// reply is an answered request with its page.
type reply struct {
	*http.Response
	body string
	page *html.Node
}

// get asks for a page as whoever plays the role.
func (s *testServer) get(role, path string) reply {
	s.t.Helper()
	return s.send(role, httptest.NewRequest(http.MethodGet, path, nil))
}

// post sends a form as whoever plays the role.
func (s *testServer) post(role, path string, form url.Values) reply {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.send(role, r)
}

// save posts a form of what is there already, as if it had just been opened at
// the address of its page.
func (s *testServer) save(role, page, action string, form url.Values) reply {
	s.t.Helper()
	sent := url.Values{}
	maps.Copy(sent, form)
	sent.Set("seen", s.get(role, page).held("seen"))
	return s.post(role, action, sent)
}

// saveOne posts one of several forms of a page, as if it had just been opened at
// the address of that page: the first that has the hidden fields of the form.
func (s *testServer) saveOne(role, page, action string, form url.Values) reply {
	s.t.Helper()
	sent := url.Values{}
	maps.Copy(sent, form)
	sent.Set("seen", s.get(role, page).oneOf(action, form).Get("seen"))
	return s.post(role, action, sent)
}

func (s *testServer) send(role string, r *http.Request) reply {
	s.t.Helper()
	if role != "" {
		r.AddCookie(s.signIn(role))
	}
	response, err := s.server.App().Test(r, -1)
	s.must(err)
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	s.must(err)
	page, err := html.Parse(strings.NewReader(string(raw)))
	s.must(err)
	return reply{Response: response, body: string(raw), page: page}
}

// all returns the elements of a tag that hold an attribute; value "" takes any.
func (r reply) all(tag, attribute, value string) []*html.Node {
	var out []*html.Node
	for n := range r.page.Descendants() {
		if n.Type != html.ElementNode || n.Data != tag {
			continue
		}
		if v, ok := attr(n, attribute); attribute == "" || ok && (value == "" || v == value) {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// text is the text within a node.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
