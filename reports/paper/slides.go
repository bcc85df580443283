package paper

import (
	"fmt"
	"io"

	"codeberg.org/go-pdf/fpdf"

	"michinori/reports/draw"
)

// A slide is 16:9, as wide as the slides of common programs; in mm.
const (
	slideWidth, slideHeight = 254.0, 142.875
	slideSide, slideTop     = 15.0, 13.0
	slideRoom               = slideWidth - 2*slideSide
	slideBottom             = slideHeight - 14.0
	columnGap               = 8.0
	textColumn              = 0.37 // of the room, beside a picture
)

// Slide is one slide. All of it stands on one page: letters become smaller until
// it does.
type Slide struct {
	Topic, Headline string
	Lines           []SlideLine
	Picture         *draw.Picture // nil: there is none
	Title, Summary  string        // of the picture: its name, and what it shows for those who do not see it
	Source          string
}

// SlideLine is one point of a slide.
type SlideLine struct {
	Text  string
	Quote bool // somebody's own words
	Faint bool // stands in for what is missing
}

// Slides is a document of slides and of the notes to them. It is for one
// goroutine.
type Slides struct {
	settings Settings
	pages    []slidePage
	said     element // all that the pages say
	count    int     // of slides
}

type slidePage struct {
	marks  []mark
	number string
	said   *element
}

// NewSlides begins an empty document.
func NewSlides(settings Settings) *Slides {
	return &Slides{settings: settings, said: element{kind: "Document"}}
}

// Add puts a slide on the next page.
func (s *Slides) Add(x Slide) {
	s.count++
	p := s.page()
	y := slideTop
	if topic := wrap(topicStyle, x.Topic, slideRoom-6); len(topic) > 0 {
		p.bar(slideSide, y-4, 4.6)
		p.write(p.said.add("P"), topicStyle, slideSide+4, y, topic[:1])
		y += 5
	}
	largestHead, gap := headlineStyle, 7.0
	if x.Picture != nil {
		largestHead, gap = headlineOver, 4.5
	}
	head, lines := fitted(largestHead, 40, func(st style) ([]string, float64) {
		lines := balanced(st, x.Headline, slideRoom)
		return lines, float64(len(lines)) * st.line
	})
	headline := p.said.add("H1").say(x.Headline)
	top := y
	p.mark(nil, func(pdf *fpdf.Fpdf) { bookmark(pdf, x.Headline, 0, top) })
	for _, line := range lines {
		y += head.line
		p.write(headline, head, slideSide, y-head.line*0.2, []string{line})
	}
	y += gap
	bottom := slideBottom
	source := wrap(sourceStyle, x.Source, slideRoom)
	if len(source) > 0 {
		bottom -= float64(len(source)) * sourceStyle.line
		bottom -= 2
	}
	room, largest := slideRoom, pointStyle
	if x.Picture != nil {
		room, largest = slideRoom*textColumn, pointBeside
	}
	p.points(x.Lines, largest, y, room, bottom-y)
	if x.Picture != nil {
		left := slideSide + room + columnGap
		p.picture(x, left, y, slideWidth-slideSide-left, bottom-y)
	}
	if len(source) > 0 {
		p.write(p.said.add("P"), sourceStyle, slideSide, slideBottom-float64(len(source)-1)*sourceStyle.line, source)
	}
	s.pages = append(s.pages, *p)
}

// picture sets a picture under its title, as large as the room allows.
func (p *slidePage) picture(x Slide, left, y, w, h float64) {
	title := wrap(strong, x.Title, w)
	p.write(p.said.add("P"), strong, left, y+strong.line*0.6, title)
	over := float64(len(title))*strong.line + 1
	picture := p.said.add("Figure")
	picture.alt = x.Summary
	p.mark(picture, func(pdf *fpdf.Fpdf) { x.Picture.Draw(pdf, left, y+over, w, h-over) })
}

// points sets the lines of a slide, in letters so large that all have room.
func (p *slidePage) points(points []SlideLine, largest style, y, room, height float64) {
	const indent = 5.0
	type set struct {
		SlideLine
		lines []string
	}
	all := make([]set, len(points))
	st, _ := fitted(largest, height, func(st style) ([]string, float64) {
		sum := 0.0
		for i, x := range points {
			all[i] = set{x, wrap(st.of(x), x.Text, room-indent)}
			sum += float64(len(all[i].lines))*st.line + st.line*0.55
		}
		return nil, sum - st.line*0.55
	})
	var list *element
	if len(all) > 0 {
		list = p.said.add("L")
	}
	for _, x := range all {
		said := list.add("LI").add("LBody").say(x.Text)
		own := st.of(x.SlideLine)
		if x.Quote {
			p.bar(slideSide, y+st.line*0.12, float64(len(x.lines))*st.line)
		} else if !x.Faint {
			p.dot(slideSide+1.2, y+st.line*0.55, st.size*0.045)
		}
		for _, line := range x.lines {
			y += st.line
			p.write(said, own, slideSide+indent, y-st.line*0.22, []string{line})
		}
		y += st.line * 0.55
	}
}

// balanced breaks a text into no more lines than it needs, where it reads best,
// and of about one length, so that the last one is no lonely syllable.
func balanced(st style, text string, room float64) []string {
	best, bad := wrapped(st, text, room, room)
	for narrow := room * 0.97; len(best) > 1 && narrow > room/2; narrow *= 0.97 {
		lines, worse := wrapped(st, text, narrow, narrow)
		if len(lines) > len(best) {
			break
		}
		if worse <= bad {
			best, bad = lines, worse
		}
	}
	return best
}

// Notes puts what is said to the last slide on a page of its own, or on more
// where it takes them.
func (s *Slides) Notes(title string, paragraphs []string) {
	p := s.page()
	heading := wrap(notesTitle, title, slideRoom)
	y := 0.0
	begin := func(of *element) {
		p.write(of, notesTitle, slideSide, slideTop+4, heading)
		y = slideTop + 4 + float64(len(heading))*notesTitle.line
	}
	begin(p.said.add("H2"))
	for _, text := range paragraphs {
		all := p.said.add("P").say(text)
		for _, line := range wrap(noteStyle, text, slideRoom) {
			if y+noteStyle.line > slideBottom {
				s.pages = append(s.pages, *p)
				p = &slidePage{number: p.number, said: p.said}
				begin(nil)
			}
			y += noteStyle.line
			p.write(all, noteStyle, slideSide, y, []string{line})
		}
		y += noteStyle.line * 0.5
	}
	s.pages = append(s.pages, *p)
}

// Write puts the document on paper.
func (s *Slides) Write(w io.Writer) error {
	pdf := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "mm", Size: fpdf.SizeType{Wd: slideWidth, Ht: slideHeight}})
	s.settings.describe(pdf)
	press := newPress(pdf)
	for _, page := range s.pages {
		foot := func(pdf *fpdf.Fpdf) { s.footer(pdf, page.number) }
		press.page(append(page.marks[:len(page.marks):len(page.marks)], mark{draw: foot}))
	}
	return press.write(w, &s.said)
}

// page begins a page with the number of the last slide.
func (s *Slides) page() *slidePage {
	return &slidePage{number: fmt.Sprint(s.count), said: s.said.add("Sect")}
}

func (s *Slides) footer(pdf *fpdf.Fpdf, number string) {
	y := slideHeight - 6.5
	number = fmt.Sprintf("%s / %d", number, s.count)
	right := sourceStyle.width(number)
	write(pdf, sourceStyle, slideWidth-slideSide-right, y, number)
	about := s.settings.Title
	if s.settings.Subject != "" {
		about += "  ·  " + s.settings.Subject
	}
	if lines := wrap(sourceStyle, about, slideRoom-right-10); len(lines) > 0 {
		write(pdf, sourceStyle, slideSide, y, lines[0])
	}
}

func (p *slidePage) write(of *element, st style, x, y float64, lines []string) {
	for i, line := range lines {
		at := y + float64(i)*st.line
		p.mark(of, func(pdf *fpdf.Fpdf) { write(pdf, st, x, at, line) })
	}
}

func (p *slidePage) mark(of *element, draw func(*fpdf.Fpdf)) {
	p.marks = append(p.marks, mark{of: of, draw: draw})
}

func (p *slidePage) bar(x, y, h float64) {
	p.mark(nil, func(pdf *fpdf.Fpdf) {
		pdf.SetFillColor(accent[0], accent[1], accent[2])
		pdf.Rect(x, y, 1.4, h, "F")
	})
}

func (p *slidePage) dot(x, y, r float64) {
	p.mark(nil, func(pdf *fpdf.Fpdf) {
		pdf.SetFillColor(accent[0], accent[1], accent[2])
		pdf.Circle(x, y, r, "F")
	})
}

// fitted makes letters smaller until what they set is at most height high.
func fitted(largest style, height float64, set func(style) ([]string, float64)) (style, []string) {
	st := largest
	for {
		lines, h := set(st)
		if h <= height || st.size <= smallestSlide {
			return st, lines
		}
		st.size, st.line = st.size*0.94, st.line*0.94
	}
}

// smallestSlide is the size at which the longest texts that people may type
// have room.
const smallestSlide = 3

var accent = [3]int{15, 92, 192}

var (
	topicStyle    = style{size: 11, bold: true, accent: true, line: 5}
	headlineStyle = style{size: 26, bold: true, grey: 20, line: 12}
	headlineOver  = style{size: 21, bold: true, grey: 20, line: 9.7} // a picture, which is read from the last row
	pointStyle    = style{size: 20, grey: 30, line: 9.6}
	pointBeside   = style{size: 13.5, grey: 30, line: 6.6}
	sourceStyle   = style{size: 8, grey: 95, line: 4}
	notesTitle    = style{size: 12, bold: true, grey: 20, line: 6}
	noteStyle     = style{size: 11.5, grey: 25, line: 6.4}
)

// of is the style of one line.
func (st style) of(x SlideLine) style {
	if x.Faint {
		st.grey = 110
	}
	return st
}
