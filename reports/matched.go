package reports

import "michinori/app/maturity"

// MatchedInput is what changed on the questions scored in both of two rounds.
type MatchedInput struct {
	ID            string // "" means matched
	Lang          maturity.Language
	Team          string // "" leaves the name out
	Before, Round string // the two rounds, as printed
	Dimensions    map[maturity.Dimension]maturity.MatchedChange
	Notes         []string
}

// Matched shows for each dimension the mean of the questions scored in both
// rounds, before and after, and how many of them rose and fell.
func Matched(in MatchedInput) Figure { return Figure{ID: identifier(in.ID, "matched"), Lang: in.Lang} }
