package reports

import (
	"html/template"
	"strings"

	"michinori/app/maturity"
)

func lines(s string) int { return strings.Count(s, "\n") + 1 }

func levelKeys(l maturity.Language) [][]key {
	keys := make([]key, len(levelNames))
	for level := range levelNames {
		keys[level] = key{say(l, "levels.series", level, levelNames[level].In(l)), func(s *sheet, x, y float64) {
			s.rect(x-2, y-6, 12, 12, levelRole(level))
		}}
	}
	return legendRows(keys)
}

func levelsPicture(stack levelStack, f Figure) template.HTML {
	l := f.Lang
	p := plot{left: 34, top: 26, width: sheetWidth - 34 - 4, height: 210, columns: len(stack)}
	rows := levelKeys(l)
	bottom := p.y(0) + 56
	s := newSheet(bottom+float64(len(rows))*keyHeight-4, f.Summary)
	for v := 0; v <= 100; v += 25 {
		s.text(p.left-5, p.y(float64(v)), "end", muted, 10, px(float64(v))+"%")
	}
	s.line(p.left, p.y(0), p.left+p.width, p.y(0), rule, 1, "")
	labels := axisLabels(stack.names())
	var breaks []aBreak
	for i, b := range stack {
		labels[i] = say(l, "levels.axis", labels[i], b.Assessed())
		if b.broken {
			breaks = append(breaks, aBreak{i, b.edition})
		}
		s.column(p, i, b)
	}
	s.roundLabels(p, labels)
	s.breakLines(l, p, breaks)
	s.legend(bottom, rows)
	return s.done()
}

// column stacks the shares of one bar from the lowest level upwards.
func (s *sheet) column(p plot, i int, b levelBar) {
	width := min(p.step()*0.72, 56)
	below := 0.0
	for level, teams := range b.Teams {
		part := share(teams, b.Assessed())
		if part == nil || *part == 0 {
			continue
		}
		y, h := p.y(below+*part), p.height**part/100
		s.rect(p.x(i)-width/2, y+0.5, width, max(h-1, 0.5), levelRole(level))
		if *part >= roomForLabel {
			s.text(p.x(i), y+h/2-5.5, "middle", onLevel(level), 10, segmentLabel(level, teams))
		}
		below += *part
	}
}

func levelOverviewPicture(stack levelStack, f Figure) template.HTML {
	l := f.Lang
	p := plot{left: 82, top: 8, width: sheetWidth - 82 - 16, height: 230, columns: len(stack)}
	rows := levelKeys(l)
	bottom := p.top + p.height + 38
	s := newSheet(bottom+float64(len(rows))*keyHeight-4, f.Summary)
	for v := 0; v <= 100; v += 25 {
		s.text(p.along(float64(v)), p.top+p.height+10, "middle", muted, 10, px(float64(v))+"%")
	}
	for i, b := range stack {
		name := say(l, "levels.axis", b.short, b.Assessed())
		s.text(p.left-8, p.rowY(i)-float64(lines(name)-1)*6, "end", ink, 11, name)
		s.bar(p, i, b)
		if b.Assessed() == 0 {
			s.text(p.along(50), p.rowY(i), "middle", muted, 11, say(l, "absent.teams"))
		}
	}
	s.line(p.left, p.top+p.height, p.left+p.width, p.top+p.height, rule, 1, "")
	s.legend(bottom, rows)
	return s.done()
}

// bar stacks the shares of one bar from the lowest level to the right.
func (s *sheet) bar(p plot, i int, b levelBar) {
	height := p.row() * 0.72
	before := 0.0
	for level, teams := range b.Teams {
		part := share(teams, b.Assessed())
		if part == nil || *part == 0 {
			continue
		}
		x, w := p.along(before), p.width**part/100
		s.rect(x+0.5, p.rowY(i)-height/2, max(w-1, 0.5), height, levelRole(level))
		if *part >= roomForLabel {
			s.text(x+w/2, p.rowY(i)-5.5, "middle", onLevel(level), 10, segmentLabel(level, teams))
		}
		before += *part
	}
}
