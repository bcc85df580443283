package reporting

import (
	"math/rand/v2"
	"testing"

	"michinori/app/maturity"
)

// TestNothingHiddenCanBeGuessed plays the other attacker: who does not reckon
// but tries. They are a member of a team, take every pool that is shown, and go
// through all the ways in which the people of another team may have answered.
// More than one must be left, as long as the people of the pool did not all give
// one answer, which everybody then sees.
func TestNothingHiddenCanBeGuessed(t *testing.T) {
	t.Parallel()
	tried, alike := 0, 0
	for seed := range uint64(cases(t, 300)) {
		c := drawCompany(rand.New(rand.NewPCG(seed, 9)))
		for _, p := range c.rounds {
			for question, s := range p.pools() {
				for _, left := range p.leftOvers(question, s) {
					for own := range left.teams {
						for victim := range left.teams {
							if own == victim {
								continue
							}
							tried++
							switch ways := left.ways(own, victim); {
							case ways == 0:
								t.Fatalf("organisation %d, %s, %s: team %s cannot have answered as it did", seed, p.tree.round.round.Key, question, victim)
							case ways == 1 && left.without(own).kinds() > 1:
								t.Fatalf("organisation %d, %s, %s: a member of %s knows what %s answered\n%s",
									seed, p.tree.round.round.Key, question, own, victim, c)
							case ways == 1:
								alike++
							}
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
	sum   counts
	teams map[string]counts
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
		left := leftOver{countsOf(*s.Tally).minus(sum), map[string]counts{}}
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

func (l leftOver) without(own string) counts { return l.sum.minus(l.teams[own]) }

// ways is in how many ways the people of a team may have answered, for who
// knows their own team's answers. The others take whatever is left, so that
// every way that fits into the sum is one.
func (l leftOver) ways(own, victim string) int {
	people := 0
	for _, n := range l.teams[victim] {
		people += n
	}
	left := l.without(own)
	var count func(kind, people int) int
	count = func(kind, people int) int {
		if kind == len(left)-1 {
			if people <= left[kind] {
				return 1
			}
			return 0
		}
		ways := 0
		for n := range min(people, left[kind]) + 1 {
			ways += count(kind+1, people-n)
		}
		return ways
	}
	return count(0, people)
}
