package reports_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/reports"
)

func heatCells(levels ...int) map[maturity.Dimension]reports.HeatCell {
	out := map[maturity.Dimension]reports.HeatCell{}
	for i, level := range levels {
		out[maturity.Dimensions[i]] = reports.HeatCell{State: reports.HeatLevel, Level: level}
	}
	return out
}

func teamHeat(l maturity.Language) reports.Figure {
	rows := []reports.TeamHeatRow{
		{Team: hostile, Cells: heatCells(0, 1, 2, 3, 4)}, {Team: longName, Cells: heatCells(4, 3)}, {Team: "検索", Cells: heatCells(2, 2, 2)},
	}
	rows[1].Cells[maturity.Incident] = reports.HeatCell{State: reports.HeatLocked, Level: 1, Part: 7, Of: 9}
	rows[2].Cells[maturity.SLO] = reports.HeatCell{State: reports.HeatNA}
	return reports.TeamHeatMap(reports.TeamHeatInput{Lang: l, Round: "2026-Q4", Rows: rows})
}

func practiceHeat(l maturity.Language) reports.Figure {
	part := func(n, of int) reports.HeatCell { return reports.HeatCell{State: reports.HeatShare, Part: n, Of: of} }
	return reports.PracticeHeatMap(reports.PracticeHeatInput{
		Lang: l, When: "2026-Q4", Groups: []string{"基盤", longName, "決済と会員"},
		Rows: []reports.PracticeHeatRow{
			{Practice: "ポストモーテム", Cells: []reports.HeatCell{part(3, 8), part(0, 4), part(5, 5)}},
			{Practice: hostile, Cells: []reports.HeatCell{part(1, 3), {State: reports.HeatLocked}}},
		},
	})
}

func strip(l maturity.Language) reports.Figure {
	score := func(agreement float64, counts ...int) maturity.QuestionScore {
		return maturity.QuestionScore{State: maturity.Scored, Agreement: &agreement, Counts: counts}
	}
	return reports.Disagreement(reports.StripInput{Lang: l, Team: hostile, Round: "2026-Q4", Most: 2, Questions: []reports.StripQuestion{
		{Key: "a", Text: "手順", Score: score(0.95, 0, 0, 5, 0, 0)}, {Key: "b", Text: longName, Score: score(0.1234, 3, 0, 0, 0, 2)},
		{Key: "c", Text: "隠れた質問", Score: maturity.QuestionScore{State: maturity.Scored, N: 2}}, {Key: "d", Text: "自信", Score: score(0.5, 1, 2, 1, 1, 0)},
	}})
}

// TestLockedCell: a locked cell gives no number away, in no part of the figure.
func TestLockedCell(t *testing.T) {
	t.Parallel()
	make := func(level, part, of int) reports.Figure {
		return reports.TeamHeatMap(reports.TeamHeatInput{Lang: maturity.English, Round: "2026-Q4", Rows: []reports.TeamHeatRow{{
			Team: "x", Cells: map[maturity.Dimension]reports.HeatCell{maturity.Toil: {State: reports.HeatLocked, Level: level, Part: part, Of: of}},
		}}})
	}
	a, b := make(0, 0, 0), make(4, 7, 9)
	if string(a.Option) != string(b.Option) || a.Summary != b.Summary || !slices.Equal(a.Table.Rows[0], b.Table.Rows[0]) {
		t.Errorf("%s\n%s", a.Option, b.Option)
	}
}

// TestHiddenQuestion: what has no counts is neither drawn nor named.
func TestHiddenQuestion(t *testing.T) {
	t.Parallel()
	f := strip(maturity.Japanese)
	if strings.Contains(fmt.Sprint(f), "隠れた質問") || len(f.Table.Rows) != 2 || f.Table.Rows[0][0].Text != longName {
		t.Errorf("%v", f.Table)
	}
}

// TestManyRows: five hundred teams keep their order and their room.
func TestManyRows(t *testing.T) {
	t.Parallel()
	in := reports.TeamHeatInput{Lang: maturity.English, Round: "2026-Q4"}
	for i := range 500 {
		in.Rows = append(in.Rows, reports.TeamHeatRow{Team: fmt.Sprint("team ", i), Cells: heatCells(i%5, 4, 3, 2, 1)})
	}
	f := reports.TeamHeatMap(in)
	for i, row := range f.Table.Rows {
		if row[0].Text != in.Rows[i].Team {
			t.Fatalf("row %d is %s", i, row[0].Text)
		}
	}
	if f.Height < 500*20 || len(drawnNumbers(t, f.Option, 2)) != 2500 {
		t.Errorf("height %d", f.Height)
	}
}
