package reports

import "michinori/app/maturity"

// ToilRound is the hours of those who answered, added up, in one round.
type ToilRound struct {
	Key               string // as printed
	Teams, People     int
	Hours, Contracted float64 // a week
	Above             int     // teams above half of their time
}

// ToilBand shows which share of the contracted time goes to toil in each round,
// oldest first, beside one half. Scope "" is the whole organisation.
func ToilBand(l maturity.Language, scope string, rounds []ToilRound) Figure {
	return Figure{ID: "toil", Lang: l}
}
