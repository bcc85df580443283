package knowledge

// PublicSummary is a Summary in the JSON form that people's scripts rely on:
// its names may be added to, never changed. Null stands for "there is none".
type PublicSummary struct {
	BusFactor     *int         `json:"bus_factor"`
	Lenient       *int         `json:"bus_factor_lenient"`
	Exact         bool         `json:"exact"`
	LenientExact  bool         `json:"lenient_exact"`
	FirstLoss     *int         `json:"first_loss_factor"`
	CriticalAreas int          `json:"critical_areas"`
	Orphans       []string     `json:"orphans"`
	SingleOwner   []string     `json:"single_owner"`
	RemovalSets   [][]string   `json:"removal_sets"`
	Areas         []PublicRisk `json:"areas"`
}

// PublicRisk is one area of a PublicSummary.
type PublicRisk struct {
	Key         string  `json:"key"`
	Criticality int     `json:"criticality"`
	Depth       int     `json:"depth"`
	Stale       int     `json:"stale"`
	Risk        float64 `json:"risk"`
	Suggested   string  `json:"suggested"`
	Candidate   *int    `json:"candidate_level"`
}

// Public returns the summary in its JSON form. The removal sets name people:
// they are for the team alone.
func (s Summary) Public() PublicSummary {
	out := PublicSummary{
		Exact: true, LenientExact: true, FirstLoss: s.FirstLoss, CriticalAreas: s.CriticalAreas,
		Orphans: s.Orphans, SingleOwner: s.SingleOwner, Areas: make([]PublicRisk, 0, len(s.Areas)),
	}
	if s.BusFactor != nil {
		out.BusFactor, out.Exact, out.RemovalSets = &s.BusFactor.Size, s.BusFactor.Exact, s.BusFactor.Sets
	}
	if s.Lenient != nil {
		out.Lenient, out.LenientExact = &s.Lenient.Size, s.Lenient.Exact
	}
	for _, a := range s.Areas {
		out.Areas = append(out.Areas, PublicRisk{
			Key: a.Area, Criticality: a.Criticality, Depth: a.Depth, Stale: a.Stale,
			Risk: a.Risk, Suggested: a.Suggested, Candidate: a.Candidate,
		})
	}
	return out
}
