package web

import (
	"net/url"
	"strings"
	"testing"

	"michinori/app/evidence"
	"michinori/app/maturity"
)

// billing is the form of an area with everything in it.
func billingForm() url.Values {
	return fields("name_ja", "請求バッチ", "name_en", "Billing batch", "key", "billing", "criticality", "3", "kind", "operation",
		"paths", "batch/billing/**\r\n*.sql", "services", "billing-api", "runbook_tested", "day", "runbook_tested.day", "2026-06-01",
		"non_owner_run", "never", "next_step", "2026-08-01")
}

func TestAreaFromNothingToArchive(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		r := s.get("member", s.register("/areas/new"))
		s.wants(r, 200, "何時間も経たずに利用者が困る", "外部の会社・サービス")
		s.sound(r)
		to := s.wantMoved(s.post("member", s.register("/areas"), billingForm()))
		billing := s.areasByName()["請求バッチ"]
		if to != s.register("#a-"+billing.ID) || billing.Key != "billing" || len(billing.Paths) != 2 || billing.NextStep != "2026-08-01" ||
			billing.RunbookTested.Day.Format("2006-01-02") != "2026-06-01" || !billing.NonOwnerRun.Day.IsZero() {
			t.Fatalf("%s: %+v", to, billing)
		}
		path := "/areas/" + billing.ID
		r = s.get("member", path)
		s.wants(r, 200, "請求バッチ", "担い手不在", "担える人：0人", "「請求バッチ」を追加しました。")
		s.sound(r)
		form := r.form()
		if form.Get("paths") != "batch/billing/**\n*.sql" || form.Get("runbook_tested.day") != "2026-06-01" || form.Get("non_owner_run") != "never" {
			t.Errorf("the form holds %v", form)
		}
		form.Set("criticality", "2")
		form.Set("services", "billing-api, ledger")
		s.goesTo(s.post("second", path, form), path)
		s.wants(s.get("member", path), 200, "重要度：3 → 2", "関係するサービス：billing-api → billing-api、ledger")
		s.sound(s.in(maturity.English, "member", path))

		to = s.wantMoved(s.post("member", path+"/archive", nil))
		r = s.get("member", to)
		s.wants(r, 200, "「請求バッチ」をアーカイブしました。", "まだ領域がありません", "アーカイブした領域（1件）")
		s.sound(r)
		s.first(r, "form", "action", path+"/restore")
		s.wants(s.get("member", path), 200, "この領域はアーカイブされています。")
		s.wantStatus(s.get("member", s.claimURL(billing, "member")), 404)
		s.wantStatus(s.post("member", s.claimURL(billing, "member"), fields("revision", "0", "level", "1")), 404)
		s.wantMoved(s.post("second", path+"/restore", nil))
		s.wants(s.get("member", s.register("")), 200, "請求バッチ")
	})
}

func TestAreaComesBackAsTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	known := s.knows("証明書", 3, nil)
	for _, x := range []struct{ name, value, wrong string }{
		{"name_ja", "", ""}, {"criticality", "", "criticality"}, {"criticality", "4", "criticality"}, {"kind", "", "kind"},
		{"kind", "people", "kind"}, {"key", "Größe", "key"}, {"key", known.Key, "key"}, {"name_ja", "証明書", "name_ja"},
		{"name_en", strings.Repeat("x", 301), "name_en"}, {"runbook_tested.day", "2026-07-07", "runbook_tested"},
		{"runbook_tested.day", "", "runbook_tested"}, {"next_step", "soon", "next_step"}, {"paths", strings.Repeat("a,b\n", 3) + "x\x00", "paths"},
		{"paths", "lib/**\n[[[", "paths"}, {"paths", "../other/**", "paths"}, {"name_ja", "\u200b\u2060", ""}, {"name_ja", "\u202e", ""},
	} {
		form := billingForm()
		form.Set(x.name, x.value)
		if x.wrong == "" {
			form.Set("name_en", "")
			x.wrong = "name_ja"
		}
		r := s.post("member", s.register("/areas"), form)
		s.wantStatus(r, 422)
		if r.wrong(x.wrong) == "" {
			t.Errorf("%s %q: no message beside %s", x.name, x.value, x.wrong)
		}
		back := r.form()
		for _, name := range []string{"services", "next_step", "runbook_tested.day", "non_owner_run", "name_en"} {
			if back.Get(name) != form.Get(name) {
				t.Errorf("%s %q: %s came back as %q", x.name, x.value, name, back.Get(name))
			}
		}
		s.sound(r)
	}
	if got := len(s.areasByName()); got != 1 {
		t.Errorf("%d areas", got)
	}
	bad := billingForm()
	bad.Set("paths", "lib/**\n[[[")
	if got := s.post("member", s.register("/areas"), bad).wrong("paths"); !strings.Contains(got, "「[[[」：「[」と「]」の書き方") {
		t.Errorf("a bad path is told as %q", got)
	}
	r := s.post("member", s.register("/areas"), fields("name_ja", "鍵", "switch_language", "en"))
	s.wants(r, 200, "Add an area")
	if r.form().Get("name_ja") != "鍵" {
		t.Error("the language was changed, and what was typed is gone")
	}
	more := billingForm()
	more.Set("more", "1")
	s.goesTo(s.post("member", s.register("/areas"), more), s.register("/areas/new"))
	// A day that was typed counts, wherever the choice stands.
	other := fields("name_ja", "鍵", "criticality", "1", "kind", "code", "runbook_tested", "", "runbook_tested.day", "2026-05-05")
	s.wantMoved(s.post("member", s.register("/areas"), other))
	if got := s.areasByName()["鍵"].RunbookTested; got == nil || got.Day.Format("2006-01-02") != "2026-05-05" {
		t.Errorf("the runbook was tested %+v", got)
	}
}

func TestAreaConflictShowsBothValues(t *testing.T) {
	onEach(t, func(t *testing.T, s *testServer) {
		s.wantMoved(s.post("member", s.register("/areas"), billingForm()))
		billing := s.areasByName()["請求バッチ"]
		path := "/areas/" + billing.ID
		mine, theirs := s.get("member", path).form(), s.get("second", path).form()
		theirs.Set("criticality", "1")
		theirs.Set("name_ja", "請求の夜間バッチ")
		s.wantMoved(s.post("second", path, theirs))
		mine.Set("criticality", "2")
		mine.Set("name_ja", "請求")
		r := s.post("member", path, mine)
		s.wants(r, 409, "ほかの人が変更しました", "いまの値：1", "いまの値：請求の夜間バッチ")
		s.sound(r)
		if r.wrong("services") != "" || r.wrong("paths") != "" {
			t.Errorf("what is alike is called different: %q, %q", r.wrong("services"), r.wrong("paths"))
		}
		back := r.form()
		if back.Get("name_ja") != "請求" || back.Get("criticality") != "2" {
			t.Errorf("came back as %v", back)
		}
		if got := s.areasByName()["請求の夜間バッチ"]; got.Criticality != 1 {
			t.Fatalf("overwritten: %+v", got)
		}
		s.wantMoved(s.post("member", path, back))
		if got := s.areasByName()["請求"]; got.Criticality != 2 {
			t.Errorf("chose one's own, stored %+v", got)
		}
	})
}

// What is written out can be read again, however long the names are.
func TestTheLongestNamesComeBack(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	long := strings.Repeat("長", 300)
	s.wantMoved(s.post("lead", s.register("/areas"), fields("name_ja", long, "criticality", "2", "kind", "code", "services", long)))
	s.wantMoved(s.post("lead", s.register("/areas"), fields("name_ja", "\u202eturned", "criticality", "2", "kind", "code")))
	if _, ok := s.areasByName()["turned"]; !ok {
		t.Error("a mark that turns the direction of the page was kept")
	}
	sheet := s.get("lead", s.register("/register.csv")).body
	if got := evidence.ReadSheet(sheet); len(got.Problems) > 0 || len(got.Areas) != 2 {
		t.Errorf("%d areas, problems %+v", len(got.Areas), got.Problems)
	}
}
