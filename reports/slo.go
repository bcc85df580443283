package reports

import "michinori/app/maturity"

// SLOTier is the user-facing services of one tier; 0 is for services counted
// without one.
type SLOTier struct{ Tier, Reviewed, Defined, None int }

// SLORound is one round of an organisation or of a team.
type SLORound struct {
	Key     string // as printed
	Tiers   []SLOTier
	Unknown int // teams that share and have not counted their services
}

// SLOByTier shows for one round which services have a target that is reviewed,
// a target, or none, tier by tier. Scope "" is the whole organisation.
func SLOByTier(l maturity.Language, scope string, r SLORound) Figure {
	return Figure{ID: "slo-tiers", Lang: l}
}

// SLOOverTime shows the same of all tiers together over rounds, oldest first.
func SLOOverTime(l maturity.Language, scope string, rounds []SLORound) Figure {
	return Figure{ID: "slo", Lang: l}
}
