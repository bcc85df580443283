package knowledge

import (
	"math/bits"
	"slices"
)

// exhaustive weighs all sets of people. A set is a number in which the first
// person by name has the highest bit, so that of two sets of one size the
// larger number comes first in sorted order.
//
// The weight that a set loses is the sum over all areas held within it. For
// all sets at once that is a sum over subsets: n/2 additions a set, however
// many areas there are. It is done block by block, one for each choice of the
// people in the upper bits, so that the sums stay in a small table, and only
// where a set of the block may be small enough and lose enough.
func exhaustive(holdings []Holding, people []string, total int) Factor {
	areas := weightByMask(holdings, people)
	low := min(len(people), blockBits)
	sums := make([]int, 1<<low)
	found := smallest{half: total / 2, size: greedy(holdings, people, total).Size}
	limit := newBound(areas, len(people), low)
	for block := 1<<(len(people)-low) - 1; block >= 0; block-- {
		upper := uint32(block) << low
		if limit.lost(upper, found.wanted()) > found.half && spread(sums, areas, upper) > found.half {
			sumSubsets(sums)
			found.look(sums, upper)
		}
	}
	f := Factor{Size: found.size, Exact: true}
	for _, set := range found.sets {
		f.Sets = append(f.Sets, names(people, set))
	}
	return f
}

// blockBits is how many people the sets of one block differ in: 2¹¹ sums.
const blockBits = 11

// bound says how much sets of a block can lose at most. Each area is shared
// out evenly among its people: a set that holds all of them holds all of its
// weight, so no set loses more than the shares of its people, and what nobody
// can do anyway.
type bound struct {
	nobody float64
	share  []float64 // by bit
	best   []float64 // the largest shares of so many people of the lower bits
}

func newBound(areas []held, people, low int) bound {
	b := bound{share: make([]float64, people), best: make([]float64, low+1)}
	for _, a := range areas {
		n := bits.OnesCount32(a.by)
		if n == 0 {
			b.nobody += float64(a.weight)
		}
		for set := a.by; set != 0; set &= set - 1 {
			b.share[bits.TrailingZeros32(set)] += float64(a.weight) / float64(n)
		}
	}
	lower := slices.Sorted(slices.Values(b.share[:low]))
	slices.Reverse(lower)
	for i, share := range lower {
		b.best[i+1] = b.best[i] + share
	}
	return b
}

// lost is the most that a set of at most that size loses with these upper
// people, 0 where there is none. What is lost is whole, so what a sum of
// fractions is off by does not count.
func (b bound) lost(upper uint32, size int) int {
	room := size - bits.OnesCount32(upper)
	if room < 0 {
		return 0
	}
	most := b.nobody + b.best[min(room, len(b.best)-1)]
	for set := upper; set != 0; set &= set - 1 {
		most += b.share[bits.TrailingZeros32(set)]
	}
	return int(most + 1e-6)
}

type held struct {
	by     uint32
	weight int
}

// weightByMask sums areas held by the same people.
func weightByMask(holdings []Holding, people []string) []held {
	sum := map[uint32]int{}
	for _, h := range holdings {
		var mask uint32
		for _, p := range h.People {
			if i, ok := slices.BinarySearch(people, p); ok {
				mask |= 1 << (len(people) - 1 - i)
			}
		}
		sum[mask] += h.Weight
	}
	out := make([]held, 0, len(sum))
	for mask, weight := range sum {
		out = append(out, held{mask, weight})
	}
	return out
}

// spread writes the areas that can be lost with these upper people into the
// table, each at its lower ones, and returns what they weigh together: the
// most that any set of the block loses.
func spread(sums []int, areas []held, upper uint32) int {
	clear(sums)
	lower := uint32(len(sums) - 1)
	most := 0
	for _, a := range areas {
		if a.by&^(upper|lower) == 0 {
			sums[a.by&lower] += a.weight
			most += a.weight
		}
	}
	return most
}

// sumSubsets replaces the number at each set by the sum over its subsets. The
// first two people are done by hand, as loops over one and two numbers cost
// more than they add.
func sumSubsets(sums []int) {
	width := 1
	for ; len(sums)%4 == 0 && width < 4; width = 4 {
		for quad := sums; len(quad) >= 4; quad = quad[4:] {
			quad[1] += quad[0]
			quad[3] += quad[2] + quad[1]
			quad[2] += quad[0]
		}
	}
	for ; width < len(sums); width *= 2 {
		for rest := sums; len(rest) >= 2*width; rest = rest[2*width:] {
			without, with := rest[:width], rest[width:2*width]
			for i, n := range without {
				with[i] += n
			}
		}
	}
}

// smallest collects the first of the smallest sets that lose more than half.
type smallest struct {
	half, size int
	sets       []uint32
}

// wanted is the largest size that still matters.
func (s *smallest) wanted() int {
	if len(s.sets) == maxSets {
		return s.size - 1
	}
	return s.size
}

func (s *smallest) look(sums []int, upper uint32) {
	for i := len(sums) - 1; i >= 0; i-- {
		if sums[i] <= s.half {
			continue
		}
		set := upper | uint32(i)
		size := bits.OnesCount32(set)
		if size < s.size {
			s.size, s.sets = size, s.sets[:0]
		}
		if size == s.size && len(s.sets) < maxSets {
			s.sets = append(s.sets, set)
		}
	}
}

func names(people []string, set uint32) []string {
	out := []string{}
	for i, p := range people {
		if set>>(len(people)-1-i)&1 == 1 {
			out = append(out, p)
		}
	}
	return out
}
