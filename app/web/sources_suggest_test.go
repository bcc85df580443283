package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store/storetest"
)

func (s *testServer) sourceAt(page string) string { return "/teams/" + s.team.ID + "/register/" + page }

// areaNames are the names of the areas in use, in Japanese.
func (s *testServer) areaNames() []string {
	s.t.Helper()
	r, err := s.db.RegisterOf(s.t.Context(), s.team.ID)
	s.must(err)
	var out []string
	for _, a := range r.Areas {
		out = append(out, a.Name.In(maturity.Japanese))
	}
	return out
}

// suggested puts areas into the register of the first team.
func (s *testServer) suggested(all ...knowledge.Suggestion) {
	s.t.Helper()
	_, err := s.tracker.AddAreas(s.t.Context(), s.viewer("lead"), s.team.ID, all)
	s.must(err)
}

// candidates are the rows of a page as its form would send them.
func (r reply) candidates() url.Values {
	out := url.Values{}
	for _, name := range []string{"row", "name", "found"} {
		for _, n := range r.all("input", "name", name) {
			v, _ := attr(n, "value")
			out.Add(name, v)
		}
	}
	for _, n := range r.all("input", "name", "pick") {
		if _, ticked := attr(n, "checked"); ticked {
			v, _ := attr(n, "value")
			out.Add("pick", v)
		}
	}
	for _, n := range r.all("select", "name", "criticality") {
		for d := range n.Descendants() {
			if _, chosen := attr(d, "selected"); chosen {
				v, _ := attr(d, "value")
				out.Add("criticality", v)
			}
		}
	}
	for _, n := range r.all("textarea", "name", "text") {
		out.Set("text", raw(n))
	}
	return out
}

// Names are shown as areas, changed, added, and taken back with one button.
func TestSuggestionsAreShownAddedAndTakenBack(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		s := newTestServerOn(t, database)
		s.suggested(knowledge.Suggestion{Key: "dns", Name: maturity.Text{JA: "DNS", EN: "DNS"}, Kind: knowledge.Operation})
		file, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte("請求バッチ\nDNS\n夜間のアラート\n"))
		s.must(err)
		r := s.upload("member", s.sourceAt("suggest"), file, url.Values{"look": {"1"}, "text": {""}})
		s.wants(r, http.StatusOK, "候補：3件", "1行に1つの名前として読みました", "1件は、すでに台帳にあります")
		s.sound(r)
		sent := r.candidates()
		if strings.Join(sent["name"], " ") != "請求バッチ DNS 夜間のアラート" || strings.Join(sent["pick"], " ") != "0 2" ||
			strings.Join(sent["criticality"], "") != "222" {
			t.Fatalf("candidates %v", sent)
		}
		if len(s.areaNames()) != 1 {
			t.Fatal("looking stored something")
		}
		sent["name"][2], sent["criticality"][0] = "夜間対応", "3"
		at := s.wantMoved(s.post("member", s.sourceAt("suggest/add"), sent))
		if got := strings.Join(s.areaNames(), " "); got != "請求バッチ DNS 夜間対応" {
			t.Errorf("areas %q", got)
		}
		done := s.get("member", at)
		s.wants(done, http.StatusOK, "2件の領域を加えました", "請求バッチ", "夜間対応")
		s.sound(done)
		if n := len(s.get("lead", at).all("button", "name", "added")); n != 0 {
			t.Error("somebody else is offered to take it back")
		}
		token, _ := attr(done.all("button", "name", "added")[0], "value")
		back := s.wantMoved(s.post("member", s.sourceAt("suggest/undo"), url.Values{"added": {token}}))
		s.wants(s.get("member", back), http.StatusOK, "加えた領域を取り消しました")
		if got := strings.Join(s.areaNames(), " "); got != "DNS" {
			t.Errorf("areas %q", got)
		}
	})
}

// What somebody has written into meanwhile is not taken back.
func TestTakingBackSparesWhatIsInUse(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("member", s.sourceAt("suggest"), url.Values{"look": {"1"}, "text": {"請求\nDNS"}})
	at := s.wantMoved(s.post("member", s.sourceAt("suggest/add"), r.candidates()))
	register, err := s.db.RegisterOf(t.Context(), s.team.ID)
	s.must(err)
	s.must(s.tracker.ArchiveArea(t.Context(), s.viewer("lead"), register.Areas[0].ID))
	s.must(s.tracker.RestoreArea(t.Context(), s.viewer("lead"), register.Areas[0].ID))
	token, _ := attr(s.get("member", at).all("button", "name", "added")[0], "value")
	back := s.wantMoved(s.post("member", s.sourceAt("suggest/undo"), url.Values{"added": {token}}))
	s.wants(s.get("member", back), http.StatusOK, "残しています")
	if got := s.areaNames(); len(got) != 1 || got[0] != register.Areas[0].Name.In(maturity.Japanese) {
		t.Errorf("areas %q", got)
	}
	s.now = s.now.Add(2 * time.Hour)
	if len(s.get("member", at).all("button", "name", "added")) != 0 {
		t.Error("taking back is still offered after two hours")
	}
}

func TestSuggestionsFromFiles(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	owners := "# owners\n*  @example/all\n/batch/billing/  @aoki baba@example.jp\n/infra/dns/  @example/sre\n"
	r := s.post("member", s.sourceAt("suggest"), url.Values{"look": {"1"}, "text": {owners}})
	s.wants(r, http.StatusOK, "CODEOWNERSとして読みました", "@example/sre", "baba@example.jp")
	if n := len(r.all("input", "name", "row")); n != 2 {
		t.Errorf("%d candidates of CODEOWNERS", n)
	}
	other := s.post("member", s.sourceAt("suggest"), url.Values{"look": {"1"}, "text": {owners}, "source": {"names"}})
	s.wants(other, http.StatusOK, "1行に1つの名前として読みました")
	if other.held("source") != "names" {
		t.Error("the way to read it was forgotten")
	}
	catalog := "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: billing\n  title: Billing\nspec:\n  owner: team-a\n"
	s.wants(s.post("member", s.sourceAt("suggest"), url.Values{"look": {"1"}, "text": {catalog}}), http.StatusOK,
		"catalog-info.yamlとして読みました", "team-a")
}

// A form that cannot be carried out comes back as it was, also in the other
// language.
func TestSuggestionsComeBackAsTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	r := s.post("member", s.sourceAt("suggest"), url.Values{"look": {"1"}, "text": {"請求\nDNS\n"}})
	for about, change := range map[string]func(url.Values){
		"no name":        func(v url.Values) { v["name"][1] = "  " },
		"a long name":    func(v url.Values) { v["name"][1] = strings.Repeat("長", 301) },
		"nothing ticked": func(v url.Values) { delete(v, "pick") },
	} {
		sent := r.candidates()
		sent["name"][0], sent["criticality"][1] = "請求 <b>", "1"
		change(sent)
		back := s.post("member", s.sourceAt("suggest/add"), sent)
		s.wantStatus(back, http.StatusUnprocessableEntity)
		if len(back.all("p", "role", "alert")) < 2 {
			t.Errorf("%s: no message", about)
		}
		if got := back.candidates(); got.Encode() != sent.Encode() {
			t.Errorf("%s: sent %v, came back %v", about, sent, got)
		}
	}
	sent := r.candidates()
	sent["name"][0] = "請求書"
	delete(sent, "pick")
	sent.Set("switch_language", "en")
	english := s.post("member", s.sourceAt("suggest"), sent)
	s.wants(english, http.StatusOK, "2 possible areas")
	if got := english.candidates(); got["name"][0] != "請求書" || len(got["pick"]) != 0 || got.Get("text") != "請求\nDNS\n" {
		t.Errorf("after the switch: %v", got)
	}
	if len(s.areaNames()) != 0 {
		t.Error("something was stored")
	}
}

func TestSuggestionsRefuseWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for about, file := range map[string][]byte{
		"nothing":      []byte(" \n"),
		"a picture":    append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), make([]byte, 500)...),
		"too much":     []byte(strings.Repeat("あ", maxSourceText/3+1)),
		"broken UTF-8": []byte(strings.Repeat("\xfd\xff\xfd\x80", 50)),
	} {
		r := s.upload("member", s.sourceAt("suggest"), file, url.Values{"look": {"1"}, "text": {"請求"}})
		s.wantStatus(r, http.StatusUnprocessableEntity)
		if r.wrong("text") == "" || r.held("text") != "請求" {
			t.Errorf("%s: message %q, text %.40q", about, r.wrong("text"), r.held("text"))
		}
	}
	bad := s.post("member", s.sourceAt("suggest"), url.Values{"look": {"1"}, "text": {"kind: [\n"}, "source": {"catalog"}})
	s.wantStatus(bad, http.StatusUnprocessableEntity)
	if !strings.Contains(bad.wrong("text"), "catalog-info.yaml") || bad.held("text") != "kind: [\n" {
		t.Errorf("message %q", bad.wrong("text"))
	}
	script := s.post("member", s.sourceAt("suggest"), url.Values{"look": {"1"}, "text": {`</textarea><script>alert(1)</script>`}})
	s.wantStatus(script, http.StatusOK)
	if strings.Contains(script.body, "<script>alert") {
		t.Error("a name is markup")
	}
	for _, row := range []string{"", "{", `{"Kind":"boss"}`} {
		forged := s.post("member", s.sourceAt("suggest/add"), url.Values{"row": {row}, "name": {"x"}, "criticality": {"2"}, "pick": {"0"}})
		s.wantStatus(forged, http.StatusUnprocessableEntity)
	}
}

// Many candidates come in parts, those that are there already last.
func TestManySuggestions(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	var names strings.Builder
	for i := range 2*maxSuggestions + 7 {
		names.WriteString("area " + strings.Repeat("x", i%7) + strconv.Itoa(i) + "\n")
	}
	sent := url.Values{"look": {"1"}, "text": {names.String()}}
	for _, left := range []string{"207件", "7件"} {
		r := s.upload("member", s.sourceAt("suggest"), nil, sent)
		s.wants(r, http.StatusOK, left)
		if n := len(r.all("input", "name", "row")); n != maxSuggestions {
			t.Fatalf("%d rows", n)
		}
		s.wantMoved(s.upload("member", s.sourceAt("suggest/add"), nil, r.candidates()))
	}
	if n := len(s.areaNames()); n != 2*maxSuggestions {
		t.Errorf("%d areas", n)
	}
}
