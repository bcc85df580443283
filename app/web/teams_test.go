package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// names are the row heads of the list on a page.
func (r reply) names() []string {
	var out []string
	for _, n := range r.all("th", "scope", "row") {
		for d := range n.Descendants() {
			if d.Data == "a" {
				out = append(out, text(d))
			}
		}
	}
	return out
}

func TestTeamFromNothingToMembers(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	group := s.newGroup("開発本部", "")
	team := s.wantMoved(s.post("champion", "/teams", url.Values{"name": {"決済 Payments"}, "group": {group}}))
	s.wantMoved(s.post("champion", team+"/members", url.Values{"members": {"馬場\n千葉 <chiba@example.jp>\n\n土井、doi@example.jp"}}))
	r := s.get("champion", team)
	if got := len(r.all("span", "class", "who")); got != 3 {
		t.Fatalf("%d members", got)
	}
	members, err := s.db.MembersOf(t.Context(), strings.TrimPrefix(team, "/teams/"))
	s.must(err)
	one := team + "/members/" + members[0].ID
	s.wantMoved(s.post("champion", one, url.Values{"part": {"lead"}, "was": {"member"}}))
	s.wantMoved(s.post("champion", team+"/members/"+members[1].ID, url.Values{"part": {"out"}, "was": {"member"}}))
	members, err = s.db.MembersOf(t.Context(), strings.TrimPrefix(team, "/teams/"))
	s.must(err)
	if len(members) != 2 || members[0].Part != maturity.MemberLead {
		t.Errorf("members %+v", members)
	}
	for _, part := range []string{"", "king"} {
		s.wantStatus(s.post("champion", one, url.Values{"part": {part}}), 422)
	}
	if again, err := s.db.MembersOf(t.Context(), strings.TrimPrefix(team, "/teams/")); err != nil || len(again) != 2 {
		t.Errorf("a part nobody knows changed something: %+v, %v", again, err)
	}
}

func (s *testServer) newGroup(name, parent string) string {
	s.t.Helper()
	g, err := s.tracker.SaveGroup(s.t.Context(), s.viewer("champion"), maturity.Group{Name: name, ParentID: parent})
	s.must(err)
	return g.ID
}

func TestAddingMembersNamesEveryWrongLine(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	typed := "馬場\n千葉, chiba at example\n, x@example.jp\n"
	r := s.post("champion", "/teams/"+s.team.ID+"/members", url.Values{"members": {typed}})
	s.wantStatus(r, 422)
	message := r.wrong("members")
	for _, line := range []string{"2行目", "3行目"} {
		if !strings.Contains(message, line) {
			t.Errorf("%s is not in %q", line, message)
		}
	}
	if strings.Contains(message, "1行目") {
		t.Errorf("line 1 is fine: %q", message)
	}
	if r.held("members") != typed {
		t.Errorf("came back as %q", r.held("members"))
	}
}

func TestArchiveTeamAndRestoreIt(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	path := "/teams/" + s.other.ID
	save := url.Values{"name": {s.other.Name}, "key": {s.other.Key}}
	save.Set("archive", "yes")
	s.wantMoved(s.save("champion", path, path, save))
	if got := s.get("champion", "/teams").names(); strings.Join(got, " ") != s.team.Name {
		t.Errorf("in use: %q", got)
	}
	if got := s.get("champion", "/teams?archived=1").names(); strings.Join(got, " ") != s.other.Name {
		t.Errorf("archived: %q", got)
	}
	if r := s.get("champion", "/rounds/new"); len(r.all("input", "value", s.other.ID)) > 0 {
		t.Error("an archived team is offered to be invited")
	}
	save.Del("archive") // saving leaves it where it is
	s.wantMoved(s.save("champion", path, path, save))
	save.Set("archive", "no")
	if got := s.get("champion", "/teams").names(); len(got) != 1 {
		t.Errorf("saving brought it back: %q", got)
	}
	s.wantMoved(s.save("champion", path, path, save))
	if got := s.get("champion", "/teams").names(); len(got) != 2 {
		t.Errorf("restored: %q", got)
	}
}

func TestFindTeams(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	top := s.newGroup("開発本部", "")
	below := s.newGroup("基盤部", top)
	other := s.newGroup("営業本部", "")
	for i := range 60 {
		group := []string{top, below, other}[i%3]
		_, err := s.tracker.SaveTeam(t.Context(), s.viewer("champion"),
			tracker.TeamSettings{Name: fmt.Sprintf("Team %02d", i), GroupID: group})
		s.must(err)
	}
	for path, want := range map[string]int{
		"/teams": 50, "/teams?page=2": 12, "/teams?page=99": 12, "/teams?page=x": 50, "/teams?q=team+0": 10,
		"/teams?group=" + top: 40, "/teams?group=" + below: 20, "/teams?group=" + other + "&q=TEAM": 20, "/teams?q=none": 0,
		"/teams?group=nowhere": 0, "/teams?q=%ff%00": 0,
	} {
		r := s.get("champion", path)
		s.wantStatus(r, 200)
		if got := len(r.names()); got != want {
			t.Errorf("%s: %d teams, want %d", path, got, want)
		}
	}
	next := s.get("champion", "/teams?q=e").all("a", "rel", "next")
	if len(next) != 1 {
		t.Fatal("no way on to the second page")
	}
	if href, _ := attr(next[0], "href"); len(s.get("champion", href).names()) != 12 {
		t.Errorf("the second page of what was looked for is %s", href)
	}
}

func TestGroupTree(t *testing.T) {
	t.Parallel()
	s := newTestServer(t)
	s.wantMoved(s.post("champion", "/groups", url.Values{"name": {"開発本部"}}))
	groups, err := s.db.Groups(t.Context())
	s.must(err)
	top := groups[0].ID
	below := s.newGroup("基盤部", top)
	edit := s.get("champion", "/groups?edit="+top)
	if edit.held("name") != "開発本部" {
		t.Errorf("the form holds %q", edit.held("name"))
	}
	for _, n := range edit.all("option", "value", "") {
		if v, _ := attr(n, "value"); v == top || v == below {
			t.Error("a group can be put below itself")
		}
	}
	r := s.save("champion", "/groups?edit="+top, "/groups/"+top, url.Values{"name": {"開発本部"}, "parent": {below}})
	s.wantStatus(r, 422)
	if r.wrong("parent") == "" {
		t.Error("no message")
	}
	s.wantMoved(s.save("champion", "/groups?edit="+below, "/groups/"+below, url.Values{"name": {"プラットフォーム部"}, "parent": {""}}))
	s.wantStatus(s.post("champion", "/groups/nowhere", url.Values{"name": {"x"}}), 404)
	s.wantStatus(s.get("champion", "/groups?edit=nowhere"), 404)
}
