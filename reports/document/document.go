package document

import (
	"slices"
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
	More      string   // the key of the detail that shows the same over time, if there is one
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

// Pointed returns the document with what is read first pointing to the details
// that say more, by their keys; what is not there is not pointed to.
func (d Document) Pointed(to map[string]string) Document {
	d.Lead = slices.Clone(d.Lead)
	for i, s := range d.Lead {
		if slices.ContainsFunc(d.Details, func(detail Section) bool { return detail.Key == to[s.Key] }) {
			d.Lead[i].More = to[s.Key]
		}
	}
	return d
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
