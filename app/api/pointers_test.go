package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"michinori/app/store/storetest"
)

// TestAProblemPointsToWhatIsWrong: each message names a place of what was sent, as
// a JSON pointer.
func TestAProblemPointsToWhatIsWrong(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	q.settle()
	team, long := "/teams/"+q.team, strings.Repeat("x", 401)
	talk := team + "/talk?round=" + q.round
	drill := "/drills/" + q.call("lead", "POST", team+"/drills", map[string]any{"scenario": "disk_warning_for_real"}).want(http.StatusCreated).text("id")
	for _, step := range []string{"/start", "/talk"} {
		q.call("lead", "POST", drill+step, nil).want(http.StatusOK)
	}
	answers := q.nextAssessment() + "/answers"
	for _, x := range []struct {
		who, method, path string
		body              map[string]any
		want              []string
	}{
		{"lead", "POST", talk, map[string]any{"headlines": map[string]any{"here": "a\u0007"}}, []string{"#/headlines/here"}},
		{"lead", "POST", talk, map[string]any{"slots": map[string]any{"near_miss": long}}, []string{"#/slots/near_miss"}},
		{"lead", "POST", talk, map[string]any{"notes": map[string]any{"no~such/slide": "x"}}, []string{"#/notes/no~0such~1slide"}},
		{"lead", "POST", team + "/register/areas", map[string]any{"name": map[string]any{}, "criticality": 1, "kind": "code"}, []string{"#/name/ja"}},
		{"champion", "POST", "/practices", map[string]any{"name": map[string]any{"en": "x"}, "about": map[string]any{"en": "a\u0007"}, "first": map[string]any{}, "dimensions": []string{}, "cadence_days": 1000}, []string{"#/about/en", "#/cadence_days", "#/dimensions"}},
		{"lead", "PUT", team + "/register/people/" + q.id("sixth"), map[string]any{"from": "2026-02-02", "to": "2026-01-01"}, []string{"#/to"}},
		{"champion", "PUT", "/rounds/" + q.round + "/ask", map[string]any{"text": "", "due": "2026-09-30"}, []string{"#/text"}},
		{"lead", "POST", drill + "/finish", map[string]any{"outcome": "x", "gaps": []any{map[string]any{"text": "y", "owner": q.id("lead")}, map[string]any{"text": "z", "owner": "nobody"}}}, []string{"#/gaps/1/owner"}},
		{"member", "POST", answers, map[string]any{"changes": []any{
			map[string]any{"question": "incident.procedure", "answer": 2},
			map[string]any{"question": "incident.procedure", "answer": 3},
			map[string]any{"question": "toil.fix_time", "answer": 9},
		}}, []string{"#/changes/1/question", "#/changes/2/answer"}},
		{"member", "POST", answers, map[string]any{"changes": []any{
			map[string]any{"question": "incident.procedure", "answer": 2},
			map[string]any{"question": "toil.fix_time", "answer": map[string]any{"na": "other"}},
		}}, []string{"#/changes/1/answer"}},
		{"champion", "GET", "/people?cursor=%21", nil, []string{"#/query/cursor"}},
	} {
		match := "*"
		if strings.HasPrefix(x.path, talk) {
			match = q.call(x.who, "GET", talk, nil).want(http.StatusOK).etag()
		}
		r := q.call(x.who, x.method, x.path, x.body, "If-Match", match).want(http.StatusUnprocessableEntity)
		var got []string
		for _, e := range r.at("errors").([]any) {
			got = append(got, e.(map[string]any)["pointer"].(string))
		}
		if slices.Sort(got); !slices.Equal(got, x.want) {
			t.Errorf("%s %s points to %v, want %v: %s", x.method, x.path, got, x.want, r.raw)
		}
	}
}
