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
	Fragile       []string     `json:"fragile"`
	// FreshShare is the share of the claims to do it alone that have fresh
	// evidence.
	FreshShare *float64 `json:"fresh_share"`
	// Pairings name people, as the removal sets do.
	Pairings []PublicPairing `json:"pairings,omitempty"`
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
	Lenient     int     `json:"depth_lenient"`
	Fragile     bool    `json:"fragile"`
}

// PublicPairing is one line of a plan in JSON.
type PublicPairing struct {
	Area     string      `json:"area"`
	Kind     PairingKind `json:"kind"`
	Teacher  *string     `json:"teacher"`
	Learner  string      `json:"learner"`
	From     int         `json:"from_level"`
	Practice string      `json:"practice"`
	Lift     float64     `json:"lift"`
}

// PublicPlan returns a plan in its JSON form.
func PublicPlan(plan []Pairing) []PublicPairing {
	var out []PublicPairing
	for _, p := range plan {
		line := PublicPairing{Area: p.Area, Kind: p.Kind, Learner: p.Learner, From: p.From, Practice: p.Practice, Lift: p.Lift}
		if p.Teacher != "" {
			line.Teacher = &p.Teacher
		}
		out = append(out, line)
	}
	return out
}

// Public returns the summary in its JSON form. The removal sets name people:
// they are for the team alone.
func (s Summary) Public() PublicSummary {
	out := PublicSummary{
		Exact: true, LenientExact: true, FirstLoss: s.FirstLoss, CriticalAreas: s.CriticalAreas,
		Orphans: s.Orphans, SingleOwner: s.SingleOwner, Areas: make([]PublicRisk, 0, len(s.Areas)),
		Fragile: s.Fragile,
	}
	if s.Alone > 0 {
		share := float64(s.FreshAlone) / float64(s.Alone)
		out.FreshShare = &share
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
			Lenient: a.LenientDepth, Fragile: a.Fragile,
		})
	}
	return out
}
