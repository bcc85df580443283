package reporting

import (
	"maps"
	"slices"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// tree is the organisation with what a round counted: each scope is a node, and
// "" is the root.
type tree struct {
	round roundOf
	below map[string][]string // group -> groups
	teams map[string][]string // group -> teams of the round, directly in it
}

func newTree(groups []maturity.Group, teams []maturity.Team, round roundOf) tree {
	t := tree{round: round, below: map[string][]string{}, teams: map[string][]string{}}
	for _, g := range groups {
		t.below[g.ParentID] = append(t.below[g.ParentID], g.ID)
	}
	for _, team := range teams {
		if round.teams[team.ID] != nil {
			t.teams[team.GroupID] = append(t.teams[team.GroupID], team.ID)
		}
	}
	return t
}

// nodes are all scopes.
func (t tree) nodes() map[string]bool {
	out := map[string]bool{"": true}
	for _, groups := range t.below {
		for _, g := range groups {
			out[g] = true
		}
	}
	return out
}

// within returns the assessments of a scope with all below it.
func (t tree) within(scope string) []*quarter.Assessment {
	var out []*quarter.Assessment
	for _, team := range t.teams[scope] {
		out = append(out, t.round.teams[team])
	}
	for _, g := range t.below[scope] {
		out = append(out, t.within(g)...)
	}
	return out
}

// views tells for each scope how its people's answers are spread, as far as
// the pools tell it.
func (t tree) views() map[string]*quarter.Views {
	out := map[string]*quarter.Views{}
	for _, told := range t.round.pools.Told {
		for scope, tally := range told {
			if out[scope] == nil {
				out[scope] = &quarter.Views{}
			}
			out[scope].Add(tally)
		}
	}
	return out
}

// sharing returns the teams that share the round.
func (t tree) sharing() []keptTeam {
	out := []keptTeam{}
	for _, id := range slices.Sorted(maps.Keys(t.round.teams)) {
		if a := t.round.teams[id]; a.State == maturity.Shared {
			out = append(out, keptTeam{ID: id, Team: a.Team(t.round.terms)})
		}
	}
	return out
}
