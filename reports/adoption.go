package reports

import (
	"michinori/app/adoption"
	"michinori/app/maturity"
)

// Spread is one practice over an organisation, oldest day first: how many teams
// have ever had it as a habit, how many still do, and how many teams there are.
type Spread struct {
	ID       string // "" means spread
	Lang     maturity.Language
	Practice string
	Days     []adoption.Progress
	Target   int // teams; 0 where nobody set one
}

// PracticeSpread draws a practice as a burn-up. The lines of ever and still
// part where the practice lapses in some team, which one line would hide.
func PracticeSpread(in Spread) Figure {
	l, days := in.Lang, spreadDays(in.Days)
	f := Figure{
		ID: identifier(in.ID, "spread"), Lang: l,
		Title:      say(l, "spread.title", in.Practice),
		Caption:    say(l, "spread.caption"),
		N:          days.n(l),
		Notes:      days.notes(l),
		Height:     spreadHeight,
		Table:      days.table(l),
		TableLabel: say(l, "table.open"),
	}
	f.Summary = summarise(f, days.summary(l)...)
	f.Option = spreadOption(days, f)
	f.Static = spreadPicture(days, f)
	return f
}

type spreadDays []adoption.Progress

// spreadLine is one of the lines.
type spreadLine struct {
	key    string // of its name
	colour role
	mark   mark
	of     func(adoption.Progress) int
}

// spreadLines are the lines in the order in which they are drawn.
var spreadLines = [3]spreadLine{
	{"spread.eligible", muted, mark{symbol: "rect", line: "dotted"}, func(p adoption.Progress) int { return p.Eligible }},
	{"spread.ever", ink, mark{symbol: "diamond", line: "dashed"}, func(p adoption.Progress) int { return p.Ever }},
	{"spread.still", "bus", mark{symbol: "circle", line: "solid"}, func(p adoption.Progress) int { return p.Still }},
}

func (days spreadDays) labels() []string {
	out := make([]string, len(days))
	for i, d := range days {
		out[i] = d.Day.Format("2006-01")
	}
	return out
}

func (days spreadDays) scale() scale {
	most := 1
	for _, d := range days {
		most = max(most, d.Eligible, d.Ever)
	}
	return scaleTo(most)
}

func (days spreadDays) n(l maturity.Language) string {
	if len(days) == 0 {
		return say(l, "spread.n.none")
	}
	last := days[len(days)-1]
	return say(l, "spread.n", last.Eligible, last.Still)
}

func (days spreadDays) summary(l maturity.Language) []string {
	if len(days) == 0 {
		return []string{say(l, "spread.n.none") + say(l, "register.stop")}
	}
	last := days[len(days)-1]
	return []string{say(l, "spread.summary", last.Day.Format("2006-01"), last.Eligible, last.Ever, last.Still, last.Trying)}
}

func (days spreadDays) notes(l maturity.Language) []string {
	out := []string{say(l, "spread.note.habit"), say(l, "spread.note.eligible")}
	if n := len(days); n > 0 && days[n-1].Ever > days[n-1].Still {
		out = append(out, say(l, "spread.note.gap", days[n-1].Ever-days[n-1].Still))
	}
	return append(out, say(l, "note.noranking"))
}

func (days spreadDays) table(l maturity.Language) Table {
	t := Table{Columns: []Column{
		column(say(l, "column.month")), numeric(say(l, "spread.eligible")), numeric(say(l, "spread.ever")), numeric(say(l, "spread.still")),
		numeric(say(l, "spread.trying")),
	}}
	for i, d := range days {
		t.Rows = append(t.Rows, []Cell{words(days.labels()[i]), count(d.Eligible), count(d.Ever), count(d.Still), count(d.Trying)})
	}
	return t
}
