package reports

import (
	"strings"

	"michinori/app/maturity"
)

// plot is the area of a picture in which values are drawn.
type plot struct {
	left, top, width, height float64
	columns                  int
}

// y is the height of a score or a share of 0 to 100.
func (p plot) y(v float64) float64 { return p.top + p.height*(100-v)/100 }

// x is the middle of a column, step its width.
func (p plot) x(i int) float64 { return p.left + (float64(i)+0.5)*p.step() }

func (p plot) step() float64 { return p.width / float64(max(p.columns, 1)) }

// along is the place of a score or share of 0 to 100 from left to right.
func (p plot) along(v float64) float64 { return p.left + p.width*v/100 }

// rowY is the middle of a row when columns lie as rows.
func (p plot) rowY(i int) float64 { return p.top + (float64(i)+0.5)*p.row() }

func (p plot) row() float64 { return p.height / float64(max(p.columns, 1)) }

// levelGround draws bands, the scale on the left and the levels on the right.
func (s *sheet) levelGround(l maturity.Language, p plot) {
	for level := range levelNames {
		top := p.y(float64(level+1) * 20)
		if level%2 == 0 {
			s.rect(p.left, top, p.width, p.height/5, band)
		}
		name := wrapped(levelWithName(l, level))
		y := top + p.height/10 - float64(strings.Count(name, "\n"))*6
		s.text(p.left+p.width+6, y, "start", muted, 10, name)
	}
	for v := 0; v <= 100; v += 20 {
		s.text(p.left-6, p.y(float64(v)), "end", muted, 10, px(float64(v)))
	}
	s.line(p.left, p.y(0), p.left+p.width, p.y(0), rule, 1, "")
}

// roundLabels writes the rounds below, leaving some out where they would touch.
func (s *sheet) roundLabels(p plot, labels []string) {
	widest := 0.0
	for _, label := range labels {
		for _, part := range strings.Split(label, "\n") {
			widest = max(widest, textWidth(part, 10))
		}
	}
	every := 1
	for float64(every)*p.step() < widest+4 {
		every++
	}
	for i := (len(labels) - 1) % every; i >= 0 && i < len(labels); i += every {
		s.text(p.x(i), p.y(0)+11, "middle", ink, 10, labels[i])
	}
}

func (s *sheet) breakLines(l maturity.Language, p plot, breaks []aBreak) {
	for _, b := range breaks {
		x := p.left + float64(b.before)*p.step()
		s.line(x, p.top, x, p.y(0), muted, 1.5, "5 4")
		s.text(x, p.top-9, "middle", muted, 10, say(l, "chart.edition", b.edition))
	}
}

// key is one entry of a legend; paintKey draws its sign with its middle at x, y.
type key struct {
	name     string
	paintKey func(s *sheet, x, y float64)
}

const keyWidth, keyHeight = 30, 17

// legendRows breaks a legend into rows that fit the sheet.
func legendRows(keys []key) [][]key {
	var rows [][]key
	room := 0.0
	for _, k := range keys {
		w := keyWidth + textWidth(k.name, 11) + 12
		if len(rows) == 0 || room < w {
			rows = append(rows, nil)
			room = sheetWidth
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
		room -= w
	}
	return rows
}

func (s *sheet) legend(y float64, rows [][]key) {
	for _, row := range rows {
		width := 0.0
		for _, k := range row {
			width += keyWidth + textWidth(k.name, 11) + 12
		}
		x := (sheetWidth - width) / 2
		for _, k := range row {
			k.paintKey(s, x+keyWidth/2, y)
			s.text(x+keyWidth+2, y, "start", ink, 11, k.name)
			x += keyWidth + textWidth(k.name, 11) + 12
		}
		y += keyHeight
	}
}

// textWidth estimates the width of a text: nothing here knows the font.
func textWidth(s string, size float64) float64 {
	ems := 0.0
	for _, r := range s {
		if r < 0x2e80 {
			ems += 0.56
		} else {
			ems++
		}
	}
	return ems * size
}

// wrapped breaks a text that is too wide for the margin into two lines, at the
// blank or comma nearest its middle; without one it stays as it is.
func wrapped(s string) string {
	if textWidth(s, 10) <= 90 {
		return s
	}
	runes := []rune(s)
	best := -1
	for i, r := range runes {
		if i > 1 && (r == ' ' || r == '、') && (best < 0 || distance(i, len(runes)/2) < distance(best, len(runes)/2)) {
			best = i
		}
	}
	if best < 0 {
		return s
	}
	return strings.TrimRight(string(runes[:best+1]), " ") + "\n" + string(runes[best+1:])
}

// fitted breaks a name of any length into at most two lines for the margin,
// after a blank where there is one; what has no room is cut, as the table has
// the whole name.
func fitted(name string) string {
	const room, size = 84, 10
	runes := []rune(strings.Join(strings.Fields(name), " "))
	fits := func(r []rune) int {
		n := 0
		for n < len(r) && textWidth(string(r[:n+1]), size) <= room {
			n++
		}
		return n
	}
	first := fits(runes)
	if first == len(runes) {
		return string(runes)
	}
	for i := first; i > first/2; i-- {
		if runes[i] == ' ' {
			first = i
			break
		}
	}
	rest := []rune(strings.TrimSpace(string(runes[first:])))
	if n := fits(rest); n < len(rest) {
		rest = append(rest[:max(n-1, 0)], '…')
	}
	return strings.TrimSpace(string(runes[:first])) + "\n" + string(rest)
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}
