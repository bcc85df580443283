package reports

import (
	"fmt"
	"math"

	"michinori/app/maturity"
)

// ToilRound is the hours of those who answered, added up, in one round.
type ToilRound struct {
	Key               string // as printed
	Teams, People     int
	Hours, Contracted float64 // a week
	Above             int     // teams above half of their time
}

// known reports whether there are hours to take a share of.
func (r ToilRound) known() bool {
	return r.Contracted > 0 && !math.IsInf(r.Contracted, 0) && r.Hours >= 0 && !math.IsInf(r.Hours, 0)
}

// share is the part of the time in per cent, and fte the people whose whole
// time it would fill; both as displayed.
func (r ToilRound) share() float64 { return maturity.Tenth(100 * r.Hours / r.Contracted) }

func (r ToilRound) fte() float64 { return maturity.Tenth(r.Hours / r.Contracted * float64(r.People)) }

// ToilBand shows which share of the contracted time goes to toil in each round,
// oldest first, beside one half. Scope "" is the whole organisation.
func ToilBand(l maturity.Language, scope string, rounds []ToilRound) Figure {
	c := columnChart{name: say(l, "toil.share"), role: dimensionRole(maturity.Toil), half: say(l, "toil.line")}
	f := Figure{
		ID: "toil", Lang: l, Title: say(l, "toil.title"), Caption: captioned(l, "toil.caption", scope),
		N: say(l, "toil.n.none"), Notes: toilNotes(l, rounds), Height: standingHeight, Table: toilTable(l, rounds),
	}
	told := say(l, "summary.title", f.N)
	for _, r := range rounds {
		if !r.known() {
			c.add(r.Key, "", nil, "", "")
			continue
		}
		v, fte := r.share(), print1(r.fte())
		c.add(r.Key, fmt.Sprintf("n=%d", r.People), &v, print1(v)+"%", say(l, "toil.tip", print1(v), maturity.OneDecimal(r.Contracted), maturity.OneDecimal(r.Hours), fte))
		f.N = say(l, "toil.n", r.Key, r.Teams, r.People)
		told = say(l, "toil.summary", r.Key, print1(v), fte)
	}
	return c.finish(f, told)
}

func toilNotes(l maturity.Language, rounds []ToilRound) []string {
	out := []string{say(l, "toil.note.half"), say(l, "toil.note.fte")}
	var above []string
	for _, r := range rounds {
		if r.Above > 0 {
			above = append(above, say(l, "levels.item", r.Key, r.Above))
		}
	}
	if above != nil {
		out = append(out, say(l, "toil.note.above", listed(l, above)))
	}
	return append(out, say(l, "note.selfreport"))
}

func toilTable(l maturity.Language, rounds []ToilRound) Table {
	t := Table{Columns: []Column{
		column(say(l, "column.round")), numeric(say(l, "column.toil.share")), numeric(say(l, "column.toil.fte")), numeric(say(l, "column.toil.hours")),
		numeric(say(l, "column.toil.paid")), numeric(say(l, "column.people")), numeric(say(l, "column.toil.teams")), numeric(say(l, "column.toil.above")),
	}}
	for _, r := range rounds {
		row := []Cell{words(r.Key)}
		if r.known() {
			row = append(row, decimal(r.share()), decimal(r.fte()), decimal(maturity.Tenth(r.Hours)), decimal(maturity.Tenth(r.Contracted)))
		} else {
			none := absent(say(l, "absent.hours"))
			row = append(row, none, none, none, none)
		}
		t.Rows = append(t.Rows, append(row, count(r.People), count(r.Teams), count(r.Above)))
	}
	return t
}
