package reports

import "michinori/app/maturity"

// MoveCount is how many teams rose, fell or did not clearly change since their
// own round before. Teams that cannot be compared are counted apart.
type MoveCount struct{ Rose, Same, Fell, Incomparable int }

// MovesInput is what became of the teams of an organisation since the round
// before.
type MovesInput struct {
	ID         string // "" means moves
	Lang       maturity.Language
	Scope      string // "" is the whole organisation
	Round      string // as printed
	Dimensions map[maturity.Dimension]MoveCount
	Notes      []string
}

// Moves shows for each dimension how the teams that can be compared with
// themselves have moved.
func Moves(in MovesInput) Figure {
	l := in.Lang
	c := pieceChart{lying: true, shares: true, pieces: []piece{
		{"↑ " + say(l, "change.up"), filled(levelRole(3)), onLevel(3)},
		{"≈ " + say(l, "change.none"), outlined(muted), ink},
		{"↓ " + say(l, "change.down"), hatched(ink), ink},
	}}
	for _, d := range maturity.Dimensions {
		m := in.Dimensions[d]
		c.bars = append(c.bars, pieceBar{name: DimensionName(d).In(l), counts: []int{m.Rose, m.Same, m.Fell}})
	}
	c.onAxis(l)
	for i, d := range maturity.Dimensions {
		c.bars[i].axis = say(l, "levels.axis", axisNames[d].In(l), c.bars[i].whole())
	}
	f := Figure{
		ID: identifier(in.ID, "moves"), Lang: l, Title: say(l, "moves.title", in.Round), Caption: captioned(l, "moves.caption", in.Scope),
		N: say(l, "moves.n.none"), Height: lyingHeight(len(c.bars)),
		Table: Table{Columns: append(append([]Column{column(say(l, "column.dimension"))}, c.columns(l, say(l, "unit.teams"))...),
			numeric(say(l, "column.incomparable")))},
	}
	var told, apart []string
	most := 0
	for i, d := range maturity.Dimensions {
		b, n := c.bars[i], in.Dimensions[d].Incomparable
		f.Table.Rows = append(f.Table.Rows, append(append([]Cell{words(b.name)}, c.cells(l, b)...), count(n)))
		most = max(most, b.whole())
		if b.known() {
			told = append(told, c.sentence(l, i))
		}
		if n > 0 {
			apart = append(apart, say(l, "levels.item", b.name, n))
		}
	}
	if told == nil {
		told = []string{say(l, "summary.title", f.N)}
	} else {
		f.N = say(l, "moves.n", in.Round, most)
	}
	f.Notes = []string{say(l, "moves.note.noise")}
	if apart != nil {
		f.Notes = append(f.Notes, say(l, "moves.note.apart", listed(l, apart)))
	}
	f.Notes = append(append(f.Notes, in.Notes...), say(l, "note.noranking"))
	return c.finish(f, told...)
}
