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

// spread tells for each scope whether it may be said how its people's answers
// are spread: what the privacy rule says of pools of answers, and of nothing
// while the round is open, since figures that grow as teams share would show
// each by what it adds.
func (t tree) spread() map[string]bool {
	out := map[string]bool{}
	if t.round.round.Open() {
		return out
	}
	var walk func(maturity.ShownTally)
	walk = func(s maturity.ShownTally) {
		out[s.Key] = s.Tally != nil
		for _, c := range s.Children {
			walk(c)
		}
	}
	walk(maturity.Protect(t.pool(""), max(t.round.round.K, maturity.MinK)))
	return out
}

// pool counts the people behind the shared results of a scope, team by team.
func (t tree) pool(scope string) maturity.TallyNode {
	out := maturity.TallyNode{Key: scope, Teams: []int{}}
	for _, team := range t.teams[scope] {
		if a := t.round.teams[team]; a.State == maturity.Shared {
			n := a.People()
			out.Own.Levels[0] += n
			out.Teams = append(out.Teams, n)
		}
	}
	for _, g := range t.below[scope] {
		out.Children = append(out.Children, t.pool(g))
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
