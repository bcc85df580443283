package web

import (
	"net/http"
	"testing"

	"michinori/app/maturity"
	"michinori/questionnaires"
)

func TestAQuestionShowsWhatOnesOwnTeamCameTo(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	const path, heading = "/learn/questions/learn.allies", "あなたのチームの今"
	s.wants(s.get("member", path), http.StatusOK, heading, "この質問の結果はまだありません")
	s.shareRound()
	q, err := questionnaires.BuiltIn("sre-core")
	s.must(err)
	asked, _ := q.Question("learn.allies")
	for _, l := range maturity.Languages {
		s.sound(s.in(l, "member", path))
	}
	s.wants(s.get("member", path), http.StatusOK, "Payments（2026-Q2）", "1 "+asked.Levels[1].JA, "25.0点", "次の段階2の姿："+asked.Levels[2].JA)

	// What is shared is still read on the page of the result alone.
	for _, role := range []string{"outsider", "leader", "champion"} {
		r := s.get(role, path)
		s.wants(r, http.StatusOK)
		s.lacks(r, "Payments", "25.0点", "次の段階2の姿")
	}
	s.wants(s.get("member", "/learn/questions/bus.team_factor"), http.StatusOK, "Payments（2026-Q2）")
	s.lacks(s.get("member", "/learn/questions/bus.team_factor"), "の姿：")
}

// An answer withheld from the result is withheld here.
func TestAQuestionKeepsSmallGroupsApart(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 4, 4)
	s.agree()
	r := s.get("member", "/learn/questions/learn.allies")
	s.wants(r, http.StatusOK, "Payments（2026-Q2）")
	s.lacks(r, "100.0点", "一番上の段階に届いています")
}

func TestAPracticeShowsTheNextStageOfOnesOwnTeam(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	path := "/learn/practices/triage"
	s.wants(s.get("member", path), http.StatusOK, "あなたのチームでは", "このチームはまだ選んでいません", "出典")
	s.heldOnce()
	practice, _ := questionnaires.PracticeByKey("triage")
	r := s.get("member", path)
	s.wants(r, http.StatusOK, "試している（段階 1/4）", practice.Evidence[1].JA, "今週の一歩：", "進行役を決め")
	s.sound(r)
	s.lacks(s.get("champion", path), "Payments", "今週の一歩：")
}

func TestEveryTermHasAPage(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for _, term := range questionnaires.Glossary() {
		for _, l := range maturity.Languages {
			r := s.in(l, "member", "/learn/terms/"+term.Key)
			s.wants(r, http.StatusOK, term.Short.In(l), term.More.In(l))
			s.sound(r)
		}
	}
	s.wants(s.get("member", "/learn/terms/toil"), http.StatusOK, "この言葉が出てくる質問")
	s.wants(s.get("member", "/learn/terms/nonsense"), http.StatusNotFound)
	if list := s.get("member", "/learn/terms"); len(list.all("a", "href", "/learn/terms/toil")) != 1 {
		t.Error("the list does not lead to the page of a term")
	}
}
