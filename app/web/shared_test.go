package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"michinori/reports/quarter"
)

// opened is how often the newest link was opened.
func (s *testServer) opened() int {
	s.t.Helper()
	links, err := s.db.ReportLinks(s.t.Context())
	s.must(err)
	return links[0].Opened
}

// TestFilesOfASharedReport: whoever has the link has all its forms and pictures,
// and only who opens the page is counted.
func TestFilesOfASharedReport(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	_, path := s.linkTo("report", true)
	opened := s.get("", path)
	s.wants(opened, http.StatusOK)
	for format, begins := range map[string]string{
		"html": "<!DOCTYPE html>", "pdf": "%PDF-", "xlsx": "PK", "csv": "\ufeff", "json": "{", "md": "# ",
	} {
		r := s.get("", path+"."+format)
		s.wants(r, http.StatusOK)
		if !strings.HasPrefix(r.body, begins) || strings.Contains(r.body, s.team.Name) {
			t.Errorf("%s begins %.40q", format, r.body)
		}
		if got := r.Header.Get("X-Robots-Tag") + " " + r.Header.Get("Referrer-Policy"); got != "noindex no-referrer" {
			t.Errorf("%s is answered with %s", format, got)
		}
		if len(opened.all("a", "href", path+"."+format)) != 1 {
			t.Errorf("the page does not lead to %s", format)
		}
	}
	s.isFigure("", opened.stills()[0])
	s.wants(s.send("", httptest.NewRequest(http.MethodHead, path, nil)), http.StatusOK)
	for header, value := range map[string]string{
		"Sec-Purpose": "prefetch;prerender", "Purpose": "prefetch", "X-Purpose": "preview", "X-Moz": "prefetch",
		"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
	} {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set(header, value)
		s.wants(s.send("", r), http.StatusOK)
	}
	teams := httptest.NewRequest(http.MethodGet, path, nil)
	teams.Header.Set("User-Agent", "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com")
	s.wants(s.send("", teams), http.StatusOK)
	s.wants(s.get("", path+".gif"), http.StatusNotFound)
	s.wants(s.get("", "/wall/"+strings.TrimPrefix(path, "/shared/")), http.StatusNotFound)
	if n := s.opened(); n != 1 {
		t.Errorf("it was opened once and counted %d times", n)
	}
}

func TestSharedTalk(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	_, path := s.linkTo("talk", true)
	r := s.get("", path)
	s.wants(r, http.StatusOK)
	s.sound(r)
	s.lacks(r, s.team.Name)
	if n := len(r.all("section", "", "")); n != 10 {
		t.Errorf("%d slides", n)
	}
	slides := map[string]int{}
	for _, form := range []string{".md", ".md?short=1"} {
		made := s.get("", path+form)
		s.wants(made, http.StatusOK, "marp: true")
		slides[form] = strings.Count(made.body, "\n---\n\n## ")
	}
	if slides[".md"] != 10 || slides[".md?short=1"] != 4 {
		t.Errorf("the files hold %v slides", slides)
	}
	if deck := s.get("", path+".html"); !strings.HasPrefix(deck.body, "<!doctype html>") || strings.Contains(deck.body, s.team.Name) {
		t.Errorf("%d: %.60s", deck.StatusCode, deck.body)
	}
	s.wants(s.get("", path+".xlsx"), http.StatusNotFound)
	if n := s.opened(); n != 1 {
		t.Errorf("it was opened once and counted %d times", n)
	}
}

// TestWallOfFewTeams: below what a sentence on an organisation needs, a wall
// shows no number of theirs.
func TestWallOfFewTeams(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	_, path := s.linkTo("wall", false)
	r := s.get("", path)
	s.wants(r, http.StatusOK, "集計を待っています", strconv.Itoa(quarter.FewTeams)+"チームに満たない")
	s.sound(r)
	if len(r.all("img", "", "")) > 0 {
		t.Error("it shows a figure")
	}
	if strings.Contains(r.body, "1枚中") {
		t.Error("it counts the one figure")
	}
}

// TestWall turns through all its figures and ends politely.
func TestWall(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	round, group, teams := s.department(4, 3, 2, 1) // three of them share
	s.round = round
	id, path := s.linkTo("wall", false)
	address, shown := path, map[string]bool{}
	for {
		r := s.get("", address)
		s.wants(r, http.StatusOK)
		s.sound(r)
		s.lacks(r, teams[0].Name, teams[3].Name, group.ID)
		heading := text(r.all("h1", "", "")[0])
		if shown[heading] {
			break
		}
		shown[heading] = true
		image, _ := attr(s.first(r, "img", "width", "720"), "src")
		s.isFigure("", image)
		upright, _ := attr(s.first(r, "source", "media", "(orientation: portrait)"), "srcset")
		if tall := s.get("", upright); !strings.HasPrefix(tall.body, `<svg width="480" height="600"`) {
			t.Errorf("a screen that stands upright is given %.60s", tall.body)
		}
		address, _ = attr(s.first(r, "div", "id", "wall"), "data-next")
		if refresh, _ := attr(s.first(r, "meta", "name", "referrer"), "content"); refresh != "no-referrer" || !strings.Contains(r.body, `url=`+strings.ReplaceAll(address, "&", "&amp;")) {
			t.Errorf("without script nothing follows %s", heading)
		}
	}
	if len(shown) < 5 {
		t.Errorf("it shows %v", shown)
	}
	if n := s.opened(); n != 1 {
		t.Errorf("it was opened once and counted %d times", n)
	}
	dark := s.get("", path+"?turn=1&theme=dark")
	if image, _ := attr(s.first(dark, "img", "width", "720"), "src"); !strings.Contains(image, "theme=dark") || len(dark.all("html", "data-theme", "dark")) != 1 {
		t.Errorf("in the dark it shows %s", image)
	}
	s.wants(s.get("", path+"?turn=-3"), http.StatusOK)
	s.goesTo(s.post("champion", "/overview/links/"+id+"/revoke", nil), "/overview/links")
	dead := s.get("", address)
	s.wants(dead, http.StatusNotFound, "このリンクは使えません", "新しいリンクを頼んで")
	s.lacks(dead, "ホームへ") // there is none for whoever has no account
	s.wants(s.get("member", address), http.StatusNotFound, "ホームへ")
}

// TestWallIsHeld: whoever wants to talk about a figure keeps it there, and leaves
// it when they like; its numbers are asked for again all the same.
func TestWallIsHeld(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.round, _, _ = s.department(4, 3, 2, 1)
	_, path := s.linkTo("wall", false)
	next := func(r reply) string {
		address, _ := attr(s.first(r, "div", "id", "wall"), "data-next")
		return address
	}
	r := s.get("", path+"?theme=dark")
	for _, x := range []struct{ link, next string }{
		{"止める", path + "?hold=1&theme=dark&turn=0"}, {"次の図", path + "?hold=1&theme=dark&turn=1"}, {"自動で進める", path + "?theme=dark&turn=2"},
	} {
		for _, a := range r.all("a", "", "") {
			if text(a) == x.link {
				address, _ := attr(a, "href")
				r = s.get("", address)
			}
		}
		s.wants(r, http.StatusOK)
		if got := next(r); got != x.next {
			t.Errorf("after %s the wall turns to %s, want %s", x.link, got, x.next)
		}
	}
}

// TestDeadLinksAnswerAlike: status, headers and words are the same for a secret
// nobody made and for a link that was.
func TestDeadLinksAnswerAlike(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	_, ended := s.linkTo("report", true)
	id, revoked := s.linkTo("report", true)
	s.goesTo(s.post("champion", "/overview/links/"+id+"/revoke", nil), "/overview/links")
	s.now = s.now.Add(14 * 24 * time.Hour)
	said := map[string]bool{}
	for _, path := range []string{ended, revoked, "/shared/nonsense"} {
		for _, form := range []string{"", ".json", "?figure=levels&format=svg"} {
			r := httptest.NewRequest(http.MethodGet, path+form, nil)
			r.Header.Set("Accept", "application/json")
			got := s.send("", r)
			s.wants(got, http.StatusNotFound)
			header, err := json.Marshal([]string{got.Header.Get("X-Robots-Tag"), got.Header.Get("Referrer-Policy"), got.Header.Get("Cache-Control")})
			s.must(err)
			said[string(bytes.Join([][]byte{header, []byte(got.body)}, nil))] = true
		}
	}
	if len(said) != 1 {
		t.Errorf("they answer %v", said)
	}
}
