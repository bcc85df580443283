package knowledge

import "slices"

// Absences returns for each active person, by key, what stops without them
// alone: Without for everybody, at the price of one reading of the register.
func Absences(r Register) []Absence {
	byPerson := map[string]*Absence{}
	for _, p := range r.byKey() {
		if p.Active(r.AsOf) {
			byPerson[p.Key] = &Absence{Away: []string{p.Key}}
		}
	}
	total := 0
	for _, a := range r.Areas {
		total += a.Weight()
		owners := r.qualified(a, Strict)
		if len(owners) == 0 || len(owners) > enoughDepth {
			continue
		}
		for _, p := range owners {
			left := slices.DeleteFunc(slices.Clone(owners), func(o string) bool { return o == p })
			byPerson[p].hit(a, left)
		}
	}
	var out []Absence
	for _, p := range r.byKey() {
		if a, ok := byPerson[p.Key]; ok {
			a.Weight = total
			slices.SortFunc(a.Lost, byCriticality)
			slices.SortFunc(a.Thin, byCriticality)
			out = append(out, *a)
		}
	}
	return out
}

// hit adds an area that one of its people leaves to those who are left.
func (a *Absence) hit(area Area, left []string) {
	loss := AreaLoss{Area: area.Key, Criticality: area.Criticality, Left: left}
	if len(left) == 0 {
		a.Lost = append(a.Lost, loss)
		a.LostWeight += area.Weight()
		return
	}
	a.Thin = append(a.Thin, loss)
}
