package paper

import (
	"slices"

	"codeberg.org/go-pdf/fpdf"

	"michinori/reports/draw"
)

// Figure is a picture with its title above it and a caption below, all on one
// page, and what it shows for those who do not see it. It is as wide as the page
// unless that makes it higher than Most mm; 0 leaves it to the page. Half a
// figure stands beside the next, where that is half of one too.
type Figure struct {
	Picture                 *draw.Picture
	Title, Caption, Summary string
	Most                    float64
	Half                    bool
}

// smaller is how much smaller pictures may become, so that one more of them
// stands on a page, where nothing else was said.
const smaller = 0.8

// halved is by how much less than others halves may become smaller: their letters
// are small already.
const halved = 0.08

// gutter is what is left free between two halves, in mm.
const gutter = 6.0

// Smallest sets how much smaller pictures may become from here on, so that one
// more of them stands on a page: at 0.8 they keep 0.8 of their height.
func (s *Sheet) Smallest(of float64) { s.smallest = of }

// Figures adds figures, one below the other, and halves side by side. Those that
// have not quite the room on a page become a little smaller.
func (s *Sheet) Figures(all ...Figure) {
	for rest := rows(all); len(rest) > 0; {
		n, scale := onPage(rest, s.Left()-s.above(), s.smallest)
		if n == 0 {
			n, scale = onPage(rest, bottom-top-s.above(), s.smallest)
		}
		n = max(n, 1)
		for _, r := range rest[:n] {
			s.row(r, scale)
		}
		rest = rest[n:]
	}
}

// row is what stands side by side: one figure or two halves.
type row []Figure

func rows(all []Figure) []row {
	var out []row
	for rest := all; len(rest) > 0; {
		n := 1
		if len(rest) > 1 && rest[0].Half && rest[1].Half {
			n = 2
		}
		out = append(out, rest[:n])
		rest = rest[n:]
	}
	return out
}

// onPage returns how many of the rows have room in left mm, and how large their
// pictures are then, at most 1 and at least smallest.
func onPage(all []row, left, smallest float64) (n int, scale float64) {
	scale = 1
	words, heights := 0.0, 0.0
	if len(all) > 0 && all[0][0].Half {
		smallest = min(smallest+halved, 1)
	}
	for i, r := range all {
		words += r.words()
		heights += r.height()
		if words+heights*smallest > left {
			break
		}
		n, scale = i+1, min((left-words)/max(heights, 1), 1)
	}
	return n, scale
}

// titles returns how many lines the longest title takes.
func (r row) titles() int {
	n := 0
	for _, f := range r {
		n = max(n, len(f.above()))
	}
	return n
}

// words returns how high what stands around the pictures is, with the gap behind
// it.
func (r row) words() float64 {
	captions := 0
	for _, f := range r {
		captions = max(captions, len(f.below()))
	}
	return float64(r.titles())*strong.line + float64(captions)*small.line + 5
}

// height returns how high the pictures are where nothing else is on the page but
// a heading.
func (r row) height() float64 {
	heights := make([]float64, len(r))
	for i, f := range r {
		heights[i] = f.height(r.words())
	}
	return slices.Max(heights)
}

func (f Figure) width() float64 {
	if f.Half {
		return (width - gutter) / 2
	}
	return width
}

func (f Figure) above() []string { return wrap(strong, f.Title, f.width()) }

func (f Figure) below() []string { return wrap(small, f.Caption, f.width()) }

func (f Figure) height(words float64) float64 {
	const heading = 30.0
	most := max(bottom-top-words-heading, 40)
	if f.Most > 0 {
		most = min(most, f.Most)
	}
	w, h := f.Picture.Size()
	if w <= 0 {
		return 0
	}
	return min(f.width()*h/w, most)
}

func (s *Sheet) row(r row, scale float64) {
	height := r.height() * scale
	if height <= 0 {
		return
	}
	s.settle(r.words() + height - 0.001) // what was shared out exactly
	begin, end := s.y, s.y
	for i, f := range r {
		x := side + float64(i)*(f.width()+gutter)
		s.y = begin
		s.lines(s.said.add("P").say(f.Title), strong, x, f.above())
		picture := s.said.add("Figure")
		picture.alt = f.Summary
		y := begin + float64(r.titles())*strong.line + 1
		s.mark(picture, func(pdf *fpdf.Fpdf) { f.Picture.Draw(pdf, x, y, f.width(), height) })
		s.y = y + height + 1
		if below := f.below(); len(below) > 0 {
			s.lines(s.said.add("P").say(f.Caption), small, x, below)
		}
		end = max(end, s.y)
	}
	s.y = end + 3
}
