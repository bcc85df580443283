package web

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// register is the address of a page of the first team's register.
func (s *testServer) register(page string) string { return "/teams/" + s.team.ID + "/register" + page }

// claimURL is the address of what somebody claims.
func (s *testServer) claimURL(a store.Area, role string) string {
	return "/areas/" + a.ID + "/claims/" + s.people[role].ID
}

// anArea is an area of the first team, made where there is none.
func (s *testServer) anArea() store.Area {
	s.t.Helper()
	r, err := s.db.RegisterOf(s.t.Context(), s.team.ID)
	s.must(err)
	if len(r.Areas) > 0 {
		return r.Areas[0]
	}
	return s.knows("夜間バッチ", 3, nil)
}

// said is what somebody claims now, "" for nothing.
func (s *testServer) said(a store.Area, role string) store.Claim {
	s.t.Helper()
	r, err := s.db.RegisterOf(s.t.Context(), s.team.ID)
	s.must(err)
	return r.Claims[a.ID][s.people[role].ID]
}

// onEach runs a test on the application over each database.
func onEach(t *testing.T, test func(t *testing.T, s *testServer)) {
	t.Parallel()
	for _, lent := range storetest.Databases(t) {
		t.Run(lent.Name, func(t *testing.T) {
			t.Parallel()
			test(t, newTestServerOn(t, lent))
		})
	}
}

// first is the first element of a tag with that attribute, or fails.
func (s *testServer) first(r reply, tag, attribute, value string) *html.Node {
	s.t.Helper()
	all := r.all(tag, attribute, value)
	if len(all) == 0 {
		s.t.Fatalf("no %s with %s=%q", tag, attribute, value)
	}
	return all[0]
}

func TestGridShowsLevelsMarksAndFigures(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		billing := s.known()
		r := s.get("member", s.register(""))
		s.wants(r, 200, "知識領域台帳", "請求バッチ", "担い手不在", "一人領域", "根拠が古い")
		s.sound(r)
		row := s.first(r, "tr", "data-area", billing.ID)
		if got := text(row); !strings.HasPrefix(got, "請求バッチ 一人領域 3 1") && !strings.HasPrefix(got, "請求バッチ 一人領域31") {
			t.Errorf("the row of the billing batch is %q", got)
		}
		heads := r.all("th", "data-person", "")
		if id, _ := attr(heads[0], "data-person"); id != s.people["member"].ID || len(heads) != len(firstTeam) {
			t.Errorf("%d columns, the first is not one's own", len(heads))
		}
		var own, stale *html.Node
		for _, a := range r.all("a", "href", s.claimURL(billing, "member")) {
			own = a.Parent
			stale = a
		}
		if own == nil {
			t.Fatal("no cell of one's own")
		}
		if _, locked := attr(own, "data-locked"); locked || text(stale) != "3* 根拠が古い" {
			t.Errorf("own cell: locked %v, %q", locked, text(stale))
		}
		if other := s.first(r, "a", "href", s.claimURL(billing, "lead")).Parent; text(other) != "4" {
			t.Errorf("the lead's cell is %q", text(other))
		} else if _, locked := attr(other, "data-locked"); !locked {
			t.Error("a member may set the lead's claim")
		}
		for name, want := range map[string]string{"single": "2領域", "orphan": "1領域", "stale": "1件", "first": "1人", "bus": "1人"} {
			if got := text(s.first(r, "dd", "data-figure-value", name)); got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
		if got := len(s.get("lead", s.register("")).all("td", "data-locked", "")); got != 0 {
			t.Errorf("%d cells are locked for the lead", got)
		}
		s.sound(s.in(maturity.English, "member", s.register("")))
	})
}

// Each figure is explained where it leads to.
func TestFiguresAreExplained(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.known()
	help := s.get("member", "/learn/register")
	figures := 0
	for _, a := range s.get("member", s.register("")).all("a", "href", "") {
		href, _ := attr(a, "href")
		if id, ok := strings.CutPrefix(href, "/learn/register#"); ok {
			figures++
			s.first(help, "div", "id", id)
		}
	}
	if figures != 6 {
		t.Errorf("%d figures lead to an explanation", figures)
	}
}

func TestGridFilters(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.known()
	for query, want := range map[string]int{
		"": 4, "?criticality=3": 2, "?kind=operation": 4, "?kind=code": 0, "?show=alone": 3, "?show=own": 2, "?show=open": 2,
		"?criticality=3&show=own": 2, "?criticality=x": 0, "?page=9&people=9": 4, "?page=-1&people=x": 4, "?archived=nowhere": 4,
		"?criticality=%ff": 0,
	} {
		r := s.get("member", s.register(query))
		s.wantStatus(r, 200)
		if got := len(r.all("tr", "data-area", "")); got != want {
			t.Errorf("%s shows %d areas, want %d", query, got, want)
		}
		if got := text(s.first(r, "dd", "data-figure-value", "orphan")); got != "1領域" {
			t.Errorf("%s changes the figures: %q orphans", query, got)
		}
	}
}

func TestEmptyRegisterSaysWhatToDoFirst(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for role, links := range map[string][]string{"member": {"/suggest", "/areas/new"}, "lead": {"/suggest", "/import", "/areas/new"}} {
		r := s.get(role, s.register(""))
		s.wants(r, 200, "まだ領域がありません")
		s.sound(r)
		for _, l := range links {
			s.first(r, "a", "href", s.register(l))
		}
		if len(r.all("table", "", "")) != 0 {
			t.Error("a table of nothing")
		}
	}
	s.wants(s.get("member", s.register("/mine")), 200, "まだ領域がありません")
	s.wants(s.get("member", s.register("/history")), 200, "まだ変更はありません")
}

func TestRegisterIsTheTeamsAlone(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	billing := s.known()
	for _, role := range []string{"outsider", "leader", "champion"} {
		for _, path := range []string{
			s.register(""), s.register("/mine"), s.register("/people"), s.register("/history"), s.register("/areas/new"),
			"/areas/" + billing.ID, s.claimURL(billing, "member"),
		} {
			r := s.get(role, path)
			s.wantStatus(r, 404)
			s.lacks(r, "請求バッチ", "Payments")
		}
		s.wantStatus(s.post(role, s.claimURL(billing, "member"), fields("level", "0", "revision", "1")), 404)
		s.wantStatus(s.post(role, "/areas/"+billing.ID+"/archive", nil), 404)
	}
	if s.said(billing, "member").Level != 3 {
		t.Error("somebody from outside changed a claim")
	}
}

func TestHomeLeadsToOnesOwnPart(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		s.known()
		s.wants(s.get("member", "/"), 200, "知識領域台帳を見る", "あなたの記入を待っている領域が2件あります")
		s.first(s.get("member", "/"), "a", "href", s.register("/mine"))
		for _, a := range []string{"アラートの対応", "ベンダー窓口"} {
			r, err := s.db.RegisterOf(t.Context(), s.team.ID)
			s.must(err)
			for _, area := range r.Areas {
				if area.Name.JA == a {
					s.claims(area, "member", "0", "")
				}
			}
		}
		if r := s.get("member", "/"); strings.Contains(r.body, "記入を待っている") {
			t.Error("home asks for what was said")
		}
	})
}

func TestPeoplesDaysAreForLeads(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		s.known()
		path := s.register("/people/" + s.people["lead"].ID)
		s.wantMoved(s.saveOne("lead", s.register("/people"), path, fields("active_from", "2020-04-01", "active_to", "2026-07-31")))
		r := s.get("lead", s.register("/people"))
		s.wants(r, 200, "90日以内に離れる予定")
		s.sound(r)
		s.wantStatus(s.post("member", path, fields("active_to", "2026-07-01")), 403)
		r = s.post("lead", path, fields("active_from", "2026-08-01", "active_to", "yesterday"))
		s.wantStatus(r, 422)
		if len(r.all("input", "value", "yesterday")) != 1 || len(r.all("p", "id", "e-to-"+s.people["lead"].ID)) != 1 {
			t.Error("what was typed is gone, or no message stands beside it")
		}
		s.wantMoved(s.saveOne("lead", s.register("/people"), path, fields("active_from", "", "active_to", "2026-07-01")))
		s.wants(s.get("member", s.register("")), 200, "在籍期間外")
		s.wants(s.get("member", s.register("/history")), 200, "leadさんの在籍期間", "2026年7月31日")
	})
}

func TestHistorySaysWhatChangedInWords(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		billing := s.known()
		s.claims(billing, "second", "2", "")
		s.claims(billing, "second", "3", "2026-07-01")
		r := s.get("member", s.register("/history?area="+billing.ID))
		s.wants(r, 200, "「請求バッチ」の変更だけを表示しています。", "「請求バッチ」でのsecondさんのレベル：未記入 → 2 助けがあればできる",
			"2 助けがあればできる → 3 一人でできる（夜間の障害時も）", "根拠 2026年7月1日 実際に作業した", "「請求バッチ」を追加しました。")
		s.lacks(r, "ベンダー窓口")
		s.sound(r)
		for range 30 {
			s.claims(billing, "second", "1", "")
			s.claims(billing, "second", "2", "")
		}
		count := func(r reply) int { return elements(s.first(r, "ol", "class", "entries")) }
		r = s.get("member", s.register("/history"))
		if got := count(r); got != 50 {
			t.Errorf("%d changes on the first page", got)
		}
		href, _ := attr(s.first(r, "a", "rel", "next"), "href")
		older := s.get("member", href)
		s.wants(older, 200, "「本番データベース」を追加しました。")
		for _, bad := range []string{"?area=nowhere", "?before=x", "?area=" + s.foreignArea().ID} {
			s.wantStatus(s.get("member", s.register("/history"+bad)), 404)
		}
	})
}

// foreignArea is an area of the other team.
func (s *testServer) foreignArea() store.Area {
	s.t.Helper()
	a, err := s.tracker.SaveArea(s.t.Context(), s.viewer("outsider"), tracker.SaveArea{
		Team: s.other.ID, NameJA: "検索の索引", Criticality: "2", Kind: "code",
	})
	s.must(err)
	return a
}

func TestLargeRegisterIsShownInPages(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for i := range 101 {
		s.knows("領域 "+strings.Repeat("x", i+1), 2, nil)
	}
	r := s.get("member", s.register("?show=open"))
	if got := len(r.all("tr", "data-area", "")); got != 100 {
		t.Fatalf("%d areas on the first page", got)
	}
	href, _ := attr(s.first(r, "a", "rel", "next"), "href")
	if got := len(s.get("member", href).all("tr", "data-area", "")); got != 1 || !strings.Contains(href, "show=open") {
		t.Errorf("%d areas at %s", got, href)
	}
	s.wantStatus(s.get("member", s.register("/mine")), 200)
}

// elements counts the elements right below a node.
func elements(n *html.Node) int {
	count := 0
	for child := range n.ChildNodes() {
		if child.Type == html.ElementNode {
			count++
		}
	}
	return count
}
