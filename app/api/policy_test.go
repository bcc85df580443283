package api_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"michinori/app/access"
	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// callers are all who may ask; "" has no token, outsider leads another team, so
// that for them every id below is one of another team.
var callers = []string{"", "member", "lead", "outsider", "leader", "champion"}

// related are what somebody has to do with the first team.
func related(who string, shared bool) []access.Relation {
	out := []access.Relation{access.Stranger}
	if who != "" {
		out = append(out, access.Person)
	}
	switch who {
	case "member":
		out = append(out, access.Member)
	case "lead": // who also runs the drill, and made the token
		out = append(out, access.Member, access.Lead, access.GameMaster, access.Owner)
	case "leader":
		out = append(out, access.Leader)
		if shared {
			out = append(out, access.SharedLeader)
		}
	case "champion":
		out = append(out, access.Champion)
		if shared {
			out = append(out, access.SharedChampion)
		}
	}
	return out
}

// described is one operation as the document has it.
type described struct {
	method, path, scope string
	may                 []string
}

func (o described) allows(who string, shared bool) bool {
	return slices.ContainsFunc(related(who, shared), func(r access.Relation) bool { return slices.Contains(o.may, string(r)) })
}

// operations reads the document, reads before writes.
func (s *served) operations() []described {
	s.t.Helper()
	var out []described
	for path, methods := range s.call("", "GET", "/openapi.json", nil).want(http.StatusOK).at("paths").(map[string]any) {
		for method, x := range methods.(map[string]any) {
			o := described{method: strings.ToUpper(method), path: path}
			o.scope, _ = x.(map[string]any)["x-scope"].(string)
			for _, r := range x.(map[string]any)["x-may"].([]any) {
				o.may = append(o.may, r.(string))
			}
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(x, y described) int {
		switch {
		case x.method == y.method || x.method != "GET" && y.method != "GET":
			return strings.Compare(x.path+x.method, y.path+y.method)
		case x.method == "GET":
			return -1
		}
		return 1
	})
	return out
}

var parameter = regexp.MustCompile(`\{[a-z]+\}`)

// things are the ids of what the first team has, by the beginning of a path.
type things map[string]string

// things makes one of everything an operation can be about.
func (q *quarterOf) things() things {
	q.t.Helper()
	lead := q.viewer("lead")
	area, err := q.tracker.SaveArea(q.t.Context(), lead, tracker.SaveArea{Team: q.team, NameJA: "請求", Criticality: "2", Kind: "code"})
	q.must(err)
	drill := q.call("lead", "POST", "/teams/"+q.team+"/drills", map[string]any{"scenario": "disk_warning_for_real"}).want(http.StatusCreated)
	held := q.call("lead", "POST", "/teams/"+q.team+"/practices/reading_club/occurrences", map[string]any{"participants": 3}).want(http.StatusCreated)
	trial := q.call("lead", "GET", "/teams/"+q.team+"/practices", nil).want(http.StatusOK)
	link := q.call("champion", "POST", "/report-links", map[string]any{"round": q.round, "language": "ja"}).want(http.StatusCreated)
	token := q.call("lead", "POST", "/tokens", map[string]any{"name": "x", "scope": "read"}).want(http.StatusCreated)
	group := q.call("champion", "POST", "/groups", map[string]any{"name": "開発部"}).want(http.StatusCreated)
	file := q.call("lead", "POST", "/teams/"+q.team+"/evidence", map[string]any{"files": []any{
		map[string]any{"name": "incidents.csv", "text": "started_at,resolved_at\n2026-06-01 10:00,2026-06-01 10:30\n"},
	}}).want(http.StatusCreated)
	return things{
		"/teams/": q.team, "/people/": q.id("sixth"), "/rounds/": q.round, "/assessments/": q.assessment, "/areas/": area.ID,
		"/drills/": drill.text("id"), "/occurrences/": held.text("id"), "/trials/": trial.text("items", 0, "id"), "/actions/": "none", // until there is one
		"/report-links/": link.text("id"), "/tokens/": token.text("id"), "/groups/": group.text("id"),
		"/sessions/": "none", "{file}": file.text(0, "id"),
	}
}

func (q *quarterOf) viewer(who string) maturity.Viewer {
	q.t.Helper()
	v, _, err := q.tracker.ViewerByToken(q.t.Context(), q.tokens[who])
	q.must(err)
	return v
}

func (q *quarterOf) id(who string) string { return q.viewer(who).Person.ID }

// fill puts real ids into a path.
func (q *quarterOf) fill(path string, have things) string {
	id := ""
	for prefix, x := range have {
		if strings.HasPrefix(path, prefix) {
			id = x
		}
	}
	key := "reading_club"
	if strings.HasPrefix(path, "/questionnaires") {
		key = "sre-core"
	}
	return strings.NewReplacer("{id}", id, "{person}", q.id("sixth"), "{key}", key, "{edition}", "1", "{step}", "read",
		"{occurrence}", have["/occurrences/"], "{action}", have["/actions/"], "{file}", have["{file}"]).Replace(path)
}

// TestEveryOperationAsEveryCaller walks all operations as every role, as a
// stranger and as the lead of another team, in every state of a round. Those
// who may not are refused before anything they send is looked at; those who may
// get anything but that, and nobody gets a 500.
func TestEveryOperationAsEveryCaller(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	operations, have := q.operations(), q.things()
	walk := func(state string, shared bool, writes bool) {
		for _, o := range operations {
			path := q.fill(o.path, have)
			if parameter.MatchString(path) {
				t.Fatalf("%s has no id to put in", o.path)
			}
			for _, who := range callers {
				may := o.allows(who, shared)
				if may && o.method != http.MethodGet && !writes {
					continue
				}
				q.asked(state, o, path, who, may)
			}
		}
	}
	walk("answering", false, false)
	for i, who := range []string{"lead", "member", "third", "fourth", "fifth", "sixth"} {
		q.answer(who, min(i, 4))
	}
	q.record()
	q.call("lead", "POST", q.path("/reveal"), nil).want(http.StatusOK)
	walk("revealed", false, false)
	opened := q.call("lead", "GET", q.path("/distribution"), nil).want(http.StatusOK)
	q.call("lead", "PUT", q.path("/agreement"), map[string]any{"agreements": []any{}}, "If-Match", opened.etag()).want(http.StatusOK)
	have["/actions/"] = q.call("lead", "POST", q.path("/actions"), map[string]any{
		"question": "learn.allies", "title": "一人誘う", "owner": q.id("lead"), "due": "2026-08-01",
	}).want(http.StatusCreated).text("id")
	walk("agreed", false, false)
	q.call("lead", "POST", q.path("/share"), nil).want(http.StatusOK)
	walk("shared", true, true)
}

// asked sends a request without a body and holds the answer to who asks.
func (q *quarterOf) asked(state string, o described, path, who string, may bool) {
	q.t.Helper()
	name := state + ": " + o.method + " " + o.path + " as " + who
	if o.path == "/teams/{id}/report" || strings.HasPrefix(o.path, "/teams/{id}/talk") {
		path += "?round=" + q.round
	}
	r := q.call(who, o.method, path, nil)
	refused := r.status == http.StatusUnauthorized || r.status == http.StatusForbidden || r.status == http.StatusNotFound
	missing := o.path == "/teams/{id}/code" || strings.HasPrefix(o.path, "/actions/{id}") || o.path == "/areas/{id}/claims/{person}" ||
		strings.Contains(o.path, "{action}") || o.path == "/practices/{key}" && o.method == http.MethodPut || o.method == http.MethodDelete
	switch {
	case r.status >= http.StatusInternalServerError:
		q.t.Errorf("%s: %d %s", name, r.status, r.raw)
	case !may && who == "" && r.status != http.StatusUnauthorized:
		q.t.Errorf("%s: %d, want 401", name, r.status)
	case !may && !refused:
		q.t.Errorf("%s: %d for somebody who may not: %s", name, r.status, r.raw)
	case may && refused && !missing:
		q.t.Errorf("%s: %d for somebody who may: %s", name, r.status, r.raw)
	}
}

// TestTokenReachesNoFurtherThanItsScope walks all operations with a token of
// each scope, and with one that was revoked.
func TestTokenReachesNoFurtherThanItsScope(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	champion, have := q.viewer("champion"), q.things()
	champion.Token = ""
	dead, secret, err := q.tracker.CreateToken(t.Context(), champion, tracker.CreateToken{Name: "x", Scope: "admin"})
	q.must(err)
	q.must(q.tracker.RevokeToken(t.Context(), champion, dead.ID))
	q.tokens["revoked"] = secret
	for _, scope := range maturity.Scopes {
		q.tokens["with "+string(scope)] = q.tokenOf(champion, scope)
	}
	for _, o := range q.operations() {
		if o.scope == "" {
			continue
		}
		q.now = q.now.Add(time.Minute) // so many tokens that do not work are not let try at once
		path := q.fill(o.path, have)
		q.call("revoked", o.method, path, nil).problem(http.StatusUnauthorized, "error.token")
		for _, scope := range maturity.Scopes {
			if scope.Allows(maturity.Scope(o.scope)) {
				continue
			}
			q.call("with "+string(scope), o.method, path, nil).problem(http.StatusForbidden, "error.scope")
		}
	}
}
