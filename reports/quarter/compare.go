package quarter

import "math"

// few is how many teams a sentence on an organisation needs at the least.
const few = 3

// Clearly reports whether more teams went one way than the other than chance
// would let them: the two-sided sign test at 5 % over the teams that moved
// beyond their own noise (Dixon and Mood, The Statistical Sign Test, Journal of
// the American Statistical Association 41, 1946). Fewer than six such teams can
// never tell.
func Clearly(rose, fell int) bool {
	n, k := rose+fell, min(rose, fell)
	if n == 0 {
		return false
	}
	tail := 0.0
	for i := 0; i <= k; i++ {
		tail += math.Exp(logChoose(n, i) - float64(n)*math.Ln2)
	}
	return min(1, 2*tail) <= 0.05
}

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}
