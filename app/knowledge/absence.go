package knowledge

import (
	"cmp"
	"slices"
)

// Absence is what stops while some people are away. It names people: it is for
// their team alone.
type Absence struct {
	Away []string // sorted, of the register
	// Lost are the areas that nobody can do then, by the strict view, and Thin
	// those left with one person; most critical first. Areas that nobody can do
	// anyway are in neither, nor is an area that depends on one person anyway.
	Lost, Thin []AreaLoss
	// Weight is that of all areas, LostWeight that of the lost ones.
	Weight, LostWeight int
}

// AreaLoss is one area hit by an absence, and who can still do it alone.
type AreaLoss struct {
	Area        string
	Criticality int
	Left        []string
}

// Without returns what stops without these people. Keys that are not in the
// register say nothing.
func Without(r Register, away ...string) Absence {
	out := Absence{}
	for _, p := range r.byKey() {
		if slices.Contains(away, p.Key) {
			out.Away = append(out.Away, p.Key)
		}
	}
	gone := func(p string) bool { return slices.Contains(out.Away, p) }
	for _, a := range r.Areas {
		out.Weight += a.Weight()
		owners := r.qualified(a, Strict)
		left := slices.DeleteFunc(slices.Clone(owners), gone)
		loss := AreaLoss{Area: a.Key, Criticality: a.Criticality, Left: left}
		switch {
		case len(left) == len(owners):
		case len(left) == 0:
			out.Lost = append(out.Lost, loss)
			out.LostWeight += a.Weight()
		case len(left) == 1:
			out.Thin = append(out.Thin, loss)
		}
	}
	slices.SortFunc(out.Lost, byCriticality)
	slices.SortFunc(out.Thin, byCriticality)
	return out
}

func byCriticality(a, b AreaLoss) int {
	return cmp.Or(cmp.Compare(b.Criticality, a.Criticality), cmp.Compare(a.Area, b.Area))
}
