package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

func (s *testServer) registerAt(page string) string {
	return "/teams/" + s.team.ID + "/register/" + page
}

func TestRisksSayWhatToSpreadFirst(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		s := newTestServerOn(t, database)
		s.wants(s.get("member", s.registerAt("risks")), http.StatusOK, "まだ領域がありません")
		billing := s.known()
		for _, l := range maturity.Languages {
			r := s.in(l, "member", s.registerAt("risks"))
			s.wants(r, http.StatusOK)
			s.sound(r)
		}
		r := s.get("member", s.registerAt("risks"))
		s.wants(r, http.StatusOK,
			"バスファクターは1人です。 最初の空白までは1人です。", "リスクの合計：4.0",
			"leadさんが不在だと、重要な領域の過半数で担い手がいなくなります。",
			"memberさんが「請求バッチ」を一度行い、日付を残す。", "リスクの合計4.0のうち、2.0が減ります。",
			"memberさん（今はレベル1）が、「本番データベース」をleadさんから習う。", "進め方：オンコールのシャドウイング")
		rows := r.all("tr", "", "")
		var order []string
		for _, n := range rows[1:] {
			order = append(order, text(n)[:len("ベン")])
		}
		if got := strings.Join(order, " "); got != "ベン 本番 請求 アラ" {
			t.Errorf("order %s, want the orphan first, then by risk", got)
		}
		s.wants(r, http.StatusOK, "請求バッチ 3 1人 一人領域ほかに、根拠が古い申告が1件")
		if len(r.all("a", "href", "/areas/"+billing.ID)) == 0 {
			t.Error("no link to the area")
		}
	})
}

func TestRisksShowTheDaysOfAnArea(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	_, err := s.tracker.SaveArea(t.Context(), s.viewer("member"), tracker.SaveArea{
		Team: s.team.ID, NameJA: "<script>alert(1)</script>", Criticality: "2", Kind: "code",
		RunbookTested: "never", NonOwnerRun: "2026-05-01", NextStep: "2026-08-01",
	})
	s.must(err)
	r := s.get("member", s.registerAt("risks"))
	s.wants(r, http.StatusOK, "2026年8月1日", "2026年5月1日", "一度もない", "まだいない", "重要な領域の過半数に、今すでに担い手がいません。")
	s.lacks(r, "<script>alert")
}

func TestAwayIsAboutAreas(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.known()
	for _, l := range maturity.Languages {
		r := s.in(l, "member", s.registerAt("away?away="+s.people["lead"].ID))
		s.wants(r, http.StatusOK)
		s.sound(r)
	}
	r := s.get("member", s.registerAt("away"))
	s.wants(r, http.StatusOK, "今すでに担い手がいない領域（1）", "次の人が不在でも、止まる領域はありません", "memberさん", "leadさん 止まる領域（2）")
	s.lacks(r, "asked")
	both := url.Values{"away": {s.people["lead"].ID, s.people["second"].ID, "nobody"}}
	r = s.get("member", s.registerAt("away?"+both.Encode()))
	s.wants(r, http.StatusOK, "leadさんとsecondさんが不在だと 止まる領域（3）", "重要な領域の重みの100.0%")
	if n := len(r.all("input", "checked", "")); n != 2 {
		t.Errorf("%d people are ticked", n)
	}
	s.wants(s.get("member", s.registerAt("away?away="+s.people["second"].ID)), http.StatusOK, "担い手が一人だけになる領域（1）", "残るのはleadさん")
	s.wants(s.get("member", s.registerAt("away?away=%ff&away=x")), http.StatusOK)
}

func TestARegisterIsForItsTeamAlone(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.known()
	s.shareRound()
	for _, page := range []string{"risks", "away", "trend", "trend.csv"} {
		for _, role := range []string{"outsider", "leader", "champion"} {
			r := s.get(role, s.registerAt(page))
			s.wants(r, http.StatusNotFound)
			s.lacks(r, "請求バッチ")
		}
		s.wants(s.get("member", "/teams/nothing/register/"+page), http.StatusNotFound)
	}
}

func TestTheRegisterOverRounds(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		s := newTestServerOn(t, database)
		s.wants(s.get("member", s.registerAt("trend")), http.StatusOK, "まだ記録がありません")
		billing := s.known()
		s.answer("learn.allies", 1, 1, 1, 1, 1, 1)
		s.agree()
		s.nextRound("2026-Q3", "sre-core", "2026-10-31")
		s.claims(billing, "member", "3", "2026-10-01")
		s.answer("learn.allies", 1, 1, 1, 1, 1, 1)
		s.agree()
		s.knows("DNS", 3, nil)
		for _, l := range maturity.Languages {
			r := s.in(l, "member", s.registerAt("trend"))
			s.wants(r, http.StatusOK)
			s.sound(r)
			if n := len(r.all("figure", "class", "figure")); n != 1 {
				t.Errorf("%d figures", n)
			}
		}
		s.wants(s.get("member", s.registerAt("trend")), http.StatusOK,
			"最初の記録です（4領域）。", "得点に使ったのは申告どおりの数え方です。", "得点に使ったのは厳しめの数え方です。",
			"一人領域ではなくなった「請求バッチ」", "加わった「DNS」", "今（2026年10月6日）", "ラウンドの記録ではなく、2026年10月6日の台帳です。")
		r := s.get("member", s.registerAt("trend.csv?bom=1"))
		s.wants(r, http.StatusOK)
		if !strings.HasPrefix(r.body, "\ufeffラウンド,バスファクター,") || strings.Count(r.body, "\r\n") != 4 {
			t.Errorf("file:\n%s", r.body)
		}
	})
}

func TestAResultSaysWhereItsCalculatedNumbersComeFrom(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("lead", s.at("facts")), http.StatusOK, "自動で計算する質問", "次の質問に答える必要はありません")
	s.shareRound()
	register := "/teams/" + s.team.ID + "/register"
	r := s.get("member", s.at("result"))
	s.wants(r, http.StatusOK, "知識領域台帳を作ると、一人に頼っている度合いを表す質問2問に")
	if len(r.all("a", "href", register)) == 0 {
		t.Error("no way to start the register")
	}
	s.lacks(s.get("leader", s.at("result")), "知識領域台帳を作ると")
	s.wants(s.get("member", "/learn/questions/bus.team_factor"), http.StatusOK, "どこから計算するか")

	s.known()
	s.nextRound("2026-Q3", "sre-core", "2026-10-31")
	s.answer("learn.allies", 1, 1, 1, 1, 1, 1)
	s.reveal()
	s.wants(s.get("member", s.at("agreement")), http.StatusOK, "（知識領域台帳から計算）")
	s.must(s.tracker.Agree(t.Context(), s.viewer("lead"), tracker.Agree{Assessment: s.open.ID}))
	s.share()
	r = s.get("member", s.at("result"))
	s.wants(r, http.StatusOK, "自動計算の質問は、2026年10月6日の知識領域台帳から、申告どおりの数え方で計算しました。", "台帳を写し取った最初のラウンドなので")
	if len(r.all("a", "href", register)) == 0 {
		t.Error("no way to the register")
	}
	r = s.get("leader", s.at("result"))
	s.wants(r, http.StatusOK, "申告どおりの数え方で計算しました。")
	if len(r.all("a", "href", register)) != 0 {
		t.Error("others are led to a register they may not see")
	}
}
