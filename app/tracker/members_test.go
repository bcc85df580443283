package tracker

import (
	"context"
	"errors"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// Adding a list to a team twice, or with people it has, changes nobody's part.
func TestAddMembersKeepsWhoIsThere(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	ctx := context.Background()
	b.carryOut("Aoki|aoki@example.jp|SRE||lead", "Baba|baba@example.jp")
	baba, err := b.db.PersonByEmail(ctx, "baba@example.jp")
	if err != nil {
		t.Fatal(err)
	}
	archived := PersonSettings{ID: baba.ID, Name: baba.Name, Email: baba.Email, Language: "ja", Archived: true}
	if _, err := b.SavePerson(ctx, b.champion, archived); err != nil {
		t.Fatal(err)
	}
	team := b.teamByName("SRE").ID
	n, err := b.AddMembers(ctx, b.champion, team, "Aoki <aoki@example.jp>\n\n馬場、baba@example.jp\nChiba\n")
	if err != nil || n != 3 {
		t.Fatalf("%d, %v", n, err)
	}
	members, err := b.db.MembersOf(ctx, team)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]maturity.MemberRole{}
	for _, m := range members {
		got[m.Name] = m.Part
	}
	want := map[string]maturity.MemberRole{
		"Kaoru": maturity.MemberLead, "Aoki": maturity.MemberLead, "Baba": maturity.MemberMember, "Chiba": maturity.MemberMember,
	}
	if len(got) != len(want) {
		t.Errorf("members %v", got)
	}
	for name, part := range want {
		if got[name] != part {
			t.Errorf("%s is %q, want %q", name, got[name], part)
		}
	}
}

func TestAddMembersNamesTheLine(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	_, err := b.AddMembers(context.Background(), b.champion, b.teamByName("SRE").ID, "Aoki\n, x@example.jp\n\nBaba, baba at example")
	var e *maturity.Error
	if !errors.As(err, &e) || len(e.Fields) != 2 {
		t.Fatal(err)
	}
	for i, line := range []string{"2", "4"} {
		if got := e.Fields[i].Args[maturity.LineArg]; got != line {
			t.Errorf("message %d is about line %s, want %s", i, got, line)
		}
	}
}

func TestRoundLinksOfOneTeam(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	ctx := context.Background()
	b.carryOut("Aoki||SRE", "Baba||Web", "Chiba||Web")
	sre, web := b.teamByName("SRE").ID, b.teamByName("Web").ID
	r, err := b.OpenRound(ctx, b.champion, OpenRound{
		Key: "2026-Q2", Questionnaire: "sre-starter", ClosesOn: "2026-07-31", K: 5, Teams: []string{sre, web},
	})
	if err != nil {
		t.Fatal(err)
	}
	for teams, want := range map[string]int{"": 4, web: 2, store.NewID(): 0} {
		var only []string
		if teams != "" {
			only = []string{teams}
		}
		links, err := b.NewRoundLinks(ctx, b.champion, r.ID, only...)
		if err != nil || len(links) != want {
			t.Errorf("%d links, %v; want %d", len(links), err, want)
		}
		for _, l := range links {
			if p, err := b.LinkOwner(ctx, l.Secret); err != nil || p.ID != l.Person.ID {
				t.Errorf("link of %s: %v, %v", l.Person.Name, p.Name, err)
			}
		}
	}
}
