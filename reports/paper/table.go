package paper

import (
	"slices"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"michinori/reports"
)

// pad is beside and above what stands in a cell.
const pad = 1.2

// grid is a table being set.
type grid struct {
	sheet      *Sheet
	text, head style
	widths     []float64
	numeric    []bool
	titles     [][]string
	said       *element
}

// Table adds a table with its title. A short one stands on one page; the head of
// others stands again on every page, and a row is cut only where it is higher
// than a page.
func (s *Sheet) Table(t reports.Table, title string) {
	if len(t.Columns) == 0 {
		return
	}
	g := newGrid(s, t)
	above := wrap(strong, title, width)
	head := float64(len(above))*strong.line + g.height(g.titles, g.head)
	rows, all := g.wrapped(t.Rows)
	if all += head; all > (bottom-top)*whole {
		all = head + 3*g.text.line
	}
	s.settle(all)
	g.said = s.said.add("Table")
	if len(above) > 0 {
		s.lines(g.said.add("Caption").say(title), strong, side, above)
	}
	heads := g.cells("TH")
	for i, c := range t.Columns {
		heads[i].say(c.Title)
	}
	g.row(g.titles, g.head, heads)
	g.rule(0.4, 90)
	for i, row := range t.Rows {
		said := g.cells("TD")
		for j := range min(len(row), len(said)) {
			said[j].say(row[j].String())
		}
		g.add(rows[i], said)
	}
	s.y += 4
}

// wrapped breaks what stands in rows, and returns how high all of them are.
func (g *grid) wrapped(rows [][]reports.Cell) (out [][][]string, height float64) {
	out = make([][][]string, len(rows))
	for i, row := range rows {
		out[i] = make([][]string, len(g.widths))
		for j := range min(len(row), len(g.widths)) {
			out[i][j] = wrap(g.text, row[j].String(), g.widths[j]-2*pad)
		}
		height += g.height(out[i], g.text)
	}
	return out, height
}

func newGrid(s *Sheet, t reports.Table) *grid {
	g := &grid{sheet: s, text: style{size: 8.5, grey: 25, line: 4.4}}
	if len(t.Columns) > 9 {
		g.text.size, g.text.line = 6.5, 3.4
	}
	g.head = g.text
	g.head.bold = true
	natural := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		g.numeric = append(g.numeric, c.Numeric)
		natural[i] = widest(g.head, c.Title)
		for _, row := range t.Rows {
			if i < len(row) {
				natural[i] = max(natural[i], widest(g.text, row[i].String()))
			}
		}
		natural[i] += 2*pad + 0.2
	}
	g.widths = shared(natural, width)
	for i, c := range t.Columns {
		g.titles = append(g.titles, wrap(g.head, c.Title, g.widths[i]-2*pad))
	}
	return g
}

// widest is the width of a text in one piece, which nothing needs beyond a page.
func widest(st style, text string) float64 {
	var out float64
	for _, line := range wrap(st, text, width) {
		out = max(out, st.width(line))
	}
	return out
}

// shared makes the widest columns narrower until all have room.
func shared(natural []float64, room float64) []float64 {
	sorted := slices.Sorted(slices.Values(natural))
	most, left := room, room
	for i, w := range sorted {
		if most = left / float64(len(sorted)-i); w > most {
			break
		}
		left -= w
		most = w
	}
	out := make([]float64, len(natural))
	for i, w := range natural {
		out[i] = min(w, most)
	}
	return out
}

func (g *grid) height(cells [][]string, st style) float64 {
	n := 1
	for _, lines := range cells {
		n = max(n, len(lines))
	}
	return float64(n)*st.line + pad
}

// again repeats the head at the top of a page. Who hears the table has heard it.
func (g *grid) again() {
	g.row(g.titles, g.head, make([]*element, len(g.widths)))
	g.rule(0.4, 90)
}

// cells adds a row with a cell of a kind for each column.
func (g *grid) cells(kind string) []*element {
	row := g.said.add("TR")
	out := make([]*element, len(g.widths))
	for i := range out {
		out[i] = row.add(kind)
	}
	return out
}

func (g *grid) add(cells [][]string, said []*element) {
	s := g.sheet
	head := g.height(g.titles, g.head)
	if h := g.height(cells, g.text); s.y+h > bottom && h <= bottom-top-head {
		s.newPage()
		g.again()
	}
	for {
		n := max(int((s.Left()-pad)/g.text.line), 1)
		first, rest := cut(cells, n)
		g.row(first, g.text, said)
		g.rule(0.1, 190)
		if rest == nil {
			return
		}
		cells = rest
		s.newPage()
		g.again()
	}
}

// cut splits cells after n lines; the rest is nil where nothing is left.
func cut(cells [][]string, n int) (first, rest [][]string) {
	more := false
	for _, lines := range cells {
		at := min(n, len(lines))
		first, rest = append(first, lines[:at]), append(rest, lines[at:])
		more = more || at < len(lines)
	}
	if !more {
		rest = nil
	}
	return first, rest
}

func (g *grid) row(cells [][]string, st style, said []*element) {
	s := g.sheet
	begin, x := s.y, float64(side)
	for i, lines := range cells {
		s.y = begin + pad/2
		for _, line := range lines {
			at := x + pad
			if g.numeric[i] {
				at = x + g.widths[i] - pad - st.width(strings.TrimRight(line, " "))
			}
			s.lines(said[i], st, at, []string{line})
		}
		x += g.widths[i]
	}
	s.y = begin + g.height(cells, st)
}

func (g *grid) rule(thick float64, grey int) {
	y, sum := g.sheet.y, 0.0
	for _, w := range g.widths {
		sum += w
	}
	g.sheet.mark(nil, func(pdf *fpdf.Fpdf) {
		pdf.SetDrawColor(grey, grey, grey)
		pdf.SetLineWidth(thick)
		pdf.Line(side, y, side+sum, y)
	})
}
