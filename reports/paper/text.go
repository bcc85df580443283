package paper

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"

	"michinori/reports/typeface"
)

// style is how words look.
type style struct {
	size float64 // in points
	bold bool
	grey int // 0 is black
	line float64

	accent bool // in the colour of what matters, in place of grey
}

var (
	body     = style{size: 10, grey: 25, line: 5.5}
	small    = style{size: 8, grey: 85, line: 4.1}
	strong   = style{size: 9, bold: true, grey: 25, line: 5}
	headings = []style{
		{size: 18, bold: true, line: 9.5}, {size: 13, bold: true, line: 7.5}, {size: 10.5, bold: true, line: 6},
	}
)

// point is one in mm.
const point = 25.4 / 72

func (st style) width(text string) float64 {
	return typeface.Weight(st.bold).Width(text) * st.size * point
}

func write(pdf *fpdf.Fpdf, st style, x, y float64, text string) {
	typeface.Weight(st.bold).Use(pdf, st.size)
	if pdf.SetTextColor(st.grey, st.grey, st.grey); st.accent {
		pdf.SetTextColor(accent[0], accent[1], accent[2])
	}
	pdf.Text(x, y, text)
}

// bookmark adds a line to the list of headings beside the pages. Level 0 is the
// highest, and comes first.
func bookmark(pdf *fpdf.Fpdf, text string, level int, y float64) {
	typeface.Weight(false).Use(pdf, small.size) // a text is taken for what the font is
	pdf.Bookmark(typeface.Printable(text), level, y)
}

// heading waits for what it is about. Level 0 is a note below one, that waits
// with it.
type heading struct {
	level int
	text  string
	lines []string
	style style
	key   string // links lead to it
	more  string // the key of the heading with more to read
}

func (h heading) kind() string {
	if h.level == 0 {
		return "P"
	}
	return fmt.Sprintf("H%d", h.level)
}

// above is what is left free above it, but at the top of a page.
func (h heading) above() float64 {
	if h.level == 0 {
		return 0
	}
	return 4
}

func (h heading) height() float64 { return h.above() + float64(len(h.lines))*h.style.line + 1.5 }

// Under adds a note that stays with what comes next, as the heading above it
// does.
func (s *Sheet) Under(text string) {
	if lines := wrap(small, text, width); len(lines) > 0 {
		s.waiting = append(s.waiting, heading{text: text, lines: lines, style: s.led(small)})
	}
}

// Heading puts a heading of level 1, 2 or 3 above the next block.
func (s *Sheet) Heading(level int, text string) {
	s.heading(heading{level: min(max(level, 1), len(headings)), text: text}, width)
}

func (s *Sheet) heading(h heading, room float64) {
	h.style = s.led(headings[h.level-1])
	if h.lines = balanced(h.style, h.text, room); len(h.lines) > 0 {
		s.waiting = append(s.waiting, h)
	}
}

func (s *Sheet) set(h heading) {
	if !s.fresh {
		s.y += h.above()
	}
	y := s.y
	if h.key != "" {
		s.targets[h.key] = target{h.text, len(s.pages) - 1, y}
	}
	if h.level > 0 {
		level := min(h.level-1, s.depth) // there is no third level right below the first
		s.depth = level + 1
		s.mark(nil, func(pdf *fpdf.Fpdf) { bookmark(pdf, h.text, level, y) })
	}
	s.lines(s.said.add(h.kind()).say(h.text), h.style, side, h.lines)
	if h.more != "" {
		s.more(h, y)
	}
	s.y += 1.5
}

// Leading sets the lines of headings and paragraphs from here on closer: at 0.8
// they are 0.8 of as far apart as usual.
func (s *Sheet) Leading(of float64) { s.leading = of }

func (s *Sheet) led(st style) style {
	st.line *= s.leading
	return st
}

// Paragraph adds a paragraph of running text.
func (s *Sheet) Paragraph(text string) { s.paragraph(body, text, "") }

// Answer adds a paragraph that begins with the answer to the heading above it, in
// bold letters.
func (s *Sheet) Answer(answer, more string) { s.paragraph(body, answer+more, answer) }

// Small adds a note: of how many, from where, with what care.
func (s *Sheet) Small(text string) { s.paragraph(small, text, "") }

// whole is the part of a page up to which words stand together.
const whole = 1.0 / 3

// Together has paragraphs and the notes to them stand on one page with their
// heading, where they are short: none of them is alone on the next.
func (s *Sheet) Together(paragraphs, notes []string) {
	h := s.above()
	for _, of := range []struct {
		style style
		texts []string
	}{{body, paragraphs}, {small, notes}} {
		wide, st := of.style, s.led(of.style)
		wide.bold = st.size == body.size // an answer may be
		for _, text := range of.texts {
			h += (float64(len(wrap(wide, text, width))) + 0.3) * st.line
		}
	}
	room := s.Left()
	if n := len(notes); n > 0 && len(wrap(small, notes[n-1], width)) == 1 {
		room += small.line // the note may stand in the margin
	}
	if !s.fresh && h < (bottom-top)*whole && h > room {
		s.newPage()
	}
}

func (s *Sheet) paragraph(st style, text, begin string) {
	wide := st
	wide.bold = begin != ""
	lines := inTwoWeights(wrap(wide, text, width), begin)
	if len(lines) == 0 {
		return
	}
	st = s.led(st)
	var all *element
	// Two lines stay together, at the end of a page and at its beginning.
	for len(lines) > 0 {
		if !s.belongsHere(st, lines) {
			s.settle(float64(min(len(lines), 2)) * st.line)
		}
		if all == nil { // behind the headings that waited
			all = s.said.add("P").say(text)
		}
		n := min(max(int(s.Left()/st.line), 1), len(lines))
		if len(lines)-n == 1 && n > 2 {
			n--
		}
		s.weighted(all, st, side, lines[:n])
		if lines = lines[n:]; len(lines) > 0 {
			s.newPage()
		}
	}
	s.y += st.line * 0.3
}

// belongsHere reports whether lines are a single line of a note, which stands in
// the margin rather than alone on top of a page, away from what it is a note to.
func (s *Sheet) belongsHere(st style, lines []textLine) bool {
	return st.size == small.size && len(lines) == 1 && !s.fresh && len(s.waiting) == 0 && s.Left() >= 0
}

// textLine is a line that begins in bold letters and goes on without.
type textLine struct{ bold, rest string }

// inTwoWeights parts lines where the text that they begin with ends. Spaces do
// not count: wrapping takes and adds some.
func inTwoWeights(lines []string, begin string) []textLine {
	left := len([]rune(strings.ReplaceAll(typeface.Printable(begin), " ", "")))
	out := make([]textLine, len(lines))
	for i, line := range lines {
		end := 0
		for at, letter := range line {
			if left == 0 {
				break
			}
			if end = at + utf8.RuneLen(letter); letter != ' ' {
				left--
			}
		}
		out[i] = textLine{line[:end], line[end:]}
	}
	return out
}

// lines sets lines of an element one below the other; there is room for them.
func (s *Sheet) lines(of *element, st style, x float64, lines []string) {
	s.weighted(of, st, x, inTwoWeights(lines, ""))
}

func (s *Sheet) weighted(of *element, st style, x float64, lines []textLine) {
	heavy := st
	heavy.bold = true
	for _, line := range lines {
		y := s.y + st.line*0.74
		s.mark(of, func(pdf *fpdf.Fpdf) {
			if line.bold != "" {
				write(pdf, heavy, x, y, line.bold)
			}
			if line.rest != "" {
				write(pdf, st, x+heavy.width(line.bold), y, line.rest)
			}
		})
		s.y += st.line
	}
}
