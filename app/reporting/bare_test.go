package reporting_test

import (
	"fmt"
	"slices"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

// newBare is an organisation that has just been set up, and its champion.
func newBare(t *testing.T) (*world, maturity.Viewer) {
	t.Helper()
	ctx, lent := t.Context(), storetest.SQLite(t)
	db, err := store.Open(ctx, lent.URL)
	check(t, err)
	t.Cleanup(func() { check(t, db.Close()) })
	check(t, db.Migrate(ctx))
	library, _, err := questionnaires.OpenLibrary("")
	check(t, err)
	w := &world{db: db, raw: openRaw(t, lent)}
	w.start(library)
	secret, err := w.tracker.NewSetUpLink(ctx)
	check(t, err)
	in, err := w.tracker.SetUp(ctx, secret, tracker.SetUp{
		Organisation: "空", Name: "青木", Email: "aoki@example.com", Language: "ja", TimeZone: "Asia/Tokyo",
	})
	check(t, err)
	w.seats.Leader.Person = in.Viewer.Person
	w.seats.Leader.Person.Role = maturity.RoleLeader
	return w, in.Viewer
}

// addTeam makes a team in a group of its own.
func (w *world) addTeam(t *testing.T, champion maturity.Viewer, name string, members int) string {
	t.Helper()
	group, err := w.tracker.SaveGroup(t.Context(), champion, maturity.Group{Name: "Group " + name})
	check(t, err)
	team, err := w.tracker.SaveTeam(t.Context(), champion, tracker.TeamSettings{Name: name, GroupID: group.ID})
	check(t, err)
	for i := range members {
		_, err = w.tracker.AddMembers(t.Context(), champion, team.ID, fmt.Sprint(name, " ", i+1))
		check(t, err)
	}
	return team.ID
}

func (w *world) open(t *testing.T, champion maturity.Viewer, key string, k int, teams []string) maturity.Round {
	t.Helper()
	round, err := w.tracker.OpenRound(t.Context(), champion, tracker.OpenRound{
		Key: key, Questionnaire: "sre-core", ClosesOn: "2026-08-30", K: k, Teams: teams,
	})
	check(t, err)
	return round
}

// newFew is an organisation of a team that left all open, one that knows
// nothing, one without members, and one that was not invited; each in a group
// of its own.
func newFew(t *testing.T) *world {
	t.Helper()
	w, champion := newBare(t)
	var ids []string
	for _, name := range []string{"Open", "Unsure", "Nobody", "Uninvited"} {
		members := 3
		if name == "Nobody" {
			members = 0
		}
		ids = append(ids, w.addTeam(t, champion, name, members))
	}
	round := w.open(t, champion, "2026-Q2", maturity.MinK, ids[:3])
	w.answerAll(t, round, ids[1], func(maturity.Question) maturity.Answer { return maturity.Answer{Kind: maturity.Unsure} })
	check(t, w.tracker.CloseRound(t.Context(), champion, round.ID))
	return w
}

// newUnanimous is an organisation in which everybody gives the same answers,
// twice.
func newUnanimous(t *testing.T) *world {
	t.Helper()
	w, champion := newBare(t)
	var ids []string
	for _, name := range []string{"決済", "配送", "検索"} {
		ids = append(ids, w.addTeam(t, champion, name, maturity.DefaultK))
	}
	for _, key := range []string{"2026-Q1", "2026-Q2"} {
		round := w.open(t, champion, key, maturity.DefaultK, ids)
		for _, id := range ids {
			w.answerAll(t, round, id, func(q maturity.Question) maturity.Answer {
				if q.Type == maturity.Number {
					return maturity.Answer{Kind: maturity.NumberAnswer, Number: 12.5}
				}
				return maturity.Answer{Kind: maturity.LevelAnswer, Level: 2}
			})
		}
		check(t, w.tracker.CloseRound(t.Context(), champion, round.ID))
	}
	return w
}

// answerAll has all members of a team give the same answers, each for
// themselves, and share what comes of it.
func (w *world) answerAll(t *testing.T, round maturity.Round, team string, answer func(maturity.Question) maturity.Answer) {
	t.Helper()
	ctx := t.Context()
	all, err := w.db.AssessmentsIn(ctx, round.ID)
	check(t, err)
	a := all[slices.IndexFunc(all, func(a maturity.Assessment) bool { return a.TeamID == team })]
	q, err := w.tracker.Questionnaire(ctx, round)
	check(t, err)
	members, err := w.db.MembersOf(ctx, team)
	check(t, err)
	var changes []tracker.Change
	for _, x := range q.AskedOf(maturity.Each) {
		given := answer(x)
		changes = append(changes, tracker.Change{Question: x.Key, Answer: &given})
	}
	lead := maturity.Viewer{Person: members[0].Person, Memberships: map[string]maturity.MemberRole{team: maturity.MemberLead}}
	check(t, w.tracker.ChooseMode(ctx, lead, a.ID, maturity.Apart))
	for _, m := range members {
		v := maturity.Viewer{Person: m.Person, Memberships: map[string]maturity.MemberRole{team: maturity.MemberMember}}
		_, err := w.tracker.SaveAnswers(ctx, v, tracker.SaveAnswers{Assessment: a.ID, Changes: changes, Finish: true})
		check(t, err)
	}
	check(t, w.tracker.Reveal(ctx, lead, a.ID))
	check(t, w.tracker.Agree(ctx, lead, tracker.Agree{Assessment: a.ID}))
	check(t, w.tracker.Share(ctx, lead, a.ID))
}
