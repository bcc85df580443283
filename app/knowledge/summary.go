package knowledge

import (
	"slices"
	"time"

	"michinori/app/maturity"
)

// Summary is what follows from a register: figures for a team and, without the
// sets of people, for everybody else.
type Summary struct {
	// BusFactor and Lenient are nil where no area is of criticality 2 or 3.
	BusFactor *Factor // by the strict view
	Lenient   *Factor // by the lenient view
	// FirstLoss is how few absences leave some area of criticality 3 with
	// nobody; nil where there is no such area.
	FirstLoss     *int
	CriticalAreas int
	Orphans       []string // areas of any criticality that nobody can do alone, sorted
	SingleOwner   []string // areas of any criticality that one person can do alone, sorted
	// Fragile are the areas that two people can do alone of whom one leaves
	// within 90 days, sorted.
	Fragile []string
	// Alone counts the claims of active people to do an area alone, and
	// FreshAlone those of them with fresh evidence.
	Alone, FreshAlone int
	Areas             []Risk // what to spread first, first
}

// Summarise works out the figures of a register by the strict view, and the
// bus factor by the lenient one beside it.
func Summarise(r Register) Summary {
	standings := r.standings()
	out := Summary{
		Orphans: []string{}, SingleOwner: []string{}, Fragile: []string{}, Areas: r.risks(standings),
	}
	out.BusFactor, out.Lenient = factors(standings)
	for _, a := range out.Areas {
		depth := a.Depth
		out.Alone += a.LenientDepth
		out.FreshAlone += depth
		if a.Fragile {
			out.Fragile = append(out.Fragile, a.Area)
		}
		if a.Criticality >= critical {
			out.CriticalAreas++
		}
		if a.Criticality == vital && (out.FirstLoss == nil || depth < *out.FirstLoss) {
			out.FirstLoss = &depth
		}
		switch depth {
		case 0:
			out.Orphans = append(out.Orphans, a.Area)
		case 1:
			out.SingleOwner = append(out.SingleOwner, a.Area)
		}
	}
	slices.Sort(out.Orphans)
	slices.Sort(out.SingleOwner)
	slices.Sort(out.Fragile)
	return out
}

// Figures returns what a score takes from the register, read by that view.
func Figures(r Register, v View) maturity.RegisterFigures {
	var out maturity.RegisterFigures
	if f := r.factor(v); f != nil {
		out.TeamFactor = f.Size
	}
	for _, a := range r.Areas {
		if a.Criticality < critical {
			continue
		}
		depth := len(r.qualified(a, v))
		out.CriticalAreas++
		if depth <= 1 {
			out.SingleOwner++
		}
		if depth == 0 && a.Criticality == vital {
			out.CriticalOrphan = true
		}
	}
	return out
}

func (r Register) factor(v View) *Factor {
	var holdings []Holding
	for _, a := range r.Areas {
		holdings = append(holdings, Holding{Weight: a.Weight(), People: r.qualified(a, v)})
	}
	return factorOf(holdings)
}

func factorOf(holdings []Holding) *Factor {
	f, ok := BusFactor(holdings)
	if !ok {
		return nil
	}
	return &f
}

// standing is one area and how active people stand to it.
type standing struct {
	area      Area
	able      []string // who can do it alone by the strict view, sorted
	claimed   []string // by the lenient view
	stale     int
	candidate *int // the highest level of the others by the strict view
}

// active returns the people who are there, by key.
func (r Register) active() []Person {
	return slices.DeleteFunc(r.byKey(), func(p Person) bool { return !p.Active(r.AsOf) })
}

// standings reads the claims of all areas once.
func (r Register) standings() []standing {
	active := r.active()
	out := make([]standing, len(r.Areas))
	for i, a := range r.Areas {
		out[i] = a.standing(active, r.AsOf)
	}
	return out
}

func (a Area) standing(active []Person, on time.Time) standing {
	out := standing{area: a}
	best := -1
	for _, p := range active {
		c, claims := a.Claims[p.Key]
		if !claims {
			continue
		}
		level := c.LevelIn(Strict, on)
		if c.Level >= Alone {
			out.claimed = append(out.claimed, p.Key)
		}
		if level >= Alone {
			out.able = append(out.able, p.Key)
			continue
		}
		if c.Level >= Alone {
			out.stale++
		}
		best = max(best, level)
	}
	if best >= 0 {
		out.candidate = &best
	}
	return out
}

// factors are the bus factors of both views; where all claims are fresh they
// are one.
func factors(standings []standing) (strict, lenient *Factor) {
	var able, claimed []Holding
	same := true
	for _, s := range standings {
		able = append(able, Holding{Weight: s.area.Weight(), People: s.able})
		claimed = append(claimed, Holding{Weight: s.area.Weight(), People: s.claimed})
		same = same && s.stale == 0
	}
	strict = factorOf(able)
	if same {
		return strict, strict
	}
	return strict, factorOf(claimed)
}

// qualified returns the active people who can do the area alone, sorted.
func (r Register) qualified(a Area, v View) []string {
	var out []string
	for _, p := range r.People {
		if c, ok := a.Claims[p.Key]; ok && p.Active(r.AsOf) && c.LevelIn(v, r.AsOf) >= Alone {
			out = append(out, p.Key)
		}
	}
	slices.Sort(out)
	return out
}

// leavesSoon reports whether somebody's last day is within 90 days.
func (r Register) leavesSoon(person string) bool {
	for _, p := range r.People {
		if p.Key == person {
			return p.leavesSoon(r.AsOf)
		}
	}
	return false
}

func (p Person) leavesSoon(on time.Time) bool {
	return !p.ActiveTo.IsZero() && !p.ActiveTo.After(on.Add(SoonDays*day))
}

func (o *Occasion) within(days time.Duration, on time.Time) bool {
	return !o.Day.IsZero() && on.Sub(o.Day) <= days*day
}
