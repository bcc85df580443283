package maturity

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// interval adds to a dimension how far its people's views are apart. A score
// that there is not has no interval either, and where people answer apart a
// few views are too few to show. Where it is withheld how answers to a question
// are spread, since a few have answered again, an interval would tell it.
func (s *scoring) interval(d Dimension, out *DimensionScore) {
	v := s.views(d)
	n := len(v.people)
	out.People = n
	switch {
	case n <= 1:
		out.Interval = OneVoice
		return
	case n >= s.in.Members:
		out.Interval = Census
	case n < bootstrapFrom:
		out.Interval = Range
	default:
		out.Interval = Bootstrap
	}
	if !out.Scored || s.in.MinAnswers > 1 && n < max(distributionK, s.in.MinAnswers) || s.withholds(d) {
		return
	}
	if out.Interval != Bootstrap {
		low, high := v.extremes()
		out.Low, out.High = &low, &high
		return
	}
	if low, high, ok := v.bootstrap(s.in.Members, s.seed(d)); ok {
		out.Low, out.High = &low, &high
	}
}

// withholds reports whether a question of a dimension does not tell how its
// answers are spread now, since it told it before.
func (s *scoring) withholds(d Dimension) bool {
	return slices.ContainsFunc(s.rows, func(r row) bool { return r.question.Dimension == d && r.score.Withheld })
}

// seed is the same for the same team, period, edition and dimension, so that a
// report reproduces.
func (s *scoring) seed(d Dimension) uint64 {
	h := fnv.New64a()
	q := s.in.Questionnaire
	for _, part := range []string{s.in.Team, s.in.Period, q.Key, q.Edition, string(d)} {
		h.Write(binary.AppendUvarint(nil, uint64(len(part))))
		h.Write([]byte(part))
	}
	return h.Sum64()
}

// views is one dimension as its people see it, without agreements: what is the
// same for everybody, and each person's answers.
type views struct {
	fixed     weights
	questions []*Question
	people    [][]cell // those with a level or hours, in canonical order
	everybody []outcome
}

func (s *scoring) views(d Dimension) *views {
	v := &views{}
	people := make([][]cell, len(s.in.Responses))
	for i := range s.rows {
		r := &s.rows[i]
		switch {
		case r.question.Dimension != d:
		case r.question.Respondent != Each:
			v.fixed.add(r.question, r.plain)
		case r.cells != nil:
			v.questions = append(v.questions, r.question)
			v.everybody = append(v.everybody, r.plain)
			for p, c := range r.cells {
				people[p] = append(people[p], c)
			}
		}
	}
	for _, cells := range people {
		if slices.ContainsFunc(cells, cell.counts) {
			v.people = append(v.people, cells)
		}
	}
	slices.SortFunc(v.people, func(a, b []cell) int { return slices.CompareFunc(a, b, cell.compare) })
	return v
}

// score is the score of the dimension with each person's answers counted so
// many times; false where nothing is scored.
func (v *views) score(times []int, t *tally) (float64, bool) {
	w := v.fixed
	for j, q := range v.questions {
		t.reset()
		for p, n := range times {
			if n > 0 {
				t.add(v.people[p][j], n)
			}
		}
		w.add(q, t.outcome(q))
	}
	return share(w.points, w.scored), w.scored > 0
}

// extremes returns the smallest and the largest score that one person's
// answers alone would give.
func (v *views) extremes() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	times, t := make([]int, len(v.people)), &tally{}
	for p := range v.people {
		clear(times)
		times[p] = 1
		score, _ := v.score(times, t)
		low, high = min(low, score), max(high, score)
	}
	return low, high
}

// bootstrap draws people with replacement and returns a 90 % interval, drawn
// in by the share of the team that answered: who has nearly all views knows
// nearly all there is.
func (v *views) bootstrap(members int, seed uint64) (low, high float64, ok bool) {
	n := len(v.people)
	source := rand.NewPCG(seed, 0)
	times, t := make([]int, n), &tally{}
	scores := make([]float64, 0, bootstrapDraws)
	for range bootstrapDraws {
		clear(times)
		for range n {
			// The high half of the product, because the draws of math/rand may
			// change with a release and reports must not.
			p, _ := bits.Mul64(source.Uint64(), uint64(n))
			times[p]++
		}
		if score, ok := v.score(times, t); ok {
			scores = append(scores, score)
		}
	}
	estimate := v.fixed
	for j, q := range v.questions {
		estimate.add(q, v.everybody[j])
	}
	if len(scores) == 0 || estimate.scored == 0 {
		return 0, 0, false
	}
	slices.Sort(scores)
	point := estimate.points / estimate.scored
	shrink := math.Sqrt(1 - float64(n)/float64(members))
	toward := func(end float64) float64 { return min(max(point+(end-point)*shrink, 0), maxPoints) }
	return toward(quantile(scores, bootstrapTail)), toward(quantile(scores, 1-bootstrapTail)), true
}

// quantile interpolates between the two nearest of the sorted values.
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	below := int(at)
	if below+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[below] + (sorted[below+1]-sorted[below])*(at-float64(below))
}
