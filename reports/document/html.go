package document

import (
	"context"
	_ "embed" // for the page
	"html/template"
	"io"
	"time"

	"michinori/app/maturity"
	"michinori/reports"
)

// Drawer draws a figure as an SVG element; 0 is the usual width.
type Drawer interface {
	SVG(ctx context.Context, f reports.Figure, width int) ([]byte, error)
}

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Parse(pageSource))

type htmlPage struct {
	Document
	Made string
	In   htmlWords

	First, More []htmlSection
}

type htmlSection struct {
	Section
	In    htmlWords
	Drawn []htmlSeries
	Plain []Titled
}

type htmlSeries struct {
	Words   string
	Figures []htmlFigure
}

// htmlFigure is a figure at its first place, or Again a word that leads there.
type htmlFigure struct {
	reports.Figure
	SVG   template.HTML
	Again bool
}

// Words are what stands below the picture, which says itself what it shows.
func (f htmlFigure) Words() []string { return below(f.Figure) }

type htmlWords struct{ Table, Details, Made, Again string }

var htmlTexts = map[maturity.Language]htmlWords{
	maturity.Japanese: {Table: "数値の表", Details: "詳細", Made: "作成日", Again: "図は前に出ています："},
	maturity.English:  {Table: "The numbers as a table", Details: "Details", Made: "Made on", Again: "See above:"},
}

// WriteHTML writes the report as one page in one file that asks nothing of any
// host and needs no script: light, dark and on A4 paper.
func WriteHTML(ctx context.Context, w io.Writer, d Document, drawer Drawer) error {
	p := htmlPage{Document: d, Made: d.Made.Format(time.DateOnly), In: htmlTexts[d.Lang]}
	seen := map[string]bool{}
	for _, half := range []struct {
		from []Section
		into *[]htmlSection
	}{{d.Lead, &p.First}, {d.Details, &p.More}} {
		for _, s := range half.from {
			section, err := drawn(ctx, s, drawer, seen, p.In)
			if err != nil {
				return err
			}
			*half.into = append(*half.into, section)
		}
	}
	return page.Execute(w, p)
}

func drawn(ctx context.Context, s Section, drawer Drawer, seen map[string]bool, in htmlWords) (htmlSection, error) {
	out := htmlSection{Section: s, In: in}
	for _, series := range s.Series() {
		in := htmlSeries{Words: series.Words}
		for _, f := range series.Figures {
			h := htmlFigure{Figure: f, Again: !first(seen, f.ID)}
			if !h.Again {
				svg, err := drawer.SVG(ctx, f, 0)
				if err != nil {
					return out, err
				}
				h.SVG = template.HTML(svg) //nolint:gosec // the drawer escapes its texts
			}
			in.Figures = append(in.Figures, h)
		}
		out.Drawn = append(out.Drawn, in)
	}
	for _, t := range s.Tables {
		if first(seen, t.ID) {
			out.Plain = append(out.Plain, t)
		}
	}
	return out, nil
}
