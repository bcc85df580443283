package maturity

import (
	"cmp"
	"math"
	"slices"
)

// nextSteps suggests what to work on: the questions that hold most back, from
// different dimensions and through different practices.
func nextSteps(q *Questionnaire, scores map[string]QuestionScore) []NextStep {
	type candidate struct {
		NextStep
		dimension Dimension
	}
	var candidates []candidate
	for i := range q.Questions {
		question := &q.Questions[i]
		score := scores[question.Key]
		if score.Points == nil || *score.Points >= suggestBelow-tolerance {
			continue
		}
		candidates = append(candidates, candidate{
			NextStep{question.Key, question.Practice, score.priority(question.Weight)}, question.Dimension,
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

// priority is that of a question with points.
func (q QuestionScore) priority(weight float64) float64 {
	p := weight * (suggestBelow - *q.Points)
	if q.GateHolds {
		p *= gateFactor
	}
	if q.Discuss {
		p *= discussFactor
	}
	return p
}
