package reports

import (
	"fmt"

	"michinori/app/maturity"
)

// MatchedInput is what changed on the questions scored in both of two rounds.
type MatchedInput struct {
	ID            string // "" means matched
	Lang          maturity.Language
	Team          string // "" leaves the name out
	Before, Round string // the two rounds, as printed
	Dimensions    map[maturity.Dimension]maturity.MatchedChange
	Notes         []string
}

// Matched shows for each dimension the mean of the questions scored in both
// rounds, before and after, and how many of them rose and fell.
func Matched(in MatchedInput) Figure {
	l := in.Lang
	rows := in.rows()
	f := Figure{
		ID: identifier(in.ID, "matched"), Lang: l, Title: say(l, "matched.title", in.Before, in.Round),
		Caption: captioned(l, "matched.caption", in.Team), N: say(l, "matched.n.none"), Height: pairsHeight,
		Notes: []string{say(l, "matched.note.signs"), say(l, "matched.note.noise")}, Table: in.table(rows), TableLabel: say(l, "table.open"),
	}
	var told, moved []string
	compared := 0
	for _, r := range rows {
		compared += r.rose + r.same + r.fell
		if r.before != nil && r.after != nil {
			told = append(told, say(l, "matched.summary", r.name, print1(*r.before), print1(*r.after), r.rose, r.fell))
		}
		if r.moved > 0 {
			moved = append(moved, say(l, "tip.factor", r.name, fmt.Sprint(r.moved)))
		}
	}
	if told == nil {
		told = []string{say(l, "summary.title", f.N)}
	} else {
		f.N = say(l, "matched.n", in.Round, compared)
	}
	if moved != nil {
		f.Notes = append(f.Notes, say(l, "matched.note.content", listed(l, moved)))
	}
	f.Notes = append(f.Notes, in.Notes...)
	f.Summary = summarise(f, told...)
	f.Option = in.chart(rows).option(f)
	return f
}

// matchedRow is one dimension as it is drawn and printed.
type matchedRow struct {
	name, axis       string
	before, after    *float64
	rose, same, fell int
	moved            int // between not applicable and scored
	out              int // not compared
}

func (in MatchedInput) rows() []matchedRow {
	out := make([]matchedRow, 0, len(maturity.Dimensions))
	for _, d := range maturity.Dimensions {
		m := in.Dimensions[d]
		r := matchedRow{
			name: DimensionName(d).In(in.Lang), before: shown(m.Before), after: shown(m.After),
			rose: len(m.Rose), same: len(m.Same), fell: len(m.Fell), moved: len(m.CameIn) + len(m.WentOut), out: m.Unmatched,
		}
		r.axis = say(in.Lang, "matched.axis", axisNames[d].In(in.Lang), r.rose, r.same, r.fell)
		out = append(out, r)
	}
	return out
}

func (in MatchedInput) table(rows []matchedRow) Table {
	l := in.Lang
	t := Table{Columns: []Column{
		column(say(l, "column.dimension")), numeric(say(l, "column.matched.at", in.Before)), numeric(say(l, "column.matched.at", in.Round)),
		numeric(say(l, "column.matched.rose")), numeric(say(l, "column.matched.same")), numeric(say(l, "column.matched.fell")),
		numeric(say(l, "column.matched.out")),
	}}
	for _, r := range rows {
		none := say(l, "absent.matched")
		t.Rows = append(t.Rows, []Cell{
			words(r.name), decimalOr(r.before, none), decimalOr(r.after, none), count(r.rose), count(r.same), count(r.fell), count(r.out),
		})
	}
	return t
}

func (in MatchedInput) chart(rows []matchedRow) pairChart {
	c := pairChart{names: [2]string{in.Before, in.Round}}
	for _, r := range rows {
		p := pair{name: r.name, axis: r.axis, values: [2]*float64{r.before, r.after}}
		for k, v := range p.values {
			if v != nil {
				p.tips[k] = say(in.Lang, "matched.tip", c.names[k], print1(*v))
			}
		}
		c.rows = append(c.rows, p)
	}
	return c
}
