package web

import (
	"net/http"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
)

// aDrillAction stores an action that belongs to no round.
func (s *testServer) aDrillAction(title string) maturity.Action {
	s.t.Helper()
	a := maturity.Action{
		ID: "drill-action", TeamID: s.team.ID, Title: title, OwnerID: s.id("member"), Due: "2026-07-01",
		State: maturity.ActionOpen, CreatedAt: s.now,
	}
	s.must(s.db.Tx(s.t.Context(), func(tx *store.Tx) error { return tx.SaveAction(s.t.Context(), a) }))
	return a
}

func TestActionsAreLookedAtWhenARoundBegins(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	taken := s.shareRound()
	drill := s.aDrillAction("連絡先の一覧を直す")
	s.nextRound("2026-Q3", "sre-core", "2026-10-31")
	here := "/assessments/" + s.open.ID + "/actions"
	s.wants(s.get("member", "/"), http.StatusOK, "アクションを2件振り返りましょう")
	got := s.get("member", here)
	s.wants(got, http.StatusOK, taken.Title, drill.Title, "期日を過ぎています")
	s.sound(got)

	back := s.saveOne("member", here, here+"/review", fields("action", taken.ID, "outcome", "dropped", "due", taken.Due))
	s.wants(back, http.StatusUnprocessableEntity, "入力してください。")
	s.sound(back)
	s.wantMoved(s.saveOne("member", here, here+"/review", fields("action", taken.ID, "outcome", "dropped", "reason", "不要になった", "due", taken.Due)))
	s.wantMoved(s.saveOne("member", here, here+"/review", fields("action", taken.ID, "outcome", "done", "due", taken.Due)))
	s.wantMoved(s.saveOne("lead", here, here+"/review", fields("action", drill.ID, "outcome", "carried", "due", "2026-12-31")))
	s.lacks(s.get("member", "/"), "振り返りましょう")
	s.wants(s.get("member", here), http.StatusOK, "今回の判断：できた", "今回の判断：続ける")
	kept, err := s.db.ActionByID(t.Context(), drill.ID)
	s.must(err)
	if kept.Due != "2026-12-31" || kept.State != maturity.ActionOpen {
		t.Errorf("carried on: %+v", kept)
	}

	s.reviewedResult()
}

// reviewedResult reads the say-do figure where one of two had been done.
func (s *testServer) reviewedResult() {
	s.t.Helper()
	q, err := s.tracker.Questionnaire(s.t.Context(), s.round)
	s.must(err)
	for _, role := range []string{"lead", "member", "second", "third", "fourth"} {
		s.answerAll(role, q, 2)
	}
	s.agree()
	got := s.get("member", s.at("result"))
	s.wants(got, http.StatusOK, "振り返った2件のうち、1件が実現していました（50%）")
	s.sound(got)
	s.share()
	s.lacks(s.get("champion", s.at("result")), "実現していました")
}

func TestActionsOfADrillAreClosedOnTheTeamsPage(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	a := s.aDrillAction("連絡先の一覧を直す")
	all := "/teams/" + s.team.ID + "/actions"
	s.wants(s.get("member", all), http.StatusOK, a.Title)
	back := s.saveOne("member", all, "/actions/"+a.ID+"/close", fields("state", "dropped", "from", "team"))
	s.wants(back, http.StatusUnprocessableEntity, "入力してください。")
	s.sound(back)
	s.goesTo(s.saveOne("member", all, "/actions/"+a.ID+"/close", fields("state", "done")), all)
	s.goesTo(s.saveOne("member", all, "/actions/"+a.ID+"/close", fields("state", "open", "from", "team")), all)
	if got := s.post("outsider", "/actions/"+a.ID+"/close", fields("state", "done", "from", "team")).StatusCode; got != http.StatusNotFound {
		t.Errorf("another team: %d", got)
	}
}
