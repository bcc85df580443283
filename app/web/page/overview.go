package page

import (
	"net/url"
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/reports"
)

// Scope is which round and which part of the organisation a page shows.
type Scope struct {
	Round  *maturity.Round // nil: there is none yet
	Rounds []Choice        // newest first
	Group  string          // id, "" for all
	Groups []Choice        // the tree, indented
	Later  *maturity.Round // the one under way, where it is shown or would be expected; else nil
}

// Query is the scope as part of an address.
func (s Scope) Query() string { return s.query(s.Round) }

func (s Scope) query(round *maturity.Round) string {
	q := url.Values{}
	if round != nil {
		q.Set("round", round.ID)
	}
	if s.Group != "" {
		q.Set("group", s.Group)
	}
	return q.Encode()
}

// LaterURL is the same page about the round under way.
func (s Scope) LaterURL() string { return "?" + s.query(s.Later) }

// GroupName is the name of the chosen group, or "".
func (s Scope) GroupName() string {
	for _, g := range s.Groups {
		if g.Value == s.Group && s.Group != "" {
			return strings.TrimLeft(g.Text, indentation)
		}
	}
	return ""
}

// indentation sets a group below another one apart in a list of choices.
const indentation = "\u3000"

// Indented returns a name as it stands at a depth of the tree.
func Indented(name string, depth int) string { return strings.Repeat(indentation, depth) + name }

// Overview is the organisation: how the levels of what teams shared are spread.
// It never puts teams in an order of merit.
type Overview struct {
	Base
	Scope
	Invited  int // teams of the scope in the round
	Shared   []OverviewTeam
	Snapshot reports.Figure
	Trends   []reports.Figure
	Held     int // rounds with at least one shared result
}

// OverviewTeam is a shared result; teams stand by name.
type OverviewTeam struct {
	Team       maturity.Team
	Assessment maturity.Assessment
}

// CSV is the address of the numbers.
func (o *Overview) CSV(wide bool) string { return csvURL(o.URL("/overview.csv"), o.Query(), wide) }

// AnswersURL leads to what people answered, in the same scope.
func (o *Overview) AnswersURL() string { return csvURL(o.URL("/overview/answers"), o.Query(), false) }

// PooledAnswers is what people across the organisation answered, as far as the
// privacy rule lets it be shown.
type PooledAnswers struct {
	Base
	Scope
	Open      bool // the round is: nothing is shown yet
	CountedAt time.Time
	Teams     int
	Together  int
	Sections  []PooledSection
}

// PoolTeams is how many teams are shown together at least.
func (p *PooledAnswers) PoolTeams() int { return maturity.Numbers().PoolTeams }

// Least is how many answers are shown at least.
func (p *PooledAnswers) Least() int {
	if p.Round == nil {
		return 0
	}
	return max(p.Round.K, maturity.Numbers().DistributionFrom)
}

// OverviewURL leads to the levels, in the same scope.
func (p *PooledAnswers) OverviewURL() string { return csvURL(p.URL("/overview"), p.Query(), false) }

// PooledSection is the questions of one dimension.
type PooledSection struct {
	Dimension maturity.Dimension
	Questions []PooledQuestion
}

// PooledQuestion is one question, for the whole scope and for the groups just
// below it.
type PooledQuestion struct {
	maturity.Question
	Rows   []PooledRow
	Hidden []string // names of the groups whose answers stay hidden
}

// PooledRow is one group.
type PooledRow struct {
	Name         string
	Whole        bool                  // the scope itself
	Distribution *reports.Distribution // nil: nobody there answered
}

// Hidden names the groups of a question that stay hidden.
func (p *PooledAnswers) Hidden(q PooledQuestion) string {
	return strings.Join(q.Hidden, p.T("list.separator"))
}

// Pool appends a question to the section of its dimension.
func (p *PooledAnswers) Pool(q PooledQuestion) {
	n := len(p.Sections)
	if n == 0 || p.Sections[n-1].Dimension != q.Dimension {
		p.Sections = append(p.Sections, PooledSection{Dimension: q.Dimension})
		n++
	}
	p.Sections[n-1].Questions = append(p.Sections[n-1].Questions, q)
}

// Figures are the figures of the page.
func (o *Overview) Figures() []reports.Figure {
	return drawn(append([]reports.Figure{o.Snapshot}, o.Trends...)...)
}

// Figures are the distributions of the page.
func (p *PooledAnswers) Figures() []reports.Figure {
	var out []reports.Figure
	for _, s := range p.Sections {
		for _, q := range s.Questions {
			for _, r := range q.Rows {
				if r.Distribution != nil {
					out = append(out, r.Distribution.Figure)
				}
			}
		}
	}
	return drawn(out...)
}
