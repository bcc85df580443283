package maturity

// weights sums the weights of a dimension by what became of the questions.
type weights struct {
	all, applicable, scored       float64
	anchorsApplicable, anchorsHad float64
	points                        float64 // weight × points
}

func (w *weights) add(q *Question, o outcome) {
	w.all += q.Weight
	if o.state == NotApplies {
		return
	}
	w.applicable += q.Weight
	if q.Anchor {
		w.anchorsApplicable += q.Weight
	}
	if !o.scored() {
		return
	}
	w.scored += q.Weight
	w.points += q.Weight * o.points
	if q.Anchor {
		w.anchorsHad += q.Weight
	}
}

// share is 0 where there is nothing to take a share of: a dimension of which
// nothing applies is not covered.
func share(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

func (s *scoring) dimension(d Dimension) DimensionScore {
	var w weights
	for i := range s.rows {
		if r := &s.rows[i]; r.question.Dimension == d {
			w.add(r.question, r.outcome)
		}
	}
	out := DimensionScore{
		Coverage:       share(w.scored, w.applicable),
		AnchorCoverage: share(w.anchorsHad, w.anchorsApplicable),
		Partly:         share(w.all-w.applicable, w.all) > partlyAbove+tolerance,
		Members:        s.in.Members,
	}
	out.Scored = out.Coverage+tolerance >= minCoverage && out.AnchorCoverage+tolerance >= minAnchorCoverage
	if out.Scored {
		score := w.points / w.scored
		level, gate := s.hold(d, LevelOf(score))
		out.Score, out.Level, out.Gate = &score, &level, gate
	}
	s.interval(d, &out)
	return out
}
