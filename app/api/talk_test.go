package api_test

import (
	"net/http"
	"strings"
	"testing"

	"michinori/app/store/storetest"
)

// TestTalkOverTheAPI reads a talk, rewords a slide, drops another and takes the
// file; of two editors the second is told.
func TestTalkOverTheAPI(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	for i, who := range []string{"lead", "member", "third", "fourth", "fifth", "sixth"} {
		q.answer(who, min(i, 4))
	}
	q.record()
	q.call("lead", "POST", q.path("/reveal"), nil).want(http.StatusOK)
	path, query := "/teams/"+q.team+"/talk", "?round="+q.round
	q.call("lead", "POST", path+query, map[string]any{}).problem(http.StatusPreconditionRequired, "error.precondition")
	was := q.call("lead", "GET", path+query, nil).want(http.StatusOK)
	slides := len(was.at("slides").([]any))
	first := was.text("slides", 0, "key")
	edit := map[string]any{"headlines": map[string]any{first: "私たちの言葉"}, "slots": map[string]any{"near_miss": "鍵が切れた"}, "slide": was.text("slides", 2, "key"), "step": "drop"}
	q.call("member", "POST", path+query, edit, "If-Match", was.etag()).want(http.StatusForbidden)
	now := q.call("lead", "POST", path+query, edit, "If-Match", was.etag()).want(http.StatusOK)
	if now.text("slides", 0, "headline") != "私たちの言葉" || now.at("slides", 0, "stale") != false || len(now.at("slides").([]any)) != slides-1 {
		t.Errorf("the talk is %s", now.raw)
	}
	stale := q.call("lead", "POST", path+query, edit, "If-Match", was.etag()).problem(http.StatusPreconditionFailed, "error.stale")
	if stale.text("current", "slides", 0, "headline") != "私たちの言葉" {
		t.Errorf("beside the refusal stands %s", stale.raw)
	}
	wrong := map[string]any{"headlines": map[string]any{"nowhere": "x"}, "slots": map[string]any{"nothing": "x"}}
	q.call("lead", "POST", path+query, wrong, "If-Match", now.etag()).problem(http.StatusUnprocessableEntity, "error.invalid")
	for _, slide := range []string{"", "nowhere"} { // what is wrong in what was sent is no page that is not there
		q.call("lead", "POST", path+query, map[string]any{"step": "keep", "slide": slide}, "If-Match", now.etag()).problem(http.StatusUnprocessableEntity, "error.invalid")
	}
	file := q.call("lead", "GET", path+"/file"+query+"&format=md", nil).want(http.StatusOK)
	if !strings.Contains(string(file.raw), "鍵が切れた") {
		t.Error("the file does not have what the speaker wrote")
	}
	whole := "/rounds/" + q.round + "/talk"
	read := q.call("champion", "GET", whole, nil).want(http.StatusOK)
	q.call("champion", "POST", whole, map[string]any{"slots": map[string]any{"where": "大会議室"}}, "If-Match", read.etag()).want(http.StatusOK)
	q.call("lead", "GET", whole, nil).want(http.StatusNotFound)
}

func TestCalendarFeedOverTheAPI(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	path := "/teams/" + q.team + "/feed"
	secret := q.call("member", "POST", path, nil).want(http.StatusCreated).text("secret")
	if secret == "" || q.call("member", "GET", path, nil).want(http.StatusOK).at("exists") != true {
		t.Error("there is no calendar")
	}
	if q.call("lead", "GET", path, nil).want(http.StatusOK).at("exists") != false {
		t.Error("somebody else has the calendar")
	}
	q.call("member", "DELETE", path, nil).want(http.StatusNoContent)
	if q.call("member", "GET", path, nil).want(http.StatusOK).at("exists") != false {
		t.Error("the calendar is still there")
	}
}
