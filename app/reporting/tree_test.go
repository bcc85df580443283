package reporting

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// TestSpreadIsToldOfPoolsAlone draws organisations of groups in groups and
// looks at every pool that a reader has or gets by taking shown groups away
// from a shown one: it comes from nobody, or from three teams at least.
func TestSpreadIsToldOfPoolsAlone(t *testing.T) {
	t.Parallel()
	told := 0
	for seed := range uint64(2000) {
		tree := drawTree(rand.New(rand.NewPCG(seed, 5)))
		spread := tree.spread()
		for scope, shown := range spread {
			if !shown || sharing(tree, scope) == 0 {
				continue
			}
			told++
			left := sharing(tree, scope)
			if left < 3 {
				t.Errorf("organisation %d: %q is told with %d teams", seed, scope, left)
			}
			for _, g := range tree.below[scope] {
				if spread[g] {
					left -= sharing(tree, g)
				}
			}
			if left != 0 && left < 3 {
				t.Errorf("organisation %d: taking groups away from %q leaves %d teams", seed, scope, left)
			}
		}
		tree.round.round.ClosedAt = nil
		for scope, shown := range tree.spread() {
			if shown {
				t.Errorf("organisation %d: %q is told while the round is open", seed, scope)
			}
		}
	}
	if told < 1000 {
		t.Errorf("only %d scopes were told", told)
	}
}

func drawTree(dice *rand.Rand) tree {
	closed := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	round := roundOf{round: maturity.Round{K: 5, ClosedAt: &closed}, teams: map[string]*quarter.Assessment{}}
	var groups []maturity.Group
	var teams []maturity.Team
	for i := range 1 + dice.IntN(7) {
		g := maturity.Group{ID: fmt.Sprint("g", i)}
		if i > 0 && dice.IntN(2) == 0 {
			g.ParentID = groups[dice.IntN(i)].ID
		}
		groups = append(groups, g)
	}
	for i := range dice.IntN(20) {
		team := maturity.Team{ID: fmt.Sprint("t", i)}
		if dice.IntN(5) > 0 {
			team.GroupID = groups[dice.IntN(len(groups))].ID
		}
		a := &quarter.Assessment{State: maturity.Shared}
		if dice.IntN(4) == 0 {
			a.State = maturity.Agreed
		}
		a.Result.Questions = map[string]maturity.QuestionScore{"q": {Answered: 1 + dice.IntN(9)}}
		teams, round.teams[team.ID] = append(teams, team), a
	}
	return newTree(groups, teams, round)
}

// sharing counts the teams of a scope that share.
func sharing(t tree, scope string) int {
	n := 0
	for _, a := range t.within(scope) {
		if a.State == maturity.Shared {
			n++
		}
	}
	return n
}
