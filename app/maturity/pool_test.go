package maturity_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/maturity"
)

// department holds the answers of teams that belong to no group below it.
func department(key string, teams ...int) maturity.TallyNode {
	g := maturity.TallyNode{Key: key, Teams: teams}
	for _, n := range teams {
		g.Own.Levels[2] += n
	}
	return g
}

func TestAPoolNeverShowsOneTeam(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		pool   maturity.TallyNode
		shown  bool
		hidden string
	}{
		{"one large team", department("a", 40), false, "[]"},
		{"two teams", department("a", 9, 9), false, "[]"},
		{"three teams", department("a", 3, 3, 3), true, "[]"},
		{"three teams of which one is nearly all", department("a", 30, 2, 2), false, "[]"},
		{"a team nobody answered in", department("a", 9, 9, 0), false, "[]"},
		{
			"a department of one team takes another with it",
			maturity.TallyNode{Children: []maturity.TallyNode{
				department("one", 9), department("small", 4, 4, 4), department("large", 6, 6, 6, 6),
			}},
			true, "[0 1]",
		},
		{
			"enough teams beside the department",
			maturity.TallyNode{Own: department("", 5, 5, 5).Own, Teams: []int{5, 5, 5}, Children: []maturity.TallyNode{
				department("one", 9), department("large", 6, 6, 6, 6),
			}},
			true, "[0]",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := maturity.Protect(tt.pool, 5)
			hidden := []int{}
			for i, c := range got.Children {
				if c.Tally == nil {
					hidden = append(hidden, i)
				}
			}
			if (got.Tally != nil) != tt.shown || fmt.Sprint(hidden) != tt.hidden {
				t.Errorf("shown %v, hidden %v; want %v, %s", got.Tally != nil, hidden, tt.shown, tt.hidden)
			}
		})
	}
}

// TestNoTeamFollowsFromPoolsAndAnotherTeam plays somebody who knows the
// answers of their own team beside whatever is shown.
func TestNoTeamFollowsFromPoolsAndAnotherTeam(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(3, 8).Draw(t, "k")
		tree := drawPool(t, 2, "g")
		sizes := teamSizes(tree)
		if len(sizes) == 0 || len(sizes) > 9 {
			t.Skip("no team, or too many to try every set")
		}
		known := shownTeams(tree, maturity.Protect(tree, k), len(sizes))
		for own := range sizes {
			row := make([]int64, len(sizes))
			row[own] = 1
			seen := slices.Concat(known, [][]int64{row})
			for set := 1; set < 1<<len(sizes); set++ {
				size, teams, vector := 0, 0, make([]int64, len(sizes))
				for i, n := range sizes {
					if set>>i&1 == 1 && i != own {
						size, teams, vector[i] = size+n, teams+1, 1
					}
				}
				if teams > 0 && (teams == 1 || size < max(k, 5)) && follows(seen, vector) {
					t.Fatalf("k %d: teams %b of %v follow for team %d", k, set, sizes, own)
				}
			}
		}
	})
}

func drawPool(t *rapid.T, depth int, name string) maturity.TallyNode {
	sizes := rapid.SliceOfN(rapid.IntRange(1, 9), 0, 4).Draw(t, name+" teams")
	g := department(name, sizes...)
	if depth > 0 {
		for i := range rapid.IntRange(0, 3).Draw(t, name+" children") {
			g.Children = append(g.Children, drawPool(t, depth-1, fmt.Sprint(name, ".", i)))
		}
	}
	return g
}

func teamSizes(g maturity.TallyNode) []int {
	out := append([]int{}, g.Teams...)
	for _, c := range g.Children {
		out = append(out, teamSizes(c)...)
	}
	return out
}

// shownTeams lists which teams each shown group sums.
func shownTeams(g maturity.TallyNode, s maturity.ShownTally, all int) [][]int64 {
	var out [][]int64
	var walk func(g maturity.TallyNode, s maturity.ShownTally, from int) int
	walk = func(g maturity.TallyNode, s maturity.ShownTally, from int) int {
		to := from + len(g.Teams)
		for i, c := range g.Children {
			to = walk(c, s.Children[i], to)
		}
		if s.Tally != nil && to > from {
			row := make([]int64, all)
			for i := from; i < to; i++ {
				row[i] = 1
			}
			out = append(out, row)
		}
		return to
	}
	walk(g, s, 0)
	return out
}

// TestNoSingleTeamFollowsFromCountsOfTeams subtracts whatever is shown.
func TestNoSingleTeamFollowsFromCountsOfTeams(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var groups []maturity.Group
		var teams []maturity.Team
		for i := range rapid.IntRange(0, 4).Draw(t, "groups") {
			groups = append(groups, maturity.Group{ID: fmt.Sprint("g", i)})
			if i > 0 && rapid.Bool().Draw(t, "below") {
				groups[i].ParentID = fmt.Sprint("g", rapid.IntRange(0, i-1).Draw(t, "parent"))
			}
		}
		for i := range rapid.IntRange(0, 8).Draw(t, "teams") {
			team := maturity.Team{ID: fmt.Sprint("t", i)}
			if len(groups) > 0 && rapid.IntRange(0, 4).Draw(t, "grouped") > 0 {
				team.GroupID = groups[rapid.IntRange(0, len(groups)-1).Draw(t, "group")].ID
			}
			teams = append(teams, team)
		}
		count := func(n *maturity.TallyNode, _ maturity.Team) { n.Own.Levels[0]++ }
		named := func(n *maturity.TallyNode, _ maturity.Team) { n.Teams = append(n.Teams, 1) }
		shown := maturity.ProtectTeams(maturity.GroupTree(groups, teams, count))
		known := shownTeams(maturity.GroupTree(groups, teams, named), shown, len(teams))
		for i := range teams {
			row := make([]int64, len(teams))
			row[i] = 1
			if follows(known, row) {
				t.Fatalf("team %d of %+v in %+v follows", i, teams, groups)
			}
		}
	})
}
