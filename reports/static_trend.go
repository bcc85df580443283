package reports

import (
	"html/template"

	"michinori/app/maturity"
)

// trendPlot leaves room for the scale on the left and the levels on the right.
func trendPlot(columns int) plot {
	return plot{left: 26, top: 38, width: sheetWidth - 26 - 96, height: 170, columns: columns}
}

func trendPicture(l maturity.Language, dim maturity.Dimension, line trendLine, f Figure) template.HTML {
	p := trendPlot(len(line))
	s := newSheet(p.y(0)+34, f.Summary)
	s.levelGround(l, p)
	s.roundLabels(p, axisLabels(line.labels()))
	s.breakLines(l, p, line.breaks())
	s.whiskers(p, line, dimensionRole(dim))
	s.segments(p, line, dim)
	for i, pt := range line {
		if pt.Value == nil {
			continue
		}
		m, size := mark{symbol: "circle"}, 9.0
		if pt.Recomposed {
			m, size = mark{symbol: "diamond"}, 13
		}
		s.symbol(m, p.x(i), p.y(*pt.Value), size, dimensionRole(dim), pt.OneVoice)
		top := p.y(*pt.Value) - 6
		if pt.High != nil {
			top = min(top, p.y(*pt.High))
		}
		above := line.caption(i)
		s.text(p.x(i), top-8-float64(lines(above)-1)*13.2, "middle", ink, 11, above)
	}
	return s.done()
}

func (s *sheet) whiskers(p plot, line trendLine, c role) {
	for i, pt := range line {
		if pt.Value == nil || pt.Low == nil {
			continue
		}
		x, low, high := p.x(i), p.y(*pt.Low), p.y(*pt.High)
		s.line(x, low, x, high, c, 1.5, "")
		s.line(x-5, low, x+5, low, c, 1.5, "")
		s.line(x-5, high, x+5, high, c, 1.5, "")
	}
}

// segments draws the line, interrupted by gaps and breaks.
func (s *sheet) segments(p plot, line trendLine, dim maturity.Dimension) {
	dash := dashes(dimensionMark(dim).line)
	var points []float64
	flush := func() {
		if len(points) > 2 {
			s.path(points, dimensionRole(dim), dash)
		}
		points = nil
	}
	for i, pt := range line {
		if pt.Value == nil || pt.broken {
			flush()
		}
		if pt.Value != nil {
			points = append(points, p.x(i), p.y(*pt.Value))
		}
	}
	flush()
}

func overviewPicture(l maturity.Language, o overviewLines, f Figure) template.HTML {
	p := trendPlot(len(o.rounds))
	var keys []key
	for _, dim := range maturity.Dimensions {
		keys = append(keys, dimensionKey(l, dim))
	}
	rows := legendRows(keys)
	bottom := p.y(0) + 44
	s := newSheet(bottom+float64(len(rows))*keyHeight, f.Summary)
	s.levelGround(l, p)
	s.roundLabels(p, axisLabels(o.rounds.labels()))
	s.breakLines(l, p, o.rounds.breaks())
	for _, dim := range maturity.Dimensions {
		s.segments(p, o.lines[dim], dim)
	}
	for _, dim := range maturity.Dimensions {
		for i, pt := range o.lines[dim] {
			if pt.Value != nil {
				s.symbol(dimensionMark(dim), p.x(i), p.y(*pt.Value), 9, dimensionRole(dim), pt.OneVoice)
			}
		}
	}
	s.legend(bottom, rows)
	return s.done()
}

func dimensionKey(l maturity.Language, dim maturity.Dimension) key {
	return key{DimensionName(dim).In(l), func(s *sheet, x, y float64) {
		m := dimensionMark(dim)
		s.path([]float64{x - 12, y, x + 12, y}, dimensionRole(dim), dashes(m.line))
		s.symbol(m, x, y, 9, dimensionRole(dim), false)
	}}
}
