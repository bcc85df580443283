package api_test

import (
	"net/http"
	"testing"

	"michinori/app/store/storetest"
)

// TestCauseIsToldThroughTheAPI: the review of an incident takes what the team
// tells of its cause, and another practice does not.
func TestCauseIsToldThroughTheAPI(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	for key, asks := range map[string]bool{"postmortem": true, "triage": false, "failure_sharing": false} {
		if got := q.call("lead", "GET", "/practices/"+key, nil).want(http.StatusOK).at("asks_cause"); got != asks {
			t.Errorf("%s asks for a cause: %v", key, got)
		}
	}
	reviews := "/teams/" + q.team + "/practices/postmortem/occurrences"
	said := func(cause string) map[string]any { return map[string]any{"participants": 3, "cause": cause} }
	held := q.call("lead", "POST", reviews, said("unknown")).want(http.StatusCreated).text("id")
	q.call("lead", "PUT", reviews+"/"+held, said("again")).want(http.StatusOK)
	if got := q.call("lead", "GET", "/occurrences/"+held, nil).want(http.StatusOK).text("cause"); got != "again" {
		t.Errorf("the cause is told as %q", got)
	}
	q.call("lead", "POST", reviews, said("often")).want(http.StatusUnprocessableEntity)
	q.call("lead", "POST", "/teams/"+q.team+"/practices/triage/occurrences", said("again")).want(http.StatusUnprocessableEntity)
	q.call("lead", "PUT", reviews+"/"+held, said("")).want(http.StatusOK)
}
