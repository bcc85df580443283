package reports_test

import (
	"strings"
	"testing"
	"time"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports"
)

// spread is a practice that grows, lapses in one team and is taught on.
func spread(l maturity.Language) reports.Figure {
	var days []adoption.Progress
	for i, n := range [][3]int{{0, 0, 1}, {0, 0, 2}, {1, 1, 2}, {3, 3, 1}, {4, 2, 1}, {5, 4, 0}} {
		days = append(days, adoption.Progress{
			Day: time.Date(2025, time.Month(10+i+1), 0, 0, 0, 0, 0, time.UTC), Ever: n[0], Still: n[1], Trying: n[2], Eligible: 8,
		})
	}
	return reports.PracticeSpread(reports.Spread{Lang: l, Practice: hostile, Days: days, Target: 6})
}

// TestSpreadOfNothing: a practice nobody has held is a figure that says so.
func TestSpreadOfNothing(t *testing.T) {
	t.Parallel()
	fig := reports.PracticeSpread(reports.Spread{Lang: maturity.Japanese, Practice: "輪読会"})
	if fig.ID != "spread" || fig.N != "まだ一度も行われていません" || len(fig.Table.Rows) != 0 {
		t.Errorf("%+v", fig)
	}
}

// TestSpreadWithoutATarget: no target is no line, and the table says so.
func TestSpreadWithoutATarget(t *testing.T) {
	t.Parallel()
	fig := reports.PracticeSpread(reports.Spread{
		Lang: maturity.Japanese, Practice: "輪読会",
		Days: []adoption.Progress{{Day: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC), Ever: 1, Still: 1, Eligible: 4}},
	})
	last := fig.Table.Rows[0][len(fig.Table.Rows[0])-1]
	if !last.IsAbsent() || last.Text != "目標なし" || strings.Contains(string(fig.Option), "目標") {
		t.Errorf("%+v\n%s", last, fig.Option)
	}
}
