package paper

import (
	"fmt"

	"codeberg.org/go-pdf/fpdf"

	"michinori/reports/typeface"
)

// element is a part of what a document says, apart from how it looks: who does
// not see the page hears the elements one after the other. Its kind is a
// standard structure type of PDF.
type element struct {
	kind   string
	alt    string // said in place of a picture
	actual string // said in place of letters that paper cannot show
	kids   []*element
}

// say gives e a text as it was written, for who hears or copies it, where paper
// cannot show all of it. It returns e.
func (e *element) say(text string) *element {
	if typeface.Lacks(text) {
		e.actual = text
	}
	return e
}

// add puts an element of a kind behind the others of e.
func (e *element) add(kind string) *element {
	kid := &element{kind: kind}
	e.kids = append(e.kids, kid)
	return kid
}

// mark is one thing on a page, and the element it belongs to; nil for what is
// no part of the text, such as the number of the page. Marks are put on paper
// at the end, when the number of pages is known.
type mark struct {
	of   *element
	draw func(pdf *fpdf.Fpdf)
	link *link // nil: it leads nowhere
}

// spot is where something of an element stands: on which page, counted from 0,
// and as which piece of it.
type spot struct{ page, piece int }

// press puts the marks of pages on paper and notes what belongs to what.
type press struct {
	pdf   *fpdf.Fpdf
	pages [][]*element // the owner of each piece
	spots map[*element][]spot

	targets map[string]target
	links   []placed
}

// placed is a link on its page, counted from 0.
type placed struct {
	link
	of   *element
	page int
	end  target
}

func newPress(pdf *fpdf.Fpdf) *press {
	pdf.SetAutoPageBreak(false, 0)
	return &press{pdf: pdf, spots: map[*element][]spot{}}
}

// page puts marks on a page of their own. Neighbours of one element make one
// piece.
func (p *press) page(marks []mark) {
	p.pdf.AddPage()
	n := len(p.pages)
	p.pages = append(p.pages, nil)
	for i, m := range marks {
		if i == 0 || marks[i-1].of != m.of {
			if m.of == nil {
				p.pdf.RawWriteStr("/Artifact BMC")
			} else {
				piece := len(p.pages[n])
				p.pdf.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", m.of.kind, piece))
				p.spots[m.of] = append(p.spots[m.of], spot{n, piece})
				p.pages[n] = append(p.pages[n], m.of)
			}
		}
		m.draw(p.pdf)
		if m.link != nil {
			if to, ok := p.targets[m.link.to]; ok {
				p.links = append(p.links, placed{*m.link, m.of, n, to})
			}
		}
		if i == len(marks)-1 || marks[i+1].of != m.of {
			p.pdf.RawWriteStr("EMC")
		}
	}
}
