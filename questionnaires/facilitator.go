package questionnaires

import (
	"slices"
	"sync"

	"michinori/app/maturity"
)

// Pattern names what a distribution of answers looks like.
type Pattern string

// The patterns, the most telling first: PatternOf returns the first that fits.
const (
	ManyNA       Pattern = "many_na"      // a third or more say that it does not apply
	ManyUnsure   Pattern = "many_unsure"  // a third or more do not know
	Split        Pattern = "split"        // two camps with nobody between
	OutlierLow   Pattern = "outlier_low"  // one far below all others
	OutlierHigh  Pattern = "outlier_high" // one far above all others
	Wide         Pattern = "wide"         // all over the scale
	EveryoneLow  Pattern = "everyone_low"
	EveryoneHigh Pattern = "everyone_high"
	Close        Pattern = "close" // near each other, neither low nor high
)

// Hint helps whoever leads the talk in which a team agrees on a level.
type Hint struct {
	Pattern Pattern         `yaml:"pattern"`
	Name    maturity.Text   `yaml:"name"`
	Meaning maturity.Text   `yaml:"meaning"` // what may lie behind it
	Ask     []maturity.Text `yaml:"ask"`     // questions that open the talk
	Avoid   maturity.Text   `yaml:"avoid"`   // what closes it
}

var hints = sync.OnceValue(func() []Hint { return mustContent[[]Hint]("facilitator.yaml") })

// FacilitatorHints returns the hints of all patterns.
func FacilitatorHints() []Hint { return slices.Clone(hints()) }

// FacilitatorHint returns the hint for a pattern, and false where there is none.
func FacilitatorHint(p Pattern) (Hint, bool) {
	i := slices.IndexFunc(hints(), func(h Hint) bool { return h.Pattern == p })
	if i < 0 {
		return Hint{}, false
	}
	return hints()[i], true
}

// PatternOf says what the answers to a question look like: counts are the
// people per level 0 to 4. It returns "" for fewer than three people and where
// counts were withheld, so that it never says more than the chart beside it.
func PatternOf(counts []int, unsure, na int) Pattern {
	n, low, high := 0, -1, -1
	for level, people := range counts {
		n += people
		if people > 0 {
			high = level
			if low < 0 {
				low = level
			}
		}
	}
	all := n + unsure + na
	switch {
	case len(counts) == 0 || all < 3:
		return ""
	case 3*na >= all:
		return ManyNA
	case 3*unsure >= all:
		return ManyUnsure
	case n < 3:
		return ""
	}
	return patternOfLevels(counts, low, high)
}

func patternOfLevels(counts []int, low, high int) Pattern {
	switch {
	case high <= 1:
		return EveryoneLow
	case low >= levelCount-2:
		return EveryoneHigh
	case splits(counts):
		return Split
	case counts[low] == 1 && alone(counts[low+1:]):
		return OutlierLow
	case counts[high] == 1 && alone(reversed(counts[:high])):
		return OutlierHigh
	case high-low >= 3:
		return Wide
	}
	return Close
}

// splits reports whether the answers form two camps: two people or more on each
// side of a level that nobody chose, near each other within their camp.
func splits(counts []int) bool {
	for gap := 1; gap < len(counts)-1; gap++ {
		left, right := counts[:gap], counts[gap+1:]
		if counts[gap] == 0 && sum(left) >= 2 && sum(right) >= 2 && spread(left) <= 1 && spread(right) <= 1 {
			return true
		}
	}
	return false
}

// alone reports whether somebody is far from all the others: nobody on the next
// level, and the others near each other.
func alone(others []int) bool {
	return len(others) > 1 && others[0] == 0 && sum(others) >= 2 && spread(others) <= 1
}

// spread is the distance between the lowest and the highest level chosen.
func spread(counts []int) int {
	low := slices.IndexFunc(counts, func(c int) bool { return c > 0 })
	for high := len(counts) - 1; high >= 0; high-- {
		if counts[high] > 0 {
			return high - low
		}
	}
	return 0
}

func reversed(counts []int) []int {
	out := slices.Clone(counts)
	slices.Reverse(out)
	return out
}

func sum(counts []int) int {
	total := 0
	for _, c := range counts {
		total += c
	}
	return total
}
