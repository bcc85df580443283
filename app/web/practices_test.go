package web

import (
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

func (s *testServer) practices(key string) string {
	if key != "" {
		key = "/" + key
	}
	return "/teams/" + s.team.ID + "/practices" + key
}

// heldOnce is an occurrence of the first team.
func (s *testServer) heldOnce() store.Occurrence {
	s.t.Helper()
	o, err := s.tracker.LogOccurrence(s.t.Context(), s.viewer("member"), tracker.LogOccurrence{
		Team: s.team.ID, Practice: "triage", Day: "2026-07-01", Participants: "3",
	})
	s.must(err)
	return o
}

// ownPractice is a practice of the organisation's own.
func (s *testServer) ownPractice() store.OwnPractice {
	s.t.Helper()
	own, err := s.db.OwnPractices(s.t.Context())
	s.must(err)
	if len(own) > 0 {
		return own[0]
	}
	p, err := s.tracker.SaveOwnPractice(s.t.Context(), s.viewer("champion"), tracker.SaveOwnPractice{
		NameJA: "当番の朝会", AboutJA: "前日の当番を振り返ります。", Cadence: "7", Dimensions: []string{"incident"},
	})
	s.must(err)
	return p
}

func (s *testServer) standings() []tracker.PracticeStanding {
	s.t.Helper()
	all, err := s.tracker.PracticeStandings(s.t.Context(), store.RecordFilter{Teams: []string{s.team.ID}})
	s.must(err)
	return all
}

func TestPracticeFromChoiceToHabit(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		r := s.get("member", s.practices(""))
		s.wants(r, http.StatusOK, "まだ何も選んでいません", "最初の一人が始めるなら", "障害対応手順")
		s.sound(r)
		s.goesTo(s.post("member", s.practices(""), fields("practice", "alert_review")), s.practices("")+"#p-alert_review")
		s.goesTo(s.saveOne("member", s.practices("alert_review"), s.practices(""), fields("practice", "alert_review", "cadence", "7", "from", "history")), s.practices("alert_review"))
		for _, day := range []string{"2026-06-20", "2026-06-27", "2026-07-04"} {
			form := fields("from", "list", "day", day, "leader", s.id("second"), "participants", "４", "sentence", "鳴り方を見直した")
			s.wantMoved(s.post("second", s.practices("alert_review"), form))
			s.wantMoved(s.post("second", s.practices("alert_review"), form))
		}
		x := s.standings()[0]
		if len(x.Occurrences) != 3 {
			t.Fatalf("%d occurrences; a form sent twice counts once", len(x.Occurrences))
		}
		r = s.get("lead", s.practices(""))
		s.wants(r, http.StatusOK, "チームで自走している（段階 3/4）", "最後に行った日：2026年7月4日", "次の予定：2026年7月11日", "定着指数 75", "1個の実践から")
		s.sound(r)
		if int(x.Standing.Stage) != 3 || r.held("participants") != "4" {
			t.Errorf("stage %d, participants %q", x.Standing.Stage, r.held("participants"))
		}
		r = s.get("lead", s.practices("alert_review"))
		s.wants(r, http.StatusOK, "これまで3回を1人で進行しました", "2026年6月20日", "鳴り方を見直した")
		s.sound(r)
		s.sound(s.in(maturity.English, "lead", s.practices("alert_review")))
		s.sound(s.in(maturity.English, "lead", s.practices("")))

		s.now = time.Date(2026, 7, 25, 3, 0, 0, 0, time.UTC)
		s.wants(s.get("member", s.practices("")), http.StatusOK, "中断（以前は「チームで自走している」）", "次の予定（2026年7月11日）を過ぎています")
		refused := s.saveOne("member", s.practices("alert_review"), "/trials/"+x.ID+"/stop", fields("reason", " "))
		s.wants(refused, http.StatusUnprocessableEntity, "やめる理由")
		s.sound(refused)
		s.wantMoved(s.saveOne("member", s.practices("alert_review"), "/trials/"+x.ID+"/stop", fields("reason", "朝会にまとめた")))
		s.wants(s.get("member", s.practices("")), http.StatusOK, "やめた実践", "朝会にまとめた")
		s.wantMoved(s.post("member", "/trials/"+x.ID+"/resume", nil))
		if s.standings()[0].Standing.Stopped {
			t.Error("not taken up again")
		}
	})
}

func TestOccurrenceIsCorrectedDeletedAndPutBack(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	o := s.heldOnce()
	s.wantMoved(s.saveOne("lead", s.practices("triage"), s.practices("triage"), fields("occurrence", o.ID, "day", "2026-07-02", "leader", s.id("member"), "participants", "5")))
	if held := s.standings()[0].Occurrences; len(held) != 1 || held[0].Day != "2026-07-02" || held[0].Participants != 5 {
		t.Fatalf("%+v", held)
	}
	r := s.post("lead", "/occurrences/"+o.ID+"/delete", nil)
	s.wants(r, http.StatusOK, "2026年7月2日の記録を消しました。", "元に戻す")
	s.sound(r)
	if len(s.standings()[0].Occurrences) != 0 {
		t.Fatal("still there")
	}
	s.wantMoved(s.post("lead", s.practices("triage"), fields("day", "2026-07-02", "leader", s.id("member"), "participants", "5")))
	if len(s.standings()[0].Occurrences) != 1 {
		t.Error("not put back")
	}
}

// TestCauseOfAnIncident: the log of a review asks whether its cause had been seen
// before, that of another practice does not.
func TestCauseOfAnIncident(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	at := s.practices("postmortem")
	if len(s.get("member", s.practices("triage")).all("select", "name", "cause")) != 0 {
		t.Error("triage asks for a cause")
	}
	r := s.post("member", at, fields("day", "2026-07-01", "participants", "3", "sentence", "証明書の期限切れ", "cause", "often"))
	s.wants(r, http.StatusUnprocessableEntity, "この障害の原因は")
	s.sound(r)
	if r.held("sentence") != "証明書の期限切れ" || len(r.all("select", "aria-invalid", "true")) != 1 {
		t.Error("what was typed is lost, or nothing is said of the cause")
	}
	s.wantMoved(s.post("member", at, fields("day", "2026-07-01", "participants", "3", "cause", "again")))
	r = s.get("lead", at)
	s.wants(r, http.StatusOK, "原因：前にもあった原因", "経営層への報告")
	s.sound(r)
	s.wants(s.in(maturity.English, "lead", at), http.StatusOK, "cause: Seen before")

	o := s.standings()[0].Occurrences[0]
	form := r.oneOf(at, fields("occurrence", o.ID))
	if form.Get("cause") != "again" {
		t.Errorf("the form to correct it holds %q", form.Get("cause"))
	}
	second := maps.Clone(form)
	second.Set("cause", "unknown")
	s.wantMoved(s.post("second", at, second))
	form.Set("cause", "new")
	r = s.post("lead", at, form)
	s.wants(r, http.StatusConflict, "いまの値：まだ分からない")
	s.sound(r)

	r = s.post("lead", "/occurrences/"+o.ID+"/delete", nil)
	s.wantMoved(s.post("lead", at, r.oneOf(at, fields("cause", "unknown"))))
	if held := s.standings()[0].Occurrences; len(held) != 1 || held[0].Cause != adoption.CauseUnknown {
		t.Errorf("put back as %+v", held)
	}
}

func TestLogComesBackAsTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wantMoved(s.post("member", s.practices(""), fields("practice", "triage")))
	for _, from := range []string{"list", ""} {
		r := s.post("member", s.practices("triage"), fields("from", from, "day", "2026-09-01", "participants", "たくさん", "sentence", "覚えておくこと",
			"link", "javascript:alert(1)", "leader", s.id("third")))
		s.wants(r, http.StatusUnprocessableEntity, "今日より後の日付は選べません。", "1から9999までの数")
		s.sound(r)
		if r.held("participants") != "たくさん" || r.held("sentence") != "覚えておくこと" || r.held("day") != "2026-09-01" || r.held("link") != "javascript:alert(1)" {
			t.Errorf("from %q: something typed is lost", from)
		}
	}
	r := s.post("member", s.practices(""), fields("practice", "triage", "from", "history", "cadence", "毎週"))
	s.wants(r, http.StatusUnprocessableEntity, "1から730までの数")
	if r.held("cadence") != "毎週" {
		t.Errorf("the rhythm typed is lost: %q", r.held("cadence"))
	}
	s.wantStatus(s.post("member", s.practices(""), nil), http.StatusUnprocessableEntity)
	s.wantStatus(s.get("member", s.practices("nonsense")), http.StatusNotFound)
	s.wantStatus(s.post("outsider", s.practices("triage"), fields("participants", "")), http.StatusNotFound)
}

func TestOwnPracticeStaysReadable(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("champion", "/practices/own", fields("name_ja", "当番の朝会", "cadence", "毎日"))
	s.wants(r, http.StatusUnprocessableEntity)
	s.sound(r)
	if r.held("name_ja") != "当番の朝会" || r.held("cadence") != "毎日" {
		t.Error("something typed is lost")
	}
	s.wantMoved(s.post("champion", "/practices/own", fields("name_ja", "当番の朝会", "name_en", "On-call stand-up", "cadence", "7", "dimensions", "incident")))
	own := s.ownPractice()
	s.wants(s.get("member", s.practices("")), http.StatusOK, "当番の朝会")
	s.wants(s.in(maturity.English, "member", "/learn"), http.StatusOK, "On-call stand-up")
	s.wantMoved(s.post("member", s.practices(own.Key), fields("participants", "2")))
	s.wantMoved(s.save("champion", "/practices/own/"+own.Key, "/practices/own/"+own.Key, fields("name_ja", "当番の朝会", "cadence", "7", "dimensions", "incident", "archived", "1")))
	s.wants(s.get("member", s.practices("")), http.StatusOK, "当番の朝会", "決めた間隔で3回続ける。")
	s.lacks(s.get("outsider", "/teams/"+s.other.ID+"/practices"), "当番の朝会")
	s.wants(s.get("member", "/learn/practices/"+own.Key), http.StatusOK, "当番の朝会", "Payments")
	r = s.get("champion", "/practices/own/"+own.Key)
	s.wants(r, http.StatusOK, "アーカイブする")
	s.sound(r)
}

func TestPracticesOverTheOrganisation(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("leader", "/overview/practices"), http.StatusOK, "まだどのチームも実践を選んでいません。")
	for _, day := range []string{"2026-05-01", "2026-05-08", "2026-05-15", "2026-07-03"} {
		_, err := s.tracker.LogOccurrence(t.Context(), s.viewer("member"), tracker.LogOccurrence{
			Team: s.team.ID, Practice: "alert_review", Day: day, Participants: "3",
		})
		s.must(err)
	}
	for _, role := range []string{"leader", "champion"} {
		r := s.get(role, "/overview/practices")
		s.wants(r, http.StatusOK, "アラート", "対象チーム")
		s.sound(r)
		s.lacks(r, "Payments", "member")
	}
	s.sound(s.in(maturity.English, "leader", "/overview/practices"))
	csv := s.get("leader", "/overview/practices.csv?bom=0")
	s.wantStatus(csv, http.StatusOK)
	if lines := strings.Split(strings.TrimSpace(csv.body), "\r\n"); len(lines) != 4 || !strings.HasPrefix(lines[1], "2026-05,") || !strings.Contains(lines[0], "実践") {
		t.Errorf("%q", csv.body)
	}
	group := s.group()
	s.must(func() error {
		_, err := s.tracker.SaveTeam(t.Context(), s.viewer("champion"), tracker.TeamSettings{ID: s.team.ID, Name: s.team.Name, GroupID: group.ID})
		return err
	}())
	r := s.get("leader", "/overview/practices?group="+group.ID)
	s.wants(r, http.StatusOK, "1つのチームのことだと分かってしまうため")
	s.lacks(r, "figure-table")
	if body := s.get("leader", "/overview/practices.csv?group="+group.ID).body; strings.Contains(body, "2026") {
		t.Errorf("the numbers of a single team: %q", body)
	}
}

// TestArchivedTeamsHideNobody: a team that is gone does not make the counts of
// the one that is left speak of two.
func TestArchivedTeamsHideNobody(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.heldOnce()
	s.wants(s.get("leader", "/overview/practices"), http.StatusOK, "2チーム中0チームで今も習慣")
	_, err := s.tracker.SaveTeam(t.Context(), s.viewer("champion"), tracker.TeamSettings{ID: s.other.ID, Name: s.other.Name, Archived: true})
	s.must(err)
	r := s.get("leader", "/overview/practices")
	s.wants(r, http.StatusOK, "1つのチームのことだと分かってしまうため")
	s.lacks(r, "figure-table")
}

func TestTargetsOfPractices(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.heldOnce()
	const path = "/overview/practices/triage/target"
	r := s.get("champion", "/overview/practices")
	s.wants(r, http.StatusOK, "目標を決める")
	s.sound(r)
	s.lacks(s.get("leader", "/overview/practices"), "目標を決める")
	s.goesTo(s.saveOne("champion", "/overview/practices", path, fields("teams", "１２")), "/overview/practices#targets")
	r = s.get("leader", "/overview/practices")
	s.wants(r, http.StatusOK, "トリアージと重大度100212")
	csv := s.get("leader", "/overview/practices.csv?bom=0").body
	if !strings.Contains(csv, "目標") || !strings.Contains(csv, ",12\r\n") {
		t.Errorf("no target in the file:\n%s", csv)
	}

	for _, wrong := range []string{"0", "-1", "many", "10000", "1.5"} {
		r := s.saveOne("champion", "/overview/practices", path, fields("teams", wrong))
		s.wants(r, http.StatusUnprocessableEntity, "トリアージと重大度100212")
		s.sound(r)
		if len(r.all("input", "value", wrong)) != 1 {
			t.Errorf("%q is not in the form any more", wrong)
		}
	}
	s.wants(s.post("champion", "/overview/practices/nonsense/target", fields("teams", "1")), http.StatusNotFound)
	s.goesTo(s.saveOne("champion", "/overview/practices", path, fields("teams", " ")), "/overview/practices#targets")
	s.wants(s.get("leader", "/overview/practices"), http.StatusOK, "トリアージと重大度1002–")
}

// TestArchivedPracticesAreNotTakenUp: what a champion has archived goes on just
// where it was chosen before.
func TestArchivedPracticesAreNotTakenUp(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	own := s.ownPractice()
	other := "/teams/" + s.other.ID + "/practices"
	s.wantMoved(s.post("member", s.practices(own.Key), fields("participants", "3")))
	s.wantMoved(s.save("champion", "/practices/own/"+own.Key, "/practices/own/"+own.Key, fields("name_ja", "当番の朝会", "cadence", "7", "dimensions", "incident", "archived", "1")))

	s.wantMoved(s.post("member", s.practices(own.Key), fields("participants", "4")))
	for _, r := range []reply{
		s.post("outsider", other, fields("practice", own.Key)),
		s.post("outsider", other, fields("practice", own.Key, "from", "history")),
		s.post("outsider", other+"/"+own.Key, fields("participants", "3")),
	} {
		s.wants(r, http.StatusUnprocessableEntity, "アーカイブされている")
		s.sound(r)
	}
	r := s.get("outsider", other+"/"+own.Key)
	s.wants(r, http.StatusOK, "アーカイブされている")
	if len(r.all("button", "name", "practice"))+len(r.all("input", "name", "participants")) != 0 {
		t.Error("an archived practice is offered")
	}
}
