package reporting_test

import (
	"testing"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// TestTeamShowsOutsidersWhatItShares asks for every team and round, as the team
// and as a leader.
func TestTeamShowsOutsidersWhatItShares(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 9, 4, 5)
	drills, registers, reviews, inside, outside := 0, 0, 0, 0, 0
	for _, round := range w.rounds(t) {
		assessments, err := w.db.AssessmentsIn(t.Context(), round.ID)
		check(t, err)
		for _, a := range assessments {
			member := maturity.Viewer{
				Person: maturity.Person{ID: "member"}, Memberships: map[string]maturity.MemberRole{a.TeamID: maturity.MemberMember},
			}
			in, err := w.reports.Team(t.Context(), member, a.TeamID, round)
			check(t, err)
			if now := in.Now(); !in.Inside || in.Team == "" || now.Key != round.Key || now.Questionnaire == nil {
				t.Errorf("round %s, team %s: %+v", round.Key, a.TeamID, in)
			}
			drills, inside = drills+len(in.Drills), inside+1
			for _, r := range in.Rounds {
				reviews += r.SayDo.Looked()
				if r.Register != nil {
					registers++
				}
			}
			out, err := w.reports.Team(t.Context(), w.leader(), a.TeamID, round)
			if a.State != maturity.Shared {
				if !isNotFound(err) {
					t.Errorf("round %s: a leader sees what team %s does not share: %v", round.Key, a.TeamID, err)
				}
				continue
			}
			check(t, err)
			outside++
			if out.Inside || len(out.Practices)+len(out.Drills)+len(out.Actions)+out.OnCall.Whole > 0 {
				t.Errorf("round %s: a leader sees the inside of team %s: %+v", round.Key, a.TeamID, out)
			}
			for i, r := range out.Rounds {
				if r.Register != nil || r.Agreements != nil || r.SayDo.Looked() > 0 {
					t.Errorf("round %s: a leader sees the inside of team %s: %+v", r.Key, a.TeamID, r)
				}
				if r.State != "" && r.State != maturity.Shared || r.Result != nil && in.Rounds[i].State != maturity.Shared {
					t.Errorf("round %s: a leader sees round %s of team %s", round.Key, r.Key, a.TeamID)
				}
				if r.Result != nil {
					noSpread(t, *r.Result)
				}
			}
		}
	}
	if drills == 0 || registers == 0 || reviews == 0 || inside == 0 || outside == 0 {
		t.Errorf("nothing was tried: %d drills, %d registers, %d reviews, %d inside, %d outside", drills, registers, reviews, inside, outside)
	}
	_, err := w.reports.Team(t.Context(), w.leader(), "no such team", w.rounds(t)[0])
	if !isNotFound(err) {
		t.Errorf("unknown team: %v", err)
	}
}

func noSpread(t *testing.T, r maturity.Result) {
	t.Helper()
	for key, q := range r.Questions {
		if q.Counts != nil || q.Agreement != nil || q.Discuss || q.Unsure+q.NA > 0 {
			t.Errorf("%s tells how answers are spread: %+v", key, q)
		}
	}
}

// TestRetiredTeamKeepsItsPractices: what a team took up stays in its own report
// when it is archived.
func TestRetiredTeamKeepsItsPractices(t *testing.T) {
	t.Parallel()
	w, champion := newBare(t)
	team := w.addTeam(t, champion, "Team", maturity.MinK)
	round := w.open(t, champion, "2026-Q2", maturity.MinK, []string{team})
	members, err := w.db.MembersOf(t.Context(), team)
	check(t, err)
	v := maturity.Viewer{Person: members[0].Person, Memberships: map[string]maturity.MemberRole{team: maturity.MemberMember}}
	_, err = w.tracker.LogOccurrence(t.Context(), v, tracker.LogOccurrence{Team: team, Practice: "triage", Day: "2026-05-10", Participants: "3"})
	check(t, err)
	for _, archived := range []bool{false, true} {
		_, err := w.tracker.SaveTeam(t.Context(), champion, tracker.TeamSettings{ID: team, Name: "Team", Archived: archived})
		check(t, err)
		in, err := w.reports.Team(t.Context(), v, team, round)
		check(t, err)
		if len(in.Practices) != 1 || in.Practices[0].Held != 1 {
			t.Errorf("archived %v: practices %+v", archived, in.Practices)
		}
	}
}
