package talk

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"michinori/app/maturity"
	"michinori/reports"
)

//go:embed talk.html
var page string

//go:embed talk.css
var style string

//go:embed talk.js
var script string

// Drawer returns a figure as one SVG document that refers to nothing outside it.
type Drawer func(reports.Figure) ([]byte, error)

var pages = template.Must(template.New("talk").Parse(page))

// shown is a slide as the page prints it.
type shown struct {
	Slide
	Number     int
	Picture    template.HTML
	NotesTitle string
}

// WriteHTML writes the talk as one file that asks no host for anything. It is a
// long page without script; a printer puts each slide on a page of its own.
// Every text is escaped; only what draw returns is trusted. Where draw is nil,
// the figures are tables.
func WriteHTML(w io.Writer, t Talk, draw Drawer) error {
	slides := make([]shown, 0, len(t.Slides))
	for i, s := range t.Slides {
		x := shown{Slide: s, Number: i + 1, NotesTitle: notesTitle(t.Lang, s)}
		if s.Figure != nil && draw != nil {
			svg, err := draw(*s.Figure)
			if err != nil {
				return fmt.Errorf("draw %s: %w", s.Figure.ID, err)
			}
			x.Picture = template.HTML(svg) //nolint:gosec // the engine escapes the texts of a figure
		}
		slides = append(slides, x)
	}
	return pages.Execute(w, map[string]any{
		"Talk": t, "Slides": slides, "Help": helps.In(t.Lang),
		"Style": template.CSS(style), "Script": template.JS(script), //nolint:gosec // our own files
	})
}

var helps = maturity.Text{JA: "矢印キーで移動、Sで発表者ノート、Pで印刷", EN: "Arrow keys move, S shows the notes, P prints"}

func notesTitle(l maturity.Language, s Slide) string {
	return fmt.Sprintf(maturity.Text{JA: "発表者ノート（約%d分）", EN: "Notes (about %d min)"}.In(l), s.Minutes)
}
