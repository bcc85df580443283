package demo

import (
	"math"

	"michinori/app/maturity"
)

const weekHours = 40.0

// answer is the answer to a question that is worth about the wanted level.
func (h *historian) answer(s *sitting, q maturity.Question, wanted, hours float64) maturity.Answer {
	wanted = min(max(wanted, 0), 4)
	if len(q.Words) > 0 && wanted < 0.6 {
		return maturity.Answer{Kind: maturity.WordAnswer, Word: q.Words[0].Key}
	}
	points := 25 * wanted
	switch q.Type {
	case maturity.Number:
		return numberAnswer(q, points, hours)
	case maturity.Ratio:
		return h.ratio(s, q, points)
	case maturity.Checklist:
		return checklist(q, points)
	}
	return maturity.Answer{Kind: maturity.LevelAnswer, Level: int(math.Round(wanted))}
}

// numberAnswer is half hours of a week, or whole days.
func numberAnswer(q maturity.Question, points, hours float64) maturity.Answer {
	measure := measureFor(q.Scale, points)
	if q.Measure != maturity.ShareOfContracted {
		return maturity.Answer{Kind: maturity.NumberAnswer, Number: math.Round(measure)}
	}
	week := hours
	if week == 0 {
		week = weekHours
	}
	return maturity.Answer{Kind: maturity.NumberAnswer, Number: math.Round(2*measure*week) / 2, Of: hours}
}

// wholes are how many things there are to count, at least and at most.
var wholes = map[string][2]int{
	"toil.alert_actionable": {24, 90},
	"learn.postmortem":      {1, 5},
	"learn.actions":         {4, 11},
}

func (h *historian) ratio(s *sitting, q maturity.Question, points float64) maturity.Answer {
	share := measureFor(q.Scale, points)
	if q.Measure == maturity.TierWeighted {
		return h.services(share)
	}
	whole := len(s.members)
	if r, ok := wholes[q.Key]; ok {
		whole = h.dice.between(r[0], r[1])
	}
	return maturity.Answer{Kind: maturity.RatioAnswer, Part: math.Round(share * float64(whole)), Whole: float64(whole)}
}

// services covers the most important ones first.
func (h *historian) services(share float64) maturity.Answer {
	weight := 0.0
	for i, n := range h.tiers {
		weight += float64((3 - i) * n)
	}
	left := share * weight
	a := maturity.Answer{Kind: maturity.TiersAnswer}
	for i, n := range h.tiers {
		if n == 0 {
			continue
		}
		each := float64(3 - i)
		covered := min(math.Round(left/each), float64(n))
		left = max(0, left-covered*each)
		a.Tiers = append(a.Tiers, maturity.Tier{Tier: i + 1, Covered: covered, Of: float64(n)})
	}
	return a
}

// checklist ticks as many items as come nearest to the points.
func checklist(q maturity.Question, points float64) maturity.Answer {
	best := 0
	for n, p := range q.Scale.Counts {
		if math.Abs(p-points) < math.Abs(q.Scale.Counts[best]-points) {
			best = n
		}
	}
	a := maturity.Answer{Kind: maturity.ChecklistAnswer, Ticked: []string{}}
	for _, item := range q.Items[:min(best, len(q.Items))] {
		a.Ticked = append(a.Ticked, item.Key)
	}
	return a
}

// measureFor is the measure that a scale turns into those points, or into the
// nearest there are.
func measureFor(s maturity.Scale, points float64) float64 {
	line := s.Line
	if s.AboveZero != nil && len(line) > 0 {
		if points < *s.AboveZero/2 {
			return line[0].At
		}
		line = append([]maturity.BreakPoint{{At: line[0].At, Points: *s.AboveZero}}, line[1:]...)
		points = max(points, *s.AboveZero)
	}
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		if low, high := min(a.Points, b.Points), max(a.Points, b.Points); points < low || points > high || low == high {
			continue
		}
		return a.At + (b.At-a.At)*(points-a.Points)/(b.Points-a.Points)
	}
	if n := len(line); n > 0 && math.Abs(line[n-1].Points-points) < math.Abs(line[0].Points-points) {
		return line[n-1].At
	}
	return 0
}
