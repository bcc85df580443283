package web

import (
	"encoding/csv"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// stills are the addresses of the still pictures of a page.
func (r reply) stills() []string {
	var out []string
	for _, n := range r.all("div", "data-still", "") {
		address, _ := attr(n, "data-still")
		out = append(out, address)
	}
	return out
}

// illustrated are pages with figures and who sees them; :id is the first team
// or its assessment.
var illustrated = []struct{ path, role, denied string }{
	{"/teams/:team/trend", "leader", "outsider"},
	{"/teams/:team/report", "lead", "outsider"},
	{"/assessments/:open/result", "member", "outsider"},
	{"/teams/:team/register/trend", "member", "leader"},
	{"/overview", "leader", "lead"},
	{"/overview/areas", "champion", "member"},
	{"/overview/report?hide=1", "leader", "member"},
}

// TestFiguresAsFiles: every figure of a page has a picture and its numbers at the
// page's own address, for those who see the page and for nobody else.
func TestFiguresAsFiles(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.anArea()
	s.shareRound()
	s.nextRound("2026-Q3", "sre-core", "2026-10-31") // a trend has figures from its second round on
	s.shareRound()
	for _, p := range illustrated {
		path := strings.NewReplacer(":team", s.team.ID, ":open", s.open.ID).Replace(p.path)
		stills := s.get(p.role, path).stills()
		if len(stills) == 0 {
			t.Errorf("%s has no figure", p.path)
		}
		for _, still := range stills {
			s.isFigure(p.role, still)
			if got := s.get(p.denied, still).StatusCode; got != http.StatusForbidden && got != http.StatusNotFound {
				t.Errorf("%s is answered %d to %s", still, got, p.denied)
			}
			s.wants(s.get("", still), http.StatusUnauthorized)
		}
	}
	s.wants(s.get("leader", "/overview?figure=none&format=svg"), http.StatusNotFound)
	s.wants(s.get("leader", "/overview?figure=levels&format=gif"), http.StatusNotFound)
	s.wants(s.get("leader", "/learn?figure=levels&format=svg"), http.StatusNotFound)
}

// isFigure asks for a figure in every form.
func (s *testServer) isFigure(role, still string) {
	s.t.Helper()
	r := s.get(role, still)
	s.wants(r, http.StatusOK)
	name := r.Header.Get("Content-Disposition")
	if r.Header.Get("Content-Type") != "image/svg+xml" || !strings.HasPrefix(r.body, "<svg ") || !strings.Contains(name, `.svg"; filename*=UTF-8''`) {
		s.t.Errorf("%s: %q %q %.60s", still, r.Header.Get("Content-Type"), name, r.body)
	}
	table := s.get(role, strings.Replace(still, "format=svg", "format=csv", 1))
	rows, err := csv.NewReader(strings.NewReader(table.body)).ReadAll()
	if err != nil || len(rows) == 0 {
		s.t.Errorf("%s: the numbers are %q, %v", still, table.body, err)
	}
	again := httptest.NewRequest(http.MethodGet, still, nil)
	again.Header.Set("If-None-Match", r.Header.Get("ETag"))
	if kept := s.send(role, again); kept.StatusCode != http.StatusNotModified || kept.body != "" {
		s.t.Errorf("%s is sent again: %d", still, kept.StatusCode)
	}
}

// TestFigureInTheDark: the same picture for a dark background, in pixels too.
func TestFigureInTheDark(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	const levels = "/overview?figure=levels&format="
	light, dark := s.get("leader", levels+"svg"), s.get("leader", levels+"svg&theme=dark")
	if !strings.Contains(light.body, `fill="#ffffff"`) || !strings.Contains(dark.body, `fill="#1c2129"`) {
		t.Error("the background does not follow")
	}
	if light.Header.Get("ETag") == dark.Header.Get("ETag") {
		t.Error("one tag for two pictures")
	}
	framed := s.get("leader", levels+"svg&shape=framed")
	if all := textsIn(t, framed.body); !strings.Contains(all, "株式会社みちのり · 道のり") || framed.Header.Get("ETag") == light.Header.Get("ETag") {
		t.Errorf("for elsewhere it says %q", all)
	}
	img, err := png.Decode(strings.NewReader(s.get("leader", levels+"png&theme=dark").body))
	s.must(err)
	if r, g, b, _ := img.At(2, 2).RGBA(); r>>8 != 0x1c || g>>8 != 0x21 || b>>8 != 0x29 {
		t.Errorf("the background is %x %x %x", r, g, b)
	}
	if light, dark := textsIn(t, light.body), textsIn(t, dark.body); light != dark {
		t.Errorf("in the light %q, in the dark %q", light, dark)
	}
}

func textsIn(t *testing.T, svg string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(svg))
	if err != nil {
		t.Fatal(err)
	}
	return text(doc)
}

// TestDistributionsAsFiles: what people answered can be had where it is shown,
// and nothing of it before the reveal or below k.
func TestDistributionsAsFiles(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.answer("learn.allies", 0, 1, 1, 2, 3, 4)
	path := "/assessments/" + s.open.ID + "/agreement"
	asked := path + "?figure=answers-learn-allies&format=svg"
	if got := s.get("lead", asked); got.StatusCode == http.StatusOK {
		t.Errorf("before the reveal: %d", got.StatusCode)
	}
	s.must(s.tracker.Reveal(t.Context(), s.viewer("lead"), s.open.ID))
	stills := s.get("lead", path).stills()
	if len(stills) < 5 {
		t.Fatalf("%d distributions", len(stills))
	}
	s.isFigure("member", stills[0])
	s.wants(s.get("champion", stills[0]), http.StatusNotFound)
}
