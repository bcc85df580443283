package web

import (
	"net/http"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// canaries are members whose names must not leave their team.
var canaries = []string{"金糸雀花子", "Canary Zed"}

// sharedRegister shares a round of the first team whose register the canaries
// hold.
func (s *testServer) sharedRegister() {
	s.t.Helper()
	s.join(s.viewer("champion"), s.team, canaries...)
	s.known()
	s.knows("決済ゲートウェイ", 3, map[string][2]string{canaries[0]: {"4", "2026-06-01"}, canaries[1]: {"3", ""}})
	s.shareRound()
}

func TestSharedAreasAreCountsAndNoNames(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		s := newTestServerOn(t, database)
		s.wants(s.get("leader", "/overview/areas"), http.StatusOK, "共有された結果の中に、台帳のあるものはまだありません。")
		s.sharedRegister()
		paths := []string{"/overview/areas", "/overview/areas?depends=single", "/overview/areas?q=canary", "/overview/areas.csv", "/overview/areas.csv?bom=1"}
		for _, l := range maturity.Languages {
			for _, path := range paths {
				r := s.in(l, "leader", path)
				s.wants(r, http.StatusOK)
				for _, role := range append(firstTeam, canaries...) {
					s.lacks(r, s.people[role].ID)
				}
				s.lacks(r, canaries...)
				if !strings.Contains(path, ".csv") {
					s.sound(r)
				}
			}
		}
		s.wants(s.get("leader", "/overview/areas"), http.StatusOK,
			"2026-Q2：招待した1チームのうち、結果を共有したのは1チーム、そのうち台帳があるのは1チームです。",
			"5領域のうち、 一人に頼っているのは3領域、 担い手がいないのは1領域です。")
		s.wants(s.get("leader", "/overview"), http.StatusOK, "知識領域の様子を見る")
		for _, role := range []string{"member", "lead", "outsider"} {
			s.wants(s.get(role, "/overview/areas"), http.StatusNotFound)
			s.wants(s.get(role, "/overview/areas.csv"), http.StatusNotFound)
		}
	})
}

func TestAreasAreFound(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.sharedRegister()
	names := func(query string) string {
		r := s.get("leader", "/overview/areas?"+query)
		s.wants(r, http.StatusOK)
		var out []string
		for _, n := range r.all("tr", "", "") {
			if name := text(n); strings.Contains(name, "Payments") {
				out = append(out, strings.SplitN(name, "Payments", 2)[0])
			}
		}
		return strings.Join(out, " ")
	}
	for query, want := range map[string]string{
		"":                             "本番データベース 決済ゲートウェイ 請求バッチ アラートの対応 ベンダー窓口",
		"depends=single":               "本番データベース 決済ゲートウェイ 請求バッチ",
		"depends=orphan":               "ベンダー窓口",
		"depends=stale":                "決済ゲートウェイ 請求バッチ",
		"depends=x&criticality=9":      "本番データベース 決済ゲートウェイ 請求バッチ アラートの対応 ベンダー窓口",
		"criticality=2":                "アラートの対応",
		"q=%E6%B1%BA%E6%B8%88":         "決済ゲートウェイ",
		"q=en+%E8%AB%8B":               "請求バッチ",
		"q=%ff":                        "",
		"q=nothing&depends=single":     "",
		"criticality=3&depends=orphan": "",
	} {
		if got := names(query); got != want {
			t.Errorf("?%s: %s, want %s", query, got, want)
		}
	}
	r := s.get("champion", "/overview/areas.csv?depends=orphan")
	if want := "ラウンド,チーム,領域,重要度,担い手,根拠が古い申告,状態\r\n2026-Q2,Payments,ベンダー窓口,1,0,0,担い手不在\r\n"; r.body != want {
		t.Errorf("file:\n%s", r.body)
	}
	for _, wrong := range []string{"?round=x", "?group=x"} {
		s.wants(s.get("leader", "/overview/areas"+wrong), http.StatusNotFound)
	}
}

func TestAreasThatAreNotSharedStayInTheTeam(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.sharedRegister()
	s.must(s.tracker.Unshare(t.Context(), s.viewer("lead"), s.open.ID))
	for _, path := range []string{"/overview/areas", "/overview/areas.csv"} {
		s.lacks(s.get("champion", path), "請求バッチ", "決済ゲートウェイ")
	}
}

func TestAreasByGroup(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.sharedRegister()
	ctx, champion := t.Context(), s.viewer("champion")
	group, err := s.tracker.SaveGroup(ctx, champion, maturity.Group{Name: "開発部"})
	s.must(err)
	_, err = s.tracker.SaveTeam(ctx, champion, tracker.TeamSettings{ID: s.team.ID, Name: s.team.Name, Key: s.team.Key, GroupID: group.ID})
	s.must(err)
	r := s.get("leader", "/overview/areas")
	if n := len(r.all("figure", "class", "figure")); n != 1 {
		t.Errorf("%d figures of one group, want that over time alone", n)
	}
	s.wants(s.get("leader", "/overview/areas?group="+group.ID), http.StatusOK, "開発部", "5領域のうち")
}

// TestAreasOverTimeAreThoseOfTheReport: a round that was shared without a
// register is a gap in both.
func TestAreasOverTimeAreThoseOfTheReport(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	shared := func() {
		s.answer("learn.allies", 1, 1, 1, 1, 1, 1)
		s.agree()
		s.share()
	}
	shared()
	s.nextRound("2026-Q3", "sre-core", "2026-10-31")
	s.known()
	shared()
	table := func(path string) string {
		for _, figure := range s.get("leader", path+"?round="+s.round.ID).all("figure", "id", "areas") {
			said := text(figure)
			return said[max(0, strings.LastIndex(said, "2026-Q2")):]
		}
		return ""
	}
	page, report := table("/overview/areas"), table("/overview/report")
	if page == "" || page != report {
		t.Errorf("over time the page has\n%s\nand the report\n%s", page, report)
	}
}
