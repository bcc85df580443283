package paper

import (
	"codeberg.org/go-pdf/fpdf"

	"michinori/reports/draw"
)

// Figure adds a picture with its title above it and a caption below, all on one
// page, and what it shows for those who do not see it. The picture is as wide as the page unless that makes it higher than
// most mm; 0 leaves it to the page.
func (s *Sheet) Figure(p *draw.Picture, title, caption, summary string, most float64) {
	w, h := p.Size()
	if w <= 0 || h <= 0 {
		return
	}
	above, below := wrap(strong, title, width), wrap(small, caption, width)
	words := float64(len(above))*strong.line + float64(len(below))*small.line + 7
	if whole := bottom - top - words - 30; most <= 0 || most > whole {
		most = max(whole, 40) // 30 mm are for a heading
	}
	height := min(width*h/w, most)
	s.settle(words + height)
	s.lines(s.said.add("P").say(title), strong, side, above)
	picture := s.said.add("Figure")
	picture.alt = summary
	y := s.y + 1
	s.mark(picture, func(pdf *fpdf.Fpdf) { p.Draw(pdf, side, y, width, height) })
	s.y = y + height + 1
	if len(below) > 0 {
		s.lines(s.said.add("P").say(caption), small, side, below)
	}
	s.y += 5
}
