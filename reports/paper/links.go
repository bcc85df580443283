package paper

import (
	"fmt"

	"codeberg.org/go-pdf/fpdf"

	"michinori/app/maturity"
)

// Place is a heading that links lead to.
type Place struct{ Key, Heading string }

// link is an area of a page that leads to the heading of a key.
type link struct {
	x, y, w, h float64 // in mm, from the top
	to         string
}

// target is where a heading stands that links lead to.
type target struct {
	text string
	page int // from 0
	y    float64
}

var (
	contents = maturity.Text{JA: "目次", EN: "Contents"}
	onPageN  = maturity.Text{JA: "%sページ", EN: "page %s"}
)

// Question is a heading that is answered in short: at the end of its line stands
// the page of the heading with the key more, which tells more, where there is
// one.
func (s *Sheet) Question(text, more string) {
	s.heading(heading{level: 2, text: text, more: more}, width-moreWidth)
}

// moreWidth is left for the page where there is more to read, in mm.
const moreWidth = 22.0

// Chapter is a heading that links with its key lead to.
func (s *Sheet) Chapter(key, text string) { s.heading(heading{level: 2, text: text, key: key}, width) }

// Contents lists the places with their pages, in two columns; fewer than three
// need no list.
func (s *Sheet) Contents(places []Place) {
	const gap = 10.0
	half := (width - gap) / 2
	rows := (len(places) + 1) / 2
	if len(places) < 3 { // they are found without
		return
	}
	s.Heading(2, contents.In(s.settings.Lang))
	s.settle(float64(rows) * body.line)
	list := s.said.add("TOC")
	for i, p := range places {
		x, y := side+float64(i/rows)*(half+gap), s.y+float64(i%rows)*body.line
		text := wrap(body, p.Heading, half-12)[:1]
		of := list.add("TOCI").add("Reference").add("Link").say(p.Heading)
		s.link(of, link{x, y, half, body.line, p.Key}, func(pdf *fpdf.Fpdf, page string) {
			base := y + body.line*0.74
			write(pdf, body, x, base, text[0]+" ") // who hears it hears two words
			end := x + half - body.width(page)
			write(pdf, body, end, base, page)
			pdf.SetDrawColor(200, 200, 200)
			pdf.SetLineWidth(0.2)
			pdf.Line(x+body.width(text[0])+2, base, end-2, base)
		})
	}
	s.y += float64(rows)*body.line + 3
}

// link puts what leads to another heading on the page. It is drawn with the
// number of that page, and not at all where there is no such heading.
func (s *Sheet) link(of *element, to link, draw func(pdf *fpdf.Fpdf, page string)) {
	s.mark(of, func(pdf *fpdf.Fpdf) {
		if t, ok := s.targets[to.to]; ok {
			draw(pdf, fmt.Sprint(t.page+1))
		}
	})
	last := s.pages[len(s.pages)-1]
	last[len(last)-1].link = &to
}

// more puts the page where there is more to read at the end of a heading's line.
func (s *Sheet) more(h heading, y float64) {
	of := s.said.add("P").add("Link")
	st := style{size: small.size, line: small.line, accent: true}
	s.link(of, link{side + width - moreWidth, y, moreWidth, h.style.line, h.more}, func(pdf *fpdf.Fpdf, page string) {
		text := "→ " + fmt.Sprintf(onPageN.In(s.settings.Lang), page)
		write(pdf, st, side+width-st.width(text), y+h.style.line*0.74, text)
	})
}
