package reports

import "michinori/app/maturity"

// table counts teams and gives their shares; the teams left out stand apart.
func (stack levelStack) table(l maturity.Language, first Column, withEdition bool) Table {
	t := Table{Columns: []Column{first}}
	if withEdition {
		t.Columns = append(t.Columns, column(say(l, "column.edition")))
	}
	for level := range levelNames {
		t.Columns = append(t.Columns, numeric(say(l, "column.teams", level)))
	}
	t.Columns = append(t.Columns,
		numeric(say(l, "column.assessed")), numeric(say(l, "column.unscored")), numeric(say(l, "column.partly")))
	for level := range levelNames {
		t.Columns = append(t.Columns, numeric(say(l, "column.share", level)))
	}
	for _, b := range stack {
		row := []Cell{words(b.name)}
		if withEdition {
			row = append(row, words(b.edition))
		}
		t.Rows = append(t.Rows, append(row, b.cells(l)...))
	}
	return t
}

func (b levelBar) cells(l maturity.Language) []Cell {
	var out []Cell
	for _, teams := range b.Teams {
		out = append(out, count(teams))
	}
	out = append(out, count(b.Assessed()), count(b.NotAssessed), count(b.Partly))
	for _, teams := range b.Teams {
		out = append(out, decimalOr(share(teams, b.Assessed()), say(l, "absent.teams")))
	}
	return out
}
