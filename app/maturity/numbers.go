package maturity

// Model holds the numbers of the scoring model for pages that explain it, so
// that no page states another number than the one that counts.
type Model struct {
	LevelFrom         [maxLevel + 1]float64 // score from which each level holds
	PointsPerLevel    float64
	MinCoverage       float64 // of the applicable weight
	MinAnchorCoverage float64 // of the applicable anchor weight
	PartlyAbove       float64 // share of weight that does not apply
	DistributionFrom  int     // answers
	PoolTeams         int     // teams whose answers are shown together
	DiscussFrom       int     // levels given
	DiscussRange      int     // levels between smallest and largest
	DiscussBelow      float64 // agreement
	NoiseFloor        float64 // points
	MaxLinkOffset     float64 // points
	SuggestBelow      float64 // points
	NextSteps         int
	BootstrapFrom     int // people
	BootstrapDraws    int
	BootstrapCovers   float64 // share of the draws within the interval
	ContractedHours   float64
	DefaultK, MinK    int
}

// Numbers returns the model that Score follows.
func Numbers() Model {
	return Model{
		LevelFrom: levelFrom, PointsPerLevel: pointsPerLevel,
		MinCoverage: minCoverage, MinAnchorCoverage: minAnchorCoverage, PartlyAbove: partlyAbove,
		DistributionFrom: distributionK, PoolTeams: minPoolTeams,
		DiscussFrom: discussFrom, DiscussRange: discussRange, DiscussBelow: discussBelow,
		NoiseFloor: NoiseFloor, MaxLinkOffset: MaxLinkOffset, SuggestBelow: suggestBelow, NextSteps: maxNextSteps,
		BootstrapFrom: bootstrapFrom, BootstrapDraws: bootstrapDraws, BootstrapCovers: 1 - 2*bootstrapTail,
		ContractedHours: defaultHours, DefaultK: DefaultK, MinK: MinK,
	}
}
