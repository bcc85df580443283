package reports

import (
	"fmt"

	"michinori/app/maturity"
)

// HeatState says what a cell of a heat map may tell.
type HeatState string

// The states. A cell without a state has not been assessed.
const (
	HeatUnassessed HeatState = ""
	HeatLevel      HeatState = "level"  // Level counts
	HeatShare      HeatState = "share"  // Part and Of count
	HeatLocked     HeatState = "locked" // too few answers to be shown: no number may be given
	HeatNA         HeatState = "na"     // does not apply
)

// HeatCell is one cell. Numbers that its State does not name are not used.
type HeatCell struct {
	State    HeatState
	Level    int // 0 to 4
	Part, Of int // of the teams, those that do
}

// TeamHeatRow is one team in each dimension.
type TeamHeatRow struct {
	Team  string
	Cells map[maturity.Dimension]HeatCell
}

// TeamHeatInput is one round of an organisation, team by team, in the order in
// which they are to stand.
type TeamHeatInput struct {
	ID    string // "" means heat-teams
	Lang  maturity.Language
	Scope string // "" is the whole organisation
	Round string // as printed
	Rows  []TeamHeatRow
	Notes []string
}

// TeamHeatMap shows the level of each team in each dimension. Rows keep their
// order: they are never sorted by level.
func TeamHeatMap(in TeamHeatInput) Figure {
	l := in.Lang
	c := heatChart{}
	for _, d := range maturity.Dimensions {
		c.columns = append(c.columns, DimensionName(d).In(l))
		c.heads = append(c.heads, axisNames[d].In(l))
	}
	for _, r := range in.Rows {
		row := heatRow{name: r.Team, axis: fitted(r.Team)}
		for _, d := range maturity.Dimensions {
			row.cells = append(row.cells, r.Cells[d])
		}
		c.rows = append(c.rows, row)
	}
	f := Figure{
		ID: identifier(in.ID, "heat-teams"), Lang: l, Title: say(l, "heat.title.teams", in.Round),
		Caption: captioned(l, "heat.caption.levels", in.Scope), N: say(l, "heat.n.none"),
		Notes: []string{say(l, "heat.note.signs"), levelKey(l), say(l, "heat.note.order")},
	}
	if len(in.Rows) > 0 {
		f.N = say(l, "heat.n.teams", in.Round, len(in.Rows))
	}
	f.Notes = append(append(f.Notes, in.Notes...), say(l, "note.noranking"))
	return c.finish(f, column(say(l, "column.team")))
}

// PracticeHeatRow is one practice in each group.
type PracticeHeatRow struct {
	Practice string
	Cells    []HeatCell // in the order of the groups
}

// PracticeHeatInput is how far each practice has come in each group.
type PracticeHeatInput struct {
	ID     string // "" means heat-practices
	Lang   maturity.Language
	When   string // a round or a day, as printed
	Groups []string
	Rows   []PracticeHeatRow
	Notes  []string
}

// PracticeHeatMap shows in how many teams of each group a practice is a habit.
// Rows and columns keep their order.
func PracticeHeatMap(in PracticeHeatInput) Figure {
	l := in.Lang
	c := heatChart{columns: in.Groups}
	for _, g := range in.Groups {
		c.heads = append(c.heads, fitted(g))
	}
	for _, r := range in.Rows {
		row := heatRow{name: r.Practice, axis: fittedPractice(r.Practice), cells: make([]HeatCell, len(in.Groups))}
		copy(row.cells, r.Cells)
		c.rows = append(c.rows, row)
	}
	f := Figure{
		ID: identifier(in.ID, "heat-practices"), Lang: l, Title: say(l, "heat.title.practices", in.When),
		Caption: say(l, "heat.caption.practices"), N: say(l, "heat.n.none"),
		Notes: append([]string{say(l, "heat.note.signs"), say(l, "heat.note.order")}, in.Notes...),
	}
	if len(in.Rows) > 0 && len(in.Groups) > 0 {
		f.N = say(l, "heat.n.practices", in.When, len(in.Rows), len(in.Groups))
	}
	f = c.finish(f, column(say(l, "column.practice")))
	for i, group := range in.Groups {
		f.Table.Columns[i+1] = numeric(say(l, "heat.column.share", group))
	}
	return c.counted(f)
}

// counted adds to the shares in the table the counts that stand in the cells.
func (c heatChart) counted(f Figure) Figure {
	l := f.Lang
	for _, name := range c.columns {
		f.Table.Columns = append(f.Table.Columns, numeric(say(l, "heat.column.part", name)), numeric(say(l, "heat.column.of", name)))
	}
	for i, r := range c.rows {
		for _, cell := range r.cells {
			part, of := count(cell.Part), count(cell.Of)
			if cell.value() == nil {
				part, of = absent(cell.text(l)), absent(cell.text(l))
			}
			f.Table.Rows[i] = append(f.Table.Rows[i], part, of)
		}
	}
	return f
}

// heatChart is a figure of cells.
type heatChart struct {
	columns, heads []string // the names, and as they stand on the axis
	rows           []heatRow
}

type heatRow struct {
	name  string
	axis  string // as it stands beside the row
	cells []HeatCell
}

// value is the number of a cell as displayed, and nil where none may be given.
func (c HeatCell) value() *float64 {
	switch {
	case c.State == HeatLevel && c.Level >= 0 && c.Level < len(levelNames):
		v := float64(c.Level)
		return &v
	case c.State == HeatShare:
		return share(c.Part, c.Of)
	}
	return nil
}

// text tells a cell in words.
func (c HeatCell) text(l maturity.Language) string {
	v := c.value()
	switch {
	case v != nil && c.State == HeatLevel:
		return levelWithName(l, c.Level)
	case v != nil:
		return say(l, "heat.share", c.Part, c.Of, print1(*v))
	case c.State == HeatLocked:
		return say(l, "heat.locked")
	case c.State == HeatNA || c.State == HeatShare:
		return say(l, "heat.na")
	}
	return say(l, "heat.unassessed")
}

func (c HeatCell) cell(l maturity.Language) Cell {
	v := c.value()
	switch {
	case v == nil:
		return absent(c.text(l))
	case c.State == HeatLevel:
		return count(c.Level)
	}
	return decimal(*v)
}

// finish adds what all heat maps have in common. The table has every name whole.
func (c heatChart) finish(f Figure, first Column) Figure {
	l := f.Lang
	f.Height = heatHeight(len(c.rows))
	f.TableLabel = say(l, "table.open")
	f.Table.Columns = []Column{first}
	for _, name := range c.columns {
		f.Table.Columns = append(f.Table.Columns, numeric(name))
	}
	states := map[string]int{}
	for _, r := range c.rows {
		row := []Cell{words(r.name)}
		for _, cell := range r.cells {
			row = append(row, cell.cell(l))
			if cell.value() == nil {
				states[cell.text(l)]++
			}
		}
		f.Table.Rows = append(f.Table.Rows, row)
	}
	told := []string{say(l, "summary.title", f.N)}
	for _, state := range []HeatState{HeatUnassessed, HeatLocked, HeatNA} {
		name := HeatCell{State: state}.text(l)
		if n := states[name]; n > 0 {
			told = append(told, say(l, "summary.title", say(l, "tip.factor", name, fmt.Sprint(n))))
		}
	}
	f.Summary = summarise(f, told...)
	f.Option = c.option(f)
	return f
}
