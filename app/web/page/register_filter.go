package page

import (
	"strconv"

	"michinori/app/knowledge"
)

// RegisterFilter narrows the areas of the grid down; its values come from the
// address, right or wrong.
type RegisterFilter struct {
	Criticality, Kind, Show string
}

// What areas a grid may show.
const (
	ShowAlone = "alone" // that depend on one person or on nobody
	ShowOwn   = "own"   // the viewer has a claim in
	ShowOpen  = "open"  // the viewer has said nothing about
)

// Any reports whether some areas may be left out.
func (f RegisterFilter) Any() bool { return f.Criticality != "" || f.Kind != "" || f.Show != "" }

// Takes reports whether an area is looked for; claimed is whether the viewer
// has a claim in it.
func (f RegisterFilter) Takes(a knowledge.Area, mark AreaMark, claimed bool) bool {
	switch {
	case f.Criticality != "" && f.Criticality != strconv.Itoa(a.Criticality), f.Kind != "" && f.Kind != string(a.Kind):
		return false
	case f.Show == ShowAlone:
		return mark.Alone()
	case f.Show == ShowOwn:
		return claimed
	case f.Show == ShowOpen:
		return !claimed
	}
	return true
}

// criticalities in the order they are offered.
var criticalities = []int{3, 2, 1}

// FilterFields are the lists to narrow the grid down by.
func (r *Register) FilterFields() []Select {
	criticality := []Option{{Label: r.T("register.any_criticality")}}
	for _, n := range criticalities {
		criticality = append(criticality, Option{Value: strconv.Itoa(n), Label: r.CriticalityName(n)})
	}
	kinds := []Option{{Label: r.T("register.any_kind")}}
	for _, k := range knowledge.AreaKinds {
		kinds = append(kinds, Option{Value: string(k), Label: r.T("area_kind." + string(k))})
	}
	show := []Option{{Label: r.T("register.show.all")}}
	for _, s := range []string{ShowAlone, ShowOwn, ShowOpen} {
		show = append(show, Option{Value: s, Label: r.T("register.show." + s)})
	}
	return []Select{
		newSelect(r.Base, "register", "criticality", r.Filter.Criticality, nil, criticality),
		newSelect(r.Base, "register", "kind", r.Filter.Kind, nil, kinds),
		newSelect(r.Base, "register", "show", r.Filter.Show, nil, show),
	}
}
