package reports

import "michinori/app/maturity"

// FunnelRound is how far the teams of one round came. Each count is part of the
// one before; the choice of an action is told only of teams that share.
type FunnelRound struct {
	Round                                    string // as printed
	Invited, Answered, Agreed, Shared, Acted int    // teams
	People, Responded                        int    // of the invited teams
}

// Funnel shows how many of the invited teams came how far. Scope "" is the
// whole organisation.
func Funnel(l maturity.Language, scope string, r FunnelRound) Figure {
	return Figure{ID: "funnel", Lang: l}
}

// SayDoRound is what became of the actions looked at in one round.
type SayDoRound struct {
	Key                             string // as printed
	Done, Carried, Dropped, Waiting int    // Waiting: not looked at yet
}

// SayDo shows what became of the actions that were due in each round, oldest
// first. Scope "" is the whole organisation.
func SayDo(l maturity.Language, scope string, rounds []SayDoRound) Figure {
	return Figure{ID: "saydo", Lang: l}
}
