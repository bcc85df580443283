package reporting_test

import (
	"fmt"
	"testing"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

// TestEffectReadsDaysOfTheOrganisation has three of six teams make a habit of a
// practice on one day: a round that opened that very day, or ended on it, has
// seen some of it and none of it, and is on neither side. The clock says
// another day in UTC than in Tokyo.
func TestEffectReadsDaysOfTheOrganisation(t *testing.T) {
	t.Parallel()
	w, champion := newBare(t)
	var teams []string
	for i := range 6 {
		teams = append(teams, w.addTeam(t, champion, fmt.Sprint("Team ", i), maturity.MinK))
	}
	keys := []string{"2026-Q1", "2026-Q2"}
	for _, key := range keys {
		round := w.open(t, champion, key, maturity.MinK, teams)
		for i, team := range teams {
			w.answerAll(t, round, team, func(q maturity.Question) maturity.Answer {
				if q.Type == maturity.Number {
					return maturity.Answer{Kind: maturity.NumberAnswer, Number: float64(4 + i)}
				}
				return maturity.Answer{Kind: maturity.LevelAnswer, Level: 2}
			})
		}
		check(t, w.tracker.CloseRound(t.Context(), champion, round.ID))
	}
	for _, team := range teams[:3] {
		members, err := w.db.MembersOf(t.Context(), team)
		check(t, err)
		v := maturity.Viewer{Person: members[0].Person, Memberships: map[string]maturity.MemberRole{team: maturity.MemberMember}}
		for _, day := range []string{"2026-04-12", "2026-04-26", "2026-05-10"} {
			_, err := w.tracker.LogOccurrence(t.Context(), v, tracker.LogOccurrence{Team: team, Practice: "alert_review", Day: day, Participants: "3"})
			check(t, err)
		}
	}
	for _, c := range []struct {
		name, ended, opened string
		told                bool
	}{
		{"the day before, the day after", "2026-05-09 05:00:00", "2026-05-10 22:00:00", true},
		{"ended that day", "2026-05-09 16:00:00", "2026-05-10 22:00:00", false},
		{"opened that day", "2026-05-09 05:00:00", "2026-05-10 01:00:00", false},
	} {
		w.forget(t)
		w.held(t, keys[0], "2026-03-01 01:00:00", c.ended)
		w.held(t, keys[1], c.opened, "2026-06-01 01:00:00")
		rounds, told := w.rounds(t), false
		for _, p := range w.organisation(t, rounds[len(rounds)-1], "").Practices {
			told = told || len(p.Effects) > 0
		}
		if told != c.told {
			t.Errorf("%s: a before and after is told: %v, want %v", c.name, told, c.told)
		}
	}
}

// held sets when a round was, as no clock of a test could.
func (w *world) held(t *testing.T, key, opened, ended string) {
	t.Helper()
	_, err := w.raw.ExecContext(t.Context(), "UPDATE rounds SET opened_at = $1, closes_at = $2, closed_at = $2 WHERE key = $3",
		opened+"+00:00", ended+"+00:00", key)
	check(t, err)
}
