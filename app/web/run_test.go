package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"michinori/app/maturity"
)

// upload sends a form with a file, as a browser does.
func (s *testServer) upload(role, path string, file []byte, values url.Values) reply {
	s.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, all := range values {
		for _, v := range all {
			s.must(w.WriteField(name, v))
		}
	}
	if file != nil {
		part, err := w.CreateFormFile("file", "roster.csv")
		s.must(err)
		_, err = part.Write(file)
		s.must(err)
	}
	s.must(w.Close())
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return s.send(role, r)
}

// held is what an input, a text area or a list of that name holds.
func (r reply) held(name string) string {
	for _, tag := range []string{"input", "textarea", "select"} {
		for _, n := range r.all(tag, "name", name) {
			switch tag {
			case "input":
				v, _ := attr(n, "value")
				return v
			case "textarea":
				return raw(n)
			}
			for d := range n.Descendants() {
				if _, chosen := attr(d, "selected"); chosen {
					v, _ := attr(d, "value")
					return v
				}
			}
		}
	}
	return ""
}

// raw is the text within a node as it stands there.
func raw(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// wrong is the message beside a field.
func (r reply) wrong(name string) string {
	for _, n := range r.all("p", "id", "e-"+name) {
		return text(n)
	}
	return ""
}

func (s *testServer) wantStatus(r reply, status int) {
	s.t.Helper()
	if r.StatusCode != status {
		s.t.Fatalf("status %d, want %d: %.600s", r.StatusCode, status, text(r.page))
	}
}

// wantMoved checks that a write was carried out, and returns where it led.
func (s *testServer) wantMoved(r reply) string {
	s.t.Helper()
	s.wantStatus(r, http.StatusSeeOther)
	return r.Header.Get("Location")
}

// Every form of the champion comes back as it was typed, with a message beside
// each field that is wrong, and nothing is stored.
func TestChampionFormsComeBackAsTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	long := strings.Repeat("長", 301)
	for path, fields := range map[string]map[string]string{ // a leading ! marks what is wrong
		"/organisation":             {"name": "!", "language": "!xx", "time_zone": "!Mars/Olympus", "fiscal_start": "!13", "k": "!two"},
		"/groups":                   {"name": "!" + long, "parent": "!nowhere"},
		"/teams":                    {"name": "!a\x00b", "key": "!Größe", "group": "!nowhere"},
		"/teams/" + s.team.ID:       {"name": "!\xff", "key": "!search", "group": ""},
		"/people":                   {"name": "!", "email": "!aoki at example", "language": "!", "role": "!king"},
		"/people/" + s.id("member"): {"name": "ok", "email": "!a@b@c", "language": "ja", "role": ""},
		"/rounds":                   {"key": "!2026-Q5", "questionnaire": "!none", "closes_on": "!2026-02-30", "k": "!2"},
	} {
		form, before := url.Values{}, s.counts()
		for name, v := range fields {
			form.Set(name, strings.TrimPrefix(v, "!"))
		}
		r := s.save("champion", path, path, form)
		s.wantStatus(r, http.StatusUnprocessableEntity)
		for name, v := range fields {
			typed, bad := strings.CutPrefix(v, "!")
			if got := r.wrong(name); (got != "") != bad {
				t.Errorf("%s: message beside %s: %q", path, name, got)
			}
			free := len(r.all("select", "name", name)) == 0 && len(r.all("input", "type", "radio")) == 0
			if want := strings.ToValidUTF8(strings.ReplaceAll(typed, "\x00", "\uFFFD"), "\uFFFD"); free && r.held(name) != want {
				t.Errorf("%s: %s came back as %q", path, name, r.held(name))
			}
		}
		if got := s.counts(); got != before {
			t.Errorf("%s: stored something: %v, before %v", path, got, before)
		}
	}
}

func (s *testServer) id(role string) string { return s.people[role].ID }

func (s *testServer) counts() [4]int {
	s.t.Helper()
	groups, err := s.db.Groups(s.t.Context())
	s.must(err)
	teams, err := s.db.Teams(s.t.Context())
	s.must(err)
	people, err := s.db.People(s.t.Context())
	s.must(err)
	rounds, err := s.db.Rounds(s.t.Context())
	s.must(err)
	return [4]int{len(groups), len(teams), len(people), len(rounds)}
}

// The language can be switched in the middle of a form: what was typed stays,
// and nothing is stored.
func TestSwitchLanguageInTheMiddleOfAForm(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for path, name := range map[string]string{
		"/organisation": "name", "/groups": "name", "/teams": "name", "/teams/" + s.team.ID: "name", "/people": "name",
		"/people/" + s.id("member"): "name", "/rounds": "key", "/roster": "text",
	} {
		before := s.counts()
		r := s.post("champion", path, url.Values{name: {"とちゅう"}, "switch_language": {"en"}})
		s.wantStatus(r, http.StatusOK)
		if got := r.held(name); got != "とちゅう" {
			t.Errorf("%s: what was typed is now %q", path, got)
		}
		if lang, _ := attr(r.all("html", "", "")[0], "lang"); lang != "en" {
			t.Errorf("%s: language %q", path, lang)
		}
		if len(r.all("p", "class", "wrong-text")) > 0 || s.counts() != before {
			t.Errorf("%s: it was checked or stored", path)
		}
		s.must(s.tracker.ChooseLanguage(t.Context(), s.viewer("champion"), maturity.Japanese))
	}
}

// Names are text wherever they stand, whatever they look like.
func TestNamesAreText(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	const evil = `</script><script>alert(1)</script>"><img src=x onerror=alert(1)>{{.}}`
	s.wantMoved(s.post("champion", "/groups", url.Values{"name": {evil}}))
	groups, err := s.db.Groups(t.Context())
	s.must(err)
	team := s.wantMoved(s.post("champion", "/teams", url.Values{"name": {evil}, "group": {groups[0].ID}}))
	person := s.wantMoved(s.post("champion", "/people", url.Values{"name": {evil}, "language": {"ja"}}))
	s.wantMoved(s.post("champion", team+"/members/"+strings.TrimPrefix(person, "/people/"), url.Values{"part": {"lead"}}))
	s.wantMoved(s.save("champion", "/organisation", "/organisation", url.Values{
		"name": {evil}, "language": {"ja"}, "time_zone": {"Asia/Tokyo"}, "fiscal_start": {"4"}, "k": {"5"},
	}))
	id := strings.TrimPrefix(team, "/teams/")
	round := s.wantMoved(s.post("champion", "/rounds", url.Values{
		"key": {"2026-Q3"}, "questionnaire": {"sre-starter"}, "closes_on": {"2026-12-01"}, "k": {"5"}, "teams": {id},
	}))
	pages := map[string]reply{
		"links": s.post("champion", round+"/links", nil), "link": s.post("champion", person+"/link", nil),
		"plan": s.post("champion", "/roster", url.Values{"text": {"name,team\n\"" + strings.ReplaceAll(evil, `"`, `""`) + "2\"," + "x"}}),
	}
	for _, path := range []string{"/groups", "/groups?edit=" + groups[0].ID, "/teams", team, "/people", person, "/rounds", "/rounds/new", round, "/organisation", "/roster"} {
		pages[path] = s.get("champion", path)
	}
	for path, r := range pages {
		s.wantStatus(r, http.StatusOK)
		if len(r.all("img", "src", "x")) > 0 {
			t.Errorf("%s: a name became an element", path)
		}
		for _, n := range r.all("script", "", "") {
			if src, _ := attr(n, "src"); src == "" {
				t.Errorf("%s: a script stands in the page", path)
			}
		}
		if strings.Contains(r.body, " style=") || strings.Contains(r.body, " onclick=") {
			t.Errorf("%s: style or handler in the page", path)
		}
	}
}

// The champion's pages, full and empty, as they are and with messages, have
// words, labels and headings in both languages.
func TestChampionPagesAreSound(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	group := s.newGroup("開発本部", "")
	paths := []string{
		"/organisation", "/groups", "/groups?edit=" + group, "/teams", "/teams?archived=1", "/teams?q=none", "/teams/new",
		"/teams/" + s.team.ID, "/people", "/people?q=none", "/people?archived=1", "/people/new", "/people/" + s.id("member"),
		"/people/" + s.id("champion"), "/roster", "/rounds", "/rounds/new", "/rounds/" + s.round.ID, "/rounds/" + s.round.ID + "?q=none",
	}
	forms := map[string]url.Values{
		"/organisation": {}, "/groups": {}, "/teams": {}, "/people": {}, "/rounds": {}, "/roster": {},
		"/teams/" + s.team.ID + "/members": {"members": {"x, y"}}, "/rounds/" + s.round.ID + "/extend": {},
		"/rounds/" + s.round.ID + "/links": {}, "/people/" + s.id("member") + "/link": {},
	}
	lists := []string{
		"name,team,group,role,organisation role,note\nAoki,SRE,A > B,lead,leader,x\nsecond,Payments,A,lead,none,\n",
		"name,role,language\nAoki,boss,fr\n", "email\nx", "name\n\"", "name,team\nsecond,Payments\n",
	}
	for _, l := range maturity.Languages {
		s.must(s.tracker.ChooseLanguage(t.Context(), s.viewer("champion"), l))
		for _, path := range paths {
			s.sound(s.in(l, "champion", path))
		}
		for path, form := range forms {
			s.sound(s.post("champion", path, form))
		}
		for _, in := range lists {
			s.sound(s.post("champion", "/roster", url.Values{"text": {in}}))
		}
	}
}
