package reporting_test

import (
	"testing"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
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
