package web

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"michinori/app/access"
	"michinori/app/maturity"
	"michinori/app/measured"
	"michinori/app/tracker"
)

// roles are all who may ask; "" is a stranger, outsider leads another team, so
// that for them every id below is one of another team.
var roles = []string{"", "member", "lead", "outsider", "leader", "champion"}

// relations are what somebody who plays a role has to do with the first team.
func relations(role string, sharedNow bool) []access.Relation {
	switch {
	case role == "":
		return []access.Relation{access.Stranger}
	case role == "member":
		return []access.Relation{access.Stranger, access.Person, access.Member}
	case role == "lead": // who also runs the drill, and made the token and the session
		return []access.Relation{access.Stranger, access.Person, access.Member, access.Lead, access.GameMaster, access.Owner}
	case role == "leader" && sharedNow:
		return []access.Relation{access.Stranger, access.Person, access.Leader, access.SharedLeader}
	case role == "leader":
		return []access.Relation{access.Stranger, access.Person, access.Leader}
	case role == "champion" && sharedNow:
		return []access.Relation{access.Stranger, access.Person, access.Champion, access.SharedChampion}
	case role == "champion":
		return []access.Relation{access.Stranger, access.Person, access.Champion}
	}
	return []access.Relation{access.Stranger, access.Person}
}

// TestEveryRouteAsEveryRole walks all routes as every role, as a stranger and as
// the lead of another team, in every state of a round. Those who may not get
// 401, 403 or 404 and change nothing; those who may get anything but that, and
// nobody gets a 500. Writes of those who may come last, as they change the state.
func TestEveryRouteAsEveryRole(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	w := &policyWalk{testServer: s, action: s.answerAndAct(), cookies: map[string]*http.Cookie{}}
	for _, state := range []struct {
		name  string
		enter func()
	}{
		{"answering", func() {}},
		{"revealed", s.reveal},
		{"agreed", func() {
			s.must(s.tracker.Agree(t.Context(), s.viewer("lead"), tracker.Agree{Assessment: s.open.ID}))
		}},
		{"shared", s.share},
		{"closed", func() { s.must(s.tracker.CloseRound(t.Context(), s.viewer("champion"), s.round.ID)) }},
	} {
		state.enter()
		w.state = state.name
		w.walk(func(_ string, may bool) bool { return !may })
		w.walk(func(method string, may bool) bool { return may && method == http.MethodGet })
	}
	w.walk(func(method string, may bool) bool { return may && method != http.MethodGet })
}

// policyWalk asks for every route as everybody.
type policyWalk struct {
	*testServer
	action  maturity.Action
	state   string
	cookies map[string]*http.Cookie
}

// walk asks for those routes, as those roles, that are wanted.
func (w *policyWalk) walk(wanted func(method string, may bool) bool) {
	w.t.Helper()
	for _, route := range w.server.App().GetRoutes(true) {
		if route.Method == fiber.MethodHead {
			continue
		}
		for _, role := range roles {
			has := relations(role, w.state == "shared" || w.state == "closed")
			rule := policy[route.Method+" "+route.Path]
			may := slices.Contains(rule, access.Holder) || slices.ContainsFunc(has, func(r access.Relation) bool { return slices.Contains(rule, r) })
			if wanted(route.Method, may) {
				w.ask(route, role, may)
			}
		}
	}
}

func (w *policyWalk) ask(route fiber.Route, role string, may bool) {
	w.t.Helper()
	r := httptest.NewRequest(route.Method, w.fill(route.Path, w.action), nil)
	if role != "" {
		// Some routes end the session.
		if w.cookies[role] == nil || route.Method != http.MethodGet && may {
			w.cookies[role] = w.signIn(role)
		}
		r.AddCookie(w.cookies[role])
	}
	got, err := w.server.App().Test(r, -1)
	w.must(err)
	defer got.Body.Close()
	denied := got.StatusCode == http.StatusUnauthorized || got.StatusCode == http.StatusForbidden || got.StatusCode == http.StatusNotFound
	// Some ways of signing in are not switched on here.
	name := route.Method + " " + route.Path + " as " + strconv.Quote(role) + ", " + w.state
	switch {
	case got.StatusCode >= http.StatusInternalServerError:
		w.t.Errorf("%s: %d", name, got.StatusCode)
	case !may && !denied:
		w.t.Errorf("%s: %d, want 401, 403 or 404", name, got.StatusCode)
	case may && denied && !openLink(route.Path) && !strings.HasPrefix(route.Path, "/sign-in/") && !w.noReportYet(route.Path):
		w.t.Errorf("%s: %d for somebody who may", name, got.StatusCode)
	}
}

// openLink names the routes for which knowing what stands in the address is the
// permission.
func openLink(path string) bool {
	return strings.Contains(path, ":secret") || strings.Contains(path, "/static/")
}

// noReportYet: what a team has not agreed on cannot be reported by anybody.
func (w *policyWalk) noReportYet(path string) bool {
	return (strings.HasSuffix(path, "/report.:format") || strings.HasSuffix(path, "/talk.:format")) && (w.state == "answering" || w.state == "revealed")
}

// TestPolicyIsComplete: a route that the policy does not know keeps the program
// from starting.
func TestPolicyIsComplete(t *testing.T) {
	t.Parallel()
	s := newEmptyServer(t).server
	if err := s.checkPolicy(); err != nil {
		t.Fatal(err)
	}
	s.app.Get("/unknown", s.showHome)
	if err := s.checkPolicy(); err == nil || !strings.Contains(err.Error(), "GET /unknown has no line") {
		t.Errorf("a route without a line passes: %v", err)
	}
}

// shareRound takes the first team through its round and returns an action.
func (s *testServer) shareRound() maturity.Action {
	s.t.Helper()
	a := s.answerAndAct()
	s.agree()
	s.share()
	return a
}

// answerAndAct lets everybody of the first team answer, and plans an action.
func (s *testServer) answerAndAct() maturity.Action {
	s.t.Helper()
	q, err := s.tracker.Questionnaire(s.t.Context(), s.round)
	s.must(err)
	for _, role := range firstTeam {
		s.answerAll(role, q, 1)
	}
	lead := s.viewer("lead")
	a, err := s.tracker.AddAction(s.t.Context(), lead, tracker.AddAction{
		Assessment: s.open.ID, Question: "learn.allies", Title: "一人誘う", Owner: lead.Person.ID, Due: "2026-08-01",
	})
	s.must(err)
	return a
}

// answerAll answers every member question of the round with one level.
func (s *testServer) answerAll(role string, q *maturity.Questionnaire, level int) {
	s.t.Helper()
	var changes []tracker.Change
	for _, x := range q.AskedOf(maturity.Each) {
		a := maturity.Answer{Kind: maturity.LevelAnswer, Level: level}
		if x.Type == maturity.Number {
			a = maturity.Answer{Kind: maturity.NumberAnswer, Number: 8}
		}
		changes = append(changes, tracker.Change{Question: x.Key, Answer: &a})
	}
	_, err := s.tracker.SaveAnswers(s.t.Context(), s.viewer(role), tracker.SaveAnswers{
		Assessment: s.open.ID, Changes: changes, Finish: true,
	})
	s.must(err)
}

// fill puts real ids into a route, those of the first team.
func (s *testServer) fill(path string, action maturity.Action) string {
	id := s.team.ID
	switch {
	case strings.HasPrefix(path, "/assessments"):
		id = s.open.ID
	case strings.HasPrefix(path, "/actions"):
		id = action.ID
	case strings.HasPrefix(path, "/people"):
		id = s.people["fifth"].ID
	case strings.HasPrefix(path, "/rounds"):
		id = s.round.ID
	case strings.HasPrefix(path, "/drills"):
		id = s.aDrill().ID
	case strings.HasPrefix(path, "/trials"):
		id = s.heldOnce().TrialID
	case strings.HasPrefix(path, "/occurrences"):
		id = s.heldOnce().ID
	case strings.HasPrefix(path, "/groups"):
		id = s.group().ID
	case strings.HasPrefix(path, "/overview/links/"):
		id = s.aReportLink(false)
	case strings.HasPrefix(path, "/account/tokens/"):
		id = s.aToken("lead").ID
	}
	key := "sre-core"
	switch {
	case strings.Contains(path, "/practices/own/"):
		key = s.ownPractice().Key
	case strings.Contains(path, "/scenarios/"):
		key = "disk_warning_for_real"
	case strings.Contains(path, "/practices/"):
		key = "reading_club"
	case strings.Contains(path, "/questions/"):
		key = "learn.allies"
	case strings.Contains(path, "/terms/"):
		key = "toil"
	}
	if strings.Contains(path, ":session") {
		path = strings.ReplaceAll(path, ":session", s.aSession())
	}
	if strings.Contains(path, ":area") {
		path = strings.ReplaceAll(path, ":area", s.anArea().ID)
	}
	return strings.NewReplacer(":id", id, ":key", key, ":secret", "nonsense", ":person", s.people["fifth"].ID,
		":hash", "x", ":format", "md", ":slide", "hours", ":step", "up", ":file", s.fileIn(path), "*", "base.css").Replace(path)
}

// fileIn is a file of evidence, for the routes of one.
func (s *testServer) fileIn(path string) string {
	s.t.Helper()
	if !strings.Contains(path, ":file") {
		return ""
	}
	files, err := s.tracker.AddEvidence(s.t.Context(), s.viewer("lead"), s.team.ID, []tracker.AddEvidence{{Name: "a.yaml", Said: measured.File{Kind: measured.OfSLOs}}})
	s.must(err)
	return files[0].ID
}

// aSession is one of the lead's.
func (s *testServer) aSession() string {
	s.t.Helper()
	all, err := s.tracker.Sessions(s.t.Context(), s.viewer("lead"))
	s.must(err)
	if len(all) == 0 {
		s.signIn("lead")
		return s.aSession()
	}
	return all[0].Hash
}

func (s *testServer) group() maturity.Group {
	s.t.Helper()
	groups, err := s.db.Groups(s.t.Context())
	s.must(err)
	if len(groups) > 0 {
		return groups[0]
	}
	g, err := s.tracker.SaveGroup(s.t.Context(), s.viewer("champion"), maturity.Group{Name: "開発部"})
	s.must(err)
	return g
}
