package reporting_test

import (
	"fmt"
	"testing"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/reports/quarter"
)

// nested are six teams: two beside a group of two more, and two in another group,
// of all of which practices may be told. It returns the groups with the teams of each, by place.
func nested(t *testing.T) (w *world, teams []string, groups map[string][]int) {
	t.Helper()
	w, champion := newBare(t)
	group := func(name, parent string) string {
		g, err := w.tracker.SaveGroup(t.Context(), champion, maturity.Group{Name: name, ParentID: parent})
		check(t, err)
		return g.ID
	}
	above := group("above", "")
	below, beside := group("below", above), group("beside", "")
	for i, in := range []string{above, above, below, below, beside, beside} {
		name := fmt.Sprint("Team ", i)
		id := w.addTeam(t, champion, name, 1)
		_, err := w.tracker.SaveTeam(t.Context(), champion, tracker.TeamSettings{ID: id, Name: name, GroupID: in})
		check(t, err)
		teams = append(teams, id)
	}
	for i, key := range []string{"2026-Q1", "2026-Q2"} {
		round := w.open(t, champion, key, maturity.MinK, teams)
		check(t, w.tracker.CloseRound(t.Context(), champion, round.ID))
		w.held(t, key, fmt.Sprintf("2026-0%d-01 01:00:00", 3+3*i), fmt.Sprintf("2026-0%d-10 05:00:00", 3+3*i))
	}
	return w, teams, map[string][]int{"": {0, 1, 2, 3, 4, 5}, above: {0, 1, 2, 3}, below: {2, 3}, beside: {4, 5}}
}

// member is somebody of a team.
func (w *world) member(t *testing.T, team string) maturity.Viewer {
	t.Helper()
	members, err := w.db.MembersOf(t.Context(), team)
	check(t, err)
	return maturity.Viewer{Person: members[0].Person, Memberships: map[string]maturity.MemberRole{team: maturity.MemberMember}}
}

func (w *world) review(t *testing.T, team, day string, cause adoption.Cause) {
	t.Helper()
	_, err := w.tracker.LogOccurrence(t.Context(), w.member(t, team), tracker.LogOccurrence{
		Team: team, Practice: "postmortem", Day: day, Participants: "1", Cause: string(cause),
	})
	check(t, err)
}

// TestCausesTellOfNoSingleTeam: whichever teams told a cause, what one of them
// told follows neither from the report on any group nor from several together.
func TestCausesTellOfNoSingleTeam(t *testing.T) {
	t.Parallel()
	w, teams, groups := nested(t)
	for _, id := range teams {
		w.review(t, id, "2026-05-10", "")
	}
	round, told := w.rounds(t)[1], map[string]bool{}
	for who := range 1 << len(teams) {
		if who&0b101010>>1 & ^who != 0 {
			continue // of two teams of a group it is one like the other
		}
		w.forget(t)
		for i, id := range teams {
			cause := ""
			if who>>i&1 == 1 {
				cause = string(adoption.CauseAgain)
			}
			_, err := w.raw.ExecContext(t.Context(),
				"UPDATE occurrences SET cause = $1 WHERE trial_id IN (SELECT id FROM trials WHERE team_id = $2)", cause, id)
			check(t, err)
		}
		sums := [][]int{make([]int, len(teams))}
		for id, within := range groups {
			got, of := w.organisation(t, round, id).Causes, make([]int, len(teams))
			n := 0
			for _, i := range within {
				of[i] = who >> i & 1
				n += of[i]
			}
			if got.Hidden {
				if got.Told() > 0 || got.Teams > 0 {
					t.Fatalf("tellers %06b: hidden, and told as %+v", who, got)
				}
				continue
			}
			if got.Again != n || got.Teams != n || got.Told() != n {
				t.Fatalf("tellers %06b: %+v of %v", who, got, within)
			}
			told[id] = told[id] || n > 0
			for _, sum := range sums {
				sums = append(sums, plus(sum, of, 1), plus(sum, of, -1))
			}
		}
		for _, sum := range sums {
			if alone(sum) {
				t.Fatalf("tellers %06b: one team's count is told: %v", who, sum)
			}
		}
	}
	for id := range groups {
		if !told[id] {
			t.Errorf("nothing is ever told of group %q", id)
		}
	}
}

func plus(a, b []int, sign int) []int {
	out := make([]int, len(a))
	for i := range a {
		out[i] = a[i] + sign*b[i]
	}
	return out
}

// alone reports whether a sum is about exactly one team.
func alone(sum []int) bool {
	n := 0
	for _, x := range sum {
		if x != 0 {
			n++
		}
	}
	return n == 1
}

// TestCausesAreThoseSinceTheRoundBefore counts by day, for leaders and for the
// team itself; readers outside the team read none of its own.
func TestCausesAreThoseSinceTheRoundBefore(t *testing.T) {
	t.Parallel()
	w, teams, _ := nested(t)
	for _, x := range []struct {
		team  int
		day   string
		cause adoption.Cause
	}{
		{0, "2026-03-09", adoption.CauseNew}, {1, "2026-03-10", adoption.CauseAgain},
		{0, "2026-03-11", adoption.CauseAgain}, {0, "2026-04-01", ""}, {0, "2026-06-10", adoption.CauseUnknown}, {1, "2026-05-01", adoption.CauseNew},
		{0, "2026-06-11", adoption.CauseNew},
	} {
		w.review(t, teams[x.team], x.day, x.cause)
	}
	rounds := w.rounds(t)
	for i, want := range []adoption.CauseCount{{New: 1, Again: 1}, {New: 1, Again: 1, Unknown: 1}} {
		if got := w.organisation(t, rounds[i], "").Causes; got.CauseCount != want || got.Teams != 2 || got.Since.IsZero() != (i == 0) {
			t.Errorf("%s: %+v, want %+v", rounds[i].Key, got, want)
		}
	}
	in, err := w.reports.Team(t.Context(), w.member(t, teams[0]), teams[0], rounds[1])
	check(t, err)
	if want := (adoption.CauseCount{Again: 1, Unknown: 1}); in.Causes.CauseCount != want || in.Reviews != 3 {
		t.Errorf("the team reads %+v of %d reviews, want %+v of 3", in.Causes, in.Reviews, want)
	}
	_, err = w.raw.ExecContext(t.Context(), "UPDATE assessments SET state = 'shared' WHERE team_id = $1", teams[0])
	check(t, err)
	in, err = w.reports.Team(t.Context(), w.leader(), teams[0], rounds[1])
	check(t, err)
	if in.Causes != (quarter.Causes{}) || in.Reviews != 0 {
		t.Errorf("a leader reads %+v of %d reviews", in.Causes, in.Reviews)
	}
}
