package maturity

import (
	"math"
	"strconv"
)

// DisplayScore returns a score or points with one decimal. It never shows a
// level before it is reached: 59.96 is "59.9".
func DisplayScore(score float64) string {
	shown := Tenth(score)
	if LevelOf(shown) > LevelOf(score) {
		shown = math.Floor(score*10) / 10
	}
	return OneDecimal(shown)
}

// Tenth rounds to one decimal, the only rounding there is: halves go away from
// zero, as people round, and what falls short of a half by less than a
// billionth, as sums of floating-point numbers do, counts as that half. It
// never returns -0.
func Tenth(v float64) float64 {
	const perUnit, perTenth = 1e9, 1e8
	if v = math.Round(math.Round(v*perUnit)/perTenth) / 10; v == 0 {
		return 0
	}
	return v
}

// OneDecimal prints a number with one decimal, rounded by Tenth.
func OneDecimal(v float64) string { return strconv.FormatFloat(Tenth(v), 'f', 1, 64) }
