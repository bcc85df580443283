package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/reports/document"
	"michinori/reports/quarter"
)

// quarterOf is a team of six with its round, made over the API alone.
type quarterOf struct {
	*served
	team, round, assessment string
	questions               []question
}

// question is what an edition says of one, as a client reads it.
type question struct {
	Key, Type, Respondent, Measure string
	Items                          []struct{ Key string }
}

// playedTeam sets up a team with a lead and five members and opens a round.
func playedTeam(t *testing.T, database storetest.Database) *quarterOf {
	t.Helper()
	q := &quarterOf{served: serve(t, database)}
	q.team = q.call("champion", "POST", "/teams", map[string]any{"name": "Payments"}).want(http.StatusCreated).text("id")
	for i, name := range []string{"lead", "member", "third", "fourth", "fifth", "sixth"} {
		part := "member"
		if i == 0 {
			part = "lead"
		}
		q.person(name, "", q.team, part)
	}
	other := q.call("champion", "POST", "/teams", map[string]any{"name": "Search"}).want(http.StatusCreated).text("id")
	q.person("outsider", "", other, "lead")
	q.person("leader", "leader", "", "")
	q.round = q.call("champion", "POST", "/rounds", map[string]any{
		"key": "2026-Q2", "questionnaire": "sre-core", "closes_on": "2026-07-31", "teams": []string{q.team},
	}).want(http.StatusCreated).text("id")
	list := q.call("lead", "GET", "/assessments?round="+q.round, nil).want(http.StatusOK)
	q.assessment = list.text("items", 0, "id")
	edition := q.call("lead", "GET", "/rounds/"+q.round, nil).want(http.StatusOK).text("edition")
	raw := q.call("lead", "GET", "/questionnaires/sre-core/editions/"+edition, nil).want(http.StatusOK).raw
	var document struct{ Questions []question }
	q.must(json.Unmarshal(raw, &document))
	q.questions = document.Questions
	return q
}

func (q *quarterOf) path(step string) string { return "/assessments/" + q.assessment + step }

// answer gives the answers of one person to every question asked of each.
func (q *quarterOf) answer(who string, level int) {
	q.t.Helper()
	var changes []map[string]any
	for _, x := range q.questions {
		if x.Respondent != "each" {
			continue
		}
		var answer any = level
		if x.Type == "number" {
			answer = map[string]any{"value": 4 * (4 - level), "of": 40}
		}
		changes = append(changes, map[string]any{"question": x.Key, "answer": answer})
	}
	q.call(who, "POST", q.path("/answers"), map[string]any{"changes": changes, "finish": true}).want(http.StatusOK)
}

// record gives the facts.
func (q *quarterOf) record() {
	q.t.Helper()
	var changes []map[string]any
	for _, x := range q.questions {
		if x.Respondent != "lead" {
			continue
		}
		changes = append(changes, map[string]any{"question": x.Key, "answer": factOf(x), "evidence": "https://wiki.example.com/" + x.Key})
	}
	facts := q.call("lead", "GET", q.path("/facts"), nil).want(http.StatusOK)
	q.call("lead", "POST", q.path("/facts"), map[string]any{"changes": changes}).problem(http.StatusPreconditionRequired, "error.precondition")
	q.call("lead", "POST", q.path("/facts"), map[string]any{"changes": changes}, "If-Match", facts.etag()).want(http.StatusOK)
	stale := q.call("lead", "POST", q.path("/facts"), map[string]any{"changes": changes}, "If-Match", facts.etag())
	stale.problem(http.StatusPreconditionFailed, "error.stale")
	if got := len(stale.at("current", "facts").([]any)); got != len(changes) {
		q.t.Errorf("a stale write is told of %d facts, not of %d", got, len(changes))
	}
}

func factOf(x question) any {
	switch {
	case x.Measure == "tier_weighted":
		return map[string]any{"tiers": map[string]any{"1": map[string]any{"covered": 1, "of": 2}}}
	case x.Type == "ratio":
		return map[string]any{"numerator": 2, "denominator": 5}
	case x.Type == "number":
		return 45
	case x.Type == "checklist":
		return []string{x.Items[0].Key}
	}
	return 2
}

// settle takes the team from its answers to a shared result.
func (q *quarterOf) settle() {
	q.t.Helper()
	for i, who := range []string{"lead", "member", "third", "fourth", "fifth", "sixth"} {
		q.answer(who, min(i, 4))
	}
	q.record()
	q.call("member", "GET", q.path("/distribution"), nil).problem(http.StatusConflict, "error.not_revealed")
	q.call("lead", "POST", q.path("/reveal"), nil).want(http.StatusOK)
	opened := q.call("lead", "GET", q.path("/distribution"), nil).want(http.StatusOK)
	if got := fmt.Sprint(opened.at("counts", "incident.procedure")); got != "[1 1 1 1 2]" {
		q.t.Errorf("the answers 0, 1, 2, 3, 4, 4 are spread as %s", got)
	}
	agreed := map[string]any{"agreements": []map[string]any{{"question": "incident.procedure", "level": 1, "reason": "手順を見たことがあるのは二人だけ"}}}
	q.call("lead", "PUT", q.path("/agreement"), agreed).problem(http.StatusPreconditionRequired, "error.precondition")
	q.call("lead", "PUT", q.path("/agreement"), agreed, "If-Match", opened.etag()).want(http.StatusOK)
	q.call("lead", "PUT", q.path("/agreement"), agreed, "If-Match", opened.etag()).problem(http.StatusPreconditionFailed, "error.stale")
	q.call("leader", "GET", q.path("/result"), nil).problem(http.StatusNotFound, "error.not_found")
	q.call("lead", "POST", q.path("/share"), nil).want(http.StatusOK)
}

// TestQuarterOverTheAPI plays a round from its opening to the report over the
// API alone, and holds its numbers to those of the database, the page and the
// report.
func TestQuarterOverTheAPI(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	ctx := t.Context()
	q.settle()

	told := q.call("member", "GET", q.path("/result"), nil).want(http.StatusOK)
	result, err := q.db.ResultOf(ctx, q.assessment)
	q.must(err)
	raw, err := json.Marshal(result.Public())
	q.must(err)
	var want any
	q.must(json.Unmarshal(raw, &want))
	if !reflect.DeepEqual(told.at("result"), want) {
		t.Errorf("the API says %s, the database holds %s", told.raw, raw)
	}
	outside := q.call("leader", "GET", q.path("/result"), nil).want(http.StatusOK)
	if strings.Contains(string(outside.raw), "counts") || strings.Contains(string(outside.raw), "手順を見た") || outside.at("result", "questions", "incident.procedure", "agreement") != nil {
		t.Errorf("a leader reads how the team answered: %s", outside.raw)
	}
	if !reflect.DeepEqual(outside.at("result", "dimensions"), told.at("result", "dimensions")) {
		t.Error("a leader reads other scores than the team")
	}
	q.onThePage(told)
	q.inTheReport()

	trend := q.call("leader", "GET", "/teams/"+q.team+"/trend", nil).want(http.StatusOK)
	for _, d := range maturity.Dimensions {
		if got, want := trend.at("dimensions", string(d), 0, "score"), told.at("result", "dimensions", string(d), "score"); got != want {
			t.Errorf("the trend of %s begins at %v, the result is %v", d, got, want)
		}
		level, scored := told.at("result", "dimensions", string(d), "level").(float64)
		counted := q.call("leader", "GET", "/organisation/trend", nil).want(http.StatusOK).at("rounds", 0, "dimensions", string(d), "teams").([]any)
		if scored && counted[int(level)] != 1.0 {
			t.Errorf("the organisation has %v by level in %s, the team is at %v", counted, d, level)
		}
	}
	q.call("champion", "POST", "/rounds/"+q.round+"/close", nil).want(http.StatusOK)
	q.call("lead", "POST", q.path("/reopen"), map[string]any{"reason": "x"}).problem(http.StatusConflict, "error.round_closed")
}

// onThePage holds the scores that are told to those that the page shows.
func (q *quarterOf) onThePage(told reply) {
	q.t.Helper()
	link := q.call("champion", "POST", "/people/"+q.call("member", "GET", "/me", nil).text("person", "id")+"/link", nil).want(http.StatusCreated)
	in, err := q.tracker.SignIn(q.t.Context(), link.text("secret"), tracker.Browser{})
	q.must(err)
	r := httptest.NewRequest(http.MethodGet, q.path("/result"), nil)
	r.AddCookie(&http.Cookie{Name: "michinori_session", Value: in.Secret})
	response, err := q.app.Test(r, -1)
	q.must(err)
	defer response.Body.Close()
	page := new(strings.Builder)
	if err := response.Write(page); err != nil || response.StatusCode != http.StatusOK {
		q.t.Fatalf("the page: %d, %v", response.StatusCode, err)
	}
	for _, d := range maturity.Dimensions {
		score, scored := told.at("result", "dimensions", string(d), "score").(float64)
		if shown := fmt.Sprintf("%.1f", score); scored && !strings.Contains(page.String(), shown) {
			q.t.Errorf("the page does not show %s for %s", shown, d)
		}
	}
}

// inTheReport holds the report that is served to the one the command makes.
func (q *quarterOf) inTheReport() {
	q.t.Helper()
	ctx := q.t.Context()
	round, err := q.db.RoundByID(ctx, q.round)
	q.must(err)
	leader := maturity.Viewer{Person: maturity.Person{ID: "operator", Role: maturity.RoleLeader}}
	in, err := q.reporting().Organisation(ctx, leader, round, "", false)
	q.must(err)
	made := new(strings.Builder)
	q.must(document.WriteJSON(made, quarter.ForLeaders(maturity.English, in, false)))
	served := q.call("leader", "GET", "/rounds/"+q.round+"/report?language=en", nil).want(http.StatusOK)
	if string(served.raw) != made.String() {
		q.t.Error("the API serves another report than the command makes")
	}
	if got := q.call("leader", "GET", "/rounds/"+q.round+"/report?format=csv", nil).want(http.StatusOK).header.Get("Content-Type"); got != "text/csv; charset=utf-8" {
		q.t.Errorf("a spreadsheet comes as %s", got)
	}
}

// TestWhyAResultWasReopenedStaysInTheTeam: the reason may name the person whose
// answers came later, beside figures that moved by them.
func TestWhyAResultWasReopenedStaysInTheTeam(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	q.settle()
	const reason = "佐藤さんの回答が抜けていた"
	q.call("lead", "POST", q.path("/reopen"), map[string]any{"reason": reason}).want(http.StatusOK)
	q.call("lead", "POST", q.path("/reveal"), nil).want(http.StatusOK)
	q.call("lead", "PUT", q.path("/agreement"), map[string]any{"agreements": []any{}}, "If-Match", "*").want(http.StatusOK)
	q.call("lead", "POST", q.path("/share"), nil).want(http.StatusOK)
	for _, path := range []string{q.path(""), "/assessments", q.path("/result"), "/teams/" + q.team + "/trend", "/teams/" + q.team + "/report?round=" + q.round} {
		for _, who := range []string{"leader", "champion"} {
			if told := q.call(who, "GET", path, nil).want(http.StatusOK); strings.Contains(string(told.raw), reason) {
				t.Errorf("%s: %s reads why the team answered again", path, who)
			}
		}
	}
	if got := q.call("member", "GET", q.path(""), nil).want(http.StatusOK).text("reopen_reason"); got != reason {
		t.Errorf("the team itself reads %q", got)
	}
}

// TestAnsweringAgainIsFollowed: a program sees how many have looked through their
// answers, is refused until enough have, and can go back.
func TestAnsweringAgainIsFollowed(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	q.settle()
	q.call("lead", "POST", q.path("/reopen"), map[string]any{"reason": "読み違えた"}).want(http.StatusOK)
	q.answer("member", 0)
	if raw := string(q.call("member", "GET", q.path(""), nil).want(http.StatusOK).raw); !strings.Contains(raw, `"again":{"looked":1,"wanted":4}`) {
		t.Errorf("after one of six: %s", raw)
	}
	q.call("lead", "POST", q.path("/reveal"), nil).problem(http.StatusConflict, "error.too_few_again")
	q.call("leader", "GET", q.path(""), nil).want(http.StatusNotFound)
	q.call("member", "POST", q.path("/restore"), nil).want(http.StatusForbidden)
	if got := q.call("lead", "POST", q.path("/restore"), nil).want(http.StatusOK); got.text("state") != "shared" || strings.Contains(string(got.raw), "again") {
		t.Errorf("taken back: %s", got.raw)
	}
	q.call("lead", "POST", q.path("/restore"), nil).problem(http.StatusConflict, "error.not_again")
	q.call("lead", "POST", q.path("/reopen"), map[string]any{"reason": "数え違い", "facts_only": true}).want(http.StatusOK)
	if raw := string(q.call("member", "GET", q.path("/answers"), nil).want(http.StatusOK).raw); !strings.Contains(raw, `"finished":true`) {
		t.Errorf("for the sake of facts a member is asked again: %s", raw)
	}
}
