package reports

import "michinori/app/maturity"

// MoveCount is how many teams rose, fell or did not clearly change since their
// own round before. Teams that cannot be compared are counted apart.
type MoveCount struct{ Rose, Same, Fell, Incomparable int }

// MovesInput is what became of the teams of an organisation since the round
// before.
type MovesInput struct {
	ID         string // "" means moves
	Lang       maturity.Language
	Scope      string // "" is the whole organisation
	Round      string // as printed
	Dimensions map[maturity.Dimension]MoveCount
	Notes      []string
}

// Moves shows for each dimension how the teams that can be compared with
// themselves have moved.
func Moves(in MovesInput) Figure { return Figure{ID: identifier(in.ID, "moves"), Lang: in.Lang} }
