package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"michinori/app/maturity"
)

func TestResultSaysWhatItMeans(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 1, 1, 1, 1, 1, 1)
	s.agree()
	for _, l := range maturity.Languages {
		r := s.in(l, "member", s.at("result"))
		s.wants(r, http.StatusOK)
		s.sound(r)
		if n := len(r.all("li", "class", "card")); n != 3 {
			t.Errorf("%s: %d next steps, want 3", l, n)
		}
		if n := len(r.all("span", "class", "way")) + len(r.all("span", "class", "way none")); n != len(maturity.Dimensions) {
			t.Errorf("%s: %d dimensions", l, n)
		}
	}
	result, err := s.db.ResultOf(t.Context(), s.open.ID)
	s.must(err)
	r := s.get("member", s.at("result"))
	for _, score := range result.Dimensions {
		if score.Scored {
			s.wants(r, http.StatusOK, maturity.DisplayScore(*score.Score))
		}
	}
	s.wants(r, http.StatusOK, "6人中6人が回答", "0点という意味ではありません", "答えのない質問")
}

func TestAGateIsNamed(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("incident.procedure", 1, 1, 1, 1, 1, 1)
	q, err := s.tracker.Questionnaire(t.Context(), s.round)
	s.must(err)
	s.recordFacts(q)
	s.agree()
	s.wants(s.get("member", s.at("result")), http.StatusOK,
		"得点だけならレベル2ですが、障害対応の手順が、まだ一部の人の頭の中にしかないため、レベル1にとどめています。")
}

func TestOthersSeeASharedResultWithoutTheTeamsOwn(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 0, 0, 4, 4, -1)
	s.agree()
	for _, role := range []string{"leader", "champion", "outsider"} {
		s.wants(s.get(role, s.at("result")), http.StatusNotFound)
	}
	s.goesTo(s.post("lead", s.at("actions"), fields("question", "learn.allies", "title", "一人誘う", "owner", s.people["fifth"].ID, "due", "2026-08-01")),
		s.at("result")+"#actions")
	s.wants(s.get("member", s.at("result")), http.StatusOK, "一人誘う", "fifthさん", "二つに割れている", "わからない")
	s.share()
	for _, role := range []string{"leader", "champion"} {
		r := s.get(role, s.at("result"))
		s.wants(r, http.StatusOK, "チームが共有した結果です", "次の一歩")
		s.sound(r)
		s.lacks(r, "一人誘う", "fifth", "二つに割れている", "わからない", "見方が分かれています", "distribution")
		if len(r.all("form", "method", "post")) != 3 { // language, sign out twice
			t.Errorf("%s can change something", role)
		}
	}
	s.wants(s.get("outsider", s.at("result")), http.StatusNotFound)
}

func TestStepsBecomeActions(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 1, 1, 1, 1, 1, 1)
	s.agree()
	step := s.get("member", s.at("result")).all("input", "name", "question")[0]
	question, _ := attr(step, "value")
	for name, sent := range map[string]url.Values{
		"no title":   fields("question", question, "owner", s.people["member"].ID, "due", "2026-08-01"),
		"a stranger": fields("question", question, "title", "試す", "owner", s.people["outsider"].ID, "due", "2026-08-01"),
		"no day":     fields("question", question, "title", "試す", "owner", s.people["member"].ID, "due", "いつか"),
		"not UTF-8":  fields("question", question, "title", "試す\xff", "owner", s.people["member"].ID, "due", "2026-08-01"),
	} {
		r := s.post("member", s.at("actions"), sent)
		s.wants(r, http.StatusUnprocessableEntity)
		s.sound(r)
		if len(r.all("p", "role", "alert")) < 2 || name != "no title" && !strings.HasPrefix(r.value("title"), "試す") {
			t.Errorf("%s: no message, or what was typed is gone", name)
		}
	}
	sent := fields("question", question, "title", "<script>alert(1)</script>", "owner", s.people["second"].ID, "due", "2026-07-01")
	for range 2 { // a double click
		s.goesTo(s.post("member", s.at("actions"), sent), s.at("result")+"#actions")
	}
	r := s.get("member", s.at("result"))
	s.wants(r, http.StatusOK, "アクションにしています（secondさん、2026年7月1日まで）", "期日を過ぎています")
	s.lacks(r, "<script>alert")
	actions, err := s.db.ActionsOf(t.Context(), s.team.ID)
	s.must(err)
	if len(actions) != 1 {
		t.Errorf("%d actions, want 1", len(actions))
	}
}

func TestActionsEnd(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	action := s.shareRound()
	end := "/actions/" + action.ID + "/close"
	r := s.saveOne("member", s.at("result"), end, fields("state", "dropped", "assessment", s.open.ID))
	s.wants(r, http.StatusUnprocessableEntity, "入力してください。")
	s.sound(r)
	s.wants(s.saveOne("member", s.at("result"), end, fields("state", "lost")), http.StatusUnprocessableEntity)
	hostile := fields("state", "dropped", "reason", "先に訓練をする", "assessment", "../../x", "seen", s.get("member", s.at("result")).oneOf(end, nil).Get("seen"))
	s.goesTo(s.post("member", end, hostile), s.at("result")+"#actions")
	s.wants(s.get("member", s.at("result")), http.StatusOK, "取りやめ", "先に訓練をする")
	s.goesTo(s.saveOne("member", s.at("result"), end, fields("state", "open")), s.at("result")+"#actions")
	s.goesTo(s.saveOne("member", s.at("result"), end, fields("state", "done")), s.at("result")+"#actions")
	s.wants(s.post("outsider", end, fields("state", "done")), http.StatusNotFound)
	s.wants(s.post("champion", end, fields("state", "done")), http.StatusNotFound)
}

func TestReopeningNeedsAReason(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	r := s.post("lead", s.at("reopen"), fields("reason", " "))
	s.wants(r, http.StatusUnprocessableEntity, "やり直す理由", "入力してください。", "5人以上が見直し終えるまで")
	s.sound(r)
	s.wants(s.post("member", s.at("reopen"), nil), http.StatusForbidden)
	s.goesTo(s.post("lead", s.at("reopen"), fields("reason", "一人の回答が抜けていた")), "/")
	s.wants(s.get("member", s.at("answers")), http.StatusOK, "回答のやり直しが始まっています")
	s.wants(s.get("leader", s.at("result")), http.StatusNotFound)
	s.wants(s.get("lead", s.at("reveal")), http.StatusOK, "回答をやり直した理由：一人の回答が抜けていた")
	s.agree()
	s.wants(s.get("member", s.at("result")), http.StatusOK, "回答をやり直したものです（1回）")
}

func TestLateAnswersAreSaid(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.now = s.now.AddDate(0, 2, 0)
	s.answer("learn.allies", 1, 1, 1, 1, 1)
	s.agree()
	s.wants(s.in(maturity.English, "member", s.at("result")), http.StatusOK, "Includes answers that came after the due date (31 July 2026).")
}

func TestSharingIsTheTeamsChoice(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 1, 1, 1, 1, 1)
	s.agree()
	s.wants(s.get("lead", s.at("result")), http.StatusOK, "組織に共有する", "チームのみ")
	s.lacks(s.get("member", s.at("result")), s.at("share"))
	s.goesTo(s.post("lead", s.at("share"), nil), s.at("result"))
	s.wants(s.get("lead", s.at("result")), http.StatusOK, "組織に共有中", "共有をやめる")
	s.goesTo(s.post("lead", s.at("unshare"), nil), s.at("result"))
	s.wants(s.get("leader", s.at("result")), http.StatusNotFound)
}
