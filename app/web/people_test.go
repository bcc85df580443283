package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"michinori/app/maturity"
)

func TestPersonAndTheirLink(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	path := s.wantMoved(s.post("champion", "/people", url.Values{
		"name": {"Grace"}, "email": {"Grace@Example.jp"}, "language": {"en"}, "role": {"leader"},
	}))
	p, err := s.db.PersonByEmail(t.Context(), "grace@example.jp")
	s.must(err)
	if p.Role != maturity.RoleLeader || path != "/people/"+p.ID {
		t.Errorf("%+v at %s", p, path)
	}
	r := s.post("champion", path+"/link", nil)
	s.wantStatus(r, http.StatusOK)
	address, _ := attr(r.all("input", "id", "link-1")[0], "value")
	if !strings.HasPrefix(address, "http://example.com/l/") {
		t.Fatalf("link %q", address)
	}
	if owner, err := s.tracker.LinkOwner(t.Context(), strings.TrimPrefix(address, "http://example.com/l/")); err != nil || owner.ID != p.ID {
		t.Errorf("the link is of %v, %v", owner.Name, err)
	}
	message := raw(r.all("textarea", "id", "message-1")[0])
	if !strings.Contains(message, address) || !strings.Contains(message, "Hello Grace") {
		t.Errorf("message %q is not in the language of the person", message)
	}
	if len(r.all("svg", "role", "img")) != 1 || r.Header.Get("Cache-Control") != "no-store" {
		t.Error("no code, or the page may be kept")
	}
}

func TestArchivedPersonIsShutOut(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	cookie := s.signIn("member")
	path := "/people/" + s.id("member")
	save := url.Values{"name": {"member"}, "language": {"ja"}, "archive": {"yes"}}
	s.wantMoved(s.save("champion", path, path, save))
	if _, _, err := s.tracker.Viewer(t.Context(), cookie.Value); err == nil {
		t.Error("the session goes on")
	}
	if got := s.get("champion", "/people?archived=1").names(); strings.Join(got, " ") != "member" {
		t.Errorf("archived: %q", got)
	}
	if r := s.get("champion", path); len(r.all("section", "aria-labelledby", "link")) > 0 {
		t.Error("a link is offered for somebody who cannot sign in")
	}
	save.Set("archive", "no")
	s.wantMoved(s.save("champion", path, path, save))
	if got := s.get("champion", "/people?archived=1").names(); len(got) != 0 {
		t.Errorf("still archived: %q", got)
	}
}

func TestLastChampionStays(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	path := "/people/" + s.id("champion")
	r := s.save("champion", path, path, url.Values{"name": {"青木"}, "language": {"ja"}, "role": {""}})
	s.wantStatus(r, http.StatusUnprocessableEntity)
	if r.wrong("role") == "" {
		t.Error("no message beside the role")
	}
}

func TestFindPeople(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	for path, want := range map[string]int{
		"/people": 9, "/people?q=LEAD": 1, "/people?team=" + s.team.ID: 6, "/people?team=none": 2, "/people?role=champion": 1,
		"/people?role=leader&team=" + s.team.ID: 0, "/people?page=-1": 9,
	} {
		if got := len(s.get("champion", path).names()); got != want {
			t.Errorf("%s: %d people, want %d", path, got, want)
		}
	}
}
