package reports

import (
	"fmt"

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
	l, days := in.Lang, spreadDays{in.Days, in.Target}
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
	return f
}

// spreadDays are the days, oldest first, with the target or 0.
type spreadDays struct {
	all    []adoption.Progress
	target int
}

// What a target is called, and what the table and the summary say of it.
var (
	targetName    = maturity.Text{JA: "目標", EN: "Target"}
	targetAbsent  = maturity.Text{JA: "目標なし", EN: "no target"}
	targetSummary = maturity.Text{JA: "目標は%dチーム。", EN: "The target is %d."}
)

// spreadLine is one of the lines.
type spreadLine struct {
	name   func(maturity.Language) string
	colour role
	mark   mark
	of     func(adoption.Progress) int
}

// lines are the lines in the order in which they are drawn. The target, where
// there is one, stands below those that move towards it.
func (days spreadDays) lines() []spreadLine {
	named := func(key string) func(maturity.Language) string {
		return func(l maturity.Language) string { return say(l, key) }
	}
	out := []spreadLine{
		{named("spread.eligible"), muted, mark{symbol: "rect", line: "dotted"}, func(p adoption.Progress) int { return p.Eligible }},
	}
	if days.target > 0 {
		of := func(adoption.Progress) int { return days.target }
		out = append(out, spreadLine{targetName.In, "learn", mark{symbol: "triangle", line: "dotted"}, of})
	}
	return append(out,
		spreadLine{named("spread.ever"), ink, mark{symbol: "diamond", line: "dashed"}, func(p adoption.Progress) int { return p.Ever }},
		spreadLine{named("spread.still"), "bus", mark{symbol: "circle", line: "solid"}, func(p adoption.Progress) int { return p.Still }},
	)
}

func (days spreadDays) labels() []string {
	out := make([]string, len(days.all))
	for i, d := range days.all {
		out[i] = d.Day.Format("2006-01")
	}
	return out
}

func (days spreadDays) scale() scale {
	most := max(1, days.target)
	for _, d := range days.all {
		most = max(most, d.Eligible, d.Ever)
	}
	return scaleTo(most)
}

func (days spreadDays) n(l maturity.Language) string {
	if len(days.all) == 0 {
		return say(l, "spread.n.none")
	}
	last := days.all[len(days.all)-1]
	return say(l, "spread.n", last.Eligible, last.Still)
}

func (days spreadDays) summary(l maturity.Language) []string {
	if len(days.all) == 0 {
		return []string{say(l, "spread.n.none") + say(l, "register.stop")}
	}
	last := days.all[len(days.all)-1]
	out := []string{say(l, "spread.summary", last.Day.Format("2006-01"), last.Eligible, last.Ever, last.Still, last.Trying)}
	if days.target > 0 {
		out = append(out, fmt.Sprintf(targetSummary.In(l), days.target))
	}
	return out
}

func (days spreadDays) notes(l maturity.Language) []string {
	out := []string{say(l, "spread.note.habit"), say(l, "spread.note.eligible")}
	if n := len(days.all); n > 0 && days.all[n-1].Ever > days.all[n-1].Still {
		out = append(out, say(l, "spread.note.gap", days.all[n-1].Ever-days.all[n-1].Still))
	}
	return append(out, say(l, "note.noranking"))
}

func (days spreadDays) table(l maturity.Language) Table {
	t := Table{Columns: []Column{
		month(say(l, "column.month")), numeric(say(l, "spread.eligible")), numeric(say(l, "spread.ever")), numeric(say(l, "spread.still")),
		numeric(say(l, "spread.trying")), numeric(targetName.In(l)),
	}}
	target := absent(targetAbsent.In(l))
	if days.target > 0 {
		target = count(days.target)
	}
	for i, label := range days.labels() {
		d := days.all[i]
		t.Rows = append(t.Rows, []Cell{words(label), count(d.Eligible), count(d.Ever), count(d.Still), count(d.Trying), target})
	}
	return t
}
