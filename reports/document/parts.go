package document

import (
	"michinori/reports"
)

// part is one table with what it belongs to, of a figure or alone.
type part struct {
	section   string
	id, title string
	figure    *reports.Figure // nil for a table alone
	table     reports.Table
}

// Sections returns the sections in their order, what is read first in front.
func (d Document) Sections() []Section {
	return append(append([]Section{}, d.Lead...), d.Details...)
}

// parts returns every table once, at its first place.
func (d Document) parts() []part {
	var out []part
	seen := map[string]bool{}
	add := func(p part) {
		if !seen[p.id] {
			seen[p.id] = true
			out = append(out, p)
		}
	}
	for _, s := range d.Sections() {
		for i := range s.Figures {
			f := &s.Figures[i]
			add(part{s.Key, f.ID, f.Title, f, f.Table})
		}
		for _, t := range s.Tables {
			add(part{s.Key, t.ID, t.Title, nil, t.Table})
		}
	}
	return out
}

// wordsOf returns what stands beside a picture: for those who do not see it, how it
// is read, of how many it speaks, and what a fair reader must know.
func wordsOf(f reports.Figure) []string {
	var out []string
	for _, s := range append([]string{f.Summary, f.Caption, f.N}, f.Notes...) {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// below returns what stands under a picture: who sees it needs no summary, and to
// who does not the picture tells it.
func below(f reports.Figure) []string {
	f.Summary = ""
	return wordsOf(f)
}
