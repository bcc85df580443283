package reports

import "html/template"

func profilePicture(p Profile, rows profileRows, f Figure) template.HTML {
	l := p.Lang
	area := plot{left: 82, top: 26, width: sheetWidth - 82 - 14, height: 220, columns: len(rows)}
	keys := []key{{say(l, "profile.now", p.Now.label()), func(s *sheet, x, y float64) {
		s.symbol(mark{symbol: "circle"}, x, y, 11, accent, false)
	}}}
	if p.Last != nil {
		keys = append([]key{{say(l, "profile.last", p.Last.label()), func(s *sheet, x, y float64) {
			s.symbol(mark{symbol: "diamond"}, x, y, 11, muted, true)
		}}}, keys...)
	}
	legend := legendRows(keys)
	bottom := area.top + area.height + 38
	s := newSheet(bottom+float64(len(legend))*keyHeight-6, f.Summary)
	s.profileGround(p, area)
	for i, r := range rows {
		y := area.rowY(i)
		name := axisNames[r.dimension].In(l)
		s.text(area.left-8, y-float64(lines(name)-1)*6, "end", ink, 11, name)
		s.profileRow(area, y, r)
		if r.now.Value == nil {
			s.notScored(area, y, r, say(l, "absent.score"))
		}
	}
	s.legend(bottom, legend)
	return s.done()
}

// notScored writes that there is no score, beside the mark of the last round.
func (s *sheet) notScored(area plot, y float64, r profileRow, text string) {
	switch {
	case r.last.Value == nil:
		s.text(area.along(50), y, "middle", muted, 11, text)
	case *r.last.Value > 50:
		s.text(area.along(*r.last.Value)-10, y, "end", muted, 11, text)
	default:
		s.text(area.along(*r.last.Value)+10, y, "start", muted, 11, text)
	}
}

func (s *sheet) profileGround(p Profile, area plot) {
	for level := range levelNames {
		x := area.along(float64(level) * 20)
		if level%2 == 0 {
			s.rect(x, area.top, area.width/5, area.height, band)
		}
		s.text(x+area.width/10, area.top-9, "middle", muted, 10, say(p.Lang, "chart.level", level))
	}
	for v := 0; v <= 100; v += 20 {
		s.text(area.along(float64(v)), area.top+area.height+10, "middle", muted, 10, px(float64(v)))
	}
	s.line(area.left, area.top+area.height, area.left+area.width, area.top+area.height, rule, 1, "")
}

func (s *sheet) profileRow(area plot, y float64, r profileRow) {
	if r.last.Value != nil && r.now.Value != nil && r.change != UnknownChange {
		s.line(area.along(*r.last.Value), y, area.along(*r.now.Value), y, muted, 1.5, "2 3")
	}
	if r.last.Value != nil {
		s.symbol(mark{symbol: "diamond"}, area.along(*r.last.Value), y, 11, muted, true)
	}
	if r.now.Value == nil {
		return
	}
	if r.now.Low != nil {
		low, high := area.along(*r.now.Low), area.along(*r.now.High)
		s.line(low, y, high, y, accent, 1.5, "")
		s.line(low, y-6, low, y+6, accent, 1.5, "")
		s.line(high, y-6, high, y+6, accent, 1.5, "")
	}
	s.symbol(mark{symbol: "circle"}, area.along(*r.now.Value), y, 12, accent, r.now.OneVoice)
	s.text(area.along(*r.now.Value), y-15, "middle", ink, 11, r.caption())
}
