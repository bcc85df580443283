package reports_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/maturity"
	"michinori/reports"
)

// anyRounds draws rounds with gaps, breaks and scores that are no numbers.
func anyRounds(t *rapid.T) []reports.TrendRound {
	n := rapid.IntRange(0, 12).Draw(t, "rounds")
	rounds := make([]reports.TrendRound, n)
	for i := range rounds {
		rounds[i] = reports.TrendRound{Key: fmt.Sprintf("%d-Q%d", 2020+i/4, i%4+1), Edition: "1"}
		rounds[i].BreakBefore = rapid.Bool().Draw(t, "break")
		rounds[i].Together = rapid.Bool().Draw(t, "together")
		rounds[i].Score = gap()
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
		case 1:
			rounds[i].Score.Score, rounds[i].Score.Scored = ptr(math.NaN()), true
			rounds[i].Score.Level = ptr(0)
		default:
			v := rapid.Float64Range(0, 100).Draw(t, "score")
			rounds[i].Score = scoreOf(v, rapid.Float64Range(0, 30).Draw(t, "half"), 4, maturity.Range)
		}
	}
	return rounds
}

// TestGapsAndBreaks is the promise of the line: a round without a score is
// null in every series and absent in the table, never zero; a round with one
// stands in exactly one series; and no series reaches over a break.
func TestGapsAndBreaks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		rounds := anyRounds(rt)
		fig := reports.DimensionTrend(reports.Trend{Lang: maturity.English, Dimension: maturity.Learn, Rounds: rounds})
		if !json.Valid(fig.Option) {
			rt.Fatal("no option")
		}
		lines := segmentSeries(t, fig)
		for i, r := range rounds {
			has := r.Score.Scored && !math.IsNaN(*r.Score.Score)
			in := 0
			for _, s := range lines {
				if s.Data[i].Value != nil {
					in++
				}
			}
			if has && in != 1 || !has && in != 0 {
				rt.Errorf("%s: scored %v, in %d series", r.Key, has, in)
			}
			if cell := fig.Table.Rows[i][2]; cell.IsNumber() != has {
				rt.Errorf("%s: the table says %q", r.Key, cell)
			}
		}
		for _, s := range lines {
			first := -1
			for i, item := range s.Data {
				if item.Value == nil {
					continue
				}
				if first < 0 {
					first = i
				}
				if i > first && rounds[i].BreakBefore {
					rt.Errorf("a line reaches over the break before %s", rounds[i].Key)
				}
			}
		}
	})
}

// segmentSeries are the series with a name: the line, piece by piece.
func segmentSeries(t *testing.T, fig reports.Figure) []seriesOut {
	t.Helper()
	var out []seriesOut
	for _, s := range seriesOf(t, fig.Option) {
		if s.Name != "" {
			out = append(out, s)
		}
	}
	return out
}

func TestTrendSaysWhatItMeans(t *testing.T) {
	t.Parallel()
	said := func(l maturity.Language, part string) {
		t.Helper()
		f := trend(l)
		if all := strings.Join(append(f.Notes, f.N, f.Summary), "\n"); !strings.Contains(all, part) {
			t.Errorf("nobody says %q in:\n%s", part, all)
		}
	}
	said(maturity.English, "2025-Q3: too few answers for a score. That is not a score of zero.")
	said(maturity.English, "5 of 6 people answered")
	said(maturity.English, "a gate that is not met holds the level at 1")
	said(maturity.Japanese, "2025-Q3は回答が足りず、得点を出していません。0点という意味ではありません。")
	said(maturity.Japanese, "6人中5人が回答")
	said(maturity.Japanese, "破線の位置で質問票の版が変わりました（2026-Q2から）。")
	said(maturity.Japanese, "「一人の声」")
}

func TestAGapSaysWhyItIsThere(t *testing.T) {
	t.Parallel()
	f := reports.DimensionTrend(reports.Trend{Lang: maturity.Japanese, Dimension: maturity.SLO, Rounds: []reports.TrendRound{
		{Key: "2026-Q1"}, {Key: "2026-Q2", Missing: "共有されていないためです。"}, {Key: "2026-Q3", Missing: "共有されていないためです。"},
	}})
	all := strings.Join(f.Notes, "\n")
	for _, want := range []string{"2026-Q1は回答が足りず", "2026-Q2、2026-Q3には得点がありません。共有されていないためです。"} {
		if !strings.Contains(all, want) {
			t.Errorf("no note %q in:\n%s", want, all)
		}
	}
}

func TestTrendTable(t *testing.T) {
	t.Parallel()
	tests := []struct {
		round, column int
		want          string
	}{
		{0, 2, "22.3"}, {0, 4, "none"}, {0, 6, "one voice, so no interval"}, {0, 9, "nothing to compare with"},
		{1, 6, "smallest to largest of 3 (holds the team's median with a chance of 75%)"}, {1, 9, "risen"},
		{2, 2, "not assessed"}, {2, 3, "not assessed"}, {2, 6, ""},
		{3, 9, "no clear change"},
		{4, 2, "39.9"}, {4, 3, "1"}, {4, 10, "linked to the edition before (+2.3), 予定した落ち込み"},
		{5, 2, "0.0"}, {5, 9, "cannot be compared (new edition)"},
		{6, 6, "one answer of the whole team, so no interval"}, {6, 10, "answered together, composition changed"},
		{7, 3, "1"}, {7, 10, "a gate holds the level down"},
	}
	table := trend(maturity.English).Table
	for _, tt := range tests {
		if got := table.Rows[tt.round][tt.column].String(); got != tt.want {
			t.Errorf("row %d, %s: %q, want %q", tt.round, table.Columns[tt.column].Title, got, tt.want)
		}
	}
}

// TestScoresReadAsElsewhere compares with the one function that displays
// scores.
func TestScoresReadAsElsewhere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		v := rapid.Float64Range(0, 100).Draw(rt, "score")
		fig := reports.DimensionTrend(reports.Trend{Dimension: maturity.Bus, Rounds: []reports.TrendRound{
			{Key: "2026-Q1", Score: scoreOf(v, 0, 1, maturity.OneVoice)},
		}})
		if got := fig.Table.Rows[0][2].String(); got != maturity.DisplayScore(v) {
			rt.Errorf("%v is printed %s, elsewhere %s", v, got, maturity.DisplayScore(v))
		}
	})
}

func TestOwnTitle(t *testing.T) {
	t.Parallel()
	fig := reports.DimensionTrend(reports.Trend{Lang: maturity.English, Dimension: maturity.Bus, Title: "Anchors only", Rounds: story()})
	if fig.Title != "Anchors only" || !strings.HasPrefix(fig.Summary, "Anchors only.") || !strings.Contains(string(fig.Option), "Anchors only.") {
		t.Errorf("title %q, summary %q", fig.Title, fig.Summary)
	}
}

// TestTogetherIsNoSingleVoice: a team that agreed on one answer is not hollow.
func TestTogetherIsNoSingleVoice(t *testing.T) {
	t.Parallel()
	for _, together := range []bool{true, false} {
		fig := reports.DimensionTrend(reports.Trend{Lang: maturity.English, Dimension: maturity.Bus, Rounds: []reports.TrendRound{
			{Key: "2026-Q1", Score: scoreOf(50, 0, 1, maturity.OneVoice), Together: together},
		}})
		if hollow := strings.Contains(strings.Join(fig.Notes, " "), "hollow"); hollow == together {
			t.Errorf("together %v, hollow %v", together, hollow)
		}
	}
}

// TestFactsAloneAreNoVoice: where too few answered, a score may rest on facts
// alone, which are nobody's voice.
func TestFactsAloneAreNoVoice(t *testing.T) {
	t.Parallel()
	fig := reports.DimensionTrend(reports.Trend{Lang: maturity.English, Dimension: maturity.Bus, Rounds: []reports.TrendRound{
		{Key: "2026-Q1", Score: scoreOf(50, 0, 0, maturity.OneVoice)},
	}})
	row := fig.Table.Rows[0]
	if kind, remarks := row[6].String(), row[10].String(); kind != "made of facts alone, so no interval" || remarks != "" {
		t.Errorf("kind of interval %q, remarks %q", kind, remarks)
	}
	if notes := strings.Join(fig.Notes, " "); strings.Contains(notes, "hollow") {
		t.Errorf("notes %q", notes)
	}
}

// TestBreakHasNoMark: across a break nothing is compared, so no sign above the
// point and no note says otherwise, whatever the anchor questions say.
func TestBreakHasNoMark(t *testing.T) {
	t.Parallel()
	for _, change := range []reports.Change{reports.Risen, reports.NoClearChange} {
		fig := reports.DimensionTrend(reports.Trend{Lang: maturity.English, Dimension: maturity.Bus, Rounds: []reports.TrendRound{
			{Key: "2026-Q1", Edition: "1", Score: scoreOf(30, 5, 6, maturity.Census)},
			{Key: "2026-Q2", Edition: "2", Score: scoreOf(60, 5, 6, maturity.Census), BreakBefore: true, Change: change},
		}})
		if got := fig.Table.Rows[1][9].String(); got != "cannot be compared (new edition)" {
			t.Errorf("%v: the table says %q", change, got)
		}
		all := string(fig.Option) + strings.Join(fig.Notes, " ")
		for _, sign := range []string{"↑", "≈", "no clear change"} {
			if strings.Contains(all, sign) {
				t.Errorf("%v: the picture or its notes say %q", change, sign)
			}
		}
	}
}
