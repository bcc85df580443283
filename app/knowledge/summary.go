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
	out := Summary{
		BusFactor: r.factor(Strict), Lenient: r.factor(Lenient),
		Orphans: []string{}, SingleOwner: []string{}, Fragile: []string{}, Areas: r.risks(),
	}
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
	f, ok := BusFactor(holdings)
	if !ok {
		return nil
	}
	return &f
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
			return !p.ActiveTo.IsZero() && !p.ActiveTo.After(r.AsOf.Add(SoonDays*day))
		}
	}
	return false
}

func (o *Occasion) within(days time.Duration, on time.Time) bool {
	return !o.Day.IsZero() && on.Sub(o.Day) <= days*day
}
