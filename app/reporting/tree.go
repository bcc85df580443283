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
	all   maturity.TallyNode  // the people behind shared results, team by team
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
	t.all = maturity.GroupTree(groups, teams, func(node *maturity.TallyNode, team maturity.Team) {
		if a := round.teams[team.ID]; a != nil && a.State == maturity.Shared {
			n := a.People()
			node.Own.Levels[0] += n
			node.Teams = append(node.Teams, n)
		}
	})
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
	if t.round.round.Open() {
		return map[string]bool{}
	}
	return maturity.Protect(t.all, max(t.round.round.K, maturity.MinK)).Shown()
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
