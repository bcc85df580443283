package web

import (
	"net/http"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// nextRound opens another round for the first team, in which it answers.
func (s *testServer) nextRound(key, questionnaire, day string) {
	s.t.Helper()
	ctx := s.t.Context()
	s.now = s.now.AddDate(0, 3, 0)
	round, err := s.tracker.OpenRound(ctx, s.viewer("champion"), tracker.OpenRound{
		Key: key, Questionnaire: questionnaire, ClosesOn: day, K: maturity.DefaultK, Teams: []string{s.team.ID},
	})
	s.must(err)
	as, err := s.db.AssessmentsIn(ctx, round.ID)
	s.must(err)
	s.round, s.open = round, as[0]
}

func TestTrendSaysWhatBecameOfEachDimension(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 1, 1, 1, 1, 1, 1)
	s.agree()
	s.share()
	trend := "/teams/" + s.team.ID + "/trend"
	for _, l := range maturity.Languages {
		r := s.in(l, "member", trend)
		s.sound(r)
		if n := len(r.all("figure", "class", "figure")); n != 0 {
			t.Errorf("%s: %d figures of a single round", l, n)
		}
	}
	s.wants(s.get("member", trend), http.StatusOK, "まだ1回分の結果だけです", "2026-Q2 は45.0点")
	s.nextRound("2026-Q3", "sre-core", "2026-10-31")
	s.answer("learn.allies", 1, 1, 1, 1, 1, 1)
	s.agree()
	for _, l := range maturity.Languages {
		r := s.in(l, "member", trend)
		s.wants(r, http.StatusOK)
		s.sound(r)
		if n := len(r.all("figure", "class", "figure")); n != 1+len(maturity.Dimensions) {
			t.Errorf("%s: %d figures", l, n)
		}
	}
	s.wants(s.get("member", trend), http.StatusOK, "2026-Q2 から、はっきりした変化はありません")
	s.wants(s.get("member", s.at("result")), http.StatusOK, "2026-Q2 から、はっきりした変化はありません", "どの質問も前と同じでした")

	r := s.get("leader", trend)
	s.wants(r, http.StatusOK, "チームが共有したラウンドだけ")
	s.lacks(r, "2026-Q3")
	s.must(s.tracker.CloseRound(t.Context(), s.viewer("champion"), s.round.ID))
	s.wants(s.get("leader", trend), http.StatusOK, "2026-Q3には得点がありません。チームが結果を共有していないためです。")
	s.wants(s.get("outsider", trend), http.StatusNotFound)
	s.wants(s.get("leader", "/teams/"+s.other.ID+"/trend"), http.StatusNotFound)
	s.wants(s.get("outsider", "/teams/"+s.other.ID+"/trend"), http.StatusOK, "まだ結果がありません")
}

func TestTrendAcrossEditions(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 1, 1, 1, 1, 1, 1)
	s.agree()
	s.nextRound("2026-Q3", "sre-starter", "2026-10-31")
	s.answer("learn.allies", 3, 3, 3, 3, 3, 3)
	s.agree()
	r := s.get("member", "/teams/"+s.team.ID+"/trend")
	s.wants(r, http.StatusOK, "質問票の版が変わりました", "共通の質問だけ")
	s.sound(r)
}

func TestTrendAsAFile(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	plain := s.get("leader", "/teams/"+s.team.ID+"/trend.csv")
	s.wants(plain, http.StatusOK)
	if strings.HasPrefix(plain.body, "\ufeff") || !strings.HasPrefix(plain.body, "ラウンド,軸,") {
		t.Errorf("file starts with %q", plain.body[:40])
	}
	if got := strings.Count(plain.body, "\r\n"); got != 1+len(maturity.Dimensions) {
		t.Errorf("%d lines", got)
	}
	if got := plain.Header.Get("Content-Disposition"); got != `attachment; filename="trend-payments.csv"` {
		t.Errorf("disposition %s", got)
	}
	if r := s.get("leader", "/teams/"+s.team.ID+"/trend.csv?bom=1"); !strings.HasPrefix(r.body, "\ufeff") {
		t.Error("no byte order mark")
	}
	s.wants(s.get("outsider", "/teams/"+s.team.ID+"/trend.csv"), http.StatusNotFound)
}
