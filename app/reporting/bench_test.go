package reporting_test

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store/storetest"
)

// BenchmarkOrganisation gathers the report of an organisation of 500 teams with
// 12 rounds and 6 people in each team. warm is a process that has done it
// before, cold one that has not and finds the counts kept, first one that has to
// count them, changed one in which a team has just shared its result; trend is
// what it says of its rounds alone. All tell how often the time of the plainest
// reading of the scores of those teams that is, which was read just before.
func BenchmarkOrganisation(b *testing.B) {
	for _, lent := range storetest.Databases(b) {
		w := newWorld(b, lent, 500, 12, 6)
		rounds := w.rounds(b)
		round := rounds[len(rounds)-2]
		w.organisation(b, round, "")
		for _, c := range []struct {
			name          string
			runs          int
			before, timed func()
		}{
			{"trend", 20, func() {}, func() { w.trend(b, round) }},
			{"warm", 20, func() {}, func() { w.organisation(b, round, "") }},
			{"open", 20, func() {}, func() { w.organisation(b, rounds[len(rounds)-1], "") }},
			{"cold", 10, func() { w.restart(b, lent) }, func() { w.organisation(b, round, "") }},
			{"changed", 5, func() { w.unkeep(b, round.ID) }, func() { w.organisation(b, round, "") }},
			{"first", 2, func() { w.forget(b) }, func() { w.organisation(b, round, "") }},
		} {
			b.Run(lent.Name+"/"+c.name, func(b *testing.B) {
				for b.Loop() {
					plain := median(5, func() {}, func() { w.scan(b) })
					took := median(c.runs, c.before, c.timed)
					b.ReportMetric(float64(took.Microseconds())/1000, "ms/report")
					b.ReportMetric(float64(took)/float64(plain), "x-scores")
				}
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				b.ReportMetric(float64(m.Sys)/(1<<20), "MB-from-system")
			})
		}
	}
}

// median times a step some times over.
func median(runs int, before, timed func()) time.Duration {
	var all []time.Duration
	for range runs {
		before()
		start := time.Now()
		timed()
		all = append(all, time.Since(start))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func (w *world) trend(b *testing.B, r maturity.Round) {
	b.Helper()
	_, err := w.reports.Rounds(b.Context(), w.leader(), r, "")
	check(b, err)
}

// scan reads the scores of all shared results into the plainest types there
// are.
func (w *world) scan(b *testing.B) {
	b.Helper()
	rows, err := w.raw.QueryContext(b.Context(), `
		SELECT a.round_id, a.team_id, s.dimension, s.score, s.level FROM scores s JOIN assessments a ON a.id = s.assessment_id
		WHERE a.state = 'shared'`)
	check(b, err)
	defer rows.Close()
	var into [5]any
	for rows.Next() {
		check(b, rows.Scan(&into[0], &into[1], &into[2], &into[3], &into[4]))
	}
	check(b, rows.Err())
}

// unkeep takes away what a change of one result would.
func (w *world) unkeep(b *testing.B, round string) {
	b.Helper()
	query := "DELETE FROM roll_ups WHERE scope LIKE '/past/%' OR round_id = '" + round + "'"
	_, err := w.raw.ExecContext(b.Context(), query)
	check(b, err)
}
