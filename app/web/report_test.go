package web

import (
	"net/http"
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
