package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// aReportLink makes a link to the report on the round and returns its id.
func (s *testServer) aReportLink(hide bool) string {
	s.t.Helper()
	id, _ := s.reportLink(hide)
	return id
}

// reportLink makes a link to a report on the page, and returns its id and its path.
func (s *testServer) reportLink(hide bool) (id, path string) {
	s.t.Helper()
	return s.linkTo("report", hide)
}

// linkTo makes a link of a kind on the page, and returns its id and its path.
func (s *testServer) linkTo(kind string, hide bool) (id, path string) {
	s.t.Helper()
	form := url.Values{"kind": {kind}, "round": {s.round.ID}, "language": {"ja"}, "label": {"経営会議"}}
	if hide {
		form.Set("hide", "1")
	}
	r := s.post("champion", "/overview/links", form)
	s.wants(r, http.StatusOK)
	made := r.all("input", "id", "made-link")
	if len(made) != 1 {
		s.t.Fatalf("%d links are shown", len(made))
	}
	address, _ := attr(made[0], "value")
	links, err := s.db.ReportLinks(s.t.Context())
	s.must(err)
	to, err := url.Parse(address)
	s.must(err)
	return links[0].ID, to.Path
}

func TestReportLinkIsShownOnceAndCounted(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	s.wants(s.get("champion", "/overview/report"), http.StatusOK, "共有リンク")
	_, path := s.reportLink(true)
	for range 2 {
		r := s.get("", path)
		s.wants(r, http.StatusOK, "SREの歩み")
		s.sound(r)
		if got := r.Header.Get("X-Robots-Tag") + " " + r.Header.Get("Referrer-Policy"); got != "noindex no-referrer" {
			t.Errorf("it is answered with %s", got)
		}
		if len(r.all("nav", "", ""))+len(r.all("form", "", "")) > 0 {
			t.Error("a shared report leads elsewhere")
		}
		for _, a := range r.all("a", "", "") {
			if to, _ := attr(a, "href"); !strings.HasPrefix(to, path) {
				t.Errorf("a shared report leads to %s", to)
			}
		}
		if len(r.all("meta", "content", "noindex")) != 1 {
			t.Error("search engines may keep it")
		}
	}
	for _, l := range maturity.Languages {
		r := s.in(l, "champion", "/overview/links")
		s.sound(r)
		s.wants(r, http.StatusOK, "経営会議", map[maturity.Language]string{
			maturity.Japanese: "開かれた回数：2回", maturity.English: "Opened 2 times.",
		}[l])
		s.lacks(r, strings.TrimPrefix(path, "/shared/"))
	}
}

// Whoever reads gets the language of the link, signed in or not.
func TestSharedReportKeepsItsLanguage(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	_, path := s.reportLink(true)
	for _, role := range []string{"", "champion"} {
		r := s.in(maturity.English, role, path)
		s.wants(r, http.StatusOK, "SREの歩み", "受付中")
		if len(r.all("html", "lang", "ja")) != 1 || len(r.all("nav", "", "")) > 0 {
			t.Errorf("as %q it is another page", role)
		}
	}
}

func TestSharedReportTellsWhatIsSharedNow(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	_, open := s.reportLink(false)
	_, hidden := s.reportLink(true)
	s.wants(s.get("", open), http.StatusOK, s.team.Name)
	s.lacks(s.get("", hidden), s.team.Name, s.team.ID, s.other.Name, s.other.ID)
	shared := s.get("", hidden).body
	s.must(s.tracker.Unshare(t.Context(), s.viewer("lead"), s.open.ID))
	s.lacks(s.get("", hidden), s.team.Name, s.team.ID)
	if s.get("", hidden).body == shared {
		t.Error("the report tells what is shared no more")
	}
}

// TestLinksTellOfTheirGroup: what a link shows is what the champion reads of its
// group, and not of the organisation.
func TestLinksTellOfTheirGroup(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	group, err := s.tracker.SaveGroup(t.Context(), s.viewer("champion"), maturity.Group{Name: "別の部"})
	s.must(err)
	for _, kind := range []string{"report", "talk"} {
		_, secret, err := s.tracker.CreateReportLink(t.Context(), s.viewer("champion"), tracker.CreateReportLink{
			Kind: kind, Round: s.round.ID, Group: group.ID, Language: "ja",
		})
		s.must(err)
		own := s.get("champion", "/overview/"+kind+".md?round="+s.round.ID+"&group="+group.ID).body
		all := s.get("champion", "/overview/"+kind+".md?round="+s.round.ID).body
		r := s.get("", "/shared/"+secret+".md")
		s.wants(r, http.StatusOK, "別の部")
		if r.body != own || own == all {
			t.Errorf("the link to the %s of a group tells something else than its page", kind)
		}
		s.lacks(s.get("", "/shared/"+secret), s.team.Name)
	}
}

// TestTypedNamesAreHiddenToo: where teams are hidden they are so in what the
// champion asks for and in what a speaker wrote, by link and by page.
func TestTypedNamesAreHiddenToo(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.shareRound()
	ctx, champion, typed := t.Context(), s.viewer("champion"), s.team.Name+"に一人"
	asks, err := s.db.AsksOf(ctx, s.round.ID, "")
	s.must(err)
	seen, err := tracker.AskSeen(asks)
	s.must(err)
	s.must(s.tracker.SaveAsk(ctx, champion, tracker.SaveAsk{Round: s.round.ID, Text: typed, Seen: seen}))
	slots := map[string]string{"when": typed}
	s.must(s.tracker.EditTalk(ctx, champion, tracker.EditTalk{Round: s.round.ID, Language: maturity.Japanese, Slots: slots}))
	s.must(s.tracker.EditTalk(ctx, s.viewer("lead"), tracker.EditTalk{Round: s.round.ID, Team: s.team.ID, Language: maturity.Japanese, Slots: slots}))
	for _, hide := range []bool{false, true} {
		paths := []string{
			"/overview/talk.md?round=" + s.round.ID + "&language=ja", "/teams/" + s.team.ID + "/talk.md?round=" + s.round.ID + "&language=ja",
		}
		if hide {
			paths[0], paths[1] = paths[0]+"&hide=1", paths[1]+"&hide=1"
		}
		for _, kind := range []string{"report", "talk"} {
			_, path := s.linkTo(kind, hide)
			paths = append(paths, path+".md")
		}
		for _, path := range paths {
			r := s.get("lead", path)
			if strings.HasPrefix(path, "/overview") {
				r = s.get("champion", path)
			}
			s.wants(r, http.StatusOK, "に一人")
			if strings.Contains(r.body, s.team.Name) == hide {
				t.Errorf("%s, teams hidden %v: the name that was typed", path, hide)
			}
		}
	}
}

func TestDeadReportLinks(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wants(s.get("", "/shared/nonsense"), http.StatusNotFound)
	id, path := s.reportLink(true)
	s.goesTo(s.post("champion", "/overview/links/"+id+"/revoke", nil), "/overview/links")
	gone := s.get("", path)
	s.wants(gone, http.StatusNotFound)
	if gone.Header.Get("X-Robots-Tag") != "noindex" || gone.Header.Get("Referrer-Policy") != "no-referrer" {
		t.Error("the page of a dead link tells its address")
	}
	s.wants(s.get("champion", "/overview/links"), http.StatusOK, "取り消し済み")
	s.wants(s.post("champion", "/overview/links/none/revoke", nil), http.StatusNotFound)

	_, path = s.reportLink(true)
	s.now = s.now.Add(14 * 24 * time.Hour)
	s.wants(s.get("", path), http.StatusNotFound)
	s.wants(s.get("champion", "/overview/links"), http.StatusOK, "期限切れ")
}

func TestReportLinkFormKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	form := url.Values{"kind": {"report"}, "round": {s.round.ID}, "language": {"en"}, "label": {"経営会議"}, "days": {"181"}}
	r := s.post("champion", "/overview/links", form)
	s.wants(r, http.StatusUnprocessableEntity)
	s.sound(r)
	for name, want := range map[string]string{"days": "181", "label": "経営会議"} {
		if got, _ := attr(s.first(r, "input", "name", name), "value"); got != want {
			t.Errorf("%s came back as %q", name, got)
		}
	}
	if r.value("hide") != "" {
		t.Error("a box that was empty came back ticked")
	}
	form.Set("round", "none")
	s.wants(s.post("champion", "/overview/links", form), http.StatusUnprocessableEntity)
	for _, role := range []string{"", "member", "lead", "leader"} {
		if got := s.get(role, "/overview/links").StatusCode; got < http.StatusUnauthorized {
			t.Errorf("%q is answered %d", role, got)
		}
	}
}
