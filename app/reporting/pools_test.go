package reporting_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/reports/quarter"
)

// TestReportsTellNoMoreThanThePools: what a report tells of people's answers is
// the sum of the pooled answers that leaders see, with those of teams that do
// not share. Were it of those that share alone, the difference would be the
// answers of the others, be it a single team.
func TestReportsTellNoMoreThanThePools(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 12, 4, 7)
	groups, err := w.db.Groups(t.Context())
	check(t, err)
	told := 0
	for _, round := range w.rounds(t) {
		if round.Open() {
			continue
		}
		pooled, err := w.tracker.PooledAnswers(t.Context(), w.leader(), round)
		check(t, err)
		want := map[string]*quarter.Views{}
		for _, q := range pooled.Questions {
			addShown(want, q.Shown)
		}
		for _, scope := range append([]maturity.Group{{}}, groups...) {
			got := w.organisation(t, round, scope.ID).Now()
			a, b := got.Trust.Views, want[scope.ID]
			if got.Key == round.Key && ((a == nil) != (b == nil) || a != nil && *a != *b) {
				t.Errorf("%s %q: the report tells %+v, the pools %+v", round.Key, scope.Name, a, b)
			}
			if a != nil && a.Answers > 0 {
				told++
			}
		}
	}
	if told == 0 {
		t.Error("no report tells of answers")
	}
}

// TestPoolsStayWhenTeamsMoveAndAnswerAgain: what was told of a closed round is
// told ever after. Counted again, the pools would differ by the answers of the
// one team that moved, or that answered again in a round opened once more.
func TestPoolsStayWhenTeamsMoveAndAnswerAgain(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent, 12, 3, 7)
		ctx, champion := t.Context(), maturity.Viewer{Person: w.seats.Champion.Person}
		round := w.rounds(t)[0]
		check(t, w.tracker.KeepPools(ctx))
		told := w.told(t, round)
		assessment := w.opened(t, round)
		w.move(t, champion, assessment.TeamID)
		w.same(t, told, round, "a team moved")

		check(t, w.tracker.ReopenRound(ctx, champion, round.ID))
		lead := maturity.Viewer{Person: champion.Person, Memberships: map[string]maturity.MemberRole{assessment.TeamID: maturity.MemberLead}}
		check(t, w.tracker.Reopen(ctx, lead, assessment.ID, "one is missing"))
		check(t, w.tracker.CloseRound(ctx, champion, round.ID))
		w.same(t, told, w.rounds(t)[0], "a team took its answers back")

		for _, table := range []string{"pool_tallies", "pools", "roll_ups"} {
			_, err := w.raw.ExecContext(ctx, "DELETE FROM "+table)
			check(t, err)
		}
		if reflect.DeepEqual(told, w.told(t, w.rounds(t)[0])) {
			t.Error("the change makes no difference to what is told: nothing was tried")
		}
	})
}

// TestPoolsLeaveOutWhatNobodyOpened: a team that is still answering when its
// round is closed has seen nothing of its own answers, so nobody else does.
func TestPoolsLeaveOutWhatNobodyOpened(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent, 12, 3, 7)
		rounds := w.rounds(t)
		round := rounds[len(rounds)-1]
		if !round.Open() {
			t.Fatal("no round is under way")
		}
		q, err := w.tracker.Questionnaire(t.Context(), round)
		check(t, err)
		tallies, err := w.db.TalliesIn(t.Context(), round.ID, q)
		check(t, err)
		counted := map[string]bool{}
		for _, x := range tallies {
			counted[x.TeamID] = true
		}
		all, err := w.db.AssessmentsIn(t.Context(), round.ID)
		check(t, err)
		unopened := 0
		for _, a := range all {
			responses, err := w.db.ResponsesIn(t.Context(), a.ID, q)
			check(t, err)
			if a.State != maturity.Answering || len(responses) == 0 {
				continue
			}
			unopened++
			if counted[a.TeamID] {
				t.Errorf("answers of %s are counted before the team has opened them", a.TeamID)
			}
		}
		if unopened == 0 || len(counted) == 0 {
			t.Fatalf("%d teams answered and did not open, %d are counted: nothing was tried", unopened, len(counted))
		}
	})
}

// TestPoolsLeaveOutWhatWasAnsweredTogether: one set of answers of a whole team is
// not how one person answered.
func TestPoolsLeaveOutWhatWasAnsweredTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 12, 2, 7)
	round := w.rounds(t)[0]
	q, err := w.tracker.Questionnaire(t.Context(), round)
	check(t, err)
	team := w.opened(t, round).TeamID
	counted := func() bool {
		tallies, err := w.db.TalliesIn(t.Context(), round.ID, q)
		check(t, err)
		return slices.ContainsFunc(tallies, func(x store.TeamTally) bool { return x.TeamID == team })
	}
	if !counted() {
		t.Fatal("the team is not counted: nothing was tried")
	}
	_, err = w.raw.ExecContext(t.Context(), "UPDATE assessments SET mode = 'together' WHERE team_id = '"+team+"'")
	check(t, err)
	if counted() {
		t.Error("what a team answered together is counted")
	}
}

// TestPooledAnswersAreForThoseAbove: nobody else may ask for them, and nobody
// while the round is open.
func TestPooledAnswersAreForThoseAbove(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 4, 2, 5)
	rounds := w.rounds(t)
	member := maturity.Viewer{Person: w.seats.Leader.Person}
	member.Person.Role = ""
	for _, round := range rounds {
		if _, err := w.tracker.PooledAnswers(t.Context(), member, round); !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			t.Errorf("%s: a member is told %v", round.Key, err)
		}
		_, err := w.tracker.PooledAnswers(t.Context(), w.leader(), round)
		if refused := errors.Is(err, &maturity.Error{Kind: maturity.Conflict}); refused != round.Open() {
			t.Errorf("%s, open %v: a leader is told %v", round.Key, round.Open(), err)
		}
	}
}

// opened returns a team's assessment of which the answers are in the pools.
func (w *world) opened(t *testing.T, round maturity.Round) maturity.Assessment {
	t.Helper()
	all, err := w.db.AssessmentsIn(t.Context(), round.ID)
	check(t, err)
	at := slices.IndexFunc(all, func(a maturity.Assessment) bool { return a.Mode == maturity.Apart && a.State != maturity.Answering })
	if at < 0 {
		t.Fatal("no team opened its answers")
	}
	return all[at]
}

// move puts a team into no group.
func (w *world) move(t *testing.T, champion maturity.Viewer, id string) {
	t.Helper()
	team, err := w.db.TeamByID(t.Context(), id)
	check(t, err)
	if team.GroupID == "" {
		t.Fatal("the team is in no group")
	}
	_, err = w.tracker.SaveTeam(t.Context(), champion, tracker.TeamSettings{ID: id, Name: team.Name, Key: team.Key})
	check(t, err)
}

// told is all that is told of people's answers: by the pools and by the report
// of each group.
func (w *world) told(t *testing.T, round maturity.Round) map[string]any {
	t.Helper()
	pooled, err := w.tracker.PooledAnswers(t.Context(), w.leader(), round)
	check(t, err)
	groups, err := w.db.Groups(t.Context())
	check(t, err)
	out := map[string]any{"teams": pooled.Teams, "together": pooled.Together}
	for _, q := range pooled.Questions {
		out[q.Question.Key] = q.Shown
	}
	for _, g := range append([]maturity.Group{{}}, groups...) {
		out["report "+g.ID] = w.organisation(t, round, g.ID).Now().Trust.Views
	}
	return out
}

func (w *world) same(t *testing.T, told map[string]any, round maturity.Round, after string) {
	t.Helper()
	for what, now := range w.told(t, round) {
		if !reflect.DeepEqual(now, told[what]) {
			t.Errorf("%s: after %s something else is told", what, after)
		}
	}
}

func addShown(to map[string]*quarter.Views, s maturity.ShownTally) {
	if s.Tally != nil {
		if to[s.Key] == nil {
			to[s.Key] = &quarter.Views{}
		}
		to[s.Key].Add(*s.Tally)
	}
	for _, c := range s.Children {
		addShown(to, c)
	}
}

// TestPoolsReckonWithWhoIsInSeveralTeams: to somebody who is in every team, any
// pool would tell of the rest alone.
func TestPoolsReckonWithWhoIsInSeveralTeams(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 12, 2, 7)
	round, champion := w.rounds(t)[0], maturity.Viewer{Person: w.seats.Champion.Person}
	if told := w.anew(t, round); told == 0 {
		t.Fatal("nothing is told of a round")
	}
	teams, err := w.db.Teams(t.Context())
	check(t, err)
	for _, team := range teams {
		check(t, w.tracker.ChangePart(t.Context(), champion, team.ID, champion.Person.ID, "member"))
	}
	if told := w.anew(t, round); told > 0 {
		t.Errorf("%d questions are told to somebody who is in every team", told)
	}
}

// TestPoolsReckonWithWhoHasLeft: who answered in every team still knows what they
// saw there, whatever they belong to when the round is closed.
func TestPoolsReckonWithWhoHasLeft(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent, 12, 2, 7)
		round := w.rounds(t)[0]
		if told := w.anew(t, round); told == 0 {
			t.Fatal("nothing is told of a round")
		}
		_, err := w.raw.ExecContext(t.Context(), "INSERT INTO responses (id, assessment_id, person_id) SELECT 'x' || a.id, a.id, '"+
			w.seats.Champion.Person.ID+"' FROM assessments a WHERE a.round_id = '"+round.ID+"' ON CONFLICT DO NOTHING")
		check(t, err)
		if told := w.anew(t, round); told > 0 {
			t.Errorf("%d questions are told to somebody who answered in every team", told)
		}
	})
}

// anew counts the pools of a round as if for the first time, and returns of how
// many questions anything is told.
func (w *world) anew(t *testing.T, round maturity.Round) int {
	t.Helper()
	for _, table := range []string{"pool_tallies", "pools"} {
		_, err := w.raw.ExecContext(t.Context(), "DELETE FROM "+table)
		check(t, err)
	}
	pooled, err := w.tracker.PooledAnswers(t.Context(), w.leader(), round)
	check(t, err)
	return len(pooled.Told)
}

// TestPracticesOfOneTeamAreNotTold: a group of which one team is there, beside
// another that was retired, tells nothing of practices, neither of itself nor in
// what stands above it.
func TestPracticesOfOneTeamAreNotTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 12, 2, 3)
	ctx, champion := t.Context(), maturity.Viewer{Person: w.seats.Champion.Person}
	teams, err := w.db.Teams(ctx)
	check(t, err)
	for _, team := range teams {
		_, err := w.tracker.LogOccurrence(ctx, maturity.Viewer{
			Person: champion.Person, Memberships: map[string]maturity.MemberRole{team.ID: maturity.MemberMember},
		}, tracker.LogOccurrence{Team: team.ID, Practice: "alert_review", Day: "2026-05-10", Participants: "3"})
		check(t, err)
	}
	group := w.alone(t, champion, teams)
	out, err := w.reports.Practices(ctx, w.leader(), group)
	check(t, err)
	if !out.Few || len(out.Practices) > 0 || out.Habits > 0 {
		t.Errorf("of the practices of one team is told %+v", out)
	}
	if report := w.organisation(t, w.rounds(t)[0], group); len(report.Practices) > 0 || report.Spread != (quarter.Spread{}) {
		t.Errorf("the report on one team's group tells %+v, %+v", report.Practices, report.Spread)
	}
	above, err := w.reports.Practices(ctx, w.leader(), "")
	check(t, err)
	seen := 0
	for _, p := range above.Practices {
		for _, g := range p.Groups {
			if g.Group != "alone" {
				continue
			}
			seen++
			if !g.Hidden || g.Of+g.Habit > 0 {
				t.Errorf("%s: of one team is told %+v", p.Key, g)
			}
		}
	}
	if seen == 0 {
		t.Error("nothing was tried")
	}
}

// alone puts a team into a group of its own, beside one that was retired, and
// returns the group.
func (w *world) alone(t *testing.T, champion maturity.Viewer, teams []maturity.Team) string {
	t.Helper()
	group, err := w.tracker.SaveGroup(t.Context(), champion, maturity.Group{Name: "alone"})
	check(t, err)
	for i, x := range teams[:2] {
		_, err := w.tracker.SaveTeam(t.Context(), champion, tracker.TeamSettings{
			ID: x.ID, Key: x.Key, Name: x.Name, GroupID: group.ID, Archived: i == 1,
		})
		check(t, err)
	}
	return group.ID
}
