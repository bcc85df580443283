package maturity

import (
	"math"
	"slices"
)

// TrendRound is one round of one team, as its result was stored.
type TrendRound struct {
	Round         string
	Questionnaire *Questionnaire
	Result        Result
	// Bridge is set in a round that asked the questions of the edition before
	// together with the new ones: the result that the same team had by the
	// edition before. It links the two scales.
	Bridge *Result
}

// TrendLine is one dimension of one team over rounds.
type TrendLine struct {
	Dimension Dimension
	Points    []TrendPoint // one a round, in the order given, gaps included
	Anchors   []string     // what the anchor line is made of; empty: there is none
}

// TrendPoint is one round of a line. The score as it was computed is never
// changed; Shown is what it would be on the scale on which its segment began.
type TrendPoint struct {
	Round                  string
	Questionnaire, Edition string
	Score                  DimensionScore
	Shown, Low, High       *float64 // nil at a gap
	Offset                 float64  // added to come from Score to Shown
	Linked                 bool     // a bridge links this edition with the one before
	Break                  bool     // the questions changed their meaning: no line from the point before
	Anchor                 *float64 // over TrendLine.Anchors; nil at a gap
	// Change compares with the last round before that was scored.
	Change Change
	// CameIn and WentOut: see MatchedChange. Where they are not empty, the
	// composition changed.
	CameIn, WentOut []string
}

// Gap reports whether the dimension was not scored in this round.
func (p TrendPoint) Gap() bool { return p.Shown == nil }

// CompositionChanged reports whether a question moved between not applicable
// and scored since the last scored round.
func (p TrendPoint) CompositionChanged() bool { return len(p.CameIn)+len(p.WentOut) > 0 }

// Segments returns the runs of points that one line may connect: it is cut at
// each break and at each gap.
func (l TrendLine) Segments() [][]TrendPoint {
	var out [][]TrendPoint
	open := false
	for _, p := range l.Points {
		switch {
		case p.Gap():
			open = false
			continue
		case !open || p.Break:
			out = append(out, nil)
		}
		open = true
		out[len(out)-1] = append(out[len(out)-1], p)
	}
	return out
}

// Trend draws one dimension over the rounds given, oldest first. Rounds in
// which it is not scored are gaps; where the questions changed, a bridge links
// the two scales, and without one, or when they lie too far apart, the line
// breaks.
func Trend(d Dimension, rounds []TrendRound) TrendLine {
	line := TrendLine{Dimension: d, Points: make([]TrendPoint, len(rounds))}
	var scored []TrendRound
	offset := 0.0
	for i, r := range rounds {
		p := newPoint(d, r)
		if !p.Score.Scored {
			line.Points[i] = p
			continue
		}
		if len(scored) > 0 {
			offset = p.follow(d, scored[len(scored)-1], r, offset)
		}
		p.shift(offset)
		line.Points[i] = p
		scored = append(scored, r)
	}
	line.anchor(d, scored)
	return line
}

func newPoint(d Dimension, r TrendRound) TrendPoint {
	return TrendPoint{
		Round: r.Round, Questionnaire: r.Result.Questionnaire, Edition: r.Result.Edition,
		Score: r.Result.Dimensions[d], Change: Change{Direction: Incomparable, Basis: FullBasis},
	}
}

// follow says how a point hangs together with the last scored round and
// returns the offset that holds from here.
func (p *TrendPoint) follow(d Dimension, prev, cur TrendRound, offset float64) float64 {
	m := Matched(d, prev, cur)
	p.CameIn, p.WentOut = m.CameIn, m.WentOut
	if sameMeaning(d, prev.Questionnaire, cur.Questionnaire) {
		p.Change = Compare(prev.Result.Dimensions[d], p.Score)
	} else {
		p.Change = compareAnchors(d, prev, cur)
		offset, p.Linked = link(d, prev, cur, offset)
		p.Break = !p.Linked
	}
	p.Change.Since = prev.Round
	return offset
}

// link returns the offset that carries the new edition's scores over to the
// scale of the old one; false where no bridge does, or only by so much that
// the line would lie.
func link(d Dimension, prev, cur TrendRound, offset float64) (float64, bool) {
	if cur.Bridge == nil || cur.Bridge.Questionnaire != prev.Result.Questionnaire || cur.Bridge.Edition != prev.Result.Edition {
		return 0, false
	}
	before, after := cur.Bridge.Dimensions[d].Score, cur.Result.Dimensions[d].Score
	if before == nil || after == nil {
		return 0, false
	}
	step := *before - *after
	if math.Abs(step) > MaxLinkOffset+tolerance || math.Abs(offset+step) > MaxLinkOffset+tolerance {
		return 0, false
	}
	return offset + step, true
}

func (p *TrendPoint) shift(offset float64) {
	move := func(v *float64) *float64 {
		if v == nil {
			return nil
		}
		moved := min(max(*v+offset, 0), maxPoints)
		return &moved
	}
	p.Offset = offset
	p.Shown, p.Low, p.High = move(p.Score.Score), move(p.Score.Low), move(p.Score.High)
}

func (l *TrendLine) anchor(d Dimension, scored []TrendRound) {
	l.Anchors = anchorKeys(d, scored)
	if len(l.Anchors) == 0 {
		return
	}
	latest := scored[len(scored)-1].Questionnaire
	next := 0
	for i := range l.Points {
		if !l.Points[i].Gap() {
			l.Points[i].Anchor = anchorScore(l.Anchors, latest, scored[next].Result)
			next++
		}
	}
}

// SameMeaning reports whether two editions score a dimension alike, so that
// scores by them compare without a bridge.
func SameMeaning(d Dimension, a, b *Questionnaire) bool { return sameMeaning(d, a, b) }

// sameMeaning reports whether two editions score a dimension alike: the same
// questions, worth the same. Corrected wording keeps the meaning.
func sameMeaning(d Dimension, a, b *Questionnaire) bool {
	if a == b {
		return true
	}
	before, after := a.In(d), b.In(d)
	if len(before) != len(after) {
		return false
	}
	for _, q := range before {
		other, asked := b.Question(q.Key)
		if !asked || other.Dimension != d || !sameWorth(q, other) {
			return false
		}
	}
	return true
}

// sameWorth compares two questions without their words.
func sameWorth(a, b Question) bool {
	return a.Type == b.Type && a.Respondent == b.Respondent && a.Measure == b.Measure && a.Weight == b.Weight &&
		slices.Equal(a.Scale.Line, b.Scale.Line) && sameNumber(a.Scale.AboveZero, b.Scale.AboveZero) &&
		sameNumber(a.Scale.Beyond, b.Scale.Beyond) && slices.Equal(a.Scale.Counts, b.Scale.Counts) &&
		a.Scale.GateCap == b.Scale.GateCap && slices.Equal(a.Caps, b.Caps) &&
		slices.EqualFunc(a.Items, b.Items, func(x, y Item) bool { return x.Key == y.Key && x.Gate == y.Gate })
}

func sameNumber(a, b *float64) bool {
	return a == b || a != nil && b != nil && *a == *b
}
