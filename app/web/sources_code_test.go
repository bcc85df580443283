package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// codeFile is what the command prints of two areas and a folder.
func codeFile(t *testing.T, asOf string) []byte {
	t.Helper()
	person := func(name, email string, share, recent float64) map[string]any {
		return map[string]any{
			"name": name, "email": email, "files": int(share * 10), "share": share, "recent_files": int(recent * 10), "recent_share": recent,
			"recent_commits": int(recent * 20), "last_commit": asOf,
		}
	}
	area := func(key, path string, factor int, gone bool, people ...map[string]any) map[string]any {
		return map[string]any{
			"key": key, "path": path, "paths": []string{path + "**"}, "files": 10, "truck_factor": factor, "authors": len(people),
			"single_author_files": 3, "departed_top_author": gone, "people": people,
		}
	}
	raw, err := json.Marshal(map[string]any{
		"revision": "0123456789abcdef0123456789abcdef01234567", "commits": 1305, "authors": 4, "files": 30, "truck_factor": 1,
		"as_of": asOf, "since": "2025-07-01", "a_newer_key": true,
		"areas": []any{
			area("billing", "batch/billing/", 1, false, person("member", "m@home.example", .8, .6), person("Old Hand", "old@home.example", .2, 0)),
			area("dns", "infra/dns/", 1, true, person("Old Hand", "old@home.example", .9, 0)),
			map[string]any{"key": "mail", "path": "mail/", "paths": []string{"mail/**"}, "files": 0, "truck_factor": 0, "authors": 0, "people": []any{}},
			area("", "tools/", 2, false, person("<b>Bot</b>", "bot@example.jp", 1, 1)),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (s *testServer) codeAreas() {
	s.suggested(
		knowledge.Suggestion{Key: "billing", Name: maturity.Text{JA: "請求バッチ", EN: "Billing"}, Kind: knowledge.Code, Criticality: 3, Paths: []string{"batch/billing/**"}},
		knowledge.Suggestion{Key: "dns", Name: maturity.Text{JA: "DNS", EN: "DNS"}, Kind: knowledge.Code, Paths: []string{"infra/dns/**"}},
		knowledge.Suggestion{Key: "mail", Name: maturity.Text{JA: "メール", EN: "Mail"}, Kind: knowledge.Code, Paths: []string{"mail/**"}},
	)
}

func TestCodeRaisesQuestionsAndChangesNoLevel(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.codeAreas()
	r, err := s.db.RegisterOf(t.Context(), s.team.ID)
	s.must(err)
	billing, _ := r.AreaByKey("billing")
	mail, _ := r.AreaByKey("mail")
	for _, area := range []string{billing.ID, mail.ID} {
		_, err = s.tracker.SaveClaim(t.Context(), s.viewer("lead"), tracker.SaveClaim{Area: area, Person: s.id("lead"), Level: "3"})
		s.must(err)
	}
	before, err := s.db.RegisterOf(t.Context(), s.team.ID)
	s.must(err)

	empty := s.get("member", s.sourceAt("code"))
	s.wants(empty, http.StatusOK, "まだ取り込んでいません", "レベルや得点を変えることはありません")
	if got := empty.held(""); strings.Contains(got, "bus-factor") {
		t.Error("the command has a name and would be sent")
	}
	s.wantMoved(s.upload("member", s.sourceAt("code"), codeFile(t, "2026-06-30"), nil))
	page := s.get("lead", s.sourceAt("code"))
	s.wants(page, http.StatusOK, "0123456789ab", "2026年6月30日", "member",
		"memberさんは、この12か月でファイルの60.0%を書いていますが、レベルは未記入です",
		"leadさんはレベル3ですが、この12か月のコードには跡がありません",
		"いちばん多く書いたOld Handさんは、今はチームにいないか、長くコミットしていません", "自動：member", "台帳にないフォルダー", "パスに当たるファイルがありません", "チームへの質問：3件", "最近のコミットなし")
	s.sound(page)
	s.lacks(page, "<b>Bot", "0123456789abcdef0123", "この根拠は")
	for _, link := range []string{"/areas/" + billing.ID + "/claims/" + s.id("member"), "/areas/" + billing.ID + "/claims/" + s.id("lead")} {
		if len(page.all("a", "href", link)) == 0 {
			t.Errorf("no link to %s", link)
		}
	}
	english := s.in(maturity.English, "lead", s.sourceAt("code"))
	s.wants(english, http.StatusOK, "Teach it, or say the level?", "Who can explain this code now?", "Operated without committing?")
	after, err := s.db.RegisterOf(t.Context(), s.team.ID)
	s.must(err)
	if a, b := jsonOf(t, before), jsonOf(t, after); a != b {
		t.Errorf("the register was\n%s\nand is\n%s", a, b)
	}
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// Two members say at once who one author is; of another one each says what they
// like.
func TestAnOldPageOfAuthorsMatchesNobodyUnseen(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.codeAreas()
	s.wantMoved(s.upload("member", s.sourceAt("code"), codeFile(t, "2026-06-30"), nil))
	match := s.sourceAt("code/match")
	say := func(who string, form url.Values, hand, bot string) reply {
		form.Del("person") // of several choices of one name the page is read for one
		for i, author := range form["author"] {
			form.Add("person", map[string]string{"old@home.example": hand, "bot@example.jp": bot, "m@home.example": form["was"][i]}[author])
		}
		return s.post(who, match, form)
	}
	mine, theirs := s.get("member", s.sourceAt("code")).sentOf("action", match), s.get("second", s.sourceAt("code")).sentOf("action", match)
	s.wantMoved(say("second", theirs, s.id("second"), ""))
	r := say("member", mine, s.id("lead"), tracker.NobodyOfTeam)
	s.wants(r, http.StatusConflict, "ほかの人が変更しました", "いまの値：second")
	s.sound(r)
	s.wantMoved(say("second", theirs, s.id("second"), "")) // what stands already is no quarrel
	s.wantMoved(say("member", r.sentOf("action", match), s.id("lead"), tracker.NobodyOfTeam))
	code, err := s.db.CodeEvidenceOf(t.Context(), s.team.ID)
	s.must(err)
	if got := code.People; got["old@home.example"] != s.id("lead") || len(got) != 2 {
		t.Errorf("after the decision there is %v", got)
	}
}

// Who an author is can be said by hand, and stays said.
func TestAuthorsAreMatchedByHand(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		s := newTestServerOn(t, database)
		s.codeAreas()
		s.wantMoved(s.upload("member", s.sourceAt("code"), codeFile(t, "2026-06-30"), nil))
		r := s.get("member", s.sourceAt("code"))
		s.wants(r, http.StatusOK, "2人の作者が、まだ誰に当たるか分かりません")
		match := func(r reply, person map[string]string) url.Values {
			out := url.Values{}
			for _, name := range []string{"author", "was"} {
				for _, n := range r.all("input", "name", name) {
					v, _ := attr(n, "value")
					out.Add(name, v)
				}
			}
			for i, author := range out["author"] {
				if p, ok := person[author]; ok {
					out.Add("person", p)
				} else {
					out.Add("person", out["was"][i])
				}
			}
			return out
		}
		s.wantMoved(s.post("member", s.sourceAt("code/match"), match(r, map[string]string{
			"old@home.example": s.id("second"), "bot@example.jp": "-", "m@home.example": "",
		})))
		s.wantMoved(s.upload("lead", s.sourceAt("code"), codeFile(t, "2026-07-01"), nil))
		r = s.get("member", s.sourceAt("code"))
		s.wants(r, http.StatusOK, "チームの人ではない作者：<b>Bot</b>")
		s.lacks(r, "まだ誰に当たるか分かりません", "今はチームにいないか、長くコミットしていません")
		s.wantMoved(s.post("member", s.sourceAt("code/match"), match(r, map[string]string{"bot@example.jp": ""})))
		s.wants(s.get("member", s.sourceAt("code")), http.StatusOK, "1人の作者が、まだ誰に当たるか分かりません")
		lopsided := s.post("member", s.sourceAt("code/match"), url.Values{"author": {"x"}, "person": {"a", "b"}})
		s.wantStatus(lopsided, http.StatusUnprocessableEntity)
		stranger := match(r, map[string]string{"bot@example.jp": s.id("outsider")})
		if got := s.post("member", s.sourceAt("code/match"), stranger).StatusCode; got < 400 || got >= 500 {
			t.Errorf("an author became somebody of another team: %d", got)
		}
	})
}

func TestOldCodeIsLabelled(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wantMoved(s.upload("member", s.sourceAt("code"), codeFile(t, "2026-01-07"), nil))
	s.lacks(s.get("member", s.sourceAt("code")), "この根拠は")
	s.now = s.now.Add(24 * time.Hour)
	s.wants(s.get("member", s.sourceAt("code")), http.StatusOK, "この根拠は181日前の状態です")
}

// Folders that are no area yet can become some.
func TestFoldersOfTheCodeAreSuggested(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.lacks(s.get("member", s.sourceAt("suggest")), "from-code")
	s.wantMoved(s.upload("member", s.sourceAt("code"), codeFile(t, "2026-06-30"), nil))
	s.wants(s.get("member", s.sourceAt("suggest")), http.StatusOK, "フォルダーを候補にする")
	r := s.post("member", s.sourceAt("suggest"), url.Values{"source": {"code"}, "look": {"1"}})
	s.wants(r, http.StatusOK, "候補：1件", "tools/**")
	s.wantMoved(s.post("member", s.sourceAt("suggest/add"), r.candidates()))
	if got := strings.Join(s.areaNames(), " "); got != "tools" {
		t.Errorf("areas %q", got)
	}
}

func TestCodeRefusesOtherFiles(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for about, file := range map[string][]byte{
		"nothing": nil, "another file": []byte("name,email\n"), "other JSON": []byte(`{"bus_factor":1,"areas":[]}`), "half of it": []byte(`{"revision":"a`),
		"a picture": append([]byte("\x89PNG\r\n\x1a\n\x00"), make([]byte, 300)...), "a list": []byte(`[1,2]`),
		"too much": []byte(`{"revision":"` + strings.Repeat("x", maxCodeFile) + `"}`),
	} {
		r := s.upload("member", s.sourceAt("code"), file, nil)
		s.wantStatus(r, http.StatusUnprocessableEntity)
		if r.wrong("file") == "" {
			t.Errorf("%s: no message", about)
		}
	}
	if _, err := s.db.CodeEvidenceOf(t.Context(), s.team.ID); err == nil {
		t.Error("something was stored")
	}
	powershell, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(codeFile(t, "2026-06-30"))
	s.must(err)
	s.wantMoved(s.upload("member", s.sourceAt("code"), powershell, nil))
}
