package reports

import (
	"fmt"
	"html/template"

	"michinori/app/maturity"
)

func areaKeys(l maturity.Language) [][]key {
	var keys []key
	for _, kind := range areaKinds {
		for _, c := range newAreaBar("", nil, 0).counts {
			keys = append(keys, key{say(l, kind.key, c.Criticality), func(s *sheet, x, y float64) {
				s.block(kind, c.Criticality, x-2, y-6, 12, 12)
			}})
		}
	}
	return legendRows(keys)
}

// block draws a piece of a bar, filled or outlined within the same borders.
func (s *sheet) block(kind areaKind, criticality int, x, y, w, h float64) {
	c := levelRole(criticalityLevel(criticality))
	if !kind.outlined {
		s.rect(x, y, w, h, c)
		return
	}
	s.element("rect", "x", px(x+1), "y", px(y+1), "width", px(max(w-2, 0.5)), "height", px(max(h-2, 0.5)),
		"fill", paint(surface), "stroke", paint(c), "stroke-width", "2")
}

func areasPicture(bars areaBars, f Figure) template.HTML {
	l, sc := f.Lang, bars.scale()
	p := plot{left: 26, top: 14, width: sheetWidth - 26 - 4, height: 190, columns: len(bars)}
	rows := areaKeys(l)
	bottom := p.y(0) + 58
	s := newSheet(bottom+float64(len(rows))*keyHeight-4, f.Summary)
	s.countGround(p, sc)
	s.roundLabels(p, bars.axis())
	width := min(p.step()*0.36, 34)
	for i, b := range bars {
		for k, kind := range areaKinds {
			s.areaColumn(p, sc, b, kind, p.x(i)+(float64(k)-1)*width*1.06, width)
		}
	}
	s.legend(bottom, rows)
	return s.done()
}

// areaColumn stacks the areas of one kind, the most critical at the bottom.
func (s *sheet) areaColumn(p plot, sc scale, b areaBar, kind areaKind, x, width float64) {
	below := 0
	for _, c := range b.counts {
		n := kind.of(c)
		if n == 0 || b.teams == 0 {
			continue
		}
		y, h := p.y(sc.percent(below+n)), p.height*sc.percent(n)/100
		s.block(kind, c.Criticality, x, y+0.5, width, max(h-1, 0.5))
		if sc.percent(n) >= roomForCount {
			s.text(x+width/2, y+h/2, "middle", onArea(kind, c.Criticality), 10, fmt.Sprint(n))
		}
		below += n
	}
}

func areaGroupsPicture(bars areaBars, f Figure) template.HTML {
	l, sc := f.Lang, bars.scale()
	p := plot{left: 108, top: 8, width: sheetWidth - 108 - 14, height: 46 * float64(max(len(bars), 1)), columns: len(bars)}
	rows := areaKeys(l)
	bottom := p.top + p.height + 38
	s := newSheet(bottom+float64(len(rows))*keyHeight-4, f.Summary)
	for n := 0; n <= sc.end; n += sc.step {
		x := p.along(sc.percent(n))
		s.line(x, p.top, x, p.top+p.height, band, 1, "")
		s.text(x, p.top+p.height+10, "middle", muted, 10, fmt.Sprint(n))
	}
	for i, b := range bars {
		s.text(p.left-8, p.rowY(i)-float64(lines(b.axis)-1)*6, "end", ink, 10, b.axis)
		for k, kind := range areaKinds {
			s.areaRow(p, sc, b, kind, p.rowY(i)+(float64(k)-1)*17)
		}
		if b.teams == 0 {
			s.text(p.left+6, p.rowY(i), "start", muted, 11, say(l, "absent.shared"))
		}
	}
	s.line(p.left, p.top, p.left, p.top+p.height, rule, 1, "")
	s.legend(bottom, rows)
	return s.done()
}

// areaRow lays the areas of one kind side by side, the most critical first.
func (s *sheet) areaRow(p plot, sc scale, b areaBar, kind areaKind, y float64) {
	before := 0
	for _, c := range b.counts {
		n := kind.of(c)
		if n == 0 || b.teams == 0 {
			continue
		}
		x, w := p.along(sc.percent(before)), p.width*sc.percent(n)/100
		s.block(kind, c.Criticality, x+0.5, y, max(w-1, 0.5), 16)
		if sc.percent(n) >= roomForCount {
			s.text(x+w/2, y+8, "middle", onArea(kind, c.Criticality), 10, fmt.Sprint(n))
		}
		before += n
	}
}
