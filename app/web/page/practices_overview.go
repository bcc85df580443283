package page

import (
	"michinori/app/adoption"
	"michinori/questionnaires"
	"michinori/reports"
)

// PracticesOverview is how practices spread over the organisation. It counts
// teams and names none.
type PracticesOverview struct {
	Base
	Scope
	Teams        int // in the scope
	Rows         []SpreadRow
	Independence adoption.Share
}

// Few reports whether the counts would speak of a single team.
func (p *PracticesOverview) Few() bool { return p.Teams == 1 }

// CSV is the address of the numbers.
func (p *PracticesOverview) CSV(wide bool) string {
	return csvURL(p.URL("/overview/practices.csv"), p.Query(), wide)
}

// Any reports whether there is a figure to download.
func (p *PracticesOverview) Any() bool {
	for _, r := range p.Rows {
		if r.Drawn {
			return true
		}
	}
	return false
}

// SpreadRow is one practice over all teams.
type SpreadRow struct {
	Practice questionnaires.Practice
	Now      adoption.Progress
	Figure   reports.Figure
	Drawn    bool // it was held at least once
}
