package reports

import "michinori/app/maturity"

// SlopeLine is one dimension of one team in its first and its latest round of
// the same meaning.
type SlopeLine struct {
	Dimension               maturity.Dimension
	FirstRound, LatestRound string
	First, Latest           *float64 // scores; nil: none
	Change                  Change   // judged against the noise; unknown where nobody judged it
}

// SlopeInput is how far a team has come since its first round.
type SlopeInput struct {
	ID    string // "" means slope
	Lang  maturity.Language
	Team  string // "" leaves the name out
	Lines []SlopeLine
	Notes []string
}

// Slope draws a line for each dimension from the first score to the latest.
func Slope(in SlopeInput) Figure { return Figure{ID: identifier(in.ID, "slope"), Lang: in.Lang} }

// LevelSlopeInput is where the teams of an organisation stood in two rounds.
type LevelSlopeInput struct {
	ID                      string // "" means slope-levels
	Lang                    maturity.Language
	Scope                   string // "" is the whole organisation
	FirstRound, LatestRound string // as printed
	First, Latest           map[maturity.Dimension]LevelCount
	Breaks                  map[maturity.Dimension]bool // a change of meaning lies between: no line
	Notes                   []string
}

// LevelSlope draws for each dimension the share of assessed teams at level 3 or
// higher, in the first round and in the latest.
func LevelSlope(in LevelSlopeInput) Figure {
	return Figure{ID: identifier(in.ID, "slope-levels"), Lang: in.Lang}
}
