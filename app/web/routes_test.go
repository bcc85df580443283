package web

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// roles are all who may ask; "" is a stranger, outsider leads another team.
var roles = []string{"", "member", "lead", "outsider", "leader", "champion"}

var (
	everybody = roles
	signedIn  = roles[1:]
	ofTeam    = []string{"member", "lead"}
	leadOnly  = []string{"lead"}
	shared    = []string{"member", "lead", "leader", "champion"}
	above     = []string{"leader", "champion"}
	runs      = []string{"champion"}
	drilling  = []string{"member", "lead", "champion"} // the lead runs the drill
)

// policy says who may use each route; :id is of the first team, whose last
// round is shared. A route that is missing here fails the test.
var policy = map[string][]string{
	"GET /healthz": everybody, "GET /readyz": everybody, "GET /static/:hash/*": everybody,
	"GET /": everybody, "GET /setup/:secret": everybody, "POST /setup/:secret": everybody,
	"GET /l/:secret": everybody, "POST /l/:secret": everybody, "POST /language": everybody,
	"GET /schemas/questionnaire.json": everybody,

	"POST /sign-out": signedIn, "POST /sign-out-everywhere": signedIn, "GET /learn": signedIn,
	"GET /search": signedIn, "GET /learn/start": signedIn, "GET /learn/facilitating": signedIn,
	"GET /learn/scoring": signedIn, "GET /learn/register": signedIn, "GET /learn/terms": signedIn, "GET /learn/terms/:key": signedIn, "GET /learn/practices/:key": signedIn,
	"GET /learn/questions/:key": signedIn, "GET /questionnaires": signedIn, "GET /questionnaires/:key": signedIn,

	"GET /assessments/:id/answers": ofTeam, "POST /assessments/:id/answers": ofTeam,
	"POST /assessments/:id/mode": leadOnly, "GET /assessments/:id/facts": leadOnly, "POST /assessments/:id/facts": leadOnly,
	"GET /assessments/:id/reveal": ofTeam, "POST /assessments/:id/reveal": leadOnly,
	"GET /assessments/:id/agreement": ofTeam, "POST /assessments/:id/agreement": leadOnly,
	"POST /assessments/:id/share": leadOnly, "POST /assessments/:id/unshare": leadOnly,
	"POST /assessments/:id/reopen": leadOnly, "POST /assessments/:id/actions": ofTeam,
	"POST /actions/:id/close": ofTeam, "GET /assessments/:id/actions": ofTeam, "POST /assessments/:id/actions/review": ofTeam,
	"GET /teams/:id/actions": ofTeam,

	"GET /assessments/:id": shared, "GET /assessments/:id/result": shared,
	"GET /teams/:id/trend": shared, "GET /teams/:id/trend.csv": shared,
	"GET /teams/:id/report": shared, "GET /teams/:id/report.:format": shared,

	"GET /teams/:id/practices": ofTeam, "POST /teams/:id/practices": ofTeam, "GET /teams/:id/practices/:key": ofTeam,
	"POST /teams/:id/practices/:key": ofTeam, "POST /trials/:id/stop": ofTeam, "POST /trials/:id/resume": ofTeam,
	"POST /trials/:id/forget": ofTeam, "POST /occurrences/:id/delete": ofTeam, "POST /teams/:id/feed": ofTeam,
	"POST /teams/:id/feed/delete": ofTeam, "GET /calendar/:secret.ics": everybody,
	"GET /overview/report": above, "GET /overview/report.:format": above, "POST /overview/report/ask": runs,
	"GET /overview/practices": above, "GET /overview/practices.csv": above,
	"POST /overview/practices/:key/target": runs,
	"GET /practices/own":                   runs, "POST /practices/own": runs, "GET /practices/own/:key": runs, "POST /practices/own/:key": runs,

	"GET /drills": signedIn, "GET /drills/scenarios/:key": signedIn, "GET /teams/:id/drills": drilling, "POST /teams/:id/drills": drilling,
	"GET /drills/:id": drilling, "GET /drills/:id/run": leadOnly, "GET /drills/:id/play": drilling, "GET /drills/:id/live": drilling,
	"GET /drills/:id/record": drilling, "GET /drills/:id/print": leadOnly, "POST /drills/:id/start": leadOnly,
	"POST /drills/:id/reveal": leadOnly, "POST /drills/:id/note": drilling, "POST /drills/:id/talk": leadOnly,
	"POST /drills/:id/finish": leadOnly, "POST /drills/:id/part": drilling, "POST /drills/:id/cancel": leadOnly,

	"POST /practices/:key/hand": signedIn, "GET /hands": signedIn, "GET /allies": runs,
	"GET /teams/:id/on-call": ofTeam, "POST /teams/:id/on-call": ofTeam, "POST /teams/:id/on-call/rota": ofTeam,

	"GET /teams/:id/register/risks": ofTeam, "GET /teams/:id/register/away": ofTeam,
	"GET /teams/:id/register/trend": ofTeam, "GET /teams/:id/register/trend.csv": ofTeam,

	"GET /teams/:id/register": ofTeam, "GET /teams/:id/register/areas/new": ofTeam, "POST /teams/:id/register/areas": ofTeam,
	"GET /areas/:area": ofTeam, "POST /areas/:area": ofTeam, "POST /areas/:area/archive": ofTeam, "POST /areas/:area/restore": ofTeam,
	"GET /areas/:area/claims/:person": ofTeam, "POST /areas/:area/claims/:person": leadOnly,
	"GET /teams/:id/register/mine": ofTeam, "POST /teams/:id/register/mine": ofTeam,
	"GET /teams/:id/register/people": leadOnly, "POST /teams/:id/register/people/:person": leadOnly,
	"GET /teams/:id/register/history": ofTeam,

	"GET /teams/:id/register/suggest": ofTeam, "POST /teams/:id/register/suggest": ofTeam,
	"POST /teams/:id/register/suggest/add": ofTeam, "POST /teams/:id/register/suggest/undo": ofTeam,
	"GET /teams/:id/register/register.csv": ofTeam, "GET /teams/:id/register/register.yaml": ofTeam,
	"GET /teams/:id/register/import": ofTeam, "POST /teams/:id/register/import": leadOnly,
	"GET /teams/:id/register/code": ofTeam, "POST /teams/:id/register/code": ofTeam, "POST /teams/:id/register/code/match": ofTeam,

	"GET /overview": above, "GET /overview.csv": above, "GET /overview/answers": above,
	"GET /overview/areas": above, "GET /overview/areas.csv": above,

	"GET /overview/links": runs, "POST /overview/links": runs, "POST /overview/links/:id/revoke": runs,
	"GET /shared/:secret": everybody,

	"GET /organisation": runs, "POST /organisation": runs, "GET /groups": runs, "POST /groups": runs, "POST /groups/:id": runs,
	"GET /teams": runs, "GET /teams/new": runs, "POST /teams": runs, "GET /teams/:id": runs, "POST /teams/:id": runs,
	"POST /teams/:id/members": runs, "POST /teams/:id/members/:person": runs,
	"GET /people": runs, "GET /people/new": runs, "POST /people": runs, "GET /people/:id": runs, "POST /people/:id": runs,
	"POST /people/:id/link": runs, "GET /roster": runs, "POST /roster": runs, "GET /roster.csv": runs,
	"GET /rounds": runs, "GET /rounds/new": runs, "POST /rounds": runs, "GET /rounds/:id": runs,
	"POST /rounds/:id/teams": runs, "POST /rounds/:id/extend": runs, "POST /rounds/:id/close": runs,
	"POST /rounds/:id/reopen": runs, "POST /rounds/:id/links": runs,
	"GET /notices": runs, "POST /notices/retry": runs,
}

// TestEveryRouteAsEveryRole walks all routes as every role and as a stranger.
// Those who may not get 401, 403 or 404 and nothing of the page; those who may
// get anything but that, and never a 500.
func TestEveryRouteAsEveryRole(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	action := s.shareRound()
	routes := s.server.App().GetRoutes(true)
	seen := map[string]bool{}
	for _, pass := range []string{"denied", "allowed"} {
		for _, route := range routes {
			if route.Method == fiber.MethodHead {
				continue
			}
			name := route.Method + " " + route.Path
			allowed, known := policy[name]
			if !known {
				t.Errorf("%s has no line in the policy", name)
				continue
			}
			seen[name] = true
			for _, role := range roles {
				if slices.Contains(allowed, role) != (pass == "allowed") {
					continue
				}
				path := s.fill(route.Path, action)
				got := s.send(role, httptest.NewRequest(route.Method, path, nil))
				denied := got.StatusCode == http.StatusUnauthorized || got.StatusCode == http.StatusForbidden ||
					got.StatusCode == http.StatusNotFound
				switch {
				case got.StatusCode >= http.StatusInternalServerError:
					t.Errorf("%s as %q: %d", name, role, got.StatusCode)
				case pass == "denied" && !denied:
					t.Errorf("%s as %q: %d, want 401, 403 or 404", name, role, got.StatusCode)
				case pass == "allowed" && denied && !openLink(name):
					t.Errorf("%s as %q: %d for somebody who may", name, role, got.StatusCode)
				}
			}
		}
	}
	for name := range policy {
		if !seen[name] {
			t.Errorf("the policy names %s, which is no route", name)
		}
	}
}

// openLink names the routes for which knowing a secret is the permission.
func openLink(name string) bool {
	return strings.Contains(name, ":secret") || strings.Contains(name, "/static/")
}

// shareRound takes the first team through its round and returns an action.
func (s *testServer) shareRound() maturity.Action {
	s.t.Helper()
	ctx, lead := s.t.Context(), s.viewer("lead")
	q, err := s.tracker.Questionnaire(ctx, s.round)
	s.must(err)
	for _, role := range []string{"lead", "member", "second", "third", "fourth", "fifth"} {
		s.answerAll(role, q, 1)
	}
	s.must(s.tracker.Reveal(ctx, lead, s.open.ID))
	s.must(s.tracker.Agree(ctx, lead, tracker.Agree{Assessment: s.open.ID}))
	s.must(s.tracker.Share(ctx, lead, s.open.ID))
	a, err := s.tracker.AddAction(ctx, lead, tracker.AddAction{
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
	return strings.NewReplacer(":id", id, ":area", s.anArea().ID, ":key", key, ":secret", "nonsense", ":person", s.people["fifth"].ID,
		":hash", "x", ":format", "csv", "*", "base.css").Replace(path)
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
