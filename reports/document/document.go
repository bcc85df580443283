package document

import (
	"time"

	"michinori/app/maturity"
	"michinori/reports"
)

// Document is one report.
type Document struct {
	ID       string // safe as a file name
	Lang     maturity.Language
	Title    string
	Subtitle string // of what and of when
	Made     time.Time
	Lead     []Section // what is read first: two printed pages
	Details  []Section
}

// Section is one question and its answer.
type Section struct {
	Key       string // safe as an HTML id; permanent
	Heading   string
	Sentences []string // paragraphs, the answer first
	Small     []string // n of N, sources and warnings
	Figures   []reports.Figure
	Tables    []Titled
}

// Titled is a table with its name.
type Titled struct {
	ID, Title string
	Table     reports.Table
}

// Figures returns all figures in their order, each once.
func (d Document) Figures() []reports.Figure {
	var out []reports.Figure
	seen := map[string]bool{}
	for _, s := range append(append([]Section{}, d.Lead...), d.Details...) {
		for _, f := range s.Figures {
			if !seen[f.ID] {
				seen[f.ID] = true
				out = append(out, f)
			}
		}
	}
	return out
}
