package maturity

import (
	"cmp"
	"math"
	"slices"
)

// cell is what one person answered to one question, reduced to what scoring
// needs of it.
type cell struct {
	kind  cellKind
	level int
	hours float64 // or another number
	of    float64
}

type cellKind int

const (
	noCell cellKind = iota
	levelCell
	numberCell
	unsureCell
	naCell
)

func newCell(q *Question, a Answer, hours float64) cell {
	switch a.Kind {
	case LevelAnswer, Provided:
		return cell{kind: levelCell, level: a.Level}
	case NumberAnswer:
		if q.Measure == ShareOfContracted {
			return cell{kind: numberCell, hours: a.Number, of: contracted(a, hours)}
		}
		return cell{kind: numberCell, hours: a.Number}
	case Unsure:
		return cell{kind: unsureCell}
	case NotApplicable:
		return cell{kind: naCell}
	}
	return cell{}
}

func (c cell) counts() bool { return c.kind == levelCell || c.kind == numberCell }

// compare gives people an order that only their answers decide, so that sums
// and draws come out the same however they were listed.
func (c cell) compare(d cell) int {
	return cmp.Or(
		cmp.Compare(c.kind, d.kind), cmp.Compare(c.level, d.level),
		cmp.Compare(c.hours, d.hours), cmp.Compare(c.of, d.of),
	)
}

// tally is what several people answered to one question.
type tally struct {
	levels        [maxLevel + 1]int
	n, unsure, na int
	hours, of     float64
	numbers       []float64 // of questions that ask for another number than hours
}

func (t *tally) reset() { *t = tally{numbers: t.numbers[:0]} }

func (t *tally) add(c cell, times int) {
	switch c.kind {
	case levelCell:
		t.levels[c.level] += times
		t.n += times
	case numberCell:
		t.n += times
		t.hours += float64(times) * c.hours
		t.of += float64(times) * c.of
		for range times {
			t.numbers = append(t.numbers, c.hours)
		}
	case unsureCell:
		t.unsure += times
	case naCell:
		t.na += times
	}
}

func (t *tally) answered() int { return t.n + t.unsure + t.na }

// tooFew reports whether nothing may be told of what was answered. Beside the k
// people who must have answered, numbers take MinK people who gave one: a sum of
// two is the number of one to the other.
func (t *tally) tooFew(q *Question, k int) bool {
	few := t.answered() > 0 && t.answered() < k
	return few || q.Type == Number && k > 1 && t.n > 0 && t.n < MinK
}

// outcome is what the people came to together. A question is not applicable
// when more than half of those who answered say so.
func (t *tally) outcome(q *Question) outcome {
	switch {
	case 2*t.na > t.answered():
		return outcome{state: NotApplies}
	case t.n == 0:
		return outcome{state: Unanswered}
	case q.Type == Scale5:
		median := t.medianLevel()
		return scoredAt(median, pointsPerLevel*median)
	case q.Measure == ShareOfContracted:
		share := t.hours / t.of
		return scoredAt(share, q.Scale.at(share))
	}
	value := median(t.numbers)
	return scoredAt(value, q.Scale.at(value))
}

func (t *tally) medianLevel() float64 {
	return float64(t.levelAt((t.n-1)/2)+t.levelAt(t.n/2)) / 2
}

// levelAt returns the level at a place, from 0, of the levels in order.
func (t *tally) levelAt(place int) int {
	for level, n := range t.levels {
		if place < n {
			return level
		}
		place -= n
	}
	return maxLevel
}

// agreement is 1 where all levels are the same and 0 where they are as far
// apart as levels can be.
func (t *tally) agreement() float64 {
	median, sum := t.medianLevel(), 0.0
	for level, n := range t.levels {
		sum += float64(n) * math.Abs(float64(level)-median)
	}
	return 1 - sum/float64(t.n)/largestDeviation
}

// discuss reports whether the levels are far enough apart for a talk.
func (t *tally) discuss() bool {
	if t.n < discussFrom {
		return false
	}
	spread := t.levelAt(t.n-1) - t.levelAt(0)
	return spread >= discussRange || t.agreement() < discussBelow-tolerance
}

func median(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

// tallyOf adds up in an order that only the answers decide.
func tallyOf(cells []cell) *tally {
	t := &tally{}
	sorted := slices.SortedFunc(slices.Values(cells), cell.compare)
	for _, c := range sorted {
		t.add(c, 1)
	}
	return t
}

func (t *tally) public() Tally {
	out := Tally{Levels: t.levels, Numbers: t.n, Unsure: t.unsure, NA: t.na}
	for _, n := range t.levels {
		out.Numbers -= n
	}
	return out
}
