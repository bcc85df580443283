package knowledge

import (
	"cmp"
	"maps"
	"slices"
)

// Holding is one area as the bus factor sees it: what it weighs, and who, each
// named once, can do it alone.
type Holding struct {
	Weight int
	People []string
}

// Factor is how many people would have to be away before more than half of the
// weight has nobody.
type Factor struct {
	Size int
	// Exact is false where the search was not exhaustive: the true factor is
	// at most Size.
	Exact bool
	// Sets are the smallest sets of people whose absence does it, sorted, at
	// most 20; where the search was not exhaustive, the one that was found. A
	// factor of 0 has the empty set.
	Sets [][]string
}

const (
	maxExhaustive = 20 // people: about a million sets
	maxSets       = 20
)

// BusFactor returns the factor of the holdings, and false where they weigh
// nothing together.
func BusFactor(holdings []Holding) (Factor, bool) {
	total := 0
	names := map[string]bool{}
	for _, h := range holdings {
		total += h.Weight
		if h.Weight > 0 {
			for _, p := range h.People {
				names[p] = true
			}
		}
	}
	if total == 0 {
		return Factor{}, false
	}
	people := slices.Sorted(maps.Keys(names))
	if len(people) > maxExhaustive {
		return greedy(holdings, people, total), true
	}
	return exhaustive(holdings, people, total), true
}

// greedy removes, until more than half is lost, the person who can do most of
// what is still covered; of equals the first by name. It finds a set that does
// it, not always a smallest one. All that a person can do is covered while the
// person is there, so what each can do is weighed only once.
func greedy(holdings []Holding, people []string, total int) Factor {
	weight, areas := map[string]int{}, map[string][]int{}
	left := make([]int, len(holdings)) // people still there, by area
	lost := 0
	for i, h := range holdings {
		left[i] = len(h.People)
		if left[i] == 0 {
			lost += h.Weight
		}
		for _, p := range h.People {
			weight[p] += h.Weight
			areas[p] = append(areas[p], i)
		}
	}
	order := slices.SortedStableFunc(slices.Values(people), func(a, b string) int { return cmp.Compare(weight[b], weight[a]) })
	away := 0
	for ; lost*2 <= total; away++ {
		for _, i := range areas[order[away]] {
			if left[i]--; left[i] == 0 {
				lost += holdings[i].Weight
			}
		}
	}
	set := slices.Sorted(slices.Values(order[:away]))
	if set == nil {
		set = []string{}
	}
	return Factor{Size: away, Sets: [][]string{set}}
}
