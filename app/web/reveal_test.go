package web

import (
	"net/http"
	"net/url"
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

func TestRevealShowsNumbersNeverNames(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 1, 2, 3)
	r := s.get("lead", s.at("reveal"))
	s.wants(r, http.StatusOK, "6人中3人が終えました", "15件中0件", "答えた人は3人で、表示に必要な5人に届いていません")
	s.lacks(r, "second", "third", "fourth", "fifth")
	s.sound(r)
	if len(r.all("form", "action", s.at("reveal"))) != 1 {
		t.Error("the lead cannot open the result")
	}
	r = s.in(maturity.English, "member", s.at("reveal"))
	s.wants(r, http.StatusOK, "3 of 6 people have finished", "Your lead opens the result.")
	s.sound(r)
	if len(r.all("form", "action", s.at("reveal"))) != 0 {
		t.Error("a member is offered to open the result")
	}
}

func TestRevealLeadsOn(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("lead", s.at("reveal")), http.StatusOK, "まだ回答も事実もありません")
	s.answer("learn.allies", 1, 1, 1, 1, 1)
	s.goesTo(s.post("lead", s.at("reveal"), nil), s.at("agreement"))
	s.goesTo(s.get("member", s.at("reveal")), "/assessments/"+s.open.ID)
	s.wants(s.get("outsider", s.at("reveal")), http.StatusNotFound)
}

// TestAnswersGivenAgain follows a re-opening in the browser: what is asked of
// each, what the lead waits for, and the way back.
func TestAnswersGivenAgain(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 1, 1, 1, 1, 1)
	s.goesTo(s.post("lead", s.at("reveal"), nil), s.at("agreement"))
	s.must(s.tracker.Agree(t.Context(), s.viewer("lead"), tracker.Agree{Assessment: s.open.ID}))
	s.wants(s.get("lead", s.at("result")), http.StatusOK, "5人以上が見直し終えるまで")
	s.goesTo(s.post("lead", s.at("reopen"), url.Values{"reason": {"数え違い"}}), "/")
	s.wants(s.get("member", "/"), http.StatusOK, "回答のやり直しが始まっています")
	s.wants(s.get("member", s.at("answers")), http.StatusOK, "前に答えた内容はそのまま残っています", "見直しを終える")

	r := s.get("lead", s.at("reveal"))
	s.wants(r, http.StatusOK, "6人中0人が終えました", "5人以上が見直し終えるまで", "見直しを終えていない人が5人います")
	s.sound(r)
	if len(r.all("form", "action", s.at("reveal"))) != 1 || len(r.all("form", "action", s.at("restore"))) != 1 {
		t.Error("nobody has looked: the lead may open the result, or go back")
	}
	s.lacks(s.get("member", s.at("reveal")), "前の結果に戻す")

	s.answer("learn.allies", 4)
	r = s.get("lead", s.at("reveal"))
	s.wants(r, http.StatusOK, "あと4人の見直しが必要です")
	s.sound(r)
	s.wants(s.in(maturity.English, "lead", s.at("reveal")), http.StatusOK, "4 more people have to look through their answers")
	if len(r.all("form", "action", s.at("reveal"))) != 0 {
		t.Error("the lead is offered what is refused")
	}
	s.wants(s.post("lead", s.at("reveal"), nil), http.StatusConflict, "5人以上が自分の回答を見直し終える必要があります（いま1人）")

	s.wantStatus(s.post("member", s.at("restore"), nil), http.StatusForbidden)
	s.goesTo(s.post("lead", s.at("restore"), nil), "/assessments/"+s.open.ID)
	s.wants(s.get("lead", s.at("result")), http.StatusOK, "1回", "数え違い")
	s.goesTo(s.post("lead", s.at("reopen"), url.Values{"reason": {"数え違い"}, "what": {"facts"}}), s.at("facts"))
	s.lacks(s.get("member", "/"), "回答のやり直しが始まっています")
	s.wants(s.get("member", s.at("answers")), http.StatusOK, "リードが事実を直しているところです")
	s.goesTo(s.post("lead", s.at("restore"), nil), "/assessments/"+s.open.ID)
	s.wants(s.post("lead", s.at("restore"), nil), http.StatusConflict, "回答をやり直していません")
}
