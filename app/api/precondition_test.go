package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
	"testing"

	"michinori/app/store/storetest"
)

// edit is one thing that two people may change: where it is read, where and how
// it is written, and what either makes of it.
type edit struct {
	name, who, read, method, write string
	first, second                  map[string]any
	bare                           bool // written without If-Match too
}

// TestAnOldIfMatchChangesNothing: whoever writes on top of what somebody else has
// changed since is refused, told how it stands now, and can go on from there.
func TestAnOldIfMatchChangesNothing(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	q.settle()
	for _, e := range q.edits() {
		seen := q.call(e.who, "GET", e.read, nil).want(http.StatusOK).etag()
		send := func(body map[string]any, header ...string) reply {
			return q.call(e.who, e.method, e.write, body, header...)
		}
		if !e.bare {
			send(e.first).problem(http.StatusPreconditionRequired, "error.precondition")
		}
		written := send(e.first, "If-Match", seen)
		if written.status >= 300 {
			t.Fatalf("%s: %d %s", e.name, written.status, written.raw)
		}
		now := q.call(e.who, "GET", e.read, nil).want(http.StatusOK)
		if seen == "" || now.etag() == seen || written.etag() != now.etag() {
			t.Errorf("%s: %s was seen, the write answered %s, and there is %s", e.name, seen, written.etag(), now.etag())
		}
		stale := send(e.second, "If-Match", seen).problem(http.StatusPreconditionFailed, "error.stale")
		if stale.etag() != now.etag() || !reflect.DeepEqual(stale.at("current"), now.body) {
			t.Errorf("%s: refused with %s %s, there is %s", e.name, stale.etag(), stale.raw, now.raw)
		}
		if after := q.call(e.who, "GET", e.read, nil).want(http.StatusOK); !bytes.Equal(after.raw, now.raw) {
			t.Errorf("%s: refused, and yet there is %s", e.name, after.raw)
		}
		if r := send(e.second, "If-Match", stale.etag()); r.status >= 300 {
			t.Errorf("%s: refused with what stands there: %d %s", e.name, r.status, r.raw)
		}
	}
}

func (q *quarterOf) edits() []edit {
	q.t.Helper()
	team, sixth := "/teams/"+q.team, q.id("sixth")
	step, activity, member := team+"/on-call/"+sixth+"/read", team+"/register/people/"+sixth, team+"/members/"+sixth
	closed, reviewed := q.action("誘う"), q.action("集まる")
	review := q.nextAssessment() + "/actions/" + reviewed + "/review"
	drill := "/drills/" + q.call("lead", "POST", team+"/drills", map[string]any{"scenario": "disk_warning_for_real"}).want(http.StatusCreated).text("id")
	area := q.call("lead", "POST", team+"/register/areas", map[string]any{"name": map[string]any{"en": "DNS"}, "criticality": 2, "kind": "code"}).want(http.StatusCreated)
	held := q.call("lead", "POST", team+"/practices/reading_club/occurrences", map[string]any{"participants": 3}).want(http.StatusCreated).text("id")
	group := "/groups/" + q.call("champion", "POST", "/groups", map[string]any{"name": "開発部"}).want(http.StatusCreated).text("id")
	return []edit{
		{"step", "lead", step, "PUT", step, map[string]any{"day": "2026-06-01"}, map[string]any{"day": "2026-06-02", "note": "決済"}, false},
		{"rota", "lead", team + "/rota", "PUT", team + "/rota", rota(4), rota(5), false},
		{"target", "champion", "/practices/triage/target", "PUT", "/practices/triage/target", map[string]any{"teams": 3}, map[string]any{"teams": 4}, false},
		{"days", "lead", activity, "PUT", activity, map[string]any{"to": "2026-12-31"}, map[string]any{"to": "2027-01-31"}, false},
		{"parts", "lead", drill + "/parts", "POST", drill + "/part", played(sixth, "player"), played(sixth, "scribe"), false},
		{"closing", "lead", "/actions/" + closed, "POST", "/actions/" + closed + "/close", map[string]any{"state": "done"}, map[string]any{"state": "open"}, false},
		{"review", "lead", review, "POST", review, map[string]any{"outcome": "carried", "due": "2026-09-01"}, map[string]any{"outcome": "done"}, false},
		{"ask", "champion", "/rounds/" + q.round + "/ask", "PUT", "/rounds/" + q.round + "/ask", ask("一日"), ask("二日"), false},
		{"area", "lead", "/areas/" + area.text("id"), "PUT", "/areas/" + area.text("id"), dns(1), dns(3), false},
		{"group", "champion", group, "PUT", group, map[string]any{"name": "開発室"}, map[string]any{"name": "開発本部"}, false},
		{"person", "champion", "/people/" + sixth, "PUT", "/people/" + sixth, named("六郎"), named("六子"), false},
		{"occurrence", "lead", "/occurrences/" + held, "PUT", team + "/practices/reading_club/occurrences/" + held, map[string]any{"participants": 4}, map[string]any{"participants": 5}, true},
		{"end", "champion", "/rounds/" + q.round, "POST", "/rounds/" + q.round + "/extend", map[string]any{"closes_on": "2026-08-15"}, map[string]any{"closes_on": "2026-08-16"}, true},
		{"member", "champion", member, "PUT", member, map[string]any{"part": "lead"}, map[string]any{"part": "member"}, true},
	}
}

func rota(people int) map[string]any { return map[string]any{"people": people, "slots": 1, "sites": 1} }

func played(person, role string) map[string]any {
	return map[string]any{"person": person, "role": role}
}

func ask(text string) map[string]any { return map[string]any{"text": text, "due": "2026-09-30"} }

func named(name string) map[string]any { return map[string]any{"name": name, "language": "ja"} }

func dns(criticality int) map[string]any {
	return map[string]any{"name": map[string]any{"en": "DNS"}, "criticality": criticality, "kind": "code"}
}

// action takes a next step of the settled round on.
func (q *quarterOf) action(title string) string {
	q.t.Helper()
	return q.call("lead", "POST", q.path("/actions"), map[string]any{
		"question": "learn.allies", "title": title, "owner": q.id("lead"), "due": "2026-08-01",
	}).want(http.StatusCreated).text("id")
}

// nextAssessment opens the round after, and returns where the team's place in it
// is.
func (q *quarterOf) nextAssessment() string {
	q.t.Helper()
	round := q.call("champion", "POST", "/rounds", map[string]any{
		"key": "2026-Q3", "questionnaire": "sre-core", "closes_on": "2026-10-31", "teams": []string{q.team},
	}).want(http.StatusCreated).text("id")
	return "/assessments/" + q.call("lead", "GET", "/assessments?round="+round, nil).want(http.StatusOK).text("items", 0, "id")
}

// TestAnOldIfMatchEndsNoPractice: what a team has settled of a practice is read in
// one place and written in two, both of which hold to it where they are told to.
func TestAnOldIfMatchEndsNoPractice(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	practices := "/teams/" + q.team + "/practices"
	trial := "/trials/" + q.call("lead", "POST", practices, map[string]any{"practice": "triage"}).want(http.StatusOK).text("id")
	old := q.call("lead", "GET", trial, nil).want(http.StatusOK).etag()
	q.call("sixth", "POST", practices, map[string]any{"practice": "triage", "cadence_days": 7}, "If-Match", old).want(http.StatusOK)
	end := map[string]any{"reason": "朝会で足りる"}
	stale := q.call("lead", "POST", trial+"/stop", end, "If-Match", old).problem(http.StatusPreconditionFailed, "error.stale")
	if stale.at("current", "cadence_days") != 7.0 {
		t.Errorf("refused with %s", stale.raw)
	}
	q.call("lead", "POST", trial+"/stop", end, "If-Match", stale.etag()).want(http.StatusNoContent)
	rhythm := map[string]any{"practice": "triage", "cadence_days": 14}
	stale = q.call("sixth", "POST", practices, rhythm, "If-Match", stale.etag()).problem(http.StatusPreconditionFailed, "error.stale")
	if stale.at("current", "stop_reason") != "朝会で足りる" {
		t.Errorf("refused with %s", stale.raw)
	}
}

// An asterisk stands for whatever is there, as RFC 9110 has it.
func TestAnAsteriskMatchesWhateverIsThere(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	var answered map[string]any
	r := q.call("lead", "PUT", "/teams/"+q.team+"/rota", rota(4), "If-Match", "*").want(http.StatusOK)
	q.must(json.Unmarshal(r.raw, &answered))
	if answered["people"] != 4.0 || r.etag() == "" {
		t.Errorf("answered %s %s", r.etag(), r.raw)
	}
}
