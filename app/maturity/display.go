package maturity

import (
	"math"
	"strconv"
)

// DisplayScore returns a score or points with one decimal, the only rounding
// there is. It never shows a level before it is reached: 59.96 is "59.9".
func DisplayScore(score float64) string {
	shown := math.Round(score*10) / 10
	if LevelOf(shown) > LevelOf(score) {
		shown = math.Floor(score*10) / 10
	}
	return strconv.FormatFloat(shown, 'f', 1, 64)
}
