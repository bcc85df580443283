package web

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// department opens a round for teams of which each has six people and answers
// one level; the teams of half their number are in one group.
func (s *testServer) department(levels ...int) (maturity.Round, maturity.Group, []maturity.Team) {
	s.t.Helper()
	ctx, champion := s.t.Context(), s.viewer("champion")
	group, err := s.tracker.SaveGroup(ctx, champion, maturity.Group{Name: "開発部"})
	s.must(err)
	below, err := s.tracker.SaveGroup(ctx, champion, maturity.Group{Name: "開発一課", ParentID: group.ID})
	s.must(err)
	var teams []maturity.Team
	var ids []string
	for i := range levels {
		in := tracker.TeamSettings{Name: fmt.Sprintf("Team %c", 'Z'-i), GroupID: below.ID}
		if i >= len(levels)/2 {
			in.GroupID = ""
		}
		team, err := s.tracker.SaveTeam(ctx, champion, in)
		s.must(err)
		var roles []string
		for person := range 6 {
			roles = append(roles, fmt.Sprintf("%s %d", team.Name, person))
		}
		s.join(champion, team, roles...)
		teams, ids = append(teams, team), append(ids, team.ID)
	}
	round, err := s.tracker.OpenRound(ctx, champion, tracker.OpenRound{
		Key: "2026-Q3", Questionnaire: "sre-core", ClosesOn: "2026-10-31", K: maturity.DefaultK, Teams: ids,
	})
	s.must(err)
	q, err := s.tracker.Questionnaire(ctx, round)
	s.must(err)
	as, err := s.db.AssessmentsIn(ctx, round.ID)
	s.must(err)
	for i, team := range teams {
		for _, a := range as {
			if a.TeamID == team.ID {
				s.open = a
			}
		}
		for person := range 6 {
			s.answerAll(fmt.Sprintf("%s %d", team.Name, person), q, levels[i])
		}
		lead := s.viewer(team.Name + " 0")
		s.must(s.tracker.Reveal(ctx, lead, s.open.ID))
		s.must(s.tracker.Agree(ctx, lead, tracker.Agree{Assessment: s.open.ID}))
		if i > 0 { // the first keeps its result
			s.must(s.tracker.Share(ctx, lead, s.open.ID))
		}
	}
	return round, group, teams
}

func TestOverviewCountsTeamsAndRanksNone(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("leader", "/overview"), http.StatusOK, "2026-Q2：招待した1チームのうち、0チームが結果を共有しています。", "まだどのチームも結果を共有していません")
	round, group, _ := s.department(4, 3, 2, 1)
	for _, l := range maturity.Languages {
		r := s.in(l, "champion", "/overview")
		s.wants(r, http.StatusOK)
		s.sound(r)
		if n := len(r.all("figure", "class", "figure")); n != 1+len(maturity.Dimensions) {
			t.Errorf("%s: %d figures", l, n)
		}
	}
	r := s.get("leader", "/overview")
	s.wants(r, http.StatusOK, "2026-Q3：招待した4チームのうち、3チームが結果を共有しています。", "Team W 推移Team X 推移Team Y 推移")
	s.lacks(r, "Team Z")
	s.wants(s.get("leader", "/overview?group="+group.ID+"&round="+round.ID), http.StatusOK, "招待した2チームのうち、1チーム", "開発部")
	s.wants(s.get("leader", "/overview?round="+s.round.ID), http.StatusOK, "2026-Q2：招待した1チーム")
	for _, wrong := range []string{"?round=x", "?group=x", "?round=%ff"} {
		s.wants(s.get("leader", "/overview"+wrong), http.StatusNotFound)
	}
	for _, role := range []string{"member", "lead", "outsider"} {
		s.wants(s.get(role, "/overview"), http.StatusNotFound)
	}
}

func TestOverviewAsAFile(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	r := s.get("leader", "/overview.csv?bom=1")
	s.wants(r, http.StatusOK)
	if !strings.HasPrefix(r.body, "\ufeffラウンド,軸,") || strings.Count(r.body, "\r\n") != 1+len(maturity.Dimensions) {
		t.Errorf("file:\n%s", r.body)
	}
}

func TestPooledAnswersWaitForTheEndOfTheRound(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	round, _, _ := s.department(4, 3, 2, 1)
	r := s.get("champion", "/overview/answers?round="+round.ID)
	s.wants(r, http.StatusOK, "2026-Q3 のラウンドはまだ開いています")
	s.lacks(r, "distribution")
}

func TestPooledAnswersShowNoTeam(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	round, group, teams := s.department(4, 3, 2, 1, 0, 4)
	s.must(s.tracker.CloseRound(t.Context(), s.viewer("champion"), round.ID))
	for _, l := range maturity.Languages {
		r := s.in(l, "leader", "/overview/answers")
		s.wants(r, http.StatusOK)
		s.sound(r)
		for _, team := range teams {
			s.lacks(r, team.Name)
		}
	}
	// Z, Y and X are in the group: 6 answers each at level 4, 3 and 2.
	s.wants(s.get("leader", "/overview/answers"), http.StatusOK, "36人中36人がレベルを選択", "18人中18人がレベルを選択")
	r := s.get("leader", "/overview/answers?group="+group.ID)
	s.wants(r, http.StatusOK, "18人中18人がレベルを選択")
	s.lacks(r, "L1: 6")
}

func TestPooledAnswersOfFewTeamsStayHidden(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	round, group, _ := s.department(4, 3)
	s.must(s.tracker.CloseRound(t.Context(), s.viewer("champion"), round.ID))
	for _, path := range []string{"/overview/answers", "/overview/answers?group=" + group.ID} {
		r := s.get("champion", path)
		s.wants(r, http.StatusOK, "非表示：")
		s.lacks(r, "distribution-bar", "12人中", "6人中")
	}
}

// TestPagesBeforeTheFirstRound: until there is one, each page for leaders says so,
// and champions are led to what changes it.
func TestPagesBeforeTheFirstRound(t *testing.T) {
	t.Parallel()
	s := newEmptyServer(t)
	secret, err := s.tracker.NewSetUpLink(t.Context())
	s.must(err)
	in, err := s.tracker.SetUp(t.Context(), secret, tracker.SetUp{
		Organisation: "株式会社みちのり", Name: "青木", Language: "ja", TimeZone: "Asia/Tokyo", Team: "Payments",
	})
	s.must(err)
	s.people["champion"] = in.Viewer.Person
	s.people["leader"], err = s.tracker.SavePerson(t.Context(), in.Viewer, tracker.PersonSettings{Name: "部長", Language: "ja", Role: "leader"})
	s.must(err)
	for _, path := range []string{"/overview", "/overview/report", "/overview/talk", "/overview/areas", "/overview/answers"} {
		r := s.get("champion", path)
		s.wants(r, http.StatusOK, "まだラウンドがありません")
		s.sound(r)
		s.first(r, "a", "href", "/rounds/new")
		r = s.get("leader", path)
		s.wants(r, http.StatusOK, "まだラウンドがありません")
		if len(r.all("a", "href", "/rounds/new")) > 0 {
			t.Errorf("%s leads a leader to what only champions may do", path)
		}
		s.lacks(r, "スライドです")
	}
	s.first(s.get("champion", "/overview/links"), "a", "href", "/rounds/new")
}
