package quarter

import "michinori/app/maturity"

// Lowest returns the dimensions in which the largest share of assessed teams
// stands at level 0 or 1, with that count and the teams assessed there; none
// where no team does.
func (r Round) Lowest() (out []maturity.Dimension, low, of int) { return r.mostAt(0, 1) }

// mostAt returns the dimensions in which the largest share of assessed teams
// stands at one of the levels, with that count and the teams assessed there.
// A dimension with fewer than a few assessed teams is looked at only where no
// other has any at these levels: one team of one is no share to go by.
func (r Round) mostAt(levels ...int) (out []maturity.Dimension, low, of int) {
	if out, low, of = r.mostAmong(few, levels); of > 0 {
		return out, low, of
	}
	return r.mostAmong(1, levels)
}

// mostAmong looks at the dimensions in which at least so many teams are
// assessed.
func (r Round) mostAmong(least int, levels []int) (out []maturity.Dimension, low, of int) {
	for _, d := range maturity.Dimensions {
		c := r.Levels[d]
		n, all := 0, c.Assessed()
		for _, level := range levels {
			n += c.Teams[level]
		}
		if n == 0 || all < least {
			continue
		}
		switch {
		case of == 0 || n*of > low*all:
			out, low, of = []maturity.Dimension{d}, n, all
		case n*of == low*all:
			out = append(out, d)
		}
	}
	return out, low, of
}

// Moved returns the dimensions in which clearly more teams went one way than
// the other.
func (r Round) Moved() (up, down []maturity.Dimension) {
	clear := r.Clear()
	for _, d := range maturity.Dimensions {
		switch m := r.Changes[d]; {
		case !clear[d]:
		case m.Rose > m.Fell:
			up = append(up, d)
		default:
			down = append(down, d)
		}
	}
	return up, down
}

// Comparable is how many teams can be compared with themselves, in the
// dimension in which most can.
func (r Round) Comparable() int {
	most := 0
	for d, m := range r.Changes {
		if !r.BreakBefore[d] {
			most = max(most, m.Compared())
		}
	}
	return most
}

// CouldTell reports whether Clear would name any dimension if all teams that can
// be compared had moved the same way. Where it would not, that nothing is named
// says nothing of what became of the organisation.
func (r Round) CouldTell() bool {
	looked := 0
	for _, d := range maturity.Dimensions {
		looked += one(!r.BreakBefore[d])
	}
	return looked > 0 && signTest(r.Comparable(), 0)*float64(looked) <= significance
}

// comparedOnKept is how many teams at most can be compared, in a dimension whose
// questions changed, on those that were kept.
func (r Round) comparedOnKept() int {
	most := 0
	for d, m := range r.Changes {
		if r.BreakBefore[d] {
			most = max(most, m.Compared())
		}
	}
	return most
}

// AreaTotals are the areas of all criticalities together; Vital are those of
// the highest one that depend on one person or on nobody, VitalOrphan those on
// nobody.
type AreaTotals struct{ Areas, Single, Orphan, Vital, VitalOrphan int }

// AreaTotals adds the areas up.
func (r Round) AreaTotals() AreaTotals {
	var out AreaTotals
	for _, c := range r.Areas {
		out.Areas += c.Areas
		out.Single += c.Single
		out.Orphan += c.Orphan
		if c.Criticality == 3 {
			out.Vital, out.VitalOrphan = c.Single+c.Orphan, c.Orphan
		}
	}
	return out
}

// Fragile is how many teams lose more than half of the weight of their critical
// areas with one person, or have lost it.
func (r Round) Fragile() int { return r.BusFactors[0] + r.BusFactors[1] }

// withCritical is how many teams have critical areas in their registers.
func (r Round) withCritical() int {
	n := 0
	for _, teams := range r.BusFactors {
		n += teams
	}
	return n
}

// Services adds the tiers up.
func (r Round) Services() Tier {
	var sum Tier
	for _, t := range r.SLO {
		sum.Of, sum.None = sum.Of+t.Of, sum.None+t.None
		sum.Reviewed, sum.Defined = sum.Reviewed+t.Reviewed, sum.Defined+t.Defined
	}
	return sum
}

// TierOf returns the services of one tier, none where it has none.
func (r Round) TierOf(n int) Tier {
	for _, t := range r.SLO {
		if t.Tier == n {
			return t
		}
	}
	return Tier{}
}

// Told is how many teams said when they last practised.
func (d Drills) Told() int { return d.Within90 + d.Within180 + d.Within365 + d.Longer + d.Never }
