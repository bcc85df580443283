package reports

import (
	"fmt"
	"html/template"
)

func registerPicture(rounds registerRounds, f Figure) template.HTML {
	l, sc := f.Lang, rounds.scale()
	p := plot{left: 26, top: 22, width: sheetWidth - 26 - 10, height: 150, columns: len(rounds)}
	var keys []key
	for k, line := range factorLines {
		keys = append(keys, key{say(l, line.key), func(s *sheet, x, y float64) {
			s.stroke([]float64{x - 12, y, x + 12, y}, line.colour, dashes(line.mark.line), 4-2*float64(k))
			s.symbol(line.mark, x, y, 11-2*float64(k), line.colour, k == 1)
		}})
	}
	rows := legendRows(keys)
	bottom := p.y(0) + 48
	s := newSheet(bottom+float64(len(rows))*keyHeight-4, f.Summary)
	s.countGround(p, sc)
	s.roundLabels(p, axisLabels(rounds.labels()))
	for k, line := range factorLines {
		s.steps(p, sc, rounds, line, 4-2*float64(k))
	}
	for k, line := range factorLines {
		for i, r := range rounds {
			v := line.at(r)
			if v == nil {
				continue
			}
			y := p.y(sc.percent(*v))
			s.symbol(line.mark, p.x(i), y, 11-2*float64(k), line.colour, k == 1)
			text, below := rounds.caption(k, i)
			if below {
				y += 26
			}
			s.text(p.x(i), y-13, "middle", ink, 11, text)
		}
	}
	s.legend(bottom, rows)
	return s.done()
}

// countGround draws the lines and numbers of a scale of whole numbers.
func (s *sheet) countGround(p plot, sc scale) {
	for n := 0; n <= sc.end; n += sc.step {
		y := p.y(sc.percent(n))
		if n > 0 {
			s.line(p.left, y, p.left+p.width, y, band, 1, "")
		}
		s.text(p.left-6, y, "end", muted, 10, fmt.Sprint(n))
	}
	s.line(p.left, p.y(0), p.left+p.width, p.y(0), rule, 1, "")
}

// steps draws a line that changes half-way between rounds, interrupted by gaps.
func (s *sheet) steps(p plot, sc scale, rounds registerRounds, line factorLine, width float64) {
	var points []float64
	flush := func() {
		if len(points) > 2 {
			s.stroke(points, line.colour, dashes(line.mark.line), width)
		}
		points = nil
	}
	for i, r := range rounds {
		v := line.at(r)
		if v == nil {
			flush()
			continue
		}
		y := p.y(sc.percent(*v))
		if len(points) > 0 {
			half := p.x(i) - p.step()/2
			points = append(points, half, points[len(points)-1], half, y)
		}
		points = append(points, p.x(i), y)
	}
	flush()
}
