package talk

import (
	"context"
	"io"
	"slices"
	"strings"

	"michinori/reports"
	"michinori/reports/draw"
	"michinori/reports/paper"
	"michinori/reports/typeface"
)

// Pictures draws figures as shapes and words; 0 is the usual width.
type Pictures interface {
	Picture(ctx context.Context, f reports.Figure, width int) (*draw.Picture, error)
}

// pictureWidth is narrower than on a page, so that its letters are larger.
const pictureWidth = 560

// WritePDF writes the talk as slides of 16:9, one a page; with notes each is
// followed by what is said to it.
func WritePDF(ctx context.Context, w io.Writer, t Talk, pictures Pictures, notes bool) error {
	out := paper.NewSlides(paper.Settings{Lang: t.Lang, Title: t.Title, Author: "Michinori", Subject: t.Subtitle, Made: t.Made})
	for _, s := range t.Slides {
		x := paper.Slide{Topic: s.Topic, Headline: s.Headline, Source: s.Source}
		for _, line := range s.Lines {
			x.Lines = append(x.Lines, paper.SlideLine{Text: line.Text, Quote: line.Typed, Faint: line.Empty})
		}
		if s.Figure != nil {
			p, err := pictures.Picture(ctx, *s.Figure, pictureWidth)
			if err != nil {
				return err
			}
			x.Picture, x.Title, x.Summary = p, s.Figure.Title, s.Figure.Summary
		}
		if s.lacks() {
			x.Source = strings.TrimSpace(s.Source + "  " + typeface.Note(t.Lang))
		}
		out.Add(x)
		if notes {
			out.Notes(notesTitle(t.Lang, s), s.Notes)
		}
	}
	return out.Write(w)
}

// lacks reports whether there is a letter on the slide that paper cannot show.
func (s Slide) lacks() bool {
	texts := []string{s.Topic, s.Headline, s.Source}
	for _, line := range s.Lines {
		texts = append(texts, line.Text)
	}
	if s.Figure != nil {
		for _, c := range slices.Concat(s.Figure.Table.Rows...) {
			texts = append(texts, c.Text)
		}
	}
	return slices.ContainsFunc(texts, typeface.Lacks)
}
