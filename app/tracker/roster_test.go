package tracker

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/questionnaires"
)

// rosterBench is a tracker on an empty organisation of one champion, who leads
// the one team.
type rosterBench struct {
	*Tracker
	testing.TB
	champion maturity.Viewer
}

func newRosterBench(t testing.TB, database storetest.Database) rosterBench {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, database.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	library, _, err := questionnaires.OpenLibrary("")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 7, 1, 3, 0, 0, 0, time.UTC)
	tr := New(Settings{DB: db, Library: library, Clock: func() time.Time { return now }, Session: time.Hour})
	secret, err := tr.NewSetUpLink(ctx)
	if err != nil {
		t.Fatal(err)
	}
	in, err := tr.SetUp(ctx, secret, SetUp{Organisation: "Sakura", Name: "Kaoru", Language: "ja", Team: "SRE"})
	if err != nil {
		t.Fatal(err)
	}
	return rosterBench{Tracker: tr, TB: t, champion: in.Viewer}
}

// roster writes rows as "name | email | team | group | part | role | language".
func roster(rows ...string) maturity.Roster {
	var out maturity.Roster
	for i, r := range rows {
		c := strings.Split(r+"||||||", "|")
		for j := range c {
			c[j] = strings.TrimSpace(c[j])
		}
		row := maturity.RosterRow{
			Line: i + 2, Name: c[0], Email: c[1], Team: c[2], Group: c[3],
			Part: maturity.MemberRole(c[4]), Language: maturity.Language(c[6]),
		}
		if c[5] != "" {
			row.RoleGiven, row.Role = true, maturity.Role(strings.TrimPrefix(c[5], "none"))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (b rosterBench) carryOut(rows ...string) RosterPlan {
	b.Helper()
	plan, err := b.ImportRoster(context.Background(), b.champion, roster(rows...), "")
	if err != nil {
		b.Fatalf("%v: %+v", err, plan.Problems)
	}
	return plan
}

// said writes the changes of a plan as "line person: effect …".
func saidOf(p RosterPlan) []string {
	var out []string
	for _, c := range p.Changes {
		s := strconv.Itoa(c.Line) + " " + c.Person + ":"
		for _, e := range c.Effects {
			s += fmt.Sprintf(" %s(%s)", e.Kind, strings.Trim(strings.Join([]string{e.From, e.To, e.In}, ","), ","))
		}
		out = append(out, s)
	}
	return out
}

func (b rosterBench) teamByName(name string) maturity.Team {
	b.Helper()
	teams, err := b.db.Teams(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range teams {
		if x.Name == name {
			return x
		}
	}
	b.Fatalf("no team %s", name)
	return maturity.Team{}
}

func TestImportRoster(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		b := newRosterBench(t, db)
		rows := []string{
			"Aoki|aoki@example.jp|Billing|Products > Money|lead||en",
			"Baba|baba@example.jp|billing|Money|member|leader",
			"馬場 一|| 請求 |Products",
			"Aoki|AOKI@example.jp|請求",
			"Kaoru||SRE",
		}
		plan := b.carryOut(rows...)
		want := []string{
			"2 Aoki: group_created(Products) group_created(Products > Money) team_created(Billing,Products > Money) " +
				"person_created(aoki@example.jp) language_changed(en) joined(lead,Billing)",
			"3 Baba: person_created(baba@example.jp) role_changed(leader) joined(member,Billing)",
			"4 馬場 一: team_created(請求,Products) person_created() joined(member,請求)",
			"5 Aoki: joined(member,請求)",
		}
		if got := saidOf(plan); !reflect.DeepEqual(got, want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if plan.Same() != 1 || plan.Count(PersonCreated) != 3 || plan.Count(TeamCreated) != 2 {
			t.Errorf("same %d, %d people, %d teams", plan.Same(), plan.Count(PersonCreated), plan.Count(TeamCreated))
		}
		members, err := b.db.MembersOf(context.Background(), b.teamByName("請求").ID)
		if err != nil || len(members) != 2 {
			t.Errorf("members %+v, %v", members, err)
		}
		if again := b.carryOut(rows...); len(again.Changes) != 0 || again.Same() != len(rows) {
			t.Errorf("carried out again, it changes %v", saidOf(again))
		}
	})
}

func TestRosterChangesWhatItSays(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	b.carryOut("Aoki||SRE", "Baba|baba@example.jp|SRE||lead|leader")
	plan := b.carryOut(
		"Aoki|aoki@example.jp|SRE|Platform|lead",
		"馬場|baba@example.jp|SRE||member|none|en",
		"Chiba|chiba@example.jp",
	)
	want := []string{
		"2 Aoki: group_created(Platform) team_moved(Platform,SRE) email_added(aoki@example.jp) part_changed(member,lead,SRE)",
		"3 馬場: name_changed(Baba,馬場) language_changed(en) role_changed(leader) part_changed(lead,member,SRE)",
		"4 Chiba: person_created(chiba@example.jp)",
	}
	if got := saidOf(plan); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	p, err := b.db.PersonByEmail(context.Background(), "baba@example.jp")
	if err != nil || p.Name != "馬場" || p.Role != maturity.RoleNone || p.Language != maturity.English {
		t.Errorf("%+v, %v", p, err)
	}
}

// An address typed with a Japanese keyboard is the same address: nobody is made
// twice, and mail arrives.
func TestRosterReadsWideAddresses(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	b.carryOut("Aoki|aoki@example.jp|SRE")
	got := saidOf(b.carryOut("Aoki|ＡＯＫＩ＠example.jp|SRE"))
	if len(got) != 0 {
		t.Errorf("the same address changes %v", got)
	}
}

func TestRosterRestoresPeopleByAddress(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	ctx := context.Background()
	b.carryOut("Aoki|aoki@example.jp|SRE", "Baba||SRE")
	for _, x := range []struct{ name, email string }{{"Aoki", "aoki@example.jp"}, {"Baba", ""}} {
		people, err := b.db.People(ctx)
		if err != nil {
			t.Fatal(err)
		}
		id := people[slices.IndexFunc(people, func(p maturity.Person) bool { return p.Name == x.name })].ID
		in := PersonSettings{ID: id, Name: x.name, Email: x.email, Language: "ja", Archived: true}
		if _, err := b.SavePerson(ctx, b.champion, in); err != nil {
			t.Fatal(err)
		}
	}
	got := saidOf(b.carryOut("Aoki|aoki@example.jp|SRE", "Baba||SRE"))
	want := []string{"2 Aoki: person_restored() joined(member,SRE)", "3 Baba: person_created() joined(member,SRE)"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestRosterProblems(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	ctx := context.Background()
	b.carryOut("Aoki|a1@example.jp|Web|North", "Aoki|a2@example.jp|Web", "Old||Old", "Baba|b@example.jp|Shop", "Chiba||Shop > x",
		"Doi||N|Top > North", "Ito|i@example.jp|S|South > North")
	if _, err := b.SaveTeam(ctx, b.champion, TeamSettings{Name: "Shop", Key: "shop-2"}); err != nil {
		t.Fatal(err)
	}
	old := b.teamByName("Old")
	if _, err := b.SaveTeam(ctx, b.champion, TeamSettings{ID: old.ID, Name: old.Name, Key: old.Key, Archived: true}); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		rows []string
		want []string
	}{
		"no name":             {[]string{"|x@example.jp"}, []string{"2 name field.required"}},
		"no address":          {[]string{"X|x at example"}, []string{"2 email field.email"}},
		"long":                {[]string{strings.Repeat("x", 301)}, []string{"2 name field.too_long"}},
		"control":             {[]string{"X|x@example.jp|a\x01b"}, []string{"2 team field.control"}},
		"group alone":         {[]string{"X|||North"}, []string{"2 group roster.group_without_team"}},
		"part alone":          {[]string{"X||||lead"}, []string{"2 role roster.part_without_team"}},
		"row twice":           {[]string{"X|x@example.jp|Web", "X|x@example.jp|web"}, []string{"3  roster.twice"}},
		"name twice":          {[]string{"X||Web", "x||Web"}, []string{"3  roster.twice"}},
		"two names":           {[]string{"X|x@example.jp|Web", "Y|x@example.jp|Shop > x"}, []string{"3 name roster.contradicts"}},
		"two roles":           {[]string{"X|x@example.jp|Web|||leader", "X|x@example.jp||||none"}, []string{"3 organisation_role roster.contradicts"}},
		"two languages":       {[]string{"X|x@example.jp|Web||||ja", "X|x@example.jp|||||en"}, []string{"3 language roster.contradicts"}},
		"two groups":          {[]string{"X||Web|North", "Y||Web|South"}, []string{"3 group roster.contradicts"}},
		"two of a name":       {[]string{"Aoki||Web"}, []string{"2 email roster.name_ambiguous"}},
		"two teams of a name": {[]string{"X||Shop "}, nil},
		"archived team":       {[]string{"X||old"}, []string{"2 team roster.team_archived"}},
		"broken path":         {[]string{"X||Web|Top >  > y"}, []string{"2 group roster.group_path"}},
		"deep path":           {[]string{"X||Web|a>b>c>d>e>f>g>h>i>j>k"}, []string{"2 group roster.group_path"}},
		"last champion":       {[]string{"X||Web", "Kaoru||SRE|||leader"}, []string{"3 organisation_role field.last_champion"}},
		"several, in order":   {[]string{"|", "X|x", "Y||||lead"}, []string{"2 name field.required", "3 email field.email", "4 role roster.part_without_team"}},
	} {
		plan, err := b.PlanRoster(ctx, b.champion, roster(c.rows...))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range plan.Problems {
			got = append(got, fmt.Sprintf("%d %s %s", p.Line, p.Column, p.Key))
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: got %q", name, got)
		}
		_, err = b.ImportRoster(ctx, b.champion, roster(c.rows...), "")
		if refused := errors.Is(err, &maturity.Error{Kind: maturity.Invalid, Key: "roster.refused"}); refused != (len(c.want) > 0) {
			t.Errorf("%s: carried out: %v", name, err)
		}
	}
}

func TestAmbiguousPlacesAreNamedByKeyOrPath(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	ctx := context.Background()
	b.carryOut("Aoki||Web|East > Sales", "Baba||Shop|West > Sales")
	if _, err := b.SaveTeam(ctx, b.champion, TeamSettings{Name: "web", Key: "web-2"}); err != nil {
		t.Fatal(err)
	}
	for row, want := range map[string]string{
		"X||web-2|Sales":         "roster.group_ambiguous",
		"X||web-2|West > sales":  "",
		"X||web":                 "", // a key
		"X||Web|East＞Sales":      "",
		"X||Shop|Sales > Nagoya": "", // new, at the top
	} {
		plan, err := b.PlanRoster(ctx, b.champion, roster(row))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(plan.Problems) > 0 {
			got = plan.Problems[0].Key
		}
		if got != want {
			t.Errorf("%s: %q", row, got)
		}
	}
}

func TestRosterAgreedToIsWhatHappens(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	ctx := context.Background()
	in := roster("Aoki||SRE", "Baba||Web")
	plan, err := b.PlanRoster(ctx, b.champion, in)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := plan.Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	b.carryOut("Aoki||SRE") // somebody else was faster
	later, err := b.ImportRoster(ctx, b.champion, in, seen)
	if !errors.Is(err, &maturity.Error{Kind: maturity.Conflict}) || len(later.Changes) != 1 {
		t.Errorf("%v, %v", err, saidOf(later))
	}
	if seen, err = later.Fingerprint(); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ImportRoster(ctx, b.champion, in, seen); err != nil {
		t.Error(err)
	}
}

func TestRosterIsForChampions(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	v := maturity.Viewer{Person: maturity.Person{ID: "x", Role: maturity.RoleLeader}}
	if _, err := b.PlanRoster(context.Background(), v, roster("Aoki")); !errors.Is(err, &maturity.Error{Kind: maturity.Forbidden}) {
		t.Error(err)
	}
	if _, err := b.ImportRoster(context.Background(), v, roster("Aoki"), ""); !errors.Is(err, &maturity.Error{Kind: maturity.Forbidden}) {
		t.Error(err)
	}
}

// A large company: 5,000 people in 500 teams.
func TestLargeRoster(t *testing.T) {
	t.Parallel()
	b := newRosterBench(t, storetest.SQLite(t))
	rows := make([]string, 5_000)
	for i := range rows {
		rows[i] = fmt.Sprintf("名前 %d|p%d@example.jp|チーム %d|本部 %d > 部 %d", i, i, i%500, i%10, i%100)
	}
	plan := b.carryOut(rows...)
	if plan.Count(PersonCreated) != 5_000 || plan.Count(TeamCreated) != 500 || plan.Count(GroupCreated) != 110 {
		t.Errorf("%d people, %d teams, %d groups", plan.Count(PersonCreated), plan.Count(TeamCreated), plan.Count(GroupCreated))
	}
	people, err := b.db.People(context.Background())
	if err != nil || len(people) != 5_001 {
		t.Errorf("%d people, %v", len(people), err)
	}
}
