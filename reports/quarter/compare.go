package quarter

import (
	"cmp"
	"math"
	"slices"

	"michinori/app/maturity"
)

// few is how many teams a sentence on an organisation needs at the least.
const few = 3

// significance is the chance that a report may claim a change where there is
// none.
const significance = 0.05

// Clear returns the dimensions in which more teams went one way than the other
// than chance would let them, told by the two-sided sign test over the teams
// that moved beyond their own noise. A report looks at several dimensions at
// once, and Holm's procedure holds the chance of a single false claim among all
// of them at 5 %. A dimension that means something else than before is not
// looked at. Fewer than six teams in a dimension can never tell.
//
// Sources: Dixon and Mood, The Statistical Sign Test, Journal of the American
// Statistical Association 41, 1946; Holm, A Simple Sequentially Rejective
// Multiple Test Procedure, Scandinavian Journal of Statistics 6, 1979.
func (r Round) Clear() map[maturity.Dimension]bool {
	out := map[maturity.Dimension]bool{}
	var looked []maturity.Dimension
	chances := map[maturity.Dimension]float64{}
	for _, d := range maturity.Dimensions {
		if !r.BreakBefore[d] {
			looked, chances[d] = append(looked, d), signTest(r.Changes[d].Rose, r.Changes[d].Fell)
		}
	}
	slices.SortStableFunc(looked, func(a, b maturity.Dimension) int { return cmp.Compare(chances[a], chances[b]) })
	for i, d := range looked {
		if chances[d]*float64(len(looked)-i) > significance {
			break
		}
		out[d] = true
	}
	return out
}

// signTest is how likely a split as uneven as this is where each team may as
// well rise as fall.
func signTest(rose, fell int) float64 {
	n, k := rose+fell, min(rose, fell)
	if n == 0 {
		return 1
	}
	tail := 0.0
	for i := 0; i <= k; i++ {
		tail += math.Exp(logChoose(n, i) - float64(n)*math.Ln2)
	}
	return min(1, 2*tail)
}

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}
