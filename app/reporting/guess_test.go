package reporting

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"michinori/app/maturity"
)

// TestNothingHiddenCanBeGuessed plays the other attacker: who does not reckon
// but tries. They belong to a team or several, take every pool that is shown and
// the median that each team shares, and go through all the ways in which the
// people of another team may have answered. More than one must be left, as long
// as the people of the pool did not all give one answer, which everybody then
// sees.
func TestNothingHiddenCanBeGuessed(t *testing.T) {
	t.Parallel()
	tried, alike := 0, 0
	for seed := range uint64(cases(t, 300)) {
		c := drawCompany(rand.New(rand.NewPCG(seed, 9)))
		for _, p := range c.rounds {
			for _, told := range p.tellings() {
				for _, own := range told.played.readers(slices.Sorted(maps.Keys(told.teams))) {
					rest := told.without(own)
					for victim := range rest.teams {
						tried++
						switch {
						case rest.sum.kinds() < 2:
							alike++
						case !rest.other(victim):
							t.Fatalf("organisation %d, %s, %s: members of %q know what %s answered: %v of %v\n%s",
								seed, p.tree.round.round.Key, told.question, own, victim, rest.teams, rest.sum, c)
						}
					}
				}
			}
		}
	}
	if tried == 0 || alike*10 > tried {
		t.Errorf("%d guesses, %d of them where all answered alike", tried, alike)
	}
}

// tellings are all left-overs of all questions, of which something was told
// when the round was closed or closed again.
func (p played) tellings() []leftOver {
	var out []leftOver
	for question, s := range p.pools() {
		out = append(out, p.leftOvers(question, s)...)
	}
	for question, s := range p.again.pools() {
		if len(p.tree.round.pools.Told[question]) == 0 {
			out = append(out, p.again.leftOvers(question, s)...)
		}
	}
	return out
}

// counts are how many people gave each kind of answer.
type counts [8]int

func countsOf(t maturity.Tally) counts {
	out := counts{5: t.Numbers, 6: t.Unsure, 7: t.NA}
	copy(out[:], t.Levels[:])
	return out
}

func (c counts) minus(d counts) counts {
	for i := range c {
		c[i] -= d[i]
	}
	return c
}

// kinds is how many kinds of answers were given at all.
func (c counts) kinds() int {
	out := 0
	for _, n := range c {
		if n > 0 {
			out++
		}
	}
	return out
}

// leftOver is what a pool that is shown has beyond the pools shown within it,
// and what each of its teams answered. How many people that were is no secret.
type leftOver struct {
	played   played
	question string
	sum      counts
	teams    map[string]counts
}

// leftOvers are those of a question, of the whole tree.
func (p played) leftOvers(question string, s maturity.ShownTally) []leftOver {
	var out []leftOver
	var within func(maturity.ShownTally) (counts, map[string]bool)
	within = func(s maturity.ShownTally) (counts, map[string]bool) {
		var sum counts
		teams := map[string]bool{}
		for _, c := range s.Children {
			n, of := within(c)
			for i := range sum {
				sum[i] += n[i]
			}
			for team := range of {
				teams[team] = true
			}
		}
		if s.Tally == nil {
			return sum, teams
		}
		left := leftOver{p, question, countsOf(*s.Tally).minus(sum), map[string]counts{}}
		all := map[string]bool{}
		for _, team := range teamsWithin(p.tree, s.Key) {
			all[team] = true
			if tally, answered := p.tallies[question][team]; answered && tally.Answered() > 0 && !teams[team] {
				left.teams[team] = countsOf(tally)
			}
		}
		out = append(out, left)
		return countsOf(*s.Tally), all
	}
	within(s)
	return out
}

func (l leftOver) without(own []string) leftOver {
	out := leftOver{l.played, l.question, l.sum, maps.Clone(l.teams)}
	for _, team := range own {
		out.sum = out.sum.minus(l.teams[team])
		delete(out.teams, team)
	}
	return out
}

// other reports whether the people of a team may have answered otherwise than
// they did, with what every team tells being the same. Where what the team tells
// by itself leaves no other way, the pool is not to blame.
func (l leftOver) other(victim string) bool {
	was := l.teams[victim]
	var others []counts
	for team, n := range l.teams {
		if team == victim {
			continue
		}
		if l.swapped(was, n) {
			return true
		}
		others = append(others, n)
	}
	alone := true
	found := l.alternatives(was, func(now counts) bool {
		if now == was {
			return false
		}
		alone = false
		left := l.sum.minus(now)
		return left.within(l.sum) && l.fits(left, others)
	})
	return found || alone
}

// swapped reports whether two teams may have swapped an answer: the shortest way
// to another that fits, which there nearly always is.
func (l leftOver) swapped(a, b counts) bool {
	for x := range a {
		for y := range b {
			c, d := a, b
			c[x], d[y] = c[x]-1, d[y]-1
			c[y], d[x] = c[y]+1, d[x]+1
			if x != y && c.within(l.sum) && d.within(l.sum) && l.tells(c) == l.tells(a) && l.tells(d) == l.tells(b) {
				return true
			}
		}
	}
	return false
}

// fits reports whether some people may be all that are in some teams.
func (l leftOver) fits(left counts, teams []counts) bool {
	if len(teams) == 0 {
		return left == counts{}
	}
	return l.alternatives(teams[0], func(now counts) bool {
		rest := left.minus(now)
		return rest.within(left) && l.fits(rest, teams[1:])
	})
}

// alternatives tries all answers of as many people with which a team tells what
// it does, until one will do.
func (l leftOver) alternatives(was counts, try func(counts) bool) bool {
	told := l.tells(was)
	var draw func(now counts, kind, people int) bool
	draw = func(now counts, kind, people int) bool {
		if kind == len(now)-1 {
			now[kind] = people
			return people <= l.sum[kind] && l.tells(now) == told && try(now)
		}
		for n := range min(people, l.sum[kind]) + 1 {
			if now[kind] = n; draw(now, kind+1, people-n) {
				return true
			}
		}
		return false
	}
	return draw(counts{}, 0, was.people())
}

// tells is what a team that shares its result tells of its answers to one
// question, worked out from the design once more.
func (l leftOver) tells(c counts) [3]float64 {
	if c.people() < l.played.tree.round.round.K {
		return [3]float64{}
	}
	var levels []float64
	for level, n := range c[:5] {
		for range n {
			levels = append(levels, float64(level))
		}
	}
	n := len(levels)
	switch {
	case 2*c[7] > c.people():
		return [3]float64{1, float64(n)}
	case n == 0:
		return [3]float64{2}
	}
	return [3]float64{3, float64(n), (levels[(n-1)/2] + levels[n/2]) / 2}
}

func (c counts) people() int {
	people := 0
	for _, n := range c {
		people += n
	}
	return people
}

func (c counts) within(all counts) bool {
	for kind, n := range c {
		if n < 0 || n > all[kind] {
			return false
		}
	}
	return true
}
