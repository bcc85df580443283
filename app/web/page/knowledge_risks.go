package page

import (
	"cmp"
	"slices"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/questionnaires"
)

// Risks is the list of what to spread first, and who could learn what next.
type Risks struct {
	Knowledge
	Summary knowledge.Summary
	plan    []knowledge.Pairing
}

const (
	mostPairings = 5  // proposed at once: more is no plan
	listedSets   = 20 // of people whose absence does it; there may be more
)

// NewRisks works out the page.
func NewRisks(k Knowledge) *Risks {
	return &Risks{
		Knowledge: k, Summary: knowledge.Summarise(k.Register), plan: knowledge.PairingPlan(k.Register, mostPairings),
	}
}

// Factors say the bus factor and the first-loss factor, each in a sentence.
func (r *Risks) Factors() []string {
	f := r.Summary.BusFactor
	if f == nil {
		return []string{r.T("risks.factor.none")}
	}
	key := "risks.factor"
	if !f.Exact {
		key = "risks.factor.at_most"
	}
	out := []string{r.N(key, f.Size)}
	switch first := r.Summary.FirstLoss; {
	case first == nil:
	case *first == 0:
		out = append(out, r.T("risks.first_loss.zero"))
	default:
		out = append(out, r.N("risks.first_loss", *first))
	}
	return out
}

// RiskRow is one area with what there is to know of it.
type RiskRow struct {
	KnowledgeArea
	risk knowledge.Risk
	page *Risks
}

// Rows are the areas: those that nobody can act in, then by risk.
func (r *Risks) Rows() []RiskRow {
	risks := slices.Clone(r.Summary.Areas)
	slices.SortStableFunc(risks, func(a, b knowledge.Risk) int { return cmp.Compare(orphanFirst(a), orphanFirst(b)) })
	out := make([]RiskRow, len(risks))
	for i, x := range risks {
		out[i] = RiskRow{KnowledgeArea: r.Area(x.Area), risk: x, page: r}
	}
	return out
}

func orphanFirst(r knowledge.Risk) int { return min(r.Depth, 1) }

// Criticality is 1 to 3.
func (r RiskRow) Criticality() int { return r.risk.Criticality }

// Mark names the state of a thin area, "" for others.
func (r RiskRow) Mark() string {
	mark := depthMark(r.risk)
	if mark == markShared {
		return ""
	}
	return r.page.T("knowledge.mark." + mark)
}

// Thin reports whether one person can do it alone, or nobody.
func (r RiskRow) Thin() bool { return r.risk.Depth < 2 }

// Depth says how many people can do it alone.
func (r RiskRow) Depth() string { return r.page.N("risks.depth", r.risk.Depth) }

// Stale says how many claims lack fresh evidence, or is "".
func (r RiskRow) Stale() string {
	if r.risk.Stale == 0 {
		return ""
	}
	return r.page.N("risks.stale", r.risk.Stale)
}

// Run says when somebody other than its owner last did it.
func (r RiskRow) Run() string { return r.page.occasion(r.risk.NonOwnerRun) }

// Runbook says when its runbook was last tested.
func (r RiskRow) Runbook() string { return r.page.occasion(r.risk.RunbookTested) }

func (r *Risks) occasion(o *knowledge.Occasion) string {
	switch {
	case o == nil:
		return r.T("risks.unknown")
	case o.Day.IsZero():
		return r.T("risks.never")
	}
	return r.plainDay(o.Day)
}

// Candidate says how far the nearest person is, without naming anybody.
func (r RiskRow) Candidate() string {
	if r.risk.Candidate == nil {
		return r.page.T("risks.no_candidate")
	}
	return r.page.T("risks.level", "level", *r.risk.Candidate)
}

// Practice is what spreads a thin area, or nil.
func (r RiskRow) Practice() *questionnaires.Practice {
	p, ok := questionnaires.PracticeByKey(r.risk.Suggested)
	if !ok || !r.Thin() {
		return nil
	}
	return &p
}

// NextStep is the day of the next step.
func (r RiskRow) NextStep() string {
	day, err := time.Parse(time.DateOnly, r.page.areas[r.risk.Area].NextStep)
	if err != nil {
		return r.page.T("risks.no_date")
	}
	return r.page.plainDay(day)
}

// Risk is the number the list is ordered by.
func (r RiskRow) Risk() string { return maturity.OneDecimal(r.risk.Risk) }

// Total is the risk of all areas together.
func (r *Risks) Total() string {
	total := 0.0
	for _, x := range r.Summary.Areas {
		total += x.Risk
	}
	return maturity.OneDecimal(total)
}
