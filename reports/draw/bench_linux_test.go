package draw_test

import (
	"fmt"
	"runtime/debug"
	"slices"
	"syscall"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports"
)

// BenchmarkPicture draws each kind of figure as it is of 500 teams and 12 rounds,
// by an engine that runs: how long a core works for it (ms-core), how many times
// the goal of 60 ms that is (x-60ms), and how many times as long as the funnel,
// the smallest picture, which was drawn in between (x-smallest). On a machine
// that does much else the last alone says something.
func BenchmarkPicture(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(300)) // as in the program
	n := 0
	drawing := func(f reports.Figure) time.Duration {
		n++
		f.Title += fmt.Sprint(n) // in no cache
		before := worked(b)
		if _, err := engine.SVG(b.Context(), f, 0); err != nil {
			b.Fatal(err)
		}
		return worked(b) - before
	}
	smallest := large[len(large)-1].make()
	drawing(smallest) // to start an engine is not what is timed
	for _, kind := range large {
		f := kind.make()
		b.Run(kind.name, func(b *testing.B) {
			var took, beside []time.Duration
			for b.Loop() {
				took, beside = append(took, drawing(f)), append(beside, drawing(smallest))
			}
			slices.Sort(took)
			slices.Sort(beside)
			median := took[len(took)/2]
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(median.Microseconds())/1000, "ms-core")
			b.ReportMetric(float64(median)/float64(60*time.Millisecond), "x-60ms")
			b.ReportMetric(float64(median)/float64(beside[len(beside)/2]), "x-smallest")
		})
	}
}

// worked is how long cores have worked for this process.
func worked(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// quarters are the keys of twelve rounds.
var quarters = func() (out []string) {
	for i := range 12 {
		out = append(out, fmt.Sprintf("%d-Q%d", 2023+i/4, 1+i%4))
	}
	return out
}()

// large are figures of 500 teams and 12 rounds, the smallest last.
var large = []struct {
	name string
	make func() reports.Figure
}{
	{"levels", func() reports.Figure {
		in := reports.Levels{Lang: maturity.Japanese, Dimension: maturity.Toil}
		for i, q := range quarters {
			in.Rounds = append(in.Rounds, reports.LevelRound{Key: q, Edition: "1", LevelCount: reports.LevelCount{Teams: [5]int{110 - 4*i, 100, 95, 90, 55 + 4*i}}})
		}
		return reports.LevelDistribution(in)
	}},
	{"level-overview", func() reports.Figure {
		in := reports.LevelSnapshot{Lang: maturity.Japanese, Round: "2026-Q3", Dimensions: map[maturity.Dimension]reports.LevelCount{}}
		for i, d := range maturity.Dimensions {
			in.Dimensions[d] = reports.LevelCount{Teams: [5]int{100 - 5*i, 100, 100, 100, 100 + 5*i}}
		}
		return reports.LevelOverview(in)
	}},
	{"heat-teams", func() reports.Figure {
		in := reports.TeamHeatInput{Lang: maturity.Japanese, Round: "2026-Q3"}
		states := []reports.HeatState{reports.HeatLevel, reports.HeatLevel, reports.HeatLevel, reports.HeatLocked, reports.HeatUnassessed}
		for i := range 40 {
			row := reports.TeamHeatRow{Team: fmt.Sprintf("決済基盤第%dチーム", i), Cells: map[maturity.Dimension]reports.HeatCell{}}
			for k, d := range maturity.Dimensions {
				row.Cells[d] = reports.HeatCell{State: states[(i*7+k)%len(states)], Level: (i + k) % 5}
			}
			in.Rows = append(in.Rows, row)
		}
		return reports.TeamHeatMap(in)
	}},
	{"drills", func() reports.Figure {
		var rounds []reports.DrillRound
		for i, q := range quarters {
			rounds = append(rounds, reports.DrillRound{Key: q, Within90: 100 + 9*i, Within180: 110, Within365: 100, Longer: 90, Never: 100 - 8*i})
		}
		return reports.DrillRecency(maturity.Japanese, "", rounds)
	}},
	{"areas", func() reports.Figure {
		var rounds []reports.AreasRound
		for i, q := range quarters {
			rounds = append(rounds, reports.AreasRound{Key: q, Counts: counts(900, 500-20*i, 80, 700, 300, 70, 600, 250, 90), Teams: 480, Invited: 500})
		}
		return reports.AreasOverTime(maturity.Japanese, "", rounds)
	}},
	{"spread", func() reports.Figure {
		in := reports.Spread{Lang: maturity.Japanese, Practice: "ポストモーテム", Target: 300}
		for i := range 12 {
			in.Days = append(in.Days, adoption.Progress{Day: time.Date(2024, time.Month(3*i+1), 1, 0, 0, 0, 0, time.UTC), Ever: 12 * i, Still: 10 * i, Trying: 40, Eligible: 500})
		}
		return reports.PracticeSpread(in)
	}},
	{"trend", func() reports.Figure {
		in := reports.Trend{Lang: maturity.Japanese, Team: "決済", Dimension: maturity.Toil}
		for i, q := range quarters {
			in.Rounds = append(in.Rounds, reports.TrendRound{Key: q, Edition: "1", Score: scoreOf(float64(20+5*i), 6)})
		}
		return reports.DimensionTrend(in)
	}},
	{"saydo", func() reports.Figure {
		var rounds []reports.SayDoRound
		for i, q := range quarters {
			rounds = append(rounds, reports.SayDoRound{Key: q, Done: 200 + 10*i, Carried: 100, Dropped: 60, Waiting: 40})
		}
		return reports.SayDo(maturity.Japanese, "", rounds)
	}},
	{"funnel", func() reports.Figure {
		return reports.Funnel(maturity.Japanese, "", reports.FunnelRound{Round: "2026-Q3", Invited: 500, Answered: 431, Agreed: 390, Shared: 300, Acted: 210, People: 3000, Responded: 2400})
	}},
}
