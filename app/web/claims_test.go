package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
)

func TestClaimIsSavedWithItsEvidence(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		billing := s.anArea()
		path := s.claimURL(billing, "member")
		r := s.get("member", path)
		s.wants(r, 200, "あなたは「夜間バッチ」をどこまでできますか", "一人でできる（夜間の障害時も）", "まだ記入がありません。")
		s.sound(r)
		s.goesTo(s.post("member", path, fields("revision", "0", "level", "3", "evidence_at", "2026-07-01", "evidence_kind", "drill",
			"evidence_link", "https://example.jp/drill")), s.register("#a-"+billing.ID))
		got := s.said(billing, "member")
		if got.Level != 3 || got.EvidenceKind != "drill" || got.EvidenceLink != "https://example.jp/drill" || got.Revision != 1 {
			t.Fatalf("stored %+v", got)
		}
		r = s.get("second", path)
		s.wants(r, 200, "memberさんは「夜間バッチ」をどこまでできますか", "根拠は新しいままです", "変えられるのは、本人とチームのリードだけです。", "未記入 → 3")
		if len(r.all("form", "id", "form")) != 0 {
			t.Error("somebody else's claim has a form")
		}
		s.wantStatus(s.post("second", path, fields("revision", "1", "level", "0")), 403)
		s.wantMoved(s.post("lead", path, fields("revision", "1", "level", "4", "evidence_at", "", "evidence_kind", "")))
		if got := s.said(billing, "member"); got.Level != 4 || !got.EvidenceAt.IsZero() || got.UpdatedBy != s.people["lead"].ID {
			t.Errorf("the lead set %+v", got)
		}
		s.sound(s.in(maturity.English, "member", path))
	})
}

func TestDidItTodayAndWithdraw(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		billing := s.anArea()
		path := s.claimURL(billing, "member")
		if r := s.post("member", path, fields("revision", "0", "today", "1")); r.StatusCode != 422 || r.wrong("level") == "" {
			t.Errorf("a day without a level: %d, %q", r.StatusCode, r.wrong("level"))
		}
		s.wantMoved(s.post("member", path, fields("revision", "0", "level", "3", "today", "1", "evidence_at", "", "evidence_kind", "")))
		if got := s.said(billing, "member"); got.EvidenceAt.Format("2006-01-02") != "2026-07-06" || got.EvidenceKind != "operated" {
			t.Errorf("stored %+v", got)
		}
		s.goesTo(s.post("member", path, fields("revision", "1", "level", "3", "withdraw", "1")), path)
		if got := s.said(billing, "member"); got.Revision != 0 {
			t.Errorf("still there: %+v", got)
		}
		s.wants(s.get("member", path), 200, "記入を取り消しました。それまでの記入：3")
	})
}

func TestClaimComesBackAsTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	billing := s.anArea()
	path := s.claimURL(billing, "member")
	for _, x := range []struct{ level, at, kind, link, wrong string }{
		{"", "2026-07-01", "operated", "", "level"},
		{"5", "", "", "", "level"},
		{"3", "2026-07-07", "operated", "", "evidence_at"},
		{"3", "2026-02-30", "operated", "", "evidence_at"},
		{"3", "2026-07-01", "", "", "evidence_kind"},
		{"3", "2026-07-01", "watched", "", "evidence_kind"},
		{"3", "2026-07-01", "drill", "javascript:alert(1)", "evidence_link"},
		{"3", "2026-07-01", "drill", "https://example.jp/" + strings.Repeat("x", 500), "evidence_link"},
	} {
		r := s.post("member", path, fields("revision", "0", "level", x.level, "evidence_at", x.at, "evidence_kind", x.kind, "evidence_link", x.link))
		s.wantStatus(r, 422)
		if r.wrong(x.wrong) == "" {
			t.Errorf("%+v: no message beside %s", x, x.wrong)
		}
		if held := r.held("evidence_at"); held != x.at {
			t.Errorf("%+v: the day came back as %q", x, held)
		}
		if r.held("evidence_link") != x.link || x.level == "3" && r.value("level") != "3" {
			t.Errorf("%+v: came back with %q and %q", x, r.held("evidence_link"), r.value("level"))
		}
		s.sound(r)
	}
	if s.said(billing, "member").Revision != 0 {
		t.Error("something was stored")
	}
	r := s.post("member", path, fields("level", "2", "evidence_at", "", "evidence_link", "https://example.jp/a", "switch_language", "en"))
	s.wants(r, 200, "How far can you go")
	if r.value("level") != "2" || r.held("evidence_link") != "https://example.jp/a" {
		t.Error("the language was changed, and what was typed is gone")
	}
	s.wantStatus(s.get("member", "/areas/"+billing.ID+"/claims/"+s.people["outsider"].ID), 404)
	s.wantStatus(s.get("member", "/areas/nowhere/claims/"+s.people["member"].ID), 404)
}

func TestClaimConflictShowsBothValues(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		billing := s.anArea()
		path := s.claimURL(billing, "member")
		s.wantMoved(s.post("member", path, fields("revision", "0", "level", "1")))
		s.wantMoved(s.post("lead", path, fields("revision", "1", "level", "3")))
		r := s.post("member", path, fields("revision", "1", "level", "2", "evidence_link", "https://example.jp/mine", "evidence_at", "2026-07-01", "evidence_kind", "taught"))
		s.wants(r, 409, "leadさんが「3 一人でできる（夜間の障害時も）」と記入しました（たった今）", "まだ何も保存していません")
		if r.value("level") != "2" || r.held("evidence_link") != "https://example.jp/mine" {
			t.Errorf("came back with level %q, link %q", r.value("level"), r.held("evidence_link"))
		}
		s.sound(r)
		if got := s.said(billing, "member"); got.Level != 3 {
			t.Fatalf("overwritten: %+v", got)
		}
		// Sending it once more is the choice for one's own.
		revision, _ := attr(s.first(r, "input", "name", "revision"), "value")
		s.wantMoved(s.post("member", path, fields("revision", revision, "level", "2")))
		if got := s.said(billing, "member"); got.Level != 2 {
			t.Errorf("chose one's own, stored %+v", got)
		}
		// A withdrawn claim is told apart from one that was never there.
		s.wantMoved(s.post("lead", path, fields("revision", strconv.Itoa(s.said(billing, "member").Revision), "withdraw", "1")))
		s.wants(s.post("member", path, fields("revision", "3", "level", "4")), 409, "見ている間に、この記入は取り消されました。")
	})
}

// quick sends what a grid sends.
func (s *testServer) quick(role, path string, form url.Values) (int, claimReply) {
	s.t.Helper()
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", "application/json")
	r := s.send(role, request)
	var out claimReply
	if err := json.Unmarshal([]byte(r.body), &out); err != nil {
		s.t.Fatalf("%d: %v in %s", r.StatusCode, err, r.body)
	}
	return r.StatusCode, out
}

func TestGridSavesOneCellAndTakesItBack(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		billing := s.knows("請求バッチ", 3, nil)
		path := s.claimURL(billing, "member")
		s.wantMoved(s.post("member", path, fields("revision", "0", "level", "3", "evidence_at", "2026-07-01", "evidence_kind", "drill")))
		status, got := s.quick("member", path, fields("revision", "1", "level", "4"))
		if status != 200 || got.Level != "4" || got.Stale || got.Revision != 2 || got.Depth != "1" || got.Mark != page.SingleMark ||
			got.Words != "一人領域" || got.Figures["single"] != "1領域" || got.Undo["level"] != "3" {
			t.Fatalf("%d %+v", status, got)
		}
		if claim := s.said(billing, "member"); claim.EvidenceKind != "drill" {
			t.Errorf("a level alone took the evidence away: %+v", claim)
		}
		status, got = s.quick("member", path, fields("revision", "2", "withdraw", "1"))
		if status != 200 || got.Level != "" || got.Revision != 0 || got.Mark != page.OrphanMark || got.Undo["evidence_kind"] != "drill" {
			t.Fatalf("%d %+v", status, got)
		}
		undo := fields("revision", "0")
		for name, value := range got.Undo {
			undo.Set(name, value)
		}
		if status, _ = s.quick("member", path, undo); status != 200 {
			t.Fatal(status)
		}
		if claim := s.said(billing, "member"); claim.Level != 4 || claim.EvidenceKind != "drill" || claim.EvidenceAt.IsZero() {
			t.Errorf("taken back to %+v", claim)
		}
		status, got = s.quick("member", path, fields("revision", "1", "level", "0"))
		if status != 409 || got.Level != "4" || got.Revision == 0 || !strings.Contains(got.Message, "memberさんが「4 ") {
			t.Errorf("%d %+v", status, got)
		}
		if status, got = s.quick("second", path, fields("revision", "1", "level", "0")); status != 403 || got.Message == "" {
			t.Errorf("%d %+v", status, got)
		}
		if status, _ = s.quick("member", path, fields("revision", "1", "level", "9")); status != 422 {
			t.Error(status)
		}
		if status, _ = s.quick("member", path, fields("revision", "1", "level", "1", "author", s.people["lead"].ID)); status != 401 {
			t.Errorf("%d for a page made for somebody else", status)
		}
	})
}

func TestMineSavesAllAndNamesConflicts(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		s.known()
		r := s.get("member", s.register("/mine"))
		s.wants(r, 200, "まだ記入していない領域が2件あります", "一人でできる（夜間の障害時も）")
		s.sound(r)
		if got := len(r.all("fieldset", "id", "")); got != 4 {
			t.Fatalf("%d areas", got)
		}
		if got := len(s.get("member", s.register("/mine?open=1")).all("fieldset", "id", "")); got != 2 {
			t.Errorf("%d open areas", got)
		}
		form := r.form()
		byName := s.areasByName()
		database, billing, alerts := byName["本番データベース"], byName["請求バッチ"], byName["アラートの対応"]
		s.claims(database, "member", "3", "2026-07-01") // by the lead, meanwhile
		form.Set(database.ID+".level", "2")
		form.Set(billing.ID+".evidence_at", "2026-07-02")
		form.Set(alerts.ID+".level", "1")
		r = s.post("member", s.register("/mine"), form)
		s.wants(r, 409, "1件は、見ている間に変わっていたため保存していません", "いまの記入は 3 一人でできる（夜間の障害時も）（leadさん、たった今）")
		s.sound(r)
		if got := s.said(alerts, "member"); got.Level != 1 {
			t.Errorf("the others are not saved: %+v", got)
		}
		if got := s.said(billing, "member"); got.EvidenceAt.Format("2006-01-02") != "2026-07-02" {
			t.Errorf("evidence stored %+v", got)
		}
		if got := s.said(database, "member"); got.Level != 3 {
			t.Fatalf("overwritten: %+v", got)
		}
		if got := r.value(database.ID + ".level"); got != "2" {
			t.Errorf("what was typed came back as %q", got)
		}
		s.wantMoved(s.post("member", s.register("/mine"), r.form()))
		if got := s.said(database, "member"); got.Level != 2 {
			t.Errorf("chose one's own, stored %+v", got)
		}
		if got := s.said(billing, "lead"); got.Level != 4 {
			t.Errorf("somebody else's claim changed: %+v", got)
		}
	})
}

func TestMineComesBackAsTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.known()
	byName := s.areasByName()
	vendor, alerts := byName["ベンダー窓口"], byName["アラートの対応"]
	form := s.get("member", s.register("/mine")).form()
	form.Set(vendor.ID+".evidence_at", "2026-07-01")
	form.Set(alerts.ID+".level", "3")
	form.Set(alerts.ID+".evidence_link", "ftp://example.jp")
	form.Set(alerts.ID+".evidence_at", "2027-01-01")
	r := s.post("member", s.register("/mine"), form)
	s.wantStatus(r, 422)
	if r.wrong(vendor.ID+".level") == "" {
		t.Error("evidence without a level has no message")
	}
	form.Set(vendor.ID+".level", "1")
	form.Set(vendor.ID+".evidence_kind", "reviewed")
	r = s.post("member", s.register("/mine"), form)
	s.wantStatus(r, 422)
	for _, name := range []string{".evidence_link", ".evidence_at", ".evidence_kind"} {
		if r.wrong(alerts.ID+name) == "" {
			t.Errorf("no message beside %s", name)
		}
	}
	if r.held(alerts.ID+".evidence_link") != "ftp://example.jp" || r.value(vendor.ID+".level") != "1" {
		t.Error("what was typed is gone")
	}
	s.sound(r)
	if s.said(vendor, "member").Revision != 0 {
		t.Error("something was stored")
	}
	again := r.form()
	again.Set(alerts.ID+".evidence_link", "")
	again.Set(alerts.ID+".evidence_at", "")
	s.wantMoved(s.post("member", s.register("/mine"), again))
	if s.said(vendor, "member").Level != 1 || s.said(alerts, "member").Level != 3 {
		t.Error("the mended form was not stored")
	}
	if to := s.wantMoved(s.post("member", s.register("/mine"), s.get("member", s.register("/mine")).form())); to != s.register("/mine") {
		t.Errorf("an unchanged form leads to %s", to)
	}
	withdrawn := s.get("member", s.register("/mine")).form()
	withdrawn.Set(vendor.ID+".level", "")
	s.wantMoved(s.post("member", s.register("/mine"), withdrawn))
	if s.said(vendor, "member").Revision != 0 {
		t.Error("the claim is still there")
	}
	foreign := fields("area", s.foreignArea().ID)
	foreign.Set(foreign.Get("area")+".was", "|||")
	foreign.Set(foreign.Get("area")+".level", "4")
	foreign.Set(foreign.Get("area")+".revision", "0")
	s.wantStatus(s.post("member", s.register("/mine"), foreign), 404)
}

// areasByName are the areas of the first team by their Japanese names.
func (s *testServer) areasByName() map[string]store.Area {
	s.t.Helper()
	r, err := s.db.RegisterOf(s.t.Context(), s.team.ID)
	s.must(err)
	out := map[string]store.Area{}
	for _, a := range r.Areas {
		out[a.Name.JA] = a
	}
	return out
}

// form is what a browser would send of the form with the id "form".
func (r reply) form() url.Values { return r.sentOf("id", "form") }

// sentOf is what a browser would send of the form with that attribute.
func (r reply) sentOf(attribute, value string) url.Values {
	out := url.Values{}
	for _, f := range r.all("form", attribute, value) {
		for name, values := range formValuesOf(f) {
			out[name] = append(out[name], values...)
		}
	}
	return out
}

// oneOf is what a browser would send of the first form of that action that has
// the fields of like, with what stands there in those that are hidden; nothing
// where there is none.
func (r reply) oneOf(action string, like url.Values) url.Values {
	for _, f := range r.all("form", "action", action) {
		missing := maps.Clone(like)
		for n := range f.Descendants() {
			name, _ := attr(n, "name")
			value, _ := attr(n, "value")
			if kind, _ := attr(n, "type"); kind != "hidden" || like.Get(name) == value {
				delete(missing, name)
			}
		}
		if len(missing) == 0 {
			return formValuesOf(f)
		}
	}
	return url.Values{}
}

func formValuesOf(form *html.Node) url.Values {
	out := url.Values{}
	for n := range form.Descendants() {
		name, named := attr(n, "name")
		value, _ := attr(n, "value")
		kind, _ := attr(n, "type")
		_, checked := attr(n, "checked")
		switch {
		case !named || n.Data == "button":
		case n.Data == "input" && (kind != "radio" && kind != "checkbox" || checked):
			out.Add(name, value)
		case n.Data == "textarea":
			out.Add(name, strings.TrimPrefix(raw(n), "\n"))
		case n.Data == "select":
			out.Add(name, "")
			for o := range n.Descendants() {
				if _, selected := attr(o, "selected"); selected {
					v, _ := attr(o, "value")
					out.Set(name, v)
				}
			}
		}
	}
	return out
}
