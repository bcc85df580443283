package knowledge

import (
	"cmp"
	"slices"
)

// Risk is one area on the list of what to spread first. It names no person.
type Risk struct {
	Area        string
	Criticality int
	Depth       int // people who can do it alone, by the strict view
	// LenientDepth counts those with old evidence too.
	LenientDepth int
	Stale        int  // people who claim so without fresh evidence
	Fragile      bool // two can do it alone, and one of them leaves within 90 days
	Risk         float64
	// Suggested is the practice that brings the nearest person on.
	Suggested string
	// Candidate is the level of who is nearest to doing it alone; nil where
	// nobody else active claims any level.
	Candidate *int
	// NonOwnerRun and RunbookTested are as in the area.
	NonOwnerRun, RunbookTested *Occasion
}

// The practices that spread an area, by who is there to learn it.
const (
	pairOperation   = "pair_operation"
	oncallShadowing = "oncall_shadowing"
	writeRunbook    = "runbook"
)

// What makes a thin area worse.
const (
	enoughDepth     = 2
	leavingFactor   = 1.5  // the only owner is away within 90 days
	noRunbookFactor = 1.25 // no tested runbook
	ownerRunsFactor = 1.25 // nobody else has run it in 180 days
)

// risks lists all areas, the largest risk first; of equals the more critical,
// then the thinner, then by key.
func (r Register) risks(standings []standing) []Risk {
	out := make([]Risk, len(standings))
	for i, s := range standings {
		out[i] = r.risk(s)
	}
	slices.SortFunc(out, func(a, b Risk) int {
		return cmp.Or(
			cmp.Compare(b.Risk, a.Risk), cmp.Compare(b.Criticality, a.Criticality),
			cmp.Compare(a.Depth, b.Depth), cmp.Compare(a.Area, b.Area),
		)
	})
	return out
}

func (r Register) risk(s standing) Risk {
	a := s.area
	return Risk{
		Area: a.Key, Criticality: a.Criticality, Depth: len(s.able), LenientDepth: len(s.claimed), Stale: s.stale,
		Fragile: len(s.able) == enoughDepth && slices.ContainsFunc(s.able, r.leavesSoon),
		Risk:    r.riskWith(a, s.able), Suggested: suggest(s.candidate), Candidate: s.candidate,
		NonOwnerRun: a.NonOwnerRun, RunbookTested: a.RunbookTested,
	}
}

// riskWith is the risk of an area that these people can do alone.
func (r Register) riskWith(a Area, owners []string) float64 {
	return float64(a.Weight()*max(0, enoughDepth-len(owners))) * r.worse(a, owners)
}

func suggest(candidate *int) string {
	switch {
	case candidate != nil && *candidate == Alone-1:
		return pairOperation
	case candidate != nil && *candidate == Alone-2:
		return oncallShadowing
	}
	return writeRunbook
}

// worse multiplies what makes a thin area worse. What nobody wrote down is not
// held against the area.
func (r Register) worse(a Area, owners []string) float64 {
	f := 1.0
	if len(owners) == 1 && r.leavesSoon(owners[0]) {
		f *= leavingFactor
	}
	if a.RunbookTested != nil && a.RunbookTested.Day.IsZero() {
		f *= noRunbookFactor
	}
	if a.NonOwnerRun != nil && !a.NonOwnerRun.within(FreshDays, r.AsOf) {
		f *= ownerRunsFactor
	}
	return f
}
