package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/tracker"
)

const (
	canaryBrief  = "canary-brief"
	canaryExpect = "canary-expect"
)

func both(s string) maturity.Text { return maturity.Text{JA: s, EN: s} }

// aScenario holds words that no player may read before the drill is done.
func aScenario() adoption.Scenario {
	return adoption.Scenario{
		Key: "one", Source: adoption.OldAlert, Name: both("ディスク"), Background: both("背景の話"), Brief: both(canaryBrief), Minutes: 20,
		Level: 1, Good: []maturity.Text{both("canary-good")}, Questions: []maturity.Text{both("何が見えましたか")},
		Injects: []adoption.Inject{
			{Minute: 0, Text: both("アラートが鳴る"), Expect: both(canaryExpect)},
			{Minute: 5, Text: both("canary-later"), Expect: both(canaryExpect)},
		},
	}
}

// plannedDrill is a drill of the first team that its lead runs for a member.
func (s *testServer) plannedDrill() adoption.Drill {
	s.t.Helper()
	d, err := s.tracker.PlanDrill(s.t.Context(), s.viewer("lead"), tracker.PlanDrill{
		Team: s.team.ID, Scenario: aScenario(), Player: s.id("member"),
	})
	s.must(err)
	return d
}

// aDrill is a drill of the first team, made where there is none.
func (s *testServer) aDrill() adoption.Drill {
	s.t.Helper()
	all, err := s.db.DrillsOf(s.t.Context(), s.team.ID)
	s.must(err)
	if len(all) > 0 {
		return all[0]
	}
	return s.plannedDrill()
}

// liveAnswer is what a page that waits is told.
type liveAnswer struct {
	Version int
	HTML    string
}

func (s *testServer) live(role, path string) (liveAnswer, reply) {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept", "application/json")
	got := s.send(role, r)
	var out liveAnswer
	s.must(json.Unmarshal([]byte(got.body), &out))
	return out, got
}

func TestDrillIsPlannedPlayedAndRecorded(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	list := "/teams/" + s.team.ID + "/drills"
	s.sound(s.get("member", "/drills"))
	s.wants(s.in(maturity.English, "member", "/drills?q=disk"), http.StatusOK, "The disk warning that does not clear tonight")
	s.wants(s.get("member", "/drills/scenarios/disk_warning_for_real"), http.StatusOK, "Paymentsで計画する")
	s.wants(s.get("member", list), http.StatusOK, "まだ訓練の記録はありません")
	back := s.post("member", list, fields("planned_on", "いつか", "runner", s.id("lead"), "player", s.id("lead")))
	s.wants(back, http.StatusUnprocessableEntity, "ゲームマスターとは別の人を選んでください。", "一覧から選んでください。")
	if back.held("planned_on") != "いつか" {
		t.Errorf("day came back as %q", back.held("planned_on"))
	}
	s.sound(back)
	at := s.wantMoved(s.post("champion", list, fields("scenario", "disk_warning_for_real", "runner", s.id("lead"), "player", s.id("member"))))
	if to := s.wantMoved(s.get("lead", at)); to != at+"/run" {
		t.Errorf("the runner is led to %s", to)
	}
	if to := s.wantMoved(s.get("member", at)); to != at+"/play" {
		t.Errorf("a player is led to %s", to)
	}
	s.sound(s.get("lead", at+"/run"))
	s.wantMoved(s.post("lead", at+"/start", nil))
	s.wantMoved(s.post("lead", at+"/reveal", fields("inject", "0")))
	s.wantMoved(s.post("lead", at+"/reveal", fields("inject", "0")))
	s.wantMoved(s.post("member", at+"/note", fields("note", "12345678", "text", "画面を見た")))
	s.wantMoved(s.post("member", at+"/note", fields("note", "12345678", "text", "画面を見た")))
	seen := s.get("second", at+"/play")
	s.wants(seen, http.StatusOK, "画面を見た", "見学")
	s.sound(seen)
	if n := strings.Count(seen.body, "画面を見た"); n != 1 {
		t.Errorf("a note sent twice stands there %d times", n)
	}
	refresh := func(r reply) bool { return strings.Contains(r.body, `http-equiv="refresh"`) }
	empty := s.post("member", at+"/note", fields("text", " "))
	s.wantStatus(empty, http.StatusUnprocessableEntity)
	if !refresh(seen) || refresh(empty) || refresh(s.get("member", at+"/play?still=1")) {
		t.Error("without a script, the page loads again just while nobody writes")
	}
	s.wantMoved(s.post("lead", at+"/talk", nil))
	refused := s.post("lead", at+"/finish", fields("outcome", "", "gap2", "手順書がない", "owner2", s.id("member"), "action2", "1"))
	s.wantStatus(refused, http.StatusUnprocessableEntity)
	s.sound(refused)
	if refused.held("gap2") != "手順書がない" {
		t.Errorf("gap came back as %q", refused.held("gap2"))
	}
	done := s.wantMoved(s.post("lead", at+"/finish", fields("outcome", "当番表が古い", "gap2", "手順書がない", "owner2", s.id("member"), "action2", "1")))
	record := s.get("member", done)
	s.wants(record, http.StatusOK, "当番表が古い", "手順書がない", "アクション", "公開しませんでした")
	s.sound(record)
	s.wants(s.get("member", list), http.StatusOK, "今日、訓練を行いました")
	s.wantStatus(s.post("lead", at+"/reveal", fields("inject", "1")), http.StatusConflict)
}

func TestPlayersReadNothingOfTheGameMaster(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	d := s.plannedDrill()
	at := "/drills/" + d.ID
	secret := func(stage string) {
		t.Helper()
		for _, role := range []string{"member", "second", "champion"} {
			live, _ := s.live(role, at+"/live?as=play&seen=0")
			for _, body := range []string{s.get(role, at+"/play").body, live.HTML, s.get(role, "/teams/"+s.team.ID+"/drills").body} {
				if strings.Contains(body, "canary") {
					t.Errorf("%s reads what only the game master knows while %s", role, stage)
				}
			}
			for _, path := range []string{"/run", "/print", "/live?as=run&seen=0"} {
				if got := s.get(role, at+path); got.StatusCode != http.StatusForbidden || strings.Contains(got.body, "canary") {
					t.Errorf("%s as %s while %s: %d", path, role, stage, got.StatusCode)
				}
			}
		}
	}
	secret("planned")
	s.wantMoved(s.post("lead", at+"/start", nil))
	s.wantMoved(s.post("lead", at+"/reveal", fields("inject", "0")))
	s.wants(s.get("member", at+"/play"), http.StatusOK, "アラートが鳴る")
	secret("played")
	s.wants(s.get("lead", at+"/run"), http.StatusOK, canaryBrief, canaryExpect, "canary-later")
	s.wants(s.get("lead", at+"/print"), http.StatusOK, canaryBrief)
	s.wantMoved(s.post("lead", at+"/talk", nil))
	secret("talked about")
	s.wantMoved(s.post("lead", at+"/cancel", nil))
	if got := s.get("member", at+"/record"); got.StatusCode != http.StatusOK || strings.Contains(got.body, "canary") {
		t.Errorf("the record of a cancelled drill: %d", got.StatusCode)
	}
}

func TestWaitingPagesLearnWhatIsRevealed(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	d := s.plannedDrill()
	at := "/drills/" + d.ID
	s.wantMoved(s.post("lead", at+"/start", nil))
	now, _ := s.live("member", at+"/live?as=play&seen=0")
	if now.Version == 0 || now.HTML == "" {
		t.Fatalf("a page that has seen nothing is told %+v", now)
	}
	told := make(chan liveAnswer)
	path := at + "/live?as=play&seen=" + strconv.Itoa(now.Version)
	go func() {
		got, _ := s.live("member", path)
		told <- got
	}()
	s.must(s.tracker.RevealInject(t.Context(), s.viewer("lead"), d.ID, 0))
	if got := <-told; !strings.Contains(got.HTML, "アラートが鳴る") || got.Version <= now.Version {
		t.Errorf("a waiting page is told %+v", got)
	}
	if s.server.live.waiting.Load() != 0 {
		t.Errorf("%d pages still wait", s.server.live.waiting.Load())
	}
	s.server.live.closing.Store(true)
	last, _ := s.live("member", at+"/live?as=play&seen=0")
	if got, _ := s.live("member", at+"/live?as=play&seen="+strconv.Itoa(last.Version)); got.HTML != "" {
		t.Errorf("a server that stops tells %+v", got)
	}
}

func TestScenarioOfOnesOwn(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	area := s.knows("夜間バッチ", 3, map[string][2]string{"second": {"4", "2026-06-01"}})
	list := "/teams/" + s.team.ID + "/drills"
	shown := s.get("member", list+"?area="+area.Key+"&seed=1")
	s.wants(shown, http.StatusOK, "夜間バッチ")
	if strings.Contains(s.get("champion", list).body, "夜間バッチ") {
		t.Error("the register reaches somebody outside the team")
	}
	at := s.wantMoved(s.post("member", list, fields("area", area.Key, "seed", "1", "player", s.id("third"))))
	d, err := s.db.DrillByID(t.Context(), strings.TrimPrefix(at, "/drills/"))
	s.must(err)
	if d.AreaKey != area.Key || !strings.Contains(shown.body, d.Scenario.Name.JA) {
		t.Errorf("planned %q of area %q, which is not what was shown", d.Scenario.Name.JA, d.AreaKey)
	}
	s.wants(s.get("champion", list+"?service=決済&seed=2"), http.StatusOK, "決済")
	s.wants(s.get("champion", list+"?incident=DNS停止&happened=名前が引けない"), http.StatusOK, "DNS停止")
}
