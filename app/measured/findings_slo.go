package measured

import (
	"math"

	"michinori/app/maturity"
)

func sloFindings(services []Service, facts map[string]maturity.Answer) []Finding {
	by := Coverages(services)
	total := Sum(by)
	out := []Finding{{Question: coverage, Kind: SLODefined, N: total.Defined, Of: total.Of}}
	said, answered := facts[coverage]
	if !answered {
		return out
	}
	ask := func(kind FindingKind, tier, n, of int) {
		out = append(out, Finding{Question: coverage, Kind: kind, Asks: true, Tier: tier, N: n, Of: of})
	}
	switch said.Kind {
	case maturity.NotApplicable:
		if said.Reason == maturity.NoUserFacing && total.Defined > 0 {
			ask(SLONotFacing, 0, total.Defined, 0)
		}
	case maturity.TiersAnswer:
		for _, t := range said.Tiers {
			compareTier(t, by, ask)
		}
	case maturity.RatioAnswer:
		compareCounts(0, whole(said.Part), whole(said.Whole), total, 0, ask)
	}
	return out
}

// compareTier holds the count of one tier against the files. Services of no
// known tier may belong to any: they excuse a larger count.
func compareTier(t maturity.Tier, by [noTier]Coverage, ask func(FindingKind, int, int, int)) {
	if t.Tier > 0 && t.Tier < noTier {
		compareCounts(t.Tier, whole(t.Covered), whole(t.Of), by[t.Tier], by[0].Defined, ask)
	}
}

func compareCounts(tier, covered, of int, files Coverage, unplaced int, ask func(FindingKind, int, int, int)) {
	switch {
	case covered > files.Defined+unplaced:
		ask(SLOMoreCounted, tier, covered, files.Defined+unplaced)
	case files.Defined > covered:
		ask(SLOFewerCounted, tier, covered, files.Defined)
	}
	if files.Of > of {
		ask(SLOMoreServices, tier, files.Of, of)
	}
}

func whole(f float64) int { return int(math.Round(f)) }
