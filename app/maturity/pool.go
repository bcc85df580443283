package maturity

import (
	"math"
	"slices"
)

// minPoolTeams is the least number of teams whose answers are shown together:
// somebody's own, and two that they must not tell apart.
const minPoolTeams = 3

// TeamAnswers is what the people of one team answered to one question.
type TeamAnswers struct {
	Team  string // id
	Tally Tally
}

// pool is how many answers lie together, and of which teams where that counts.
type pool struct {
	answered int
	teams    []TeamAnswers // that answered; none where the answers are of one group
}

func ownPool(g TallyNode) pool {
	p := pool{answered: g.Own.Answered()}
	for _, t := range g.Teams {
		if t.Tally.Answered() > 0 {
			p.teams = append(p.teams, t)
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
	return pool{p.answered + q.answered, slices.Concat(p.teams, q.teams)}
}

// Pool puts the answers of teams to one question together, group by group, for
// ProtectPools. tallies are by team id.
func Pool(groups []Group, teams []Team, tallies map[string]Tally) TallyNode {
	return GroupTree(groups, teams, func(node *TallyNode, team Team) {
		if tally, ok := tallies[team.ID]; ok {
			node.Own.Merge(tally)
			node.Teams = append(node.Teams, TeamAnswers{Team: team.ID, Tally: tally})
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
