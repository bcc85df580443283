package reports

import (
	"slices"

	"michinori/app/maturity"
)

// StripQuestion is one question with what scoring made of it. Without counts
// or agreement it is not drawn.
type StripQuestion struct {
	Key   string
	Text  string
	Score maturity.QuestionScore
}

// StripInput is how the people of one team answered.
type StripInput struct {
	ID        string // "" means disagreement
	Lang      maturity.Language
	Team      string // "" leaves the name out
	Round     string // as printed
	Questions []StripQuestion
	Most      int // how many are shown; 0 shows all
	Notes     []string
}

// Disagreement shows the questions on which answers lie furthest apart, widest
// first, with the people at each level as boxes.
func Disagreement(in StripInput) Figure {
	l := in.Lang
	open := in.open()
	f := Figure{
		ID: identifier(in.ID, "disagreement"), Lang: l, Title: say(l, "strip.title", in.Round), Caption: captioned(l, "strip.caption", in.Team),
		N: say(l, "strip.n.none"), Height: heatHeight(len(open)), TableLabel: say(l, "table.open"),
		Notes: []string{say(l, "strip.note.agreement"), levelKey(l)},
		Table: Table{Columns: []Column{column(say(l, "column.question")), numeric(say(l, "column.agreement"))}},
	}
	for level := range levelNames {
		f.Table.Columns = append(f.Table.Columns, numeric(say(l, "column.people.at", level)))
	}
	all := len(open)
	if in.Most > 0 && all > in.Most {
		open = open[:in.Most]
		f.Height = heatHeight(in.Most)
	}
	told := []string{say(l, "summary.title", f.N)}
	if all > 0 {
		f.N = say(l, "strip.n", in.Round, all, len(open))
		told[0] = say(l, "strip.summary", open[0].Text, print1(agreementOf(open[0])))
	}
	for _, q := range open {
		row := []Cell{words(q.Text), decimal(agreementOf(q))}
		for _, n := range q.Score.Counts {
			row = append(row, count(n))
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	if hidden := len(in.Questions) - all; hidden > 0 {
		f.Notes = append(f.Notes, say(l, "strip.note.hidden", hidden))
	}
	f.Notes = append(f.Notes, in.Notes...)
	f.Summary = summarise(f, told...)
	f.Option = stripOption(f, open)
	return f
}

// open returns the questions whose answers may be shown, widest first; those
// that are as wide keep their order.
func (in StripInput) open() []StripQuestion {
	var out []StripQuestion
	for _, q := range in.Questions {
		if q.Score.State == maturity.Scored && q.Score.Agreement != nil && len(q.Score.Counts) == len(levelNames) {
			out = append(out, q)
		}
	}
	slices.SortStableFunc(out, func(a, b StripQuestion) int {
		switch x, y := *a.Score.Agreement, *b.Score.Agreement; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return out
}

// agreementOf is the agreement in per cent, as displayed.
func agreementOf(q StripQuestion) float64 { return maturity.Tenth(*q.Score.Agreement * 100) }
