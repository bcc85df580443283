package page

import (
	"net/url"
	"strconv"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/reports"
)

// SharedAreas is the knowledge areas of the organisation as far as teams share
// them: areas and counts. Nothing that reaches it names a person.
type SharedAreas struct {
	Base
	Scope
	Any             bool // some round has shared areas
	Invited, Shared int  // teams of the scope in the round
	Teams           int  // of those that share, with a register
	Counts          AreaTotals
	OverTime        reports.Figure
	ByGroup         *reports.Figure // nil where there is one group or none
	Filter          AreaFilter
	Rows            []SharedAreaRow
	Pager           Pager
}

// AreaTotals counts areas.
type AreaTotals struct{ Areas, Single, Orphan int }

// SharedAreaRow is one area of one team.
type SharedAreaRow struct {
	store.SharedArea
	Team maturity.Team
}

// State names how far the area is covered.
func (p *SharedAreas) State(r SharedAreaRow) string {
	switch r.Depth {
	case 0:
		return p.T("knowledge.mark.orphan")
	case 1:
		return p.T("knowledge.mark.single")
	}
	return p.T("knowledge.mark." + markShared)
}

// AreaFilter is what is looked for.
type AreaFilter struct {
	Query       string
	Criticality int    // 0: any
	Depends     string // single, orphan, stale; "": any
}

// The states to look for.
const (
	DependsSingle = "single"
	DependsOrphan = "orphan"
	DependsStale  = "stale"
)

// NewAreaFilter reads a filter; what is none of the choices looks for nothing.
func NewAreaFilter(query, criticality, depends string) AreaFilter {
	f := AreaFilter{Query: query}
	if n, err := strconv.Atoi(criticality); err == nil && n >= 1 && n <= 3 {
		f.Criticality = n
	}
	switch depends {
	case DependsSingle, DependsOrphan, DependsStale:
		f.Depends = depends
	}
	return f
}

// Holds reports whether an area is in the state and of the criticality that is
// looked for.
func (f AreaFilter) Holds(a store.SharedArea) bool {
	if f.Criticality != 0 && a.Criticality != f.Criticality {
		return false
	}
	switch f.Depends {
	case DependsSingle:
		return a.Depth == 1
	case DependsOrphan:
		return a.Depth == 0
	case DependsStale:
		return a.Stale > 0
	}
	return true
}

// CriticalityChoices are what the criticality can be.
func (p *SharedAreas) CriticalityChoices() []Choice {
	out := []Choice{{Text: p.T("shared_areas.any"), Chosen: p.Filter.Criticality == 0}}
	for n := 3; n >= 1; n-- {
		out = append(out, Choice{Value: strconv.Itoa(n), Text: strconv.Itoa(n), Chosen: p.Filter.Criticality == n})
	}
	return out
}

// DependsChoices are the states to look for.
func (p *SharedAreas) DependsChoices() []Choice {
	out := []Choice{{Text: p.T("shared_areas.any"), Chosen: p.Filter.Depends == ""}}
	for _, d := range []string{DependsSingle, DependsOrphan, DependsStale} {
		out = append(out, Choice{Value: d, Text: p.T("shared_areas.depends." + d), Chosen: p.Filter.Depends == d})
	}
	return out
}

// CSV is the address of the areas that are looked for, as a file.
func (p *SharedAreas) CSV(wide bool) string {
	q, _ := url.ParseQuery(p.Query())
	for name, value := range map[string]string{"q": p.Filter.Query, "depends": p.Filter.Depends} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if p.Filter.Criticality != 0 {
		q.Set("criticality", strconv.Itoa(p.Filter.Criticality))
	}
	return csvURL(p.URL("/overview/areas.csv"), q.Encode(), wide)
}

// OverviewURL leads to the levels, in the same scope.
func (p *SharedAreas) OverviewURL() string { return csvURL(p.URL("/overview"), p.Query(), false) }

// Table is the areas as rows.
func (p *SharedAreas) Table(rows []SharedAreaRow) reports.Table {
	text := func(s string) reports.Cell { return reports.Cell{Kind: reports.TextCell, Text: s} }
	count := func(n int) reports.Cell { return reports.Cell{Kind: reports.NumberCell, Number: float64(n)} }
	t := reports.Table{Columns: []reports.Column{
		{Title: p.T("scope.round")}, {Title: p.T("knowledge.column.team")}, {Title: p.T("knowledge.column.area")},
		{Title: p.T("knowledge.column.criticality"), Numeric: true}, {Title: p.T("knowledge.column.depth"), Numeric: true},
		{Title: p.T("knowledge.column.stale"), Numeric: true}, {Title: p.T("knowledge.column.state")},
	}}
	for _, r := range rows {
		t.Rows = append(t.Rows, []reports.Cell{
			text(r.RoundKey), text(r.Team.Name), text(p.In(r.Name)), count(r.Criticality), count(r.Depth), count(r.Stale), text(p.State(r)),
		})
	}
	return t
}

// AreasURL leads to the knowledge areas, in the same scope.
func (o *Overview) AreasURL() string { return csvURL(o.URL("/overview/areas"), o.Query(), false) }

// Figures are the figures of the page.
func (p *SharedAreas) Figures() []reports.Figure {
	out := []reports.Figure{p.OverTime}
	if p.ByGroup != nil {
		out = append(out, *p.ByGroup)
	}
	return drawn(out...)
}
