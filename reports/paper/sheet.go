package paper

import (
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"michinori/app/maturity"
	"michinori/reports/typeface"
)

// Settings say what a document is. The same content with the same settings
// gives the same bytes.
type Settings struct {
	Lang                   maturity.Language
	Title, Author, Subject string
	Made                   time.Time
}

// Sheet is a document that grows block by block. It is for one goroutine.
type Sheet struct {
	settings Settings
	pages    [][]mark
	said     element // all that the pages say
	y        float64 // where the next block begins, in mm from the top
	fresh    bool    // nothing stands on the page yet
	waiting  []heading
	leading  float64
	smallest float64
	targets  map[string]target // by key
	depth    int               // of the headings so far, in the list of them
}

// A4 and what is left free of it, in mm.
const (
	pageWidth, pageHeight = 210.0, 297.0
	side, top, foot       = 18.0, 16.0, 20.0
	width                 = pageWidth - 2*side
	bottom                = pageHeight - foot
)

// New begins a document with an empty page.
func New(settings Settings) *Sheet {
	s := &Sheet{settings: settings, said: element{kind: "Document"}, leading: 1, smallest: smaller, targets: map[string]target{}}
	s.newPage()
	return s
}

func (s *Sheet) newPage() {
	s.pages = append(s.pages, nil)
	s.y, s.fresh = top, true
}

// PageBreak goes on at the top of a page; on an empty page it does nothing.
func (s *Sheet) PageBreak() {
	s.settle(0)
	if !s.fresh {
		s.newPage()
	}
}

// Pages returns how many pages there are so far.
func (s *Sheet) Pages() int { return len(s.pages) }

// Left returns the height that is left on the page, in mm.
func (s *Sheet) Left() float64 { return bottom - s.y }

// settle makes room for h mm and puts the headings that wait above it, so that
// a heading never ends a page. Where nothing follows and none waits, a full page
// stays the last.
func (s *Sheet) settle(h float64) {
	waiting := s.waiting
	if h += s.above(); h == 0 {
		return
	}
	s.waiting = nil
	if s.y+h > bottom && !s.fresh {
		s.newPage()
	}
	for _, t := range waiting {
		s.set(t)
	}
}

// above returns how high the headings are that wait.
func (s *Sheet) above() (h float64) {
	for _, t := range s.waiting {
		h += t.height()
	}
	return h
}

func (s *Sheet) mark(of *element, draw func(*fpdf.Fpdf)) {
	last := len(s.pages) - 1
	s.pages[last] = append(s.pages[last], mark{of: of, draw: draw})
	s.fresh = false
}

// Write puts the document on paper. More may be added after it.
func (s *Sheet) Write(w io.Writer) error {
	s.settle(0)
	pdf := fpdf.New("P", "mm", "A4", "")
	s.settings.describe(pdf)
	press := newPress(pdf)
	press.targets = s.targets
	for i, page := range s.pages {
		foot := func(pdf *fpdf.Fpdf) { s.footer(pdf, i+1) }
		press.page(append(page[:len(page):len(page)], mark{draw: foot}))
	}
	return press.write(w, &s.said)
}

func (s Settings) describe(pdf *fpdf.Fpdf) {
	pdf.SetTitle(typeface.Printable(s.Title), true)
	pdf.SetAuthor(typeface.Printable(s.Author), true)
	pdf.SetSubject(typeface.Printable(s.Subject), true)
	pdf.SetCreator("Michinori", true)
	pdf.SetProducer("Michinori", true)
	pdf.SetCreationDate(s.Made)
	pdf.SetModificationDate(s.Made)
	pdf.SetCatalogSort(true)
	if s.Lang == maturity.Japanese {
		pdf.SetLang("ja-JP")
	} else {
		pdf.SetLang("en")
	}
}

func (s *Sheet) footer(pdf *fpdf.Fpdf, page int) {
	y := pageHeight - 10.0
	number := fmt.Sprintf("%d / %d", page, len(s.pages))
	right := small.width(number)
	write(pdf, small, pageWidth-side-right, y, number)
	if lines := wrap(small, s.settings.Title, width-right-10); len(lines) > 0 {
		write(pdf, small, side, y, lines[0])
	}
}
