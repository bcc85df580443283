package reports_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/maturity"
	"michinori/reports"
)

// TestShares: the shares of a bar are those of its assessed teams, and a bar
// without any has none.
func TestShares(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var c reports.LevelCount
		for i := range c.Teams {
			c.Teams[i] = rapid.IntRange(0, 40).Draw(rt, "teams")
		}
		c.NotAssessed = rapid.IntRange(0, 40).Draw(rt, "not assessed")
		fig := reports.LevelDistribution(reports.Levels{Lang: maturity.English, Dimension: maturity.Bus, Rounds: []reports.LevelRound{
			{Key: "2026-Q1", LevelCount: c},
		}})
		row := fig.Table.Rows[0]
		sum := 0.0
		for level, cell := range row[10:] {
			if cell.IsAbsent() != (c.Assessed() == 0) {
				rt.Fatalf("level %d of %+v: %q", level, c, cell)
			}
			sum += cell.Number
		}
		if c.Assessed() > 0 && (sum < 99.7 || sum > 100.3) {
			rt.Errorf("the shares of %+v make %v", c, sum)
		}
		if n := row[7].Number; int(n) != c.Assessed() {
			rt.Errorf("%v assessed, want %d", n, c.Assessed())
		}
	})
}

// A segment too narrow for its level still tells how many teams it holds.
func TestOneTeamOfThirteenIsCounted(t *testing.T) {
	t.Parallel()
	f := reports.LevelOverview(reports.LevelSnapshot{Lang: maturity.English, Round: "2026-Q2", Dimensions: map[maturity.Dimension]reports.LevelCount{
		maturity.Toil: {Teams: [5]int{0, 6, 6, 1}},
	}})
	for _, want := range []string{`"formatter":"L1\n6"`, `"formatter":"1"`} {
		if !strings.Contains(string(f.Option), want) {
			t.Errorf("no %s in %s", want, f.Option)
		}
	}
}

// A round that is not over looks like the others but for a mark and what it means.
func TestARoundThatIsNotOverIsMarked(t *testing.T) {
	t.Parallel()
	count := reports.LevelCount{Teams: [5]int{0, 1, 1}}
	f := reports.LevelDistribution(reports.Levels{Lang: maturity.Japanese, Dimension: maturity.Bus, Rounds: []reports.LevelRound{
		{Key: "2026-Q2", LevelCount: count}, {Key: "2026-Q3", LevelCount: count, Open: true},
	}})
	if want := "* 2026-Q3はまだ途中です。これまでに共有したチームだけの値です。"; !slices.Contains(f.Notes, want) {
		t.Errorf("no note %q in %q", want, f.Notes)
	}
	if n := strings.Count(string(f.Option), `n=2*"`); n != 1 {
		t.Errorf("%d bars are marked", n)
	}
}

func TestTeamsWithoutScoreStandApart(t *testing.T) {
	t.Parallel()
	f := levels(maturity.Japanese)
	if want := "2026-Q4：8チーム中7チームの結果"; f.N != want {
		t.Errorf("n is %q, want %q", f.N, want)
	}
	if want := "得点のないチームは割合に含めていません（2026-Q1：2チーム、2026-Q2：8チーム、2026-Q3：1チーム）。"; !slices.Contains(f.Notes, want) {
		t.Errorf("no note %q in %q", want, f.Notes)
	}
}

func TestAnswerDistribution(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name          string
		counts        reports.AnswerCounts
		n, summary    string
		apart         []string
		drawn, tabled bool
	}{
		{
			"two camps", reports.AnswerCounts{Key: "toil.fix_time", Levels: [5]int{3, 0, 0, 0, 2}, Unsure: 1, NA: 2},
			"5 of 8 chose a level", "Distribution of answers: level 0: 3, level 4: 2.",
			[]string{"Don't know: 1", "Not applicable: 2"}, true, true,
		},
		{
			"no room for a count", reports.AnswerCounts{Key: "x", Levels: [5]int{40, 0, 0, 0, 1}},
			"41 of 41 chose a level", "Distribution of answers: level 0: 40, level 4: 1.",
			[]string{"Distribution of answers: level 0: 40, level 4: 1."}, true, true,
		},
		{"nobody knows", reports.AnswerCounts{Key: "x", Unsure: 5}, "0 of 5 chose a level", "Nobody chose a level.", []string{"Don't know: 5"}, false, true},
		{"too few", reports.AnswerCounts{Key: "x", Levels: [5]int{1, 1}, Unsure: 1, Hidden: true}, "", "Too few people answered to show the distribution.", nil, false, false},
	}
	for _, tt := range tests {
		d := reports.AnswerDistribution(maturity.English, tt.counts)
		if d.N != tt.n || d.Summary != tt.summary || !slices.Equal(d.Apart, tt.apart) {
			t.Errorf("%s: %q %q %q", tt.name, d.N, d.Summary, d.Apart)
		}
		if d.Drawn() != tt.drawn || (d.Table.Rows != nil) != tt.tabled {
			t.Errorf("%s: picture %q, table %v", tt.name, d.Option, d.Table)
		}
		if d.Drawn() && !slices.Equal(drawnNumbers(t, d.Option, 0), printedPeople(d.Table)) {
			t.Errorf("%s draws %v, the table holds %v", tt.name, drawnNumbers(t, d.Option, 0), printedPeople(d.Table))
		}
	}
}

// printedPeople are the people at each level somebody chose.
func printedPeople(table reports.Table) []float64 {
	var out []float64
	for _, row := range table.Rows[:5] {
		if row[1].Number > 0 {
			out = append(out, row[1].Number)
		}
	}
	return out
}

// TestCountsOf: where scoring gave no distribution, none can be had.
func TestCountsOf(t *testing.T) {
	t.Parallel()
	hidden := reports.CountsOf("q", maturity.QuestionScore{State: maturity.Scored, N: 4, Unsure: 1})
	if !hidden.Hidden || hidden.Unsure != 0 || hidden.Levels != [5]int{} {
		t.Errorf("hidden counts %+v", hidden)
	}
	open := reports.CountsOf("q", maturity.QuestionScore{State: maturity.Scored, Counts: []int{1, 0, 2, 0, 3}, Unsure: 1, NA: 2})
	if open.Hidden || open.Levels != [5]int{1, 0, 2, 0, 3} || open.Unsure != 1 || open.NA != 2 {
		t.Errorf("open counts %+v", open)
	}
}
