package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

const skillMap = "領域,重要度,lead,second\n請求バッチ,高,4 2026-07-01 operated,2\nDNS,2,,0\n"

func (s *testServer) claimCount() int {
	s.t.Helper()
	r, err := s.db.RegisterOf(s.t.Context(), s.team.ID)
	s.must(err)
	n := 0
	for _, claims := range r.Claims {
		n += len(claims)
	}
	return n
}

// A skill map in Shift_JIS is shown first, and stored only when that was agreed
// to; sent again, it changes nothing.
func TestSkillMapIsShownThenCarriedOut(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		s := newTestServerOn(t, database)
		file, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte(skillMap))
		s.must(err)
		r := s.upload("lead", s.sourceAt("import"), file, url.Values{"text": {""}})
		s.wants(r, http.StatusOK, "新しい領域：2件", "変わるレベルと根拠：3件", "新しい領域「請求バッチ」")
		s.sound(r)
		if len(s.areaNames()) != 0 || r.held("text") != skillMap {
			t.Fatal("looking stored something, or lost the text")
		}
		done := s.upload("lead", s.sourceAt("import"), nil, url.Values{"text": {r.held("text")}, "seen": {r.seen()}})
		if at := s.wantMoved(done); at != "/teams/"+s.team.ID+"/register" {
			t.Errorf("led to %s", at)
		}
		if strings.Join(s.areaNames(), " ") != "請求バッチ DNS" || s.claimCount() != 3 {
			t.Errorf("areas %v, %d claims", s.areaNames(), s.claimCount())
		}
		idle := s.upload("lead", s.sourceAt("import"), file, nil)
		s.wants(idle, http.StatusOK, "変わることはありません")
		if idle.seen() != "" {
			t.Error("the same table would change something again")
		}
	})
}

// An area that was made by hand is found by its name, since skill maps know no
// keys.
func TestSkillMapFindsAreasByName(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.suggested(knowledge.Suggestion{Name: maturity.Text{JA: "請求バッチ", EN: "Billing"}, Kind: knowledge.Code, Criticality: 3})
	r := s.post("lead", s.sourceAt("import"), url.Values{"text": {skillMap}})
	s.wants(r, http.StatusOK, "新しい領域：1件", "変わるレベルと根拠：3件")
	s.wantMoved(s.post("lead", s.sourceAt("import"), url.Values{"text": {skillMap}, "seen": {r.seen()}}))
	if strings.Join(s.areaNames(), " ") != "請求バッチ DNS" {
		t.Errorf("areas %v", s.areaNames())
	}
}

func TestSheetNamesEveryBadRow(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	bad := "key,name_en,criticality,person,level,evidence_at,evidence_kind\n" +
		"billing,Billing,9,lead,3,,\nBad Key,DNS,2,lead,3,,\ndns,DNS,2,nobody,3,,\nmail,Mail,2,lead,7,,\nssh,SSH,2,lead,3,2999-01-01,operated\n"
	r := s.post("lead", s.sourceAt("import"), url.Values{"text": {bad}})
	s.wantStatus(r, http.StatusUnprocessableEntity)
	var lines []string
	for _, n := range r.all("th", "scope", "row") {
		lines = append(lines, text(n))
	}
	if got := strings.Join(lines, " "); got != "2 3 4 5 6" {
		t.Errorf("lines %q:\n%s", got, text(r.page))
	}
	s.sound(r)
	if r.seen() != "" || r.held("text") != bad {
		t.Error("it can be carried out, or the text is gone")
	}
	forced := s.post("lead", s.sourceAt("import"), url.Values{"text": {bad}, "seen": {"x"}})
	s.wantStatus(forced, http.StatusUnprocessableEntity)
	if len(s.areaNames()) != 0 {
		t.Error("stored all the same")
	}
}

func TestSheetAsksAgainWhenThingsChanged(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("lead", s.sourceAt("import"), url.Values{"text": {skillMap}})
	s.suggested(knowledge.Suggestion{Name: maturity.Text{JA: "DNS", EN: "DNS"}, Kind: knowledge.Code})
	again := s.post("lead", s.sourceAt("import"), url.Values{"text": {skillMap}, "seen": {r.seen()}})
	s.wants(again, http.StatusConflict, "確かめている間に")
	if again.seen() == "" || again.seen() == r.seen() || again.held("text") != skillMap {
		t.Error("the new plan is not shown")
	}
	english := s.post("lead", s.sourceAt("import"), url.Values{"text": {skillMap}, "shown": {"1"}, "switch_language": {"en"}})
	s.wants(english, http.StatusOK, "What this table would change", "1 new area")
}

func TestSheetIsForLeadsAndHasLimits(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("member", s.sourceAt("import")), http.StatusOK, "取り込めるのは、チームのリードです", "CSV")
	s.wantStatus(s.post("member", s.sourceAt("import"), url.Values{"text": {""}}), http.StatusForbidden)
	for about, file := range map[string][]byte{
		"nothing": []byte(" \n"), "too much": []byte("name\n" + strings.Repeat("あ", maxSourceText/3)), "a picture": append([]byte("\x89PNG\x00"), make([]byte, 99)...),
	} {
		r := s.upload("lead", s.sourceAt("import"), file, nil)
		s.wantStatus(r, http.StatusUnprocessableEntity)
		if r.wrong("text") == "" {
			t.Errorf("%s: no message", about)
		}
	}
	script := s.post("lead", s.sourceAt("import"), url.Values{"text": {"領域,<script>alert(1)</script>\n<script>alert(2)</script>,3\n"}})
	s.wantStatus(script, http.StatusUnprocessableEntity)
	s.lacks(script, "<script>alert")
}

// What is given out, read in again as it is, changes nothing: with formulas for
// names, and with people who have no address.
func TestRegisterGoesOutAndIn(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	ctx := t.Context()
	s.suggested(
		knowledge.Suggestion{Name: maturity.Text{JA: "=HYPERLINK(1)", EN: "@name"}, Kind: knowledge.Vendor, Criticality: 1, Services: []string{"a,b"}},
		knowledge.Suggestion{Key: "dns", Name: maturity.Text{JA: "DNS", EN: "DNS"}, Kind: knowledge.Code, Paths: []string{"infra/dns/**", "*.zone"}},
	)
	r, err := s.db.RegisterOf(ctx, s.team.ID)
	s.must(err)
	_, err = s.tracker.AddMembers(ctx, s.viewer("champion"), s.team.ID, "Grace, grace@example.jp\n")
	s.must(err)
	for i, level := range []string{"4", "0"} {
		_, err = s.tracker.SaveClaim(ctx, s.viewer("lead"), tracker.SaveClaim{
			Area: r.Areas[i].ID, Person: s.id("lead"), Level: level, EvidenceAt: "2026-07-01", EvidenceKind: "operated", EvidenceLink: "https://example.jp/1",
		})
		s.must(err)
	}
	for _, query := range []string{"", "?bom=1"} {
		out := s.get("member", s.sourceAt("register.csv"+query))
		s.wantStatus(out, http.StatusOK)
		if strings.HasPrefix(out.body, "\xEF\xBB\xBF") != (query != "") || strings.Contains(out.body, ",=") {
			t.Errorf("%s: the mark is wrong, or there is a formula", query)
		}
		if d := out.Header.Get("Content-Disposition"); !strings.Contains(d, `"register.csv"`) {
			t.Errorf("sent as %q", d)
		}
		idle := s.upload("lead", s.sourceAt("import"), []byte(out.body), nil)
		s.wants(idle, http.StatusOK, "変わることはありません")
	}
	file := s.get("member", s.sourceAt("register.yaml"))
	s.wantStatus(file, http.StatusOK)
	back, err := evidence.ReadRegister(strings.NewReader(file.body))
	s.must(err)
	if len(back.Areas) != 2 || back.Areas[0].Claims["lead"].Level != 4 || back.AsOf.IsZero() {
		t.Errorf("read back: %+v", back)
	}
}

// Every problem a spreadsheet can have has its words in both languages.
func TestSheetWords(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	keys := []string{
		"sheet.repeated_area", "sheet.repeated_claim", "sheet.name_taken", "sheet.unknown_area", "sheet.unknown_person", "sheet.ambiguous_person",
		"sheet.refused", "sheet.changed_since", "sheet.areas_full", "sheet.future", "field.link", "field.choice", "field.area_key", "field.too_many",
		"field.taken", "error.too_many_areas", "error.changed_meanwhile", "error.area_archived",
	}
	keys = append(append(keys, evidence.SheetProblemKeys()...), evidence.ProblemReasons()...)
	for _, kind := range knowledge.FlagKinds {
		keys = append(keys, "code.flag."+string(kind))
	}
	for _, l := range maturity.Languages {
		for _, key := range keys {
			if s.server.texts.In(l).Text(key, map[string]string{}) == key {
				t.Errorf("%s: no words for %s", l, key)
			}
		}
	}
}
