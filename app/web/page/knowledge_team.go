package page

import (
	"slices"
	"strings"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// Knowledge is what the pages that read a team's register share. It names
// people: it is for the team alone.
type Knowledge struct {
	Base
	Team     maturity.Team
	Nav      RegisterNav
	Register knowledge.Register
	areas    map[string]store.Area // by key
	people   map[string]string     // name by key
}

// NewKnowledge reads a register for a page at that place of the navigation.
func NewKnowledge(b Base, team maturity.Team, at string, stored store.TeamRegister, r knowledge.Register) Knowledge {
	k := Knowledge{
		Base: b, Team: team, Nav: NewRegisterNav(b, team, at), Register: r,
		areas: map[string]store.Area{}, people: map[string]string{},
	}
	for _, a := range stored.Areas {
		k.areas[a.Key] = a
	}
	for _, p := range r.People {
		k.people[p.Key] = p.Name
	}
	return k
}

// Empty reports whether the register has no area yet.
func (k *Knowledge) Empty() bool { return len(k.Register.Areas) == 0 }

// RegisterURL leads to the grid.
func (k *Knowledge) RegisterURL() string { return k.URL("/teams/", k.Team.ID, "/register") }

// AwayURL leads to what stops while somebody is away.
func (k *Knowledge) AwayURL() string { return k.RegisterURL() + "/away" }

// RisksURL leads to the thin areas.
func (k *Knowledge) RisksURL() string { return k.RegisterURL() + "/risks" }

// KnowledgeArea is an area by name, with where to change it.
type KnowledgeArea struct{ Name, URL string }

// Area finds an area of the register.
func (k *Knowledge) Area(key string) KnowledgeArea {
	a := k.areas[key]
	return KnowledgeArea{Name: k.In(a.Name), URL: k.URL("/areas/", a.ID)}
}

// Person addresses somebody as one does here.
func (k *Knowledge) Person(key string) string { return k.T("knowledge.name", "name", k.people[key]) }

// Persons names several people in a sentence.
func (k *Knowledge) Persons(keys []string) string {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = k.Person(key)
	}
	return k.names(names)
}

// Today is the day on which the register is judged.
func (k *Knowledge) Today() string { return k.plainDay(k.Register.AsOf) }

// StrictNote says how people are counted.
func (k *Knowledge) StrictNote() string { return k.N("knowledge.strict_note", knowledge.FreshDays) }

// byName sorts people by the names that are shown.
func (k *Knowledge) byName(keys []string) {
	slices.SortStableFunc(keys, func(a, b string) int { return strings.Compare(k.people[a]+"\x00"+a, k.people[b]+"\x00"+b) })
}
