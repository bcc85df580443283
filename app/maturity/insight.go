package maturity

import "slices"

// insight is what somebody makes of a pool of teams who has more at hand than
// its figures: all that was answered in their own teams, and of every team what
// it may share. A median and a number of answers leave a small team few ways to
// have answered, of which the figures of a pool may leave a single one.
type insight struct {
	k        int        // of the round
	insiders [][]string // teams of each person who belongs to several
}

// protects reports whether nobody in the pool can be told from its figures: by
// a member of any of its teams, or of several.
func (i insight) protects(p pool) bool {
	if len(p.teams) < minPoolTeams {
		return false
	}
	partners := i.partners(p)
	for at := range p.teams {
		if !i.withstands(p, partners, func(t int) bool { return t == at }) {
			return false
		}
	}
	for _, own := range i.insiders {
		if !i.withstands(p, partners, func(t int) bool { return slices.Contains(own, p.teams[t].Team) }) {
			return false
		}
	}
	return true
}

// withstands reports whether the pool tells of nobody to whoever knows some of
// its teams: without those it has 2 teams and k answers, and each of the others
// may have answered otherwise, or all of them alike for everybody to see.
func (i insight) withstands(p pool, partners [][]int, own func(team int) bool) bool {
	teams, rest := 0, Tally{}
	for t := range p.teams {
		if !own(t) {
			teams++
			rest.Merge(p.teams[t].Tally)
		}
	}
	if teams < minPoolTeams-1 || rest.Answered() < max(i.k, distributionK) {
		return false
	}
	if rest.unanimous() {
		return true
	}
	for t := range p.teams {
		if !own(t) && !slices.ContainsFunc(partners[t], func(other int) bool { return !own(other) }) {
			return false
		}
	}
	return true
}

// partners lists for each team of a pool others with which it could have
// swapped an answer without a figure being another: all of them where few are,
// and else enough that one is left whoever knows some of the teams.
func (i insight) partners(p pool) [][]int {
	enough := 2
	for _, own := range i.insiders {
		enough = max(enough, len(own)+1)
	}
	out := make([][]int, len(p.teams))
	for a := range p.teams {
		for b := range p.teams {
			if a != b && i.swap(p.teams[a].Tally.kinds(), p.teams[b].Tally.kinds()) {
				if out[a] = append(out[a], b); len(out[a]) >= enough {
					break
				}
			}
		}
	}
	return out
}

// swap reports whether a person of each of two teams could have given the
// answer of the other.
func (i insight) swap(a, b kinds) bool {
	for x := range a {
		for y := range b {
			if x != y && a[x] > 0 && b[y] > 0 && i.same(a, x, y) && i.same(b, y, x) {
				return true
			}
		}
	}
	return false
}

// same reports whether a team would share the same of a question if one person
// had given another answer. Where fewer than k answered it shares nothing.
func (i insight) same(team kinds, from, to int) bool {
	if team.answered() < i.k {
		return true
	}
	other := team
	other[from]--
	other[to]++
	return team.shared() == other.shared()
}

// kinds is how many people gave each kind of answer: the levels, don't know,
// and not applicable.
type kinds [maxLevel + 3]int

const (
	unsureKind = maxLevel + 1 + iota
	naKind
)

func (t Tally) kinds() kinds {
	out := kinds{unsureKind: t.Unsure, naKind: t.NA}
	copy(out[:], t.Levels[:])
	return out
}

// unanimous reports whether all gave the same answer.
func (t Tally) unanimous() bool {
	k := t.kinds()
	return slices.Contains(k[:], t.Answered())
}

func (k kinds) answered() int {
	n := 0
	for _, people := range k {
		n += people
	}
	return n
}

// shared is what a team that shares tells of one question.
type shared struct {
	levels int // given
	outcome
}

func (k kinds) shared() shared {
	t := tally{unsure: k[unsureKind], na: k[naKind]}
	for level := range t.levels {
		t.levels[level] = k[level]
		t.n += k[level]
	}
	return shared{t.n, t.outcome(&Question{Type: Scale5})}
}
