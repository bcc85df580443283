package maturity

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
