package reports

import (
	"html"
	"html/template"
	"strconv"
	"strings"
)

// Static pictures are drawn on a sheet of this width in CSS pixels; the page
// scales them. No style attribute is ever written: the page's policy forbids
// them, and colours come from the page's custom properties.
const sheetWidth = 360

// sheet writes one SVG element.
type sheet struct{ b strings.Builder }

// newSheet opens a picture that says label to those who do not see it.
func newSheet(height float64, label string) *sheet {
	s := &sheet{}
	s.b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" class="figure-svg" role="img"`)
	s.attrs("aria-label", label, "viewBox", "0 0 "+px(sheetWidth)+" "+px(height), "width", px(sheetWidth), "height", px(height))
	s.b.WriteString(` font-size="11">`)
	return s
}

// done closes the picture.
func (s *sheet) done() template.HTML {
	s.b.WriteString("</svg>")
	return template.HTML(s.b.String()) // every text and attribute went through escaping
}

func (s *sheet) attrs(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		s.b.WriteString(" " + pairs[i] + `="` + html.EscapeString(pairs[i+1]) + `"`)
	}
}

func (s *sheet) element(name string, pairs ...string) {
	s.b.WriteString("<" + name)
	s.attrs(pairs...)
	s.b.WriteString("/>")
}

func (s *sheet) rect(x, y, w, h float64, fill role) {
	s.element("rect", "x", px(x), "y", px(y), "width", px(w), "height", px(h), "fill", paint(fill))
}

func (s *sheet) line(x1, y1, x2, y2 float64, stroke role, width float64, dash string) {
	pairs := []string{"x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2), "stroke", paint(stroke), "stroke-width", px(width)}
	if dash != "" {
		pairs = append(pairs, "stroke-dasharray", dash)
	}
	s.element("line", pairs...)
}

// path draws a line through points given as x, y, x, y.
func (s *sheet) path(points []float64, stroke role, dash string) {
	s.stroke(points, stroke, dash, 2.5)
}

// stroke is a path of any width.
func (s *sheet) stroke(points []float64, stroke role, dash string, width float64) {
	var d strings.Builder
	for i := 0; i+1 < len(points); i += 2 {
		command := "L"
		if i == 0 {
			command = "M"
		}
		d.WriteString(command + px(points[i]) + " " + px(points[i+1]))
	}
	pairs := []string{"d", d.String(), "fill", "none", "stroke", paint(stroke), "stroke-width", px(width), "stroke-linejoin", "round"}
	if dash != "" {
		pairs = append(pairs, "stroke-dasharray", dash)
	}
	s.element("path", pairs...)
}

// text writes lines of text below each other; the first has its middle at y.
func (s *sheet) text(x, y float64, anchor string, fill role, size float64, text string) {
	for i, lineText := range strings.Split(text, "\n") {
		s.b.WriteString("<text")
		s.attrs("x", px(x), "y", px(y+float64(i)*size*1.2), "dy", "0.35em", "fill", paint(fill), "text-anchor", anchor, "font-size", px(size))
		s.b.WriteString(">" + html.EscapeString(lineText) + "</text>")
	}
}

// symbol draws the mark of a point, hollow or filled.
func (s *sheet) symbol(m mark, x, y, size float64, c role, hollow bool) {
	fill := paint(c)
	if hollow {
		fill = paint(surface)
	}
	style := []string{"fill", fill, "stroke", paint(c), "stroke-width", "2"}
	r := size / 2
	switch m.symbol {
	case "rect":
		s.element("rect", append([]string{"x", px(x - r*0.85), "y", px(y - r*0.85), "width", px(r * 1.7), "height", px(r * 1.7)}, style...)...)
	case "triangle":
		up := r
		if m.turned != 0 {
			up = -r
		}
		s.polygon([]float64{x, y - up, x + r, y + up*0.8, x - r, y + up*0.8}, style)
	case "diamond":
		s.polygon([]float64{x, y - r, x + r, y, x, y + r, x - r, y}, style)
	default:
		s.element("circle", append([]string{"cx", px(x), "cy", px(y), "r", px(r)}, style...)...)
	}
}

func (s *sheet) polygon(points []float64, style []string) {
	list := make([]string, len(points))
	for i, p := range points {
		list[i] = px(p)
	}
	s.element("polygon", append([]string{"points", strings.Join(list, " ")}, style...)...)
}

// px prints a length with at most one decimal.
func px(v float64) string {
	out := strconv.FormatFloat(v, 'f', 1, 64)
	return strings.TrimSuffix(out, ".0")
}

// dashes turns the name of a line type into a dash array.
func dashes(kind string) string {
	switch kind {
	case "dashed":
		return "6 4"
	case "dotted":
		return "2 3"
	}
	return ""
}
