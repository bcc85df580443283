package maturity_test

import (
	"fmt"
	"testing"

	"michinori/app/maturity"
)

// edition returns a questionnaire of three lead questions in toil, two of them
// anchors, and one more for each key given.
func edition(name string, more ...string) *maturity.Questionnaire {
	q := &maturity.Questionnaire{Key: "q", Edition: name}
	for i, key := range append([]string{"a", "b", "c"}, more...) {
		x := level(maturity.Toil, key, lead, i < 2, "p")
		x.Weight = 1
		q.Questions = append(q.Questions, x)
	}
	return q
}

// round scores one level a question, in order; -1 leaves it out, -2 is N/A.
func round(name string, q *maturity.Questionnaire, ls ...int) maturity.TrendRound {
	in := maturity.Input{Questionnaire: q, Members: 4, Facts: map[string]maturity.Answer{}}
	for i, l := range ls {
		switch l {
		case -1:
		case -2:
			in.Facts[q.Questions[i].Key] = na
		default:
			in.Facts[q.Questions[i].Key] = at(l)
		}
	}
	return maturity.TrendRound{Round: name, Questionnaire: q, Result: maturity.Score(in)}
}

func bridged(r maturity.TrendRound, old maturity.TrendRound) maturity.TrendRound {
	r.Bridge = &old.Result
	return r
}

func TestCompare(t *testing.T) {
	t.Parallel()
	score := func(s, low, high float64) maturity.DimensionScore {
		return maturity.DimensionScore{Scored: true, Score: &s, Low: &low, High: &high}
	}
	tests := []struct {
		name      string
		prev, cur maturity.DimensionScore
		want      maturity.Direction
		threshold float64
	}{
		{"five points are noise", score(50, 50, 50), score(55, 55, 55), maturity.NoChange, 5},
		{"five by rounding are noise", score(50, 50, 50), score(55+1e-12, 55, 55), maturity.NoChange, 5},
		{"more than five are not", score(50, 50, 50), score(55.1, 55, 55), maturity.Rose, 5},
		{"nor are they downwards", score(50, 50, 50), score(44, 44, 44), maturity.Fell, 5},
		{"the wider interval decides", score(50, 40, 60), score(59, 58, 60), maturity.NoChange, 10},
		{"beyond the interval", score(50, 49, 51), score(62, 52, 72), maturity.Rose, 10},
		{"a gap before", maturity.DimensionScore{}, score(50, 50, 50), maturity.Incomparable, 0},
		{"a gap now", score(50, 50, 50), maturity.DimensionScore{}, maturity.Incomparable, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := maturity.Compare(tt.prev, tt.cur)
			if got.Direction != tt.want || got.Threshold != tt.threshold {
				t.Errorf("%+v, want %s beyond %v", got, tt.want, tt.threshold)
			}
		})
	}
}

func TestMatchedQuestions(t *testing.T) {
	t.Parallel()
	q := edition("1", "d", "e")
	got := maturity.Matched(maturity.Toil, round("1", q, 1, 2, 3, -2, -1), round("2", q, 2, 2, 0, 4, 4))
	near(t, "before", got.Before, 50)
	near(t, "after", got.After, 100./3)
	if len(got.Rose) != 1 || got.Rose[0].Question != "a" || len(got.Fell) != 1 || got.Fell[0].Question != "c" || len(got.Same) != 1 {
		t.Errorf("rose %v, fell %v, same %v", got.Rose, got.Fell, got.Same)
	}
	if fmt.Sprint(got.CameIn) != "[d]" || !got.CompositionChanged() {
		t.Errorf("came in %v: e was only left out before", got.CameIn)
	}
	if got.Unmatched != 2 {
		t.Errorf("%d questions not compared, of d and e", got.Unmatched)
	}
	if got := maturity.Matched(maturity.Toil, round("1", edition("1", "d"), 1, 2, 3, 4), round("2", edition("2", "e"), 2, 2, 0, 4)); got.Unmatched != 2 {
		t.Errorf("%d questions not compared: d was asked before alone, e now alone", got.Unmatched)
	}
}

func TestTrendHasGapsAndNoZeros(t *testing.T) {
	t.Parallel()
	q := edition("1")
	line := maturity.Trend(maturity.Toil, []maturity.TrendRound{
		round("1", q, 2, 2, 2), round("2", q), round("3", q, 3, 3, 3), round("4", q, 3, 3, -2),
	})
	gap, back, last := line.Points[1], line.Points[2], line.Points[3]
	if !gap.Gap() || gap.Anchor != nil || gap.Change.Direction != maturity.Incomparable {
		t.Errorf("gap %+v", gap)
	}
	if back.Break || back.Change.Direction != maturity.Rose || back.Change.Since != "1" {
		t.Errorf("after the gap: %+v", back)
	}
	if !last.CompositionChanged() || fmt.Sprint(last.WentOut) != "[c]" {
		t.Errorf("composition: %+v", last)
	}
	if s := line.Segments(); len(s) != 2 || len(s[0]) != 1 || len(s[1]) != 2 {
		t.Errorf("segments %v", s)
	}
}

func TestTrendOverEditions(t *testing.T) {
	t.Parallel()
	one, two, three := edition("1"), edition("2", "d"), edition("3", "d", "e")
	far := round("2", two, 2, 2, 2, 4) // 62.5 against 50: too far apart to link
	tests := []struct {
		name   string
		rounds []maturity.TrendRound
		shown  []float64
		breaks []bool
		linked bool
	}{
		{
			"a bridge links",
			[]maturity.TrendRound{round("1", one, 2, 2, 2), bridged(round("2", two, 2, 2, 2, 3), round("2", one, 2, 2, 2)), round("3", two, 3, 3, 3, 3)},
			[]float64{50, 50, 68.75}, []bool{false, false, false}, true,
		},
		{
			"two bridges add up",
			[]maturity.TrendRound{
				round("1", one, 2, 2, 2), bridged(round("2", two, 2, 2, 2, 3), round("2", one, 2, 2, 2)),
				bridged(round("3", three, 2, 2, 2, 3, 2), round("3", two, 2, 2, 2, 3)),
			},
			[]float64{50, 50, 50}, []bool{false, false, false}, true,
		},
		{
			"no bridge breaks",
			[]maturity.TrendRound{round("1", one, 2, 2, 2), round("2", two, 2, 2, 2, 3), round("3", two, 2, 2, 2, 3)},
			[]float64{50, 56.25, 56.25}, []bool{false, true, false}, false,
		},
		{
			"too far apart breaks",
			[]maturity.TrendRound{round("1", one, 2, 2, 2), bridged(far, round("2", one, 2, 2, 2))},
			[]float64{50, 62.5}, []bool{false, true}, false,
		},
		{
			"the bridge of another edition breaks",
			[]maturity.TrendRound{round("1", one, 2, 2, 2), bridged(round("2", two, 2, 2, 2, 3), round("2", three, 2, 2, 2, 2, 2))},
			[]float64{50, 56.25}, []bool{false, true}, false,
		},
		{
			"the same questions go on",
			[]maturity.TrendRound{round("1", one, 2, 2, 2), round("2", edition("1b"), 2, 2, 3)},
			[]float64{50, 58 + 1./3}, []bool{false, false}, false,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			line := maturity.Trend(maturity.Toil, tt.rounds)
			linked := false
			for i, p := range line.Points {
				near(t, "shown "+p.Round, p.Shown, tt.shown[i])
				near(t, "computed "+p.Round, p.Score.Score, *tt.rounds[i].Result.Dimensions[maturity.Toil].Score)
				if p.Break != tt.breaks[i] {
					t.Errorf("break before %s: %v", p.Round, p.Break)
				}
				linked = linked || p.Linked
			}
			if linked != tt.linked {
				t.Errorf("linked: %v", linked)
			}
		})
	}
}

func TestAnchorsCompareEditions(t *testing.T) {
	t.Parallel()
	line := maturity.Trend(maturity.Toil, []maturity.TrendRound{
		round("1", edition("1"), 2, 2, 0), round("2", edition("2", "d"), 3, 3, 0, 0), round("3", edition("2", "d"), -1, 4, 4, 4),
	})
	if fmt.Sprint(line.Anchors) != "[b]" {
		t.Fatalf("anchors %v: a is not scored in every round", line.Anchors)
	}
	near(t, "anchor score", line.Points[1].Anchor, 75)
	change := line.Points[1].Change
	if change.Basis != maturity.AnchorBasis || change.Direction != maturity.Rose || change.Delta != 25 {
		t.Errorf("across the break: %+v, want a rise of 25 on the anchors", change)
	}
	if c := line.Points[2].Change; c.Basis != maturity.FullBasis {
		t.Errorf("within an edition: %+v", c)
	}
}

func TestTooFewCommonAnchorsCarryNoComparison(t *testing.T) {
	t.Parallel()
	old, other := edition("1"), edition("2", "d", "e")
	for i := range other.Questions {
		other.Questions[i].Anchor = i > 0 // b, c, d, e; b alone is common
	}
	line := maturity.Trend(maturity.Toil, []maturity.TrendRound{round("1", old, 2, 2, 2), round("2", other, 4, 4, 4, 4, 4)})
	if c := line.Points[1].Change; c.Direction != maturity.Incomparable {
		t.Errorf("%+v, want incomparable", c)
	}
}
