package api_test

import (
	"net/http"
	"testing"

	"michinori/app/store/storetest"
)

const slosOfTwo = `apiVersion: openslo/v1
kind: SLO
metadata: {name: pay-availability}
spec:
  service: pay
  indicator: {metadata: {name: a}, spec: {ratioMetric: {counter: true, good: {metricSource: {type: Prometheus, spec: {query: a}}}, total: {metricSource: {type: Prometheus, spec: {query: b}}}}}}
  timeWindow: [{duration: 28d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.999}]
---
apiVersion: openslo/v1
kind: Service
metadata: {name: batch}
spec: {description: x}
`

// TestEvidenceOverTheAPI takes files in, all or none, marks what they name, and
// takes one back.
func TestEvidenceOverTheAPI(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	path := "/teams/" + q.team + "/evidence"
	upload := func(texts ...string) map[string]any {
		var files []any
		for _, text := range texts {
			files = append(files, map[string]any{"name": "f", "text": text})
		}
		return map[string]any{"files": files}
	}
	refused := q.call("member", "POST", path, upload(slosOfTwo, "started_at,resolved_at\n昨日,\n")).problem(http.StatusUnprocessableEntity, "error.invalid")
	if refused.text("errors", 0, "pointer") != "#/files/1/text" || refused.at("errors", 0, "line") != 2.0 {
		t.Errorf("it says %s", refused.raw)
	}
	if kept := q.call("member", "GET", path, nil).want(http.StatusOK).at("files").([]any); len(kept) > 0 {
		t.Fatal("one of two files was kept")
	}
	id := q.call("member", "POST", path, upload(slosOfTwo)).want(http.StatusCreated).text(0, "id")
	marked := q.call("member", "PUT", path+"/marks", map[string]any{"services": map[string]any{"pay": 1}}).want(http.StatusOK)
	for i := range marked.at("services").([]any) {
		if marked.text("services", i, "name") == "pay" && marked.at("services", i, "said") != 1.0 {
			t.Errorf("it says %s", marked.raw)
		}
	}
	old := map[string]any{"services": map[string]any{"pay": 2}, "seen": map[string]any{"pay": 0}}
	q.call("lead", "PUT", path+"/marks", old).problem(http.StatusConflict, "error.changed_meanwhile")
	same := map[string]any{"services": map[string]any{"pay": 1}, "seen": map[string]any{"pay": 0}}
	q.call("lead", "PUT", path+"/marks", same).want(http.StatusOK) // what stands already is no quarrel
	seen := q.call("sixth", "GET", path+"/marks", nil).want(http.StatusOK)
	if seen.at("services", "pay") != 1.0 || seen.etag() != marked.etag() {
		t.Errorf("it says %s as %s, and the write answered %s", seen.raw, seen.etag(), marked.etag())
	}
	third := map[string]any{"services": map[string]any{"pay": 3}}
	written := q.call("lead", "PUT", path+"/marks", third, "If-Match", seen.etag()).want(http.StatusOK)
	stale := q.call("member", "PUT", path+"/marks", third, "If-Match", seen.etag()).problem(http.StatusPreconditionFailed, "error.stale")
	if stale.at("current", "services", "pay") != 3.0 || stale.etag() != written.etag() {
		t.Errorf("refused with %s as %s, want %s", stale.raw, stale.etag(), written.etag())
	}
	q.call("outsider", "GET", path+"/marks", nil).want(http.StatusNotFound)
	q.call("member", "PUT", path+"/marks", map[string]any{"services": map[string]any{"other": 1}}).problem(http.StatusUnprocessableEntity, "error.request")
	q.call("outsider", "DELETE", path+"/"+id, nil).want(http.StatusNotFound)
	q.call("lead", "DELETE", path+"/"+id, nil).want(http.StatusNoContent)
	if gone := q.call("lead", "GET", path, nil).want(http.StatusOK); len(gone.at("files").([]any)) != 0 || gone.text("removed", 0, "id") != id {
		t.Errorf("it says %s", gone.raw)
	}
	q.call("lead", "POST", path+"/"+id+"/restore", nil).want(http.StatusNoContent)
}

// TestUnreadableFilesAreToldInBothLanguages: what a reader says of a file comes
// in the language of whoever asks.
func TestUnreadableFilesAreToldInBothLanguages(t *testing.T) {
	t.Parallel()
	q := playedTeam(t, storetest.SQLite(t))
	for _, sent := range []struct {
		path string
		body map[string]any
	}{
		{"/evidence", map[string]any{"files": []any{map[string]any{"name": "f", "text": ""}}}},
		{"/code", map[string]any{"text": "{"}},
	} {
		method := map[string]string{"/code": "PUT"}[sent.path]
		if method == "" {
			method = "POST"
		}
		ja := q.call("lead", method, "/teams/"+q.team+sent.path, sent.body, "Accept-Language", "ja").problem(http.StatusUnprocessableEntity, "error.invalid")
		en := q.call("lead", method, "/teams/"+q.team+sent.path, sent.body, "Accept-Language", "en").problem(http.StatusUnprocessableEntity, "error.invalid")
		if ascii(ja.text("errors", 0, "detail")) || !ascii(en.text("errors", 0, "detail")) {
			t.Errorf("%s: %s, %s", sent.path, ja.raw, en.raw)
		}
	}
}

func ascii(s string) bool {
	for _, r := range s {
		if r >= 0x3000 {
			return false
		}
	}
	return true
}
