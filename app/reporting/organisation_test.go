package reporting_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
	"michinori/reports"
	"michinori/reports/quarter"
)

// TestOrganisationAgreesWithTheResults counts a closed round by hand from the
// results that each team shows on its page.
func TestOrganisationAgreesWithTheResults(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent, 12, 4, 6)
		rounds := w.rounds(t)
		round := rounds[len(rounds)-2]
		got := w.organisation(t, round, "")
		now, n := got.Now(), got.Now().Funnel
		assessments, err := w.db.AssessmentsIn(t.Context(), round.ID)
		check(t, err)
		shared, hours := 0, 0
		levels := map[maturity.Dimension]int{}
		for _, a := range assessments {
			if a.State != maturity.Shared {
				continue
			}
			shared++
			result, err := w.db.ResultOf(t.Context(), a.ID)
			check(t, err)
			for d, score := range result.Dimensions {
				if score.Level != nil && !score.Partly {
					levels[d] += *score.Level
				}
			}
			hours += result.Questions["toil.hours"].N
		}
		if n.Invited != len(assessments) || n.Shared != shared || len(got.Teams) != shared || shared == 0 {
			t.Errorf("funnel %+v and %d teams, want %d invited and %d shared", n, len(got.Teams), len(assessments), shared)
		}
		for d, want := range levels {
			sum := 0
			for level, teams := range now.Levels[d].Teams {
				sum += level * teams
			}
			if sum != want {
				t.Errorf("%s: levels add up to %d, want %d", d, sum, want)
			}
		}
		if now.Toil.People != hours || now.Toil.Hours == 0 {
			t.Errorf("toil %+v, want %d people", now.Toil, hours)
		}
		if got.AsOf.IsZero() || got.Organisation == "" || len(got.Rounds) != len(rounds)-1 || len(got.Practices) == 0 {
			t.Errorf("as of %v, %q, %d rounds, %d practices", got.AsOf, got.Organisation, len(got.Rounds), len(got.Practices))
		}
	})
}

func TestOrganisationIsForThoseWhoSeeIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 4, 2, 3)
	round := w.rounds(t)[0]
	for _, c := range []struct {
		viewer maturity.Viewer
		group  string
		want   maturity.Kind
	}{
		{maturity.Viewer{}, "", maturity.Unauthenticated},
		{maturity.Viewer{Person: maturity.Person{ID: "somebody"}}, "", maturity.NotFound},
		{w.leader(), "no such group", maturity.NotFound},
	} {
		_, err := w.reports.Organisation(t.Context(), c.viewer, round, c.group, false)
		if !errors.Is(err, &maturity.Error{Kind: c.want}) {
			t.Errorf("%+v %q: %v, want %v", c.viewer.Person, c.group, err, c.want)
		}
	}
	_, err := w.reports.Organisation(t.Context(), w.leader(), maturity.Round{ID: "none"}, "", false)
	if !isNotFound(err) {
		t.Errorf("unknown round: %v", err)
	}
}

func isNotFound(err error) bool { return errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) }

// TestHiddenTeamsAreNowhere looks for names of teams in all that is gathered,
// also in what the champion asks for.
func TestHiddenTeamsAreNowhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 8, 3, 5)
	teams, err := w.db.Teams(t.Context())
	check(t, err)
	round := w.rounds(t)[0]
	asks, err := w.db.AsksOf(t.Context(), round.ID, "")
	check(t, err)
	seen, err := tracker.AskSeen(asks)
	check(t, err)
	check(t, w.tracker.SaveAsk(t.Context(), maturity.Viewer{Person: w.seats.Champion.Person}, tracker.SaveAsk{
		Round: round.ID, Text: teams[0].Name + "に一人", Due: "2026-12-01", Seen: seen,
	}))
	if o := w.organisation(t, round, ""); len(o.Asks) != 1 || !strings.Contains(o.Asks[0].Text, teams[0].Name) {
		t.Fatalf("nothing is asked for that names a team: %+v", o.Asks)
	}
	for _, r := range w.rounds(t) {
		o, err := w.reports.Organisation(t.Context(), w.leader(), r, "", true)
		check(t, err)
		all := written(t, o)
		for _, team := range teams {
			if strings.Contains(all, team.Name) || strings.Contains(all, team.ID) {
				t.Errorf("round %s names %s", r.Key, team.Name)
			}
		}
	}
}

// TestWhatIsKeptIsWhatIsCounted changes things one after the other, and each
// time asks for what is kept and for what comes out anew.
func TestWhatIsKeptIsWhatIsCounted(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent, 5, 6, 5)
		groups, err := w.db.Groups(t.Context())
		check(t, err)
		scopes := []string{"", groups[0].ID}
		all := func(organisation func(testing.TB, maturity.Round, string) quarter.Organisation) map[string]string {
			out := map[string]string{}
			for _, r := range w.rounds(t) {
				for _, group := range scopes {
					out[r.Key+" "+group] = written(t, organisation(t, r, group))
				}
			}
			return out
		}
		before := all(w.organisation)
		for _, c := range w.changes(t, groups) {
			check(t, w.db.Tx(t.Context(), c.change))
			kept := all(w.organisation)
			w.forget(t)
			fresh, differ := all(w.organisation), false
			for key := range fresh {
				differ = differ || fresh[key] != before[key]
				if kept[key] != fresh[key] {
					t.Errorf("%s: %s: kept and counted differ: %s", c.name, key, firstDifference(kept[key], fresh[key]))
				}
			}
			if differ == c.nothing {
				t.Errorf("%s: something changed: %t", c.name, differ)
			}
			before = fresh
		}
	})
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return strings.Join(x[max(0, i-6):i+1], "\n") + "\nis\n" + y[i]
		}
	}
	return "one is longer"
}

type changed struct {
	name    string
	nothing bool
	change  func(tx *store.Tx) error
}

func (w *world) changes(t *testing.T, groups []maturity.Group) []changed {
	t.Helper()
	ctx := t.Context()
	rounds := w.rounds(t)
	old, open := rounds[len(rounds)-3], rounds[len(rounds)-1]
	all, err := w.db.AssessmentsIn(ctx, old.ID)
	check(t, err)
	a := all[0]
	for _, x := range all {
		if x.State == maturity.Shared {
			a = x
		}
	}
	result, err := w.db.ResultOf(ctx, a.ID)
	check(t, err)
	actions, err := w.db.ActionsOf(ctx, a.TeamID)
	check(t, err)
	records, err := w.db.PracticeRecords(ctx, store.RecordFilter{Everywhere: true})
	check(t, err)
	team, err := w.db.TeamByID(ctx, a.TeamID)
	check(t, err)
	q, err := w.tracker.Questionnaire(ctx, old)
	check(t, err)
	facts, err := w.db.FactsOf(ctx, a.ID, q)
	check(t, err)
	snapshot, err := w.db.SnapshotOf(ctx, a.ID)
	if !isNotFound(err) {
		check(t, err)
	}
	return []changed{
		{"nothing", true, func(*store.Tx) error { return nil }},
		{"unshare", false, func(tx *store.Tx) error {
			b := a
			b.State, b.SharedAt = maturity.Agreed, nil
			return tx.SaveAssessment(ctx, b)
		}},
		{"share", false, func(tx *store.Tx) error { return tx.SaveAssessment(ctx, a) }},
		{"result", false, func(tx *store.Tx) error { return tx.SaveResult(ctx, a.ID, lowered(result), noon) }},
		{"fact", false, func(tx *store.Tx) error {
			f := facts["incident.oncall_ready"]
			f.Question, f.Answer = "incident.oncall_ready", maturity.Answer{Kind: maturity.RatioAnswer, Part: 1, Whole: 9}
			f.UpdatedBy, f.UpdatedAt = w.seats.Champion.Person.ID, noon
			return tx.SaveFacts(ctx, a.ID, []maturity.Fact{f}, false)
		}},
		{"snapshot gone", false, func(tx *store.Tx) error { return tx.DeleteSnapshot(ctx, a.ID) }},
		{"snapshot", false, func(tx *store.Tx) error {
			if snapshot.AssessmentID == "" {
				return nil
			}
			return tx.SaveSnapshot(ctx, snapshot)
		}},
		{"action closed long ago", false, func(tx *store.Tx) error {
			x := actions[0]
			x.State, x.ClosedAt = maturity.ActionDone, &old.ClosesAt
			return tx.SaveAction(ctx, x)
		}},
		{"action open after all", false, func(tx *store.Tx) error {
			x := actions[0]
			x.State, x.ClosedAt = maturity.ActionOpen, nil
			return tx.SaveAction(ctx, x)
		}},
		{"action looked at", false, func(tx *store.Tx) error {
			return tx.SaveActionReview(ctx, store.ActionReview{
				ActionID: actions[0].ID, AssessmentID: a.ID, Outcome: store.ReviewDone, ReviewedBy: w.seats.Champion.Person.ID, ReviewedAt: noon,
			})
		}},
		{"practice stopped", false, func(tx *store.Tx) error {
			x := records[0].Trial
			x.StoppedOn, x.StopReason = "2026-08-19", "というわけで"
			return tx.SaveTrial(ctx, x)
		}},
		{"occurrence", false, func(tx *store.Tx) error {
			return tx.InsertOccurrence(ctx, store.Occurrence{
				ID: "late", TrialID: records[0].ID, Day: "2026-08-20", LeaderID: w.seats.Leader.Person.ID, Participants: 3,
				CreatedBy: w.seats.Leader.Person.ID, CreatedAt: noon,
			})
		}},
		{"team moved", false, func(tx *store.Tx) error {
			x := team
			x.GroupID = groups[0].ID
			return tx.SaveTeam(ctx, x)
		}},
		{"group below another", false, func(tx *store.Tx) error {
			x := groups[len(groups)-1]
			x.ParentID = groups[0].ID
			return tx.SaveGroup(ctx, x)
		}},
		{"round over", false, func(tx *store.Tx) error {
			x, at := open, noon.Add(-time.Hour)
			x.ClosedAt = &at
			return tx.SaveRoundEnd(ctx, x)
		}},
		{"result gone", false, func(tx *store.Tx) error {
			b := a
			b.State, b.SharedAt = maturity.Answering, nil
			if err := tx.SaveAssessment(ctx, b); err != nil {
				return err
			}
			return tx.DeleteResult(ctx, a.ID)
		}},
	}
}

func lowered(r maturity.Result) maturity.Result {
	out := r
	out.Dimensions = map[maturity.Dimension]maturity.DimensionScore{}
	for d, score := range r.Dimensions {
		none, zero := 0.0, 0
		score.Score, score.Level, score.Low, score.High, score.Scored = &none, &zero, &none, &none, true
		out.Dimensions[d] = score
	}
	return out
}

// TestStepsAgainstToil counts what became of actions about toil team by team.
func TestStepsAgainstToil(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w := newWorld(t, db, 6, 3, 5)
		all := 0
		for _, round := range w.rounds(t) {
			assessments, err := w.db.AssessmentsIn(t.Context(), round.ID)
			check(t, err)
			steps, done := 0, 0
			for _, a := range assessments {
				if a.State != maturity.Shared {
					continue
				}
				actions, err := w.db.ActionsOf(t.Context(), a.TeamID)
				check(t, err)
				reviews, err := w.db.ActionReviewsOf(t.Context(), a.TeamID)
				check(t, err)
				for _, r := range reviews {
					i := slices.IndexFunc(actions, func(x maturity.Action) bool { return x.ID == r.ActionID })
					if r.AssessmentID == a.ID && strings.HasPrefix(actions[i].Question, "toil.") {
						steps++
						if r.Outcome == store.ReviewDone {
							done++
						}
					}
				}
			}
			if got := w.organisation(t, round, "").Now().Toil; got.Steps != steps || got.Done != done {
				t.Errorf("%s: %d of %d done, want %d of %d", round.Key, got.Done, got.Steps, done, steps)
			}
			all += steps
		}
		if all == 0 {
			t.Error("no team looked back at an action about toil")
		}
	})
}

// TestVitalAreasAreThoseCounted: the areas that are named are as many as those
// that are counted, of the same registers.
func TestVitalAreasAreThoseCounted(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db storetest.Database) {
		w, all := newWorld(t, db, 6, 3, 5), 0
		for _, round := range w.rounds(t) {
			in := w.organisation(t, round, "")
			named := 0
			for _, team := range in.Teams {
				named += len(team.Vital)
				for _, area := range team.Vital {
					if area.JA == "" {
						t.Error("an area without a name")
					}
				}
			}
			for _, c := range in.Now().Areas {
				if c.Criticality == 3 && named != c.Single {
					t.Errorf("%s: %d named; counted are %+v", round.Key, named, c)
				}
			}
			all += named
		}
		if all == 0 {
			t.Error("no area to name")
		}
	})
}

// TestGroupsAddUp compares the counts of the organisation with those of its
// groups on the first level, which are all its teams.
func TestGroupsAddUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 16, 3, 5)
	groups, err := w.db.Groups(t.Context())
	check(t, err)
	for _, r := range w.rounds(t) {
		whole, sum := w.organisation(t, r, "").Now(), quarter.Funnel{}
		for _, g := range groups {
			if g.ParentID != "" {
				continue
			}
			part := w.organisation(t, r, g.ID).Now().Funnel
			sum.Invited += part.Invited
			sum.Answered += part.Answered
			sum.Agreed += part.Agreed
			sum.Acted += part.Acted
			sum.Shared += part.Shared
			sum.People += part.People
			sum.Responded += part.Responded
		}
		if sum != whole.Funnel {
			t.Errorf("round %s: groups %+v, organisation %+v", r.Key, sum, whole.Funnel)
		}
	}
}

// TestPracticesAreToldWhereTheScopeParts: where one group holds all others,
// practices are counted for those; as soon as a team stands beside it, for it.
func TestPracticesAreToldWhereTheScopeParts(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 12, 2, 1)
	groups, err := w.db.Groups(t.Context())
	check(t, err)
	var top, below []string
	for _, g := range groups {
		if g.ParentID == "" {
			top = append(top, g.Name)
		} else {
			below = append(below, g.Name)
		}
	}
	told := func() []string {
		spread, err := w.reports.Practices(t.Context(), w.leader(), "")
		check(t, err)
		var out []string
		for _, g := range spread.Practices[0].Groups {
			out = append(out, g.Group)
		}
		return out
	}
	if got := told(); len(top) != 1 || len(below) < 2 || !slices.Equal(got, below) {
		t.Errorf("below %s are told %s, want %s", top, got, below)
	}
	teams, err := w.db.Teams(t.Context())
	check(t, err)
	_, err = w.tracker.SaveTeam(t.Context(), maturity.Viewer{Person: w.seats.Champion.Person}, tracker.TeamSettings{
		ID: teams[0].ID, Key: teams[0].Key, Name: teams[0].Name,
	})
	check(t, err)
	if got := told(); !slices.Equal(got, top) {
		t.Errorf("beside a team without a group are told %s, want %s", got, top)
	}
}

// TestRoundsCountTheLevelsThatAreStored holds the levels of all rounds to one
// plain query over the scores.
func TestRoundsCountTheLevelsThatAreStored(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 12, 4, 5)
	rounds := w.rounds(t)
	teams, err := w.db.Teams(t.Context())
	check(t, err)
	groups, err := w.db.Groups(t.Context())
	check(t, err)
	for _, group := range append([]maturity.Group{{}}, groups...) {
		within := reporting.Below(groups, group.ID)
		ids := []string{""}
		for _, team := range teams {
			if group.ID == "" || within[team.GroupID] {
				ids = append(ids, team.ID)
			}
		}
		stored, err := w.db.SharedLevels(t.Context(), ids)
		check(t, err)
		got, err := w.reports.Rounds(t.Context(), w.leader(), rounds[len(rounds)-1], group.ID)
		check(t, err)
		levels := map[string]map[maturity.Dimension]reports.LevelCount{}
		for _, r := range got {
			levels[r.Key] = r.Levels
		}
		for _, l := range stored {
			key := ""
			for _, r := range rounds {
				if r.ID == l.RoundID {
					key = r.Key
				}
			}
			n := levels[key][l.Dimension]
			switch {
			case l.Partly:
				n.Partly -= l.Teams
			case l.Level == nil:
				n.NotAssessed -= l.Teams
			default:
				n.Teams[*l.Level] -= l.Teams
			}
			levels[key][l.Dimension] = n
		}
		for key, of := range levels {
			for d, left := range of {
				if left != (reports.LevelCount{}) {
					t.Errorf("group %q, round %s, %s: counted beside what is stored: %+v", group.Name, key, d, left)
				}
			}
		}
	}
}

// Who was asked is still told when the round is over and people have left.
func TestPeopleAskedAreKept(t *testing.T) {
	t.Parallel()
	w := newFew(t)
	_, err := w.raw.ExecContext(t.Context(), "DELETE FROM memberships WHERE person_id IN (SELECT id FROM people WHERE name = 'Open 1')")
	check(t, err)
	w.forget(t)
	if f := w.organisation(t, w.rounds(t)[0], "").Now().Funnel; f.People != 6 || f.Responded != 3 {
		t.Errorf("%d of %d people answered; three of each of two teams were asked", f.Responded, f.People)
	}
}

// TestGroupWithoutTeamsHasNoPractices holds that a group nobody is in speaks of
// no practice, and not of those of all others.
func TestGroupWithoutTeamsHasNoPractices(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent, 4, 2, 3)
		group := maturity.Group{ID: "emptygroup", Name: "Nobody yet"}
		check(t, w.db.Tx(t.Context(), func(tx *store.Tx) error { return tx.SaveGroup(t.Context(), group) }))
		rounds := w.rounds(t)
		if out := w.organisation(t, rounds[len(rounds)-1], group.ID); len(out.Practices) != 0 || out.Spread != (quarter.Spread{}) {
			t.Errorf("the report tells of %d practices, %+v", len(out.Practices), out.Spread)
		}
		out, err := w.reports.Practices(t.Context(), w.leader(), group.ID)
		check(t, err)
		if out.Few || out.Teams != 0 || len(out.Practices) != 0 || out.Habits != 0 {
			t.Errorf("told today: %+v", out)
		}
	})
}
