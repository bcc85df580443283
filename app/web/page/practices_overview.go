package page

import (
	"strconv"

	"michinori/app/adoption"
	"michinori/questionnaires"
	"michinori/reports"
)

// PracticesOverview is how practices spread over the organisation. It counts
// teams and names none.
type PracticesOverview struct {
	Base
	Scope
	Teams        int  // in the scope
	Few          bool // the counts would speak of a single team, here or beside the other groups
	Rows         []SpreadRow
	Independence adoption.Share
	Targets      []TargetForm // to be set: for champions, of the whole organisation
	Conflict     bool         // somebody else was faster with the target that came back
}

// Aimed reports whether targets are read here. They are of the whole
// organisation and say nothing of a group.
func (p *PracticesOverview) Aimed() bool { return p.Group == "" }

// TargetForm is how many teams are meant to hold a practice, as stored or typed.
type TargetForm struct {
	Practice questionnaires.Practice
	Teams    string
	Stored   int    // 0 where there is none
	Seen     string // stands for the target that the form was made from
	Error    string
}

// Folded reports whether no target needs to be mended.
func (p *PracticesOverview) Folded() bool {
	for _, t := range p.Targets {
		if t.Error != "" {
			return false
		}
	}
	return true
}

// Aim is the target in the table.
func (r SpreadRow) Aim() string {
	if r.Target == 0 {
		return "–"
	}
	return strconv.Itoa(r.Target)
}

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
	Target   int  // teams; 0 where nobody set one
}

// Figures are the figures of the page.
func (p *PracticesOverview) Figures() []reports.Figure {
	var out []reports.Figure
	for _, r := range p.Rows {
		out = append(out, r.Figure)
	}
	return drawn(out...)
}
