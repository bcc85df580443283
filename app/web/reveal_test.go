package web

import (
	"net/http"
	"testing"

	"michinori/app/maturity"
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
