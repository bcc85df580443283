package page

import (
	"net/url"
	"slices"
	"strings"

	"michinori/reports"
	"michinori/reports/document"
)

// Illustrated is a page with figures. Each of them can be had as a picture and
// as numbers at the page's own address, so whoever may not see the page gets
// neither.
type Illustrated interface {
	Title() string
	Credit() string
	Figures() []reports.Figure
}

// Figure is a figure on a page.
type Figure struct {
	reports.Figure
	page Base
}

// Credit says where a figure comes from that is shown elsewhere.
func (b Base) Credit() string {
	if b.Organisation == "" {
		return b.T("brand")
	}
	return b.Organisation + " · " + b.T("brand")
}

// Picture places a figure on the page.
func (b Base) Picture(f reports.Figure) Figure { return Figure{Figure: f, page: b} }

// Palette says which role each colour of a figure has.
func (b Base) Palette() string { return reports.Figure{}.Palette() }

// T returns a text of the page.
func (f Figure) T(key string, args ...any) string { return f.page.T(key, args...) }

// Framed is the address of a picture for elsewhere, with its title and source.
func (f Figure) Framed(format string) string { return f.File(format, "") + "&shape=framed" }

// Tall is the address of a picture for a screen that stands upright.
func (f Figure) Tall(theme string) string { return f.File("svg", theme) + "&shape=tall" }

// File is the address of the figure as a file: svg, png or csv; theme "dark" is
// for a dark background.
func (f Figure) File(format, theme string) string {
	address, asked, _ := strings.Cut(f.page.Path, "?")
	query, _ := url.ParseQuery(asked) // what cannot be read, the page has not heeded either
	query.Set("figure", f.ID)
	query.Set("format", format)
	if theme != "" {
		query.Set("theme", theme)
	}
	return f.page.URL(address) + "?" + query.Encode()
}

// Distribution is how people answered one question, on a page.
type Distribution struct {
	Figure
	Apart []string
	Taken bool // it can be taken away
}

// Spread places how people answered on the page.
func (b Base) Spread(d reports.Distribution, taken bool) Distribution {
	return Distribution{Figure: b.Picture(d.Figure), Apart: d.Apart, Taken: taken}
}

// ReportSection is one question of a report and its answer, on a page.
type ReportSection struct {
	document.Section
	page Base
}

// Told places a section of a report on the page.
func (b Base) Told(s document.Section) ReportSection { return ReportSection{Section: s, page: b} }

// ReportSeries are figures of one kind on a page, with the words in front.
type ReportSeries struct {
	Words   string
	Figures []Figure
}

// Series are the figures of the section.
func (s ReportSection) Series() []ReportSeries {
	var out []ReportSeries
	for _, series := range s.Section.Series() {
		on := ReportSeries{Words: series.Words}
		for _, f := range series.Figures {
			on.Figures = append(on.Figures, s.page.Picture(f))
		}
		out = append(out, on)
	}
	return out
}

// figuresOf are the figures of a report, none where there is no report.
func figuresOf(d *document.Document) []reports.Figure {
	if d == nil {
		return nil
	}
	return d.Figures()
}

// drawn leaves out what draws nothing and holds no numbers.
func drawn(all ...reports.Figure) []reports.Figure {
	return slices.DeleteFunc(all, func(f reports.Figure) bool { return !f.Drawn() })
}
