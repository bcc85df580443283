package maturity

import "math"

// minPoolTeams is the least number of teams whose answers are shown together.
const minPoolTeams = 3

// pool is how many answers lie together, and of which teams where that counts.
type pool struct {
	answered int
	teams    int // 0 where the answers are of one group
	largest  int // answers of the team with most
}

func ownPool(g TallyNode) pool {
	p := pool{answered: g.Own.Answered()}
	for _, n := range g.Teams {
		if n > 0 {
			p.teams++
			p.largest = max(p.largest, n)
		}
	}
	return p
}

func (g TallyNode) pool() pool {
	p := ownPool(g)
	for _, c := range g.Children {
		p = p.with(c.pool())
	}
	return p
}

func (p pool) with(q pool) pool {
	return pool{p.answered + q.answered, p.teams + q.teams, max(p.largest, q.largest)}
}

// protects reports whether nobody in the pool can be told from its figures.
func (p pool) protects(k int) bool {
	if p.teams == 0 {
		return p.answered >= k
	}
	return p.teams >= minPoolTeams && p.answered-p.largest >= k
}

// Pool puts the answers of teams to one question together, group by group, for
// Protect. tallies are by team id.
func Pool(groups []Group, teams []Team, tallies map[string]Tally) TallyNode {
	return GroupTree(groups, teams, func(node *TallyNode, team Team) {
		if tally, ok := tallies[team.ID]; ok {
			node.Own.Merge(tally)
			node.Teams = append(node.Teams, tally.Answered())
		}
	})
}

// Divided reports whether the levels that people gave lie so far apart that a
// team would be asked to talk about it: the agreement of the design is below
// its limit. It is false of fewer levels than that takes.
func (t Tally) Divided() bool {
	n, sum := 0, 0.0
	for _, people := range t.Levels {
		n += people
	}
	if n < discussFrom {
		return false
	}
	middle := (t.levelAt((n-1)/2) + t.levelAt(n/2)) / 2
	for level, people := range t.Levels {
		sum += math.Abs(float64(level)-middle) * float64(people)
	}
	return 1-sum/float64(n)/(maxLevel/2) < discussBelow-tolerance
}

// levelAt is the level at a place in the order of levels.
func (t Tally) levelAt(place int) float64 {
	for level, people := range t.Levels {
		if place -= people; place < 0 {
			return float64(level)
		}
	}
	return maxLevel
}

// Add counts an answer to a question with levels, given by so many people.
// What another team provides counts as the level it is provided at.
func (t *Tally) Add(a Answer, people int) {
	switch a.Kind {
	case LevelAnswer, Provided:
		t.Levels[a.Level] += people
	case Unsure:
		t.Unsure += people
	case NotApplicable:
		t.NA += people
	}
}
