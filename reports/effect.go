package reports

import (
	"math"

	"michinori/app/maturity"
)

// EffectInput is the mean score of teams before and after they took a practice
// up, beside teams that had not.
type EffectInput struct {
	ID                        string // "" means effect-DIMENSION
	Lang                      maturity.Language
	Practice                  string
	Dimension                 maturity.Dimension
	Teams, Others             int
	Before, After             float64
	OthersBefore, OthersAfter float64
	Low, High                 float64 // interval of the difference of the differences
	Notes                     []string
}

// BeforeAfter draws both groups of teams from before to after. It always says
// that this is no proof.
func BeforeAfter(in EffectInput) Figure {
	l := in.Lang
	c := slopeChart{ends: [2]string{say(l, "effect.before"), say(l, "effect.after")}}
	f := Figure{
		ID: identifier(in.ID, "effect-"+string(in.Dimension)), Lang: l,
		Title:   say(l, "effect.title", in.Practice, DimensionName(in.Dimension).In(l)),
		Caption: say(l, "effect.caption"), N: say(l, "effect.n.none"), Height: slopeHeight, Notes: in.notes(),
		Table: Table{Columns: []Column{
			column(say(l, "column.effect.which")), numeric(say(l, "column.effect.teams")), numeric(say(l, "column.effect.from")),
			numeric(say(l, "column.effect.to")), numeric(say(l, "column.effect.diff")),
		}},
	}
	var told []string
	for _, g := range in.groups() {
		name := say(l, g.key)
		line := slopeLine{name: say(l, "effect.name", name, g.teams), role: g.role, mark: g.mark, joined: true}
		none := say(l, "absent.others")
		row := []Cell{words(name), count(g.teams), absent(none), absent(none), absent(none)}
		if first, latest := shown(&g.before), shown(&g.after); g.teams > 0 && first != nil && latest != nil {
			line.values = [2]*float64{first, latest}
			for k, v := range line.values {
				line.tips[k] = say(l, "matched.tip", line.name, print1(*v))
			}
			row = []Cell{words(name), count(g.teams), decimal(*first), decimal(*latest), decimal(maturity.Tenth(*latest - *first))}
			told = append(told, say(l, "effect.summary", line.name, print1(*first), print1(*latest)))
		}
		c.lines = append(c.lines, line)
		f.Table.Rows = append(f.Table.Rows, row)
	}
	if in.Teams > 0 {
		f.N = say(l, "effect.n", in.Teams, in.Others)
	}
	if told == nil {
		told = []string{say(l, "summary.title", f.N)}
	}
	return c.finish(f, told...)
}

// effectGroup is one of the two groups of teams.
type effectGroup struct {
	key           string
	teams         int
	before, after float64
	role          role
	mark          mark
}

func (in EffectInput) groups() []effectGroup {
	return []effectGroup{
		{"effect.with", in.Teams, in.Before, in.After, accent, mark{symbol: "circle", line: "solid"}},
		{"effect.without", in.Others, in.OthersBefore, in.OthersAfter, muted, mark{symbol: "rect", line: "dashed"}},
	}
}

func (in EffectInput) notes() []string {
	l := in.Lang
	out := []string{say(l, "effect.note.proof")}
	switch {
	case in.Others == 0:
		out = append(out, say(l, "effect.note.alone"))
	case in.Teams > 0 && !math.IsNaN(in.Low+in.High) && !math.IsInf(in.Low+in.High, 0):
		between := (in.After - in.Before) - (in.OthersAfter - in.OthersBefore)
		out = append(out, say(l, "effect.note.between", signed(between), signed(in.Low), signed(in.High)))
		if in.Low <= 0 && in.High >= 0 {
			out = append(out, say(l, "effect.note.noise"))
		}
	}
	return append(out, in.Notes...)
}
