package web

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// linesOf returns the lines that the log has of a verb, as it is stored.
func (s *testServer) linesOf(verb string) []store.Event {
	s.t.Helper()
	events, err := s.db.Events(s.t.Context(), store.EventFilter{Verb: verb})
	s.must(err)
	return events
}

func TestAuditLogInPages(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.newGroup("開発部", "")
	s.wantMoved(s.post("lead", s.register("/areas"), billingForm()))
	r := s.get("champion", "/audit")
	s.wants(r, http.StatusOK, "グループを保存した", "開発部", "チームを保存した", "青木", "領域を加えた", "（示しません）")
	s.sound(r)
	s.wants(s.in(maturity.English, "champion", "/audit"), http.StatusOK, "Saved a group", "Added an area")
	s.must(s.tracker.ChooseLanguage(t.Context(), s.viewer("champion"), maturity.Japanese))

	// Of one person it tells nothing that it would not tell of them anyway.
	s.lacks(s.get("champion", "/audit?person="+s.id("lead")), "領域を加えた")
	s.wants(s.get("champion", "/audit?person="+s.id("lead")), http.StatusOK, "あてはまる記録はありません。")
	s.wants(s.get("champion", "/audit?kind=group"), http.StatusOK, "開発部")
	s.lacks(s.get("champion", "/audit?kind=group"), "チームを保存した")
	s.wants(s.get("champion", "/audit?kind=read"), http.StatusOK, "操作記録を見た")
	s.wants(s.get("champion", "/audit?to=2026-07-05"), http.StatusOK, "あてはまる記録はありません。")
	s.wants(s.get("champion", "/audit?from=2026-07-06&to=2026-07-06"), http.StatusOK, "開発部")
	s.wants(s.get("champion", "/audit?from=きのう"), http.StatusUnprocessableEntity, "日付を選んでください")
	s.wantStatus(s.get("champion", "/audit?before=x_y"), http.StatusUnprocessableEntity)
	for _, role := range []string{"leader", "lead", "member"} {
		s.wantStatus(s.get(role, "/audit"), http.StatusForbidden)
		s.wantStatus(s.get(role, "/audit.csv"), http.StatusForbidden)
	}
}

// A long log comes page by page, each line once, and whole as a file.
func TestAuditLogPagesAndFile(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	const groups = 120
	for range groups {
		s.newGroup("同じ名前", "")
	}
	lines, pages := 0, 0
	for next := "/audit?kind=group"; next != ""; pages++ {
		r := s.get("champion", next)
		s.wantStatus(r, http.StatusOK)
		lines += len(r.all("th", "scope", "row"))
		next = ""
		for _, a := range r.all("a", "rel", "next") {
			next, _ = attr(a, "href")
		}
	}
	if lines != groups || pages != 3 {
		t.Errorf("%d lines on %d pages", lines, pages)
	}
	r := s.get("champion", "/audit.csv?kind=group")
	rows, err := csv.NewReader(strings.NewReader(r.body)).ReadAll()
	s.must(err)
	if len(rows) != groups+1 || rows[0][1] != "誰が" || rows[1][6] != "group.saved" {
		t.Errorf("%d rows, beginning %q", len(rows), rows[:2])
	}
}

// Pages note what is read of others, as the API does, and nothing of what is
// one's own, or was refused.
func TestPagesNoteWhatIsReadOfOthers(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	for path, verb := range map[string]string{
		"/people": "people.read", "/people/" + s.id("member"): "people.read", "/roster.csv": "people.read", "/allies": "allies.read",
		"/overview": "trend.read", "/overview.csv": "trend.read", "/overview/report": "report.read", "/overview/report.json": "report.read",
		"/audit": "audit.read", "/teams/" + s.team.ID + "/trend": "trend.read", "/assessments/" + s.open.ID + "/result": "result.read",
		"/teams/" + s.team.ID + "/report": "report.read",
	} {
		before := len(s.linesOf(verb))
		s.wantStatus(s.get("champion", path), http.StatusOK)
		if got := s.linesOf(verb); len(got) != before+1 || got[0].PersonID != s.id("champion") || got[0].Way != maturity.ByPage {
			t.Errorf("%s: %d lines of %s, not %d", path, len(got), verb, before+1)
		}
	}
	reads := func() int {
		return len(s.linesOf("result.read")) + len(s.linesOf("trend.read")) + len(s.linesOf("people.read"))
	}
	before := reads()
	s.wantStatus(s.get("member", "/assessments/"+s.open.ID+"/result"), http.StatusOK)
	s.wantStatus(s.get("lead", "/teams/"+s.team.ID+"/trend"), http.StatusOK)
	s.wantStatus(s.get("outsider", "/assessments/"+s.open.ID+"/result"), http.StatusNotFound)
	s.wantStatus(s.get("champion", "/people/nobody"), http.StatusNotFound)
	if after := reads(); after != before {
		t.Errorf("%d lines of what is one's own, or was refused", after-before)
	}
}

// Every page that is noted is a page.
func TestNotedRoutesAreThere(t *testing.T) {
	t.Parallel()
	for _, list := range []map[string]string{reads, outsideReads} {
		for route := range list {
			if len(policy[route]) == 0 {
				t.Errorf("%s is no route", route)
			}
		}
	}
}

// In the log of an organisation that has used everything each line has words, and
// a result is called by its team and round.
func TestAuditLogSpeaksInWords(t *testing.T) {
	t.Parallel()
	s := newDemoServerOf(t, storetest.SQLite(t).URL, 4, 3)
	body := s.read(t, s.url+"/audit.csv", "champion")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) < 50 {
		t.Fatalf("%d lines, %v", len(rows), err)
	}
	named := 0
	for _, r := range rows[1:] {
		if what, verb := r[2], r[6]; what == verb {
			t.Errorf("there are no words for %s", verb)
		}
		if who, verb := r[1], r[6]; verb == "link.created" && who != "運用の担当者" {
			t.Errorf("a link made by command was made by %s", who)
		}
		if about, verb, id := r[3], r[6], r[8]; strings.HasPrefix(verb, "assessment.") {
			named++
			if about == id || !strings.Contains(about, " 20") {
				t.Errorf("%s was done to %q", verb, about)
			}
		}
	}
	if named == 0 {
		t.Error("no line is about a result")
	}
}

// A leader without a team finds the report at home, and is not sent to the
// champion for one.
func TestLeaderFindsTheReportAtHome(t *testing.T) {
	t.Parallel()
	s := newDemoServerOf(t, storetest.SQLite(t).URL, 4, 2)
	home := s.read(t, s.url+"/", "leader")
	if !strings.Contains(home, `href="/overview/report"`) || strings.Contains(home, "どのチームにも入っていません") {
		t.Error("the leader finds no report at home")
	}
	if strings.Contains(s.read(t, s.url+"/", "member"), `href="/overview/report"`) {
		t.Error("a member is offered the report for leaders")
	}
}
