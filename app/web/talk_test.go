package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"michinori/app/maturity"
)

func TestTalkIsWrittenByChampionsAndReadByLeaders(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	at := "/overview/talk?round=" + s.round.ID
	writing := map[maturity.Language]string{maturity.Japanese: "あなたにしか書けないこと", maturity.English: "what only you know"}
	for _, l := range maturity.Languages {
		for role, forms := range map[string]bool{"champion": true, "leader": false} {
			r := s.in(l, role, at)
			s.wants(r, http.StatusOK)
			s.sound(r)
			if n := len(r.all("div", "class", "slide")); n != 10 {
				t.Errorf("%s, %s: %d slides", l, role, n)
			}
			if has := len(r.all("input", "name", "seen")) > 0; has != forms {
				t.Errorf("%s, %s: writes %v", l, role, has)
			}
			if told := strings.Contains(r.body, writing[l]); told != forms {
				t.Errorf("%s, %s: is asked to write %v", l, role, told)
			}
		}
	}
	s.wants(s.get("member", at), http.StatusNotFound)
	s.lacks(s.get("champion", at), s.team.Name) // nobody is named, and one team alone is not told
	form := url.Values{"seen": {"0"}, "slot-when": {"10月21日 16時"}, "headline-hours": {"時間の話"}, "basis-hours": {"x"}, "was-headline-hours": {"提案"}}
	q := "?round=" + s.round.ID + "&language=ja"
	s.wants(s.post("leader", "/overview/talk"+q, form), http.StatusForbidden)
	s.goesTo(s.post("champion", "/overview/talk/slides/hours/up"+q, form), "/overview/talk?language=ja&round="+s.round.ID+"#slide-hours")
	r := s.get("leader", at)
	s.wants(r, http.StatusOK, "いつ：10月21日 16時", "時間の話", "数字が変わりました")
	if strings.Index(r.body, "slide-hours") > strings.Index(r.body, "slide-absence") {
		t.Error("the slide has not moved")
	}
	s.lacks(s.in(maturity.English, "leader", at+"&language=en"), "10月21日")

	// Whoever comes second sees both texts, and nothing is lost.
	form.Set("slot-when", "11月5日")
	r = s.post("champion", "/overview/talk"+q, form)
	s.wants(r, http.StatusConflict, "10月21日 16時", "いま保存されている文")
	if links := r.all("a", "href", "#slide-join"); len(links) != 1 || len(r.all("a", "href", "#slide-hours")) > 0 {
		t.Errorf("%d links lead to the slide that somebody else wrote on", len(links))
	}
	if !strings.Contains(r.body, `value="11月5日"`) {
		t.Error("what was typed is lost")
	}
	s.sound(r)
	s.wants(s.get("champion", at), http.StatusOK, "10月21日 16時")

	form.Set("seen", "1")
	form.Set("slot-when", strings.Repeat("長", 401))
	r = s.post("champion", "/overview/talk"+q, form)
	s.wants(r, http.StatusUnprocessableEntity)
	if !strings.Contains(r.body, strings.Repeat("長", 401)) {
		t.Error("what was typed is lost")
	}
	s.sound(r)
	s.wants(s.post("champion", "/overview/talk/slides/hours/explode"+q, form), http.StatusNotFound)
}

func TestTeamTalkIsTheTeams(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	at := "/teams/" + s.team.ID + "/talk"
	s.wants(s.get("lead", at), http.StatusOK, "まだありません")
	s.answerAndAct()
	s.agree()
	s.wants(s.get("leader", at), http.StatusNotFound)
	s.wants(s.get("outsider", at), http.StatusNotFound)
	r := s.get("lead", at)
	s.wants(r, http.StatusOK, s.team.Name)
	s.sound(r)
	q := "?round=" + s.round.ID + "&language=ja"
	form := url.Values{"seen": {"0"}, "slot-near_miss": {"証明書が切れかけた"}}
	s.wants(s.post("member", at+q, form), http.StatusForbidden)
	s.wants(s.post("champion", at+q, form), http.StatusNotFound)
	s.goesTo(s.post("lead", at+q, form), at+"?language=ja&round="+s.round.ID)
	s.wants(s.get("member", at), http.StatusOK, "証明書が切れかけた")
	s.share()
	s.wants(s.get("leader", at), http.StatusOK, "証明書が切れかけた")
	s.lacks(s.get("leader", at+".md?hide=1"), s.team.Name)
}

func TestTalkAsFiles(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	for format, kind := range map[string]string{"html": "text/html", "pdf": "application/pdf", "md": "text/markdown"} {
		for _, path := range []string{"/overview/talk." + format, "/teams/" + s.team.ID + "/talk." + format + "?short=1&notes=1"} {
			r := s.get("leader", path)
			s.wants(r, http.StatusOK)
			if got := r.Header.Get("Content-Type"); !strings.Contains(got, kind) || !strings.Contains(r.Header.Get("Content-Disposition"), "talk-") {
				t.Errorf("%s is %s", path, got)
			}
		}
	}
	s.wants(s.get("leader", "/overview/talk.pptx"), http.StatusNotFound)
}
