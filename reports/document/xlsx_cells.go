package document

import (
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"michinori/app/evidence/formula"
	"michinori/reports"
)

// shownAs returns the style that shows a number by a format.
func (b *book) shownAs(format string, at *excelize.Alignment) (int, error) {
	if id, ok := b.look[format]; ok {
		return id, nil
	}
	id, err := b.file.NewStyle(&excelize.Style{CustomNumFmt: &format, Alignment: at})
	b.look[format] = id
	return id, err
}

// cell is empty where the text is, as whoever filters the empty ones wants it.
func (b *book) cell(c reports.Cell, month bool) (excelize.Cell, error) {
	switch {
	case finite(c):
		return b.number(c)
	case c.Kind == reports.TextCell && month:
		if day, err := time.Parse("2006-01", c.Text); err == nil {
			style, err := b.shownAs("yyyy-mm", &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1})
			return excelize.Cell{StyleID: style, Value: day}, err
		}
	case c.String() == "":
		return excelize.Cell{StyleID: b.cells}, nil
	case c.IsAbsent():
		return b.text(b.absent, c.String()), nil
	}
	return b.text(b.cells, c.String()), nil
}

// number is the one of every other form, with its digits.
func (b *book) number(c reports.Cell) (excelize.Cell, error) {
	format := "0"
	if c.Decimals > 0 {
		format += "." + strings.Repeat("0", c.Decimals)
	}
	style, err := b.shownAs(format, &excelize.Alignment{Vertical: "top"})
	return excelize.Cell{StyleID: style, Value: c.Number}, err
}

func (b *book) text(style int, s string) excelize.Cell {
	return excelize.Cell{StyleID: style, Value: text(s)}
}

// text keeps of a text what a workbook can hold, and makes sure that it is no
// formula either where somebody saves the sheet as CSV.
func text(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return formula.Harmless(s)
}

// widths are as wide as the content, within what can be read.
func widths(t reports.Table) []float64 {
	out := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		width := min(wide(c.Title), widthOfHead)
		for _, row := range t.Rows {
			width = max(width, min(wide(row[i].String()), widthOfCell))
		}
		out[i] = float64(max(width+3, 8))
	}
	return out
}

// wide counts columns of letters: those beyond ASCII take two.
func wide(s string) int { return 2*utf8.RuneCountInString(s) - ascii(s) }

func ascii(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < utf8.RuneSelf {
			n++
		}
	}
	return n
}

const (
	noteWidth   = 70   // letters that a line of a sentence holds at least: the width of upright paper
	restWidth   = 8    // of a column of which nothing is said, and a bit less
	lineHeight  = 15.0 // points
	titleHeight = 20.0
	highestRow  = 409 // points, as programs allow
	widthOfCell = 48  // letters that a line of a cell holds at most
	widthOfHead = 22  // of a head, where the cells below need no more
)

// tall is the height of a row for its text, which goes over several lines where
// it is wider than its column. Not every program finds it by itself.
func (b *book) tall(c excelize.Cell, width float64) excelize.RowOpts {
	s, _ := c.Value.(string)
	lines, line := 1.0, lineHeight
	if c.StyleID == b.title {
		line = titleHeight
	}
	if letters := float64(wide(s)); letters > width {
		whole := 1.15 // words go to the next line whole
		if ascii(s)*2 < utf8.RuneCountInString(s) {
			whole = 1.05 // Japanese is broken between its letters
		}
		lines = math.Ceil(letters * whole / width)
	}
	return excelize.RowOpts{Height: min(lines*line, highestRow)}
}

func (b *book) tallest(row []any, widths []float64) excelize.RowOpts {
	out := excelize.RowOpts{Height: lineHeight}
	for i, cell := range row {
		if c, ok := cell.(excelize.Cell); ok {
			out.Height = max(out.Height, b.tall(c, widths[i]).Height)
		}
	}
	return out
}
