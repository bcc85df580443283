package reports

import (
	"fmt"

	"michinori/app/maturity"
)

// piece is one part of every bar of a figure of stacked bars.
type piece struct {
	name  string
	style *markStyle
	on    role // of text within it
}

// pieceBar is one bar. A bar about which nothing is known says why.
type pieceBar struct {
	name, axis string
	counts     []int  // in the order of the pieces
	missing    string // a reason for the table, or ""
}

func (b pieceBar) whole() int {
	n := 0
	for _, v := range b.counts {
		n += v
	}
	return n
}

// known reports whether there is something to draw.
func (b pieceBar) known() bool { return b.missing == "" && b.whole() > 0 }

// why is the reason that stands where a number is missing.
func (b pieceBar) why(l maturity.Language) string {
	if b.missing != "" {
		return b.missing
	}
	return say(l, "pieces.nothing")
}

// pieceChart is a figure of stacked bars: the one thing that option, table and
// words are made from.
type pieceChart struct {
	pieces []piece
	bars   []pieceBar
	lying  bool // the bars lie below each other
	shares bool // per cent of each bar instead of counts
}

func (c pieceChart) names() []string {
	out := make([]string, len(c.pieces))
	for i, p := range c.pieces {
		out[i] = p.name
	}
	return out
}

func (c pieceChart) labels() []string {
	out := make([]string, len(c.bars))
	for i, b := range c.bars {
		out[i] = b.name
	}
	return out
}

// onAxis gives each bar its name on the axis, with the number it is made of.
func (c pieceChart) onAxis(l maturity.Language) {
	short := axisLabels(c.labels())
	for i := range c.bars {
		name := short[i]
		if c.lying || name == c.bars[i].name {
			name = fitted(c.bars[i].name)
		}
		c.bars[i].axis = say(l, "levels.axis", name, c.bars[i].whole())
	}
}

// latest returns the place of the last bar with something to draw, or -1.
func (c pieceChart) latest() int {
	for i := len(c.bars) - 1; i >= 0; i-- {
		if c.bars[i].known() {
			return i
		}
	}
	return -1
}

// sentence tells one bar in words.
func (c pieceChart) sentence(l maturity.Language, i int) string {
	var parts []string
	for k, p := range c.pieces {
		parts = append(parts, say(l, "pieces.item", p.name, c.bars[i].counts[k]))
	}
	return say(l, "levels.summary", c.bars[i].name, listed(l, parts))
}

// latestSentence tells the newest bar, or that there is none.
func (c pieceChart) latestSentence(l maturity.Language, none string) string {
	if i := c.latest(); i >= 0 {
		return c.sentence(l, i)
	}
	return say(l, "summary.title", say(l, none))
}

// columns are those of the counts and, where shares are drawn, of the shares.
func (c pieceChart) columns(l maturity.Language, unit string) []Column {
	var out []Column
	for _, p := range c.pieces {
		out = append(out, numeric(say(l, "column.piece", p.name, unit)))
	}
	if c.shares {
		for _, p := range c.pieces {
			out = append(out, numeric(say(l, "column.piece", p.name, "%")))
		}
	}
	return out
}

func (c pieceChart) cells(l maturity.Language, b pieceBar) []Cell {
	var out []Cell
	for _, n := range b.counts {
		if b.missing != "" {
			out = append(out, absent(b.missing))
		} else {
			out = append(out, count(n))
		}
	}
	if c.shares {
		for _, n := range b.counts {
			var part *float64
			if b.known() {
				part = share(n, b.whole())
			}
			out = append(out, decimalOr(part, b.why(l)))
		}
	}
	return out
}

// tip is the text of one piece of a bar under the pointer.
func (c pieceChart) tip(l maturity.Language, p piece, b pieceBar, n int) string {
	if part := share(n, b.whole()); c.shares && part != nil {
		return say(l, "pieces.tip", p.name, n, print1(*part))
	}
	return say(l, "tip.factor", p.name, fmt.Sprint(n))
}
