package maturity

import "slices"

// outcome is what the answers to one question come to.
type outcome struct {
	state  QuestionState
	value  float64
	word   bool // an answer in words: 0 points and no value
	points float64
}

func (o outcome) scored() bool { return o.state == Scored }

func scoredAt(value, points float64) outcome {
	return outcome{state: Scored, value: value, points: points}
}

// factOutcome scores the answer of a lead.
func (q *Question) factOutcome(a Answer, hours float64) outcome {
	switch a.Kind {
	case LevelAnswer, Provided:
		return scoredAt(float64(a.Level), pointsPerLevel*float64(a.Level))
	case NumberAnswer:
		value := a.Number
		if q.Measure == ShareOfContracted {
			value /= contracted(a, hours)
		}
		return scoredAt(value, q.Scale.at(value))
	case RatioAnswer:
		return q.share(a, a.Part, a.Whole)
	case TiersAnswer:
		part, whole := weighTiers(a.Tiers)
		return q.share(a, part, whole)
	case ChecklistAnswer:
		return q.ticked(a)
	case WordAnswer:
		return outcome{state: Scored, word: true}
	case NotApplicable:
		return outcome{state: NotApplies}
	}
	return outcome{state: Unanswered}
}

// registerOutcome scores what the knowledge register says.
func (q *Question) registerOutcome(r *RegisterFigures) outcome {
	if r == nil {
		return outcome{state: Unanswered}
	}
	if r.CriticalAreas == 0 {
		return outcome{state: NotApplies}
	}
	switch q.Measure {
	case TeamFactor:
		value := float64(r.TeamFactor)
		return scoredAt(value, q.Scale.at(value))
	case SingleOwnerShare:
		value := float64(r.SingleOwner) / float64(r.CriticalAreas)
		return scoredAt(value, q.Scale.at(value))
	}
	return outcome{state: Unanswered}
}

func (q *Question) share(a Answer, part, whole float64) outcome {
	if whole == 0 {
		return outcome{state: NotApplies}
	}
	value := part / whole
	points := q.Scale.at(value)
	for _, c := range q.Caps {
		if c.When.holds(a) {
			points = min(points, c.Points)
		}
	}
	return scoredAt(value, points)
}

func (c CapCondition) holds(a Answer) bool {
	switch c {
	case OneOfSeveral:
		return a.Kind == RatioAnswer && a.Part == 1 && a.Whole >= 2
	case NoTier1Covered:
		first := tier1(a)
		return first.Of > 0 && first.Covered == 0
	case NotAllTier1Cover:
		first := tier1(a)
		return first.Of > 0 && first.Covered < first.Of
	}
	return false
}

func tier1(a Answer) Tier {
	for _, t := range a.Tiers {
		if t.Tier == 1 {
			return t
		}
	}
	return Tier{}
}

// weighTiers sums by tier, most important first, so that the order in which
// tiers were written down cannot move the last digit.
func weighTiers(tiers []Tier) (part, whole float64) {
	for tier := 1; tier <= len(tierWeight); tier++ {
		for _, t := range tiers {
			if t.Tier == tier {
				part += tierWeight[tier] * t.Covered
				whole += tierWeight[tier] * t.Of
			}
		}
	}
	return part, whole
}

// ticked counts as if every checklist had all its items: those that do not
// apply are taken out and the rest scaled up, rounded down.
func (q *Question) ticked(a Answer) outcome {
	all := len(q.Items)
	applicable := all - len(a.Without)
	if applicable <= 0 || len(q.Scale.Counts) == 0 {
		return outcome{state: NotApplies}
	}
	count := len(a.Ticked) * all / applicable
	points := q.Scale.Counts[min(count, len(q.Scale.Counts)-1)]
	for _, item := range q.Items {
		if item.Gate && !slices.Contains(a.Ticked, item.Key) && !slices.Contains(a.Without, item.Key) {
			points = min(points, q.Scale.GateCap)
		}
	}
	return scoredAt(float64(count), points)
}

// at returns the points a measure is worth.
func (s Scale) at(v float64) float64 {
	if len(s.Line) == 0 {
		return 0
	}
	first, last := s.Line[0], s.Line[len(s.Line)-1]
	switch {
	case v <= first.At:
		return first.Points
	case v > last.At && s.Beyond != nil:
		return *s.Beyond
	case v >= last.At:
		return last.Points
	}
	from := first
	if s.AboveZero != nil && first.At == 0 {
		from.Points = *s.AboveZero
	}
	for _, to := range s.Line[1:] {
		if v <= to.At {
			return from.Points + (to.Points-from.Points)*(v-from.At)/(to.At-from.At)
		}
		from = to
	}
	return last.Points
}

func contracted(a Answer, hours float64) float64 {
	if a.Of > 0 {
		return a.Of
	}
	return hours
}
