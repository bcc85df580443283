package knowledge

import "slices"

// Change is what became of the areas between two days, each list by key,
// sorted. Opened are those that are in that state now and were not before;
// closed the other way round: an area that one person could do and now nobody
// can is closed as single-owner and opened as orphan. Areas that came or went
// count too and stand in Added or Removed besides, so that before + opened −
// closed is always after.
type Change struct {
	SingleOpened, SingleClosed []string
	OrphanOpened, OrphanClosed []string
	Added, Removed             []string
}

// Compare returns the change between two registers of a team by the strict
// view, each judged on its own day.
func Compare(before, after Register) Change {
	was, is := before.depths(), after.depths()
	single := func(d map[string]int) []string { return keysWith(d, func(n int) bool { return n == 1 }) }
	orphan := func(d map[string]int) []string { return keysWith(d, func(n int) bool { return n == 0 }) }
	all := func(d map[string]int) []string { return keysWith(d, func(int) bool { return true }) }
	return Change{
		SingleOpened: less(single(is), single(was)), SingleClosed: less(single(was), single(is)),
		OrphanOpened: less(orphan(is), orphan(was)), OrphanClosed: less(orphan(was), orphan(is)),
		Added: less(all(is), all(was)), Removed: less(all(was), all(is)),
	}
}

// depths is how many people can do each area alone, by area.
func (r Register) depths() map[string]int {
	out := make(map[string]int, len(r.Areas))
	for _, a := range r.Areas {
		out[a.Key] = len(r.qualified(a, Strict))
	}
	return out
}

func keysWith(depths map[string]int, holds func(int) bool) []string {
	var out []string
	for key, n := range depths {
		if holds(n) {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// less returns what of a sorted list is not in another.
func less(from, these []string) []string {
	return slices.DeleteFunc(slices.Clone(from), func(s string) bool {
		_, in := slices.BinarySearch(these, s)
		return in
	})
}

// AreaCount counts the areas of one criticality. It names nobody.
type AreaCount struct{ Criticality, Areas, Single, Orphan int }

// Count counts the areas of a register by the strict view, in the order of
// criticality 3, 2, 1.
func Count(r Register) []AreaCount {
	out := []AreaCount{{Criticality: vital}, {Criticality: critical}, {Criticality: 1}}
	for _, a := range r.Areas {
		i := vital - a.Criticality
		if i < 0 || i >= len(out) {
			continue
		}
		out[i].Areas++
		switch len(r.qualified(a, Strict)) {
		case 0:
			out[i].Orphan++
		case 1:
			out[i].Single++
		}
	}
	return out
}
