package reports

import "michinori/app/maturity"

// DrillRound counts teams by how long ago they last practised an incident.
type DrillRound struct {
	Key                                           string // as printed
	Within90, Within180, Within365, Longer, Never int
	Unknown                                       int // not answered, or not applicable
}

// DrillRecency shows the teams of each round, oldest first, by how long ago
// they last practised. Scope "" is the whole organisation.
func DrillRecency(l maturity.Language, scope string, rounds []DrillRound) Figure {
	return Figure{ID: "drills", Lang: l}
}

// OnCallRound is how many people could take on-call alone in one round.
type OnCallRound struct {
	Key            string // as printed
	Ready, Of      int    // people
	Teams, Unknown int    // teams that counted; that did not
}

// OnCallReadiness shows the share of people who could take on-call alone in
// each round, oldest first. Scope "" is the whole organisation.
func OnCallReadiness(l maturity.Language, scope string, rounds []OnCallRound) Figure {
	return Figure{ID: "oncall", Lang: l}
}
