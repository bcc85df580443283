package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"michinori/app/maturity"
)

func TestReportAnswersLeaders(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("leader", "/overview/report"), http.StatusOK)
	s.shareRound()
	for _, l := range maturity.Languages {
		r := s.in(l, "leader", "/overview/report")
		s.wants(r, http.StatusOK)
		s.sound(r)
		if n := len(r.all("section", "", "")); n < 11 {
			t.Errorf("%s: %d sections for eleven questions", l, n)
		}
		hidden := s.in(l, "leader", "/overview/report?hide=1")
		s.wants(hidden, http.StatusOK)
		s.lacks(hidden, s.team.Name)
	}
	s.wants(s.get("leader", "/overview/report?round=none"), http.StatusNotFound)
	s.wants(s.get("member", "/overview/report"), http.StatusNotFound)
}

// Files say what the page says, and name no team that is to be hidden.
func TestReportsAsFiles(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("leader", "/teams/"+s.team.ID+"/report"), http.StatusNotFound)
	s.wants(s.get("member", "/teams/"+s.team.ID+"/report"), http.StatusOK)
	s.shareRound()
	for _, role := range []string{"member", "leader"} {
		r := s.get(role, "/teams/"+s.team.ID+"/report")
		s.wants(r, http.StatusOK)
		s.sound(r)
	}
	for format, kind := range map[string]string{"html": "text/html", "pdf": "application/pdf", "xlsx": "spreadsheet", "csv": "text/csv", "json": "json", "md": "markdown"} {
		for _, path := range []string{"/teams/" + s.team.ID + "/report." + format, "/overview/report." + format + "?hide=1"} {
			r := s.get("leader", path)
			s.wants(r, http.StatusOK)
			if got := r.Header.Get("Content-Type"); !strings.Contains(got, kind) {
				t.Errorf("%s is %s", path, got)
			}
			if strings.HasPrefix(path, "/overview") {
				s.lacks(r, s.team.Name)
			}
		}
	}
	s.wants(s.get("leader", "/overview/report.exe"), http.StatusNotFound)
	s.wants(s.get("member", "/overview/report.csv"), http.StatusNotFound)
}

// What a champion needs stands in the report; who comes second sees both texts.
func TestAskOfAReport(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	page := s.get("champion", "/overview/report")
	seen, _ := attr(page.all("input", "name", "seen")[0], "value")
	to := "/overview/report/ask?round=" + s.round.ID
	s.wants(s.post("leader", to, url.Values{"ask": {"人を一人"}, "seen": {seen}}), http.StatusForbidden)
	s.wants(s.post("champion", to, url.Values{"ask": {""}, "due": {"2026-12-20"}, "seen": {seen}}), http.StatusUnprocessableEntity)
	s.wants(s.post("champion", to, url.Values{"ask": {"訓練の時間を認める"}, "due": {"2026-12-20"}, "seen": {seen}}), http.StatusSeeOther)
	s.wants(s.get("leader", "/overview/report"), http.StatusOK, "訓練の時間を認める（2026-12-20まで）")
	late := s.post("champion", to, url.Values{"ask": {"人を一人増やす"}, "seen": {seen}})
	s.wants(late, http.StatusConflict, "訓練の時間を認める")
	if got, _ := attr(late.all("input", "name", "ask")[0], "value"); got != "人を一人増やす" {
		t.Errorf("the form lost what was typed: %q", got)
	}
}
