package maturity

// The numbers of the scoring model that hold for every questionnaire. They are
// design judgement, kept together so that they can be tuned in one place;
// everything that belongs to one question is data of its questionnaire.
const (
	// DefaultK and MinK bound how many answers it takes before anything made
	// from them is shown.
	DefaultK = 5
	MinK     = 3
	// distributionK is the least number of answers whose spread is shown where
	// people answer apart; below it only the median is.
	distributionK = 5

	pointsPerLevel = 25.0
	maxPoints      = 100.0
	maxLevel       = 4

	minCoverage       = 0.6 // of the applicable weight
	minAnchorCoverage = 0.5 // of the applicable anchor weight
	partlyAbove       = 0.4 // of the whole weight: "partly applicable"

	discussFrom      = 3   // levels it takes before disagreement is worth a talk
	discussRange     = 3   // levels between smallest and largest
	discussBelow     = 0.6 // agreement
	largestDeviation = 2.0 // the largest mean deviation there is on 0 to 4

	// NoiseFloor is the smallest change, in points, worth a sentence: one
	// level on one question of weight 1 moves a dimension by about 3.
	NoiseFloor = 5.0
	// MaxLinkOffset is how far apart two editions may be in their bridge round
	// and still be drawn as one line.
	MaxLinkOffset = 10.0

	suggestBelow  = 60.0
	gateFactor    = 1.5
	discussFactor = 1.2
	maxNextSteps  = 3

	bootstrapDraws = 2000
	bootstrapTail  = 0.05 // at either end: a 90 % interval
	bootstrapFrom  = 5    // people; fewer show smallest to largest

	defaultHours = 40.0  // contracted, a week and person
	weekHours    = 168.0 // the most anybody can work

	// tolerance is how far a sum of floating-point numbers may fall short of an
	// edge and still belong to the better side of it.
	tolerance = 1e-9
)

// levelFrom holds the score from which each level holds.
var levelFrom = [maxLevel + 1]float64{0, 20, 40, 60, 80}

// tierWeight weighs services by tier, 1 being the most important.
var tierWeight = map[int]float64{1: 3, 2: 2, 3: 1}

// LevelOf returns the level a score stands for, before any gate.
func LevelOf(score float64) int {
	level := 0
	for l, from := range levelFrom {
		if score+tolerance >= from {
			level = l
		}
	}
	return level
}

// wholeWeek returns the contracted hours to count with where hours is 0.
func wholeWeek(hours float64) float64 {
	if hours > 0 {
		return hours
	}
	return defaultHours
}
