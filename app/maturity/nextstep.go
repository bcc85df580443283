package maturity

import (
	"cmp"
	"math"
	"slices"
)

// nextSteps suggests what to work on: the questions that hold most back, from
// different dimensions and through different practices.
func (s *scoring) nextSteps() []NextStep {
	type candidate struct {
		NextStep
		dimension Dimension
	}
	var candidates []candidate
	for i := range s.rows {
		r := &s.rows[i]
		if !r.outcome.scored() || r.outcome.points >= suggestBelow-tolerance {
			continue
		}
		candidates = append(candidates, candidate{
			NextStep{r.question.Key, r.question.Practice, r.priority()}, r.question.Dimension,
		})
	}
	// Priorities that differ only by rounding are equal: the questionnaire
	// decides.
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		return cmp.Compare(math.Round(b.Priority/tolerance), math.Round(a.Priority/tolerance))
	})
	out := []NextStep{}
	dimensions, practices := map[Dimension]bool{}, map[string]bool{"": false}
	for _, c := range candidates {
		if len(out) == maxNextSteps || dimensions[c.dimension] || practices[c.Practice] {
			continue
		}
		out = append(out, c.NextStep)
		dimensions[c.dimension] = true
		practices[c.Practice] = c.Practice != ""
	}
	return out
}

func (r *row) priority() float64 {
	p := r.question.Weight * (suggestBelow - r.outcome.points)
	if r.score.GateHolds {
		p *= gateFactor
	}
	if r.score.Discuss {
		p *= discussFactor
	}
	return p
}
