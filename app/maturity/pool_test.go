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
	g := maturity.TallyNode{Key: key}
	for i, n := range teams {
		answered := maturity.Tally{Levels: [5]int{2: n}}
		g.Teams = append(g.Teams, maturity.TeamAnswers{Team: fmt.Sprint(key, " ", i), Tally: answered})
		g.Own.Merge(answered)
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
			maturity.TallyNode{Own: department("", 5, 5, 5).Own, Teams: department("", 5, 5, 5).Teams, Children: []maturity.TallyNode{
				department("one", 9), department("large", 6, 6, 6, 6),
			}},
			true, "[0]",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := maturity.ProtectPools(tt.pool, 5, nil)
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
		known := shownTeams(tree, maturity.ProtectPools(tree, k, nil), len(sizes))
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
	var out []int
	for _, t := range g.Teams {
		out = append(out, t.Tally.Answered())
	}
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
		named := func(n *maturity.TallyNode, _ maturity.Team) { n.Teams = append(n.Teams, maturity.TeamAnswers{}) }
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

// poolOf is one pool of teams, each with its levels from 0 on.
func poolOf(levels ...[5]int) maturity.TallyNode {
	var g maturity.TallyNode
	for i, l := range levels {
		answered := maturity.Tally{Levels: l}
		g.Teams = append(g.Teams, maturity.TeamAnswers{Team: fmt.Sprint("t", i), Tally: answered})
		g.Own.Merge(answered)
	}
	return g
}

// TestAPoolIsHiddenWhereOneTeamCouldBeWorkedOut: with what every team shares of
// itself, or what a person of two teams knows, a pool may leave another team but
// one way to have answered.
func TestAPoolIsHiddenWhereOneTeamCouldBeWorkedOut(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		pool     maturity.TallyNode
		insiders [][]string
		shown    bool
	}{
		"each median of 0 takes three of the nine zeros": {poolOf([5]int{0: 3, 4: 2}, [5]int{0: 3, 4: 2}, [5]int{0: 3, 4: 2}), nil, false},
		"a zero more is anybody's":                       {poolOf([5]int{0: 3, 4: 2}, [5]int{0: 3, 4: 2}, [5]int{0: 4, 4: 1}), nil, false},
		"zeros to spare":                                 {poolOf([5]int{0: 5, 4: 1}, [5]int{0: 5, 4: 1}, [5]int{0: 4, 4: 2}), nil, true},
		"everybody said the same":                        {poolOf([5]int{2: 5}, [5]int{2: 5}, [5]int{2: 5}), nil, true},
		"nobody is in two teams":                         {poolOf([5]int{4, 3, 2}, [5]int{3, 2, 4}, [5]int{3, 5, 2}), nil, true},
		"somebody is in two of the three":                {poolOf([5]int{4, 3, 2}, [5]int{3, 2, 4}, [5]int{3, 5, 2}), [][]string{{"t0", "t2"}}, false},
		"somebody is in two of four": {
			poolOf([5]int{4, 3, 2}, [5]int{3, 2, 4}, [5]int{3, 5, 2}, [5]int{2, 4, 4}), [][]string{{"t0", "t2"}}, true,
		},
		"somebody is in another team too": {poolOf([5]int{4, 3, 2}, [5]int{3, 2, 4}, [5]int{3, 5, 2}), [][]string{{"t0", "elsewhere"}}, true},
	} {
		if got := maturity.ProtectPools(tt.pool, 5, tt.insiders).Tally != nil; got != tt.shown {
			t.Errorf("%s: shown %v", name, got)
		}
	}
}
