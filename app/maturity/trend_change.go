package maturity

import "math"

// Direction says which way a score went, or that it cannot be told.
type Direction string

// The directions.
const (
	Rose         Direction = "rose"
	Fell         Direction = "fell"
	NoChange     Direction = "no_clear_change" // inside the noise
	Incomparable Direction = "incomparable"    // one of the two is not there, or means something else
)

// Basis says which scores a Change compares.
type Basis string

// The bases: all questions where both rounds ask the same, else the anchor
// questions that both rounds ask.
const (
	FullBasis   Basis = "full"
	AnchorBasis Basis = "anchor"
)

// Change is what became of a score between two rounds.
type Change struct {
	Direction Direction
	Basis     Basis
	Delta     float64 // in points; 0 when incomparable
	// Threshold is what a change must exceed to be worth a sentence: the noise
	// floor, or half the width of the wider interval.
	Threshold float64
	Since     string // the round it is compared with, "" outside a trend
}

// Compare tells whether a dimension rose or fell between two rounds that ask
// the same. A change inside the noise is no clear change, whatever its sign.
func Compare(prev, cur DimensionScore) Change {
	if prev.Score == nil || cur.Score == nil {
		return Change{Direction: Incomparable, Basis: FullBasis}
	}
	return judge(*cur.Score-*prev.Score, FullBasis, prev, cur)
}

func judge(delta float64, basis Basis, prev, cur DimensionScore) Change {
	c := Change{
		Direction: NoChange, Basis: basis, Delta: delta,
		Threshold: max(NoiseFloor, prev.HalfWidth(), cur.HalfWidth()),
	}
	if math.Abs(delta) > c.Threshold+tolerance {
		c.Direction = Rose
		if delta < 0 {
			c.Direction = Fell
		}
	}
	return c
}

// HalfWidth is half the width of the interval, 0 where there is none.
func (d DimensionScore) HalfWidth() float64 {
	if d.Low == nil || d.High == nil {
		return 0
	}
	return (*d.High - *d.Low) / 2
}

// QuestionChange is one question that was scored in both rounds.
type QuestionChange struct {
	Question      string
	Weight        float64
	Before, After float64 // points
}

// MatchedChange is what changed on the questions scored in both of two rounds:
// what can be said when the rounds did not score the same questions.
type MatchedChange struct {
	Dimension        Dimension
	Before, After    *float64 // weighted mean of their points; nil where no question matches
	Rose, Fell, Same []QuestionChange
	// CameIn and WentOut are the questions asked in both rounds that moved
	// between not applicable and scored.
	CameIn, WentOut []string
	// Unmatched counts the questions that either round asked and that are not
	// compared, for whatever reason.
	Unmatched int
}

// CompositionChanged reports whether a question moved between not applicable
// and scored, so that part of a change may come from what is counted.
func (m MatchedChange) CompositionChanged() bool { return len(m.CameIn)+len(m.WentOut) > 0 }

// Matched compares two rounds question by question, by permanent key, with the
// weights of the later one.
func Matched(d Dimension, prev, cur TrendRound) MatchedChange {
	out := MatchedChange{Dimension: d}
	var before, after weights
	for _, q := range cur.Questionnaire.In(d) {
		b, asked := prev.Result.Questions[q.Key]
		a := cur.Result.Questions[q.Key]
		switch {
		case !asked:
		case b.State == NotApplies && a.State == Scored:
			out.CameIn = append(out.CameIn, q.Key)
		case b.State == Scored && a.State == NotApplies:
			out.WentOut = append(out.WentOut, q.Key)
		case b.State == Scored && a.State == Scored:
			out.match(QuestionChange{q.Key, q.Weight, *b.Points, *a.Points})
			before.add(&q, scoredAt(0, *b.Points))
			after.add(&q, scoredAt(0, *a.Points))
		}
	}
	out.Unmatched = askedIn(d, prev, cur) - len(out.Rose) - len(out.Fell) - len(out.Same)
	if before.scored > 0 {
		b, a := before.points/before.scored, after.points/after.scored
		out.Before, out.After = &b, &a
	}
	return out
}

// askedIn counts the questions of a dimension that either round asked.
func askedIn(d Dimension, prev, cur TrendRound) int {
	keys := map[string]bool{}
	for _, r := range []TrendRound{prev, cur} {
		for _, q := range r.Questionnaire.In(d) {
			keys[q.Key] = true
		}
	}
	return len(keys)
}

func (m *MatchedChange) match(c QuestionChange) {
	switch {
	case c.After > c.Before+tolerance:
		m.Rose = append(m.Rose, c)
	case c.After < c.Before-tolerance:
		m.Fell = append(m.Fell, c)
	default:
		m.Same = append(m.Same, c)
	}
}
