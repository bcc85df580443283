package draw

import (
	"math"

	"codeberg.org/go-pdf/fpdf"

	"michinori/reports/typeface"
)

// Draw puts the picture on the current page as vectors and words, as large as
// it fits into the box with its proportions kept, in the middle; the box is in
// the units of pdf, and a height of 0 is whatever the width asks for. Colours,
// line and opacity of pdf are as before; its font is not.
func (p *Picture) Draw(pdf *fpdf.Fpdf, x, y, w, h float64) {
	if p.width <= 0 || p.height <= 0 {
		return
	}
	scale := w / p.width
	if h > 0 {
		scale = min(scale, h/p.height)
		y += (h - p.height*scale) / 2
	}
	x += (w - p.width*scale) / 2
	restore := kept(pdf)
	_, height := pdf.GetPageSize()
	s := sheet{pdf: pdf, at: translate(x, y).times(scaling(scale, scale)), scale: scale, height: height, alpha: -1}
	for i := range p.items {
		s.item(&p.items[i])
	}
	s.opacity(1)
	restore()
}

// kept returns what puts the state of pdf back.
func kept(pdf *fpdf.Fpdf) func() {
	dr, dg, db := pdf.GetDrawColor()
	fr, fg, fb := pdf.GetFillColor()
	tr, tg, tb := pdf.GetTextColor()
	width, cap, join := pdf.GetLineWidth(), pdf.GetLineCapStyle(), pdf.GetLineJoinStyle()
	return func() {
		pdf.SetDrawColor(dr, dg, db)
		pdf.SetFillColor(fr, fg, fb)
		pdf.SetTextColor(tr, tg, tb)
		pdf.SetLineWidth(width)
		pdf.SetLineCapStyle(cap)
		pdf.SetLineJoinStyle(join)
		pdf.SetDashPattern(nil, 0)
	}
}

type sheet struct {
	pdf    *fpdf.Fpdf
	at     matrix // from the picture to the page
	scale  float64
	height float64 // of the page
	alpha  float64
}

func (s *sheet) opacity(alpha float64) {
	alpha = math.Round(alpha*100) / 100 // each is an object of the document
	if alpha != s.alpha {
		s.pdf.SetAlpha(alpha, "Normal")
		s.alpha = alpha
	}
}

func (s *sheet) item(it *item) {
	if it.text != "" {
		// The writer takes a font it has set for set, also after what the
		// clip below restores; so it is set outside.
		typeface.Weight(it.bold).Use(s.pdf, it.size*s.scale*s.pdf.GetConversionRatio())
	}
	if len(it.clips) > 0 {
		s.pdf.TransformBegin()
		s.alpha = -1
		for _, c := range it.clips {
			s.trace(*c)
			s.pdf.RawWriteStr("W n\n")
		}
	}
	if it.text != "" {
		s.words(it)
	} else {
		s.shape(it)
	}
	if len(it.clips) > 0 {
		s.pdf.TransformEnd()
		s.alpha = -1
	}
}

func (s *sheet) shape(it *item) {
	stroke := it.stroke.visible() && it.width > 0
	if it.under && stroke {
		s.stroke(it)
		stroke = false
	}
	switch {
	case it.fill.visible() && it.fill.gradient != nil:
		s.shade(it)
	case it.fill.visible():
		s.fillColour(it.fill.rgba)
		s.trace(it.path)
		s.pdf.DrawPath("F")
	}
	if stroke {
		s.stroke(it)
	}
}

func (s *sheet) fillColour(c rgba) {
	s.opacity(c.alpha)
	s.pdf.SetFillColor(int(c.r), int(c.g), int(c.b))
}

func (s *sheet) stroke(it *item) {
	s.line(it)
	s.trace(it.path)
	s.pdf.DrawPath("D")
}

// line sets how a line is drawn. A gradient is drawn in its middle colour.
func (s *sheet) line(it *item) {
	c := it.stroke.rgba
	if it.stroke.gradient != nil {
		c = it.stroke.gradient.at(0.5)
	}
	s.opacity(c.alpha)
	s.pdf.SetDrawColor(int(c.r), int(c.g), int(c.b))
	s.pdf.SetLineWidth(it.width * s.scale)
	s.pdf.SetLineCapStyle(or(it.cap, "butt"))
	s.pdf.SetLineJoinStyle(or(it.join, "miter"))
	dash := make([]float64, len(it.dash))
	for i, d := range it.dash {
		dash[i] = d * s.scale
	}
	s.pdf.SetDashPattern(dash, it.dashOffset*s.scale)
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func (s *sheet) trace(p path) {
	for _, g := range p.transformed(s.at) {
		for k := range g.points() {
			g.p[k] = s.onPaper(g.p[k])
		}
		switch g.op {
		case 'M':
			s.pdf.MoveTo(g.p[0].x, g.p[0].y)
		case 'L':
			s.pdf.LineTo(g.p[0].x, g.p[0].y)
		case 'C':
			s.pdf.CurveBezierCubicTo(g.p[0].x, g.p[0].y, g.p[1].x, g.p[1].y, g.p[2].x, g.p[2].y)
		case 'Z':
			s.pdf.ClosePath()
		}
	}
}

// onPaper moves a point to where the writer puts the ends of straight lines, a
// hundredth of a point from the next such place. It does not put those of curves
// there, so that where a curve came back to a line a spur stood out.
func (s *sheet) onPaper(p point) point {
	hundredths := 100 * s.pdf.GetConversionRatio()
	return point{math.Round(p.x*hundredths) / hundredths, s.height - math.Round((s.height-p.y)*hundredths)/hundredths}
}

// bandsOfShade is into how many plain bands a gradient is cut: the writer's own
// gradients have no opacity.
const bandsOfShade = 64

// shade fills with a gradient, band by band.
func (s *sheet) shade(it *item) {
	g := it.fill.gradient
	s.pdf.TransformBegin()
	s.trace(it.path)
	s.pdf.RawWriteStr("W n\n")
	low, high := it.path.bounds()
	for i := range bandsOfShade {
		t := (float64(i) + 0.5) / bandsOfShade
		s.fillColour(g.at(t))
		s.trace(g.band(i, bandsOfShade, low, high))
		s.pdf.DrawPath("F*")
	}
	s.pdf.TransformEnd()
	s.alpha = -1
}

// band is the part i of n of a gradient within a box. The first and the last go
// on for ever.
func (g *gradient) band(i, n int, low, high point) path {
	far := math.Hypot(high.x-low.x, high.y-low.y) + 1
	from, to := float64(i)/float64(n), float64(i+1)/float64(n)
	if g.radius > 0 {
		outer := to * g.radius
		if i == n-1 {
			outer += far
		}
		return append(ellipse(g.from.x, g.from.y, outer, outer), ellipse(g.from.x, g.from.y, from*g.radius, from*g.radius)...)
	}
	dx, dy := g.to.x-g.from.x, g.to.y-g.from.y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return box(low.x, low.y, high.x-low.x, high.y-low.y)
	}
	if i == 0 {
		from -= far / length
	}
	if i == n-1 {
		to += far / length
	}
	along := matrix{dx, dy, -dy / length * far, dx / length * far, g.from.x, g.from.y}
	return box(from, -1, to-from, 2).transformed(along)
}

func (s *sheet) words(it *item) {
	face := typeface.Weight(it.bold)
	left, drop := -it.anchor*face.Width(it.text)*it.size, it.drop*it.size
	m := it.place
	if m.a == 1 && m.b == 0 && m.c == 0 && m.d == 1 {
		at := s.at.apply(point{m.e + left, m.f + drop})
		s.write(it, at)
		return
	}
	k := s.pdf.GetConversionRatio()
	at := s.at.apply(point{m.e, m.f})
	s.pdf.TransformBegin()
	s.alpha = -1
	s.pdf.Transform(fpdf.TransformMatrix{A: m.a, B: -m.b, C: -m.c, D: m.d, E: at.x * k, F: (s.height - at.y) * k})
	s.write(it, point{left * s.scale, s.height + drop*s.scale})
	s.pdf.TransformEnd()
	s.alpha = -1
}

func (s *sheet) write(it *item, at point) {
	if it.stroke.visible() && it.width > 0 {
		s.line(it)
		s.pdf.SetTextRenderingMode(1)
		s.pdf.Text(at.x, at.y, it.text)
		s.pdf.SetTextRenderingMode(0)
	}
	if !it.fill.visible() {
		return
	}
	c := it.fill.rgba
	s.fillColour(c)
	s.pdf.SetTextColor(int(c.r), int(c.g), int(c.b))
	s.pdf.Text(at.x, at.y, it.text)
}
