package paper

import (
	"codeberg.org/go-pdf/fpdf"

	"michinori/reports/draw"
)

// Figure is a picture with its title above it and a caption below, all on one
// page, and what it shows for those who do not see it. It is as wide as the page
// unless that makes it higher than Most mm; 0 leaves it to the page.
type Figure struct {
	Picture                 *draw.Picture
	Title, Caption, Summary string
	Most                    float64
}

// smaller is how much smaller pictures may become, so that one more of them
// stands on a page, where nothing else was said.
const smaller = 0.8

// Smallest sets how much smaller pictures may become from here on, so that one
// more of them stands on a page: at 0.8 they keep 0.8 of their height.
func (s *Sheet) Smallest(of float64) { s.smallest = of }

// Figures adds figures, one below the other. Those that have not quite the room
// on a page become a little smaller.
func (s *Sheet) Figures(all ...Figure) {
	for len(all) > 0 {
		n, scale := onPage(all, s.Left()-s.above(), s.smallest)
		if n == 0 {
			n, scale = onPage(all, bottom-top-s.above(), s.smallest)
		}
		n = max(n, 1)
		for _, f := range all[:n] {
			s.figure(f, scale)
		}
		all = all[n:]
	}
}

// onPage returns how many of the figures have room in left mm, and how large
// their pictures are then, at most 1 and at least smallest.
func onPage(all []Figure, left, smallest float64) (n int, scale float64) {
	scale = 1
	words, heights := 0.0, 0.0
	for i, f := range all {
		words += f.words()
		heights += f.height()
		if words+heights*smallest > left {
			break
		}
		n, scale = i+1, min((left-words)/max(heights, 1), 1)
	}
	return n, scale
}

func (f Figure) above() []string { return wrap(strong, f.Title, width) }

func (f Figure) below() []string { return wrap(small, f.Caption, width) }

// words returns how high what stands around the picture is, with the gap behind
// it.
func (f Figure) words() float64 {
	return float64(len(f.above()))*strong.line + float64(len(f.below()))*small.line + 5
}

// height returns how high the picture is where nothing else is on the page but a
// heading.
func (f Figure) height() float64 {
	const heading = 30.0
	most := max(bottom-top-f.words()-heading, 40)
	if f.Most > 0 {
		most = min(most, f.Most)
	}
	w, h := f.Picture.Size()
	if w <= 0 {
		return 0
	}
	return min(width*h/w, most)
}

func (s *Sheet) figure(f Figure, scale float64) {
	height := f.height() * scale
	if height <= 0 {
		return
	}
	s.settle(f.words() + height - 0.001) // what was shared out exactly
	s.lines(s.said.add("P").say(f.Title), strong, side, f.above())
	picture := s.said.add("Figure")
	picture.alt = f.Summary
	y := s.y + 1
	s.mark(picture, func(pdf *fpdf.Fpdf) { f.Picture.Draw(pdf, side, y, width, height) })
	s.y = y + height + 1
	if below := f.below(); len(below) > 0 {
		s.lines(s.said.add("P").say(f.Caption), small, side, below)
	}
	s.y += 3
}
