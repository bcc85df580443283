package main

import (
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// TestTwoWindowsOnATeamInBrowser has two people rename a team at once, each in
// the language of their own: the second sees both names, decides, and both are
// in the log.
func TestTwoWindowsOnATeamInBrowser(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	secret, err := s.tracker.NewSetUpLink(t.Context())
	s.must(err)
	in, err := s.tracker.SetUp(t.Context(), secret, tracker.SetUp{
		Organisation: "道", Name: "青木", Language: "ja", TimeZone: "Asia/Tokyo", Team: "決済", Members: "馬場",
	})
	s.must(err)
	teams, err := s.db.Teams(t.Context())
	s.must(err)
	path := "/teams/" + teams[0].ID
	first, second := s.window(t, maturity.Japanese), s.window(t, maturity.Japanese)
	for _, b := range []*tab{first, second} {
		b.signIn(in.Viewer.Person.ID)
		b.open(path)
	}
	first.write(field("name", ""), "決済基盤")
	first.follow(`#form button.primary`)

	second.expect("409")
	second.write(field("name", ""), "支払い")
	if status := second.send(`#form button.primary`); status != 409 {
		t.Fatalf("what was overwritten unseen is answered with %d", status)
	}
	if got := second.values(field("name", "")); got[0] != "支払い" || second.text("#e-name") != "いまの値：決済基盤" {
		t.Errorf("the page holds %q, and says %q", got, second.text("#e-name"))
	}
	second.checkWidth(path)
	second.follow(`#form button.primary`) // having seen both
	if got := second.text("h1"); got != "支払い" {
		t.Errorf("the team is called %q", got)
	}
	second.open("/audit?kind=team")
	if got := second.texts("main tbody tr"); len(got) < 2 {
		t.Errorf("the log has %q", got)
	}
	second.checkWidth("/audit")
}
