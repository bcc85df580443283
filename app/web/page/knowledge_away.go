package page

import (
	"slices"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// Away is what stops while people are away: for each, and for any of them
// together.
type Away struct {
	Knowledge
	chosen []string                     // person keys
	each   map[string]knowledge.Absence // by person
}

// NewAway works out the page for the chosen people; keys of nobody who is
// there are left out.
func NewAway(k Knowledge, chosen []string) *Away {
	a := &Away{Knowledge: k, each: map[string]knowledge.Absence{}}
	for _, w := range knowledge.Absences(k.Register) {
		a.each[w.Away[0]] = w
	}
	for _, p := range a.present() {
		if slices.Contains(chosen, p) {
			a.chosen = append(a.chosen, p)
		}
	}
	return a
}

// present are the people who are there on the day, by name.
func (a *Away) present() []string {
	var out []string
	for _, p := range a.Register.People {
		if p.Active(a.Register.AsOf) {
			out = append(out, p.Key)
		}
	}
	a.byName(out)
	return out
}

// Choices are the people to choose from.
func (a *Away) Choices() []Choice {
	var out []Choice
	for _, p := range a.present() {
		out = append(out, Choice{Value: p, Text: a.people[p], Chosen: slices.Contains(a.chosen, p)})
	}
	return out
}

// AwayArea is an area that is hit.
type AwayArea struct {
	KnowledgeArea
	Criticality int
	Left        string // who can still do it alone, or ""
}

// Absence is what stops while somebody is away, in words.
type Absence struct {
	Heading    string
	Lost, Thin []AwayArea
	Share      string // of what is critical, or ""
}

// Nothing reports whether no area stops.
func (a Absence) Nothing() bool { return len(a.Lost) == 0 }

// Asked is what stops without those chosen, or nil.
func (a *Away) Asked() *Absence {
	if len(a.chosen) == 0 {
		return nil
	}
	out := a.words(a.T("away.result", "people", a.Persons(a.chosen)), knowledge.Without(a.Register, a.chosen...))
	return &out
}

func (a *Away) words(heading string, w knowledge.Absence) Absence {
	out := Absence{Heading: heading, Lost: a.hit(w.Lost), Thin: a.hit(w.Thin)}
	if w.LostWeight > 0 {
		percent := maturity.OneDecimal(float64(w.LostWeight) * 100 / float64(w.Weight))
		out.Share = a.T("away.share", "percent", percent)
	}
	return out
}

func (a *Away) hit(losses []knowledge.AreaLoss) []AwayArea {
	out := make([]AwayArea, len(losses))
	for i, l := range losses {
		out[i] = AwayArea{KnowledgeArea: a.Area(l.Area), Criticality: l.Criticality}
		if len(l.Left) > 0 {
			out[i].Left = a.T("away.left", "people", a.Persons(l.Left))
		}
	}
	return out
}

// Each is what stops without each of those without whom something does, by
// name.
func (a *Away) Each() []Absence {
	var out []Absence
	for _, p := range a.present() {
		if w := a.each[p]; len(w.Lost) > 0 {
			out = append(out, a.words(a.Person(p), w))
		}
	}
	return out
}

// Covered names the people without whom nothing stops.
func (a *Away) Covered() []string {
	var out []string
	for _, p := range a.present() {
		if len(a.each[p].Lost) == 0 {
			out = append(out, a.Person(p))
		}
	}
	return out
}

// Already are the areas that nobody can do, whoever is there.
func (a *Away) Already() []AwayArea {
	var out []AwayArea
	for _, r := range knowledge.Summarise(a.Register).Areas {
		if r.Depth == 0 {
			out = append(out, AwayArea{KnowledgeArea: a.Area(r.Area), Criticality: r.Criticality})
		}
	}
	return out
}
