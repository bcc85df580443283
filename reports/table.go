package reports

import (
	"math"
	"strconv"

	"michinori/app/maturity"
)

// Table holds the numbers of a figure. Pages, CSV and spreadsheets are made
// from it, so that a number is the same wherever it stands. The first column
// names the row.
type Table struct {
	Columns []Column
	Rows    [][]Cell // each as long as Columns
}

// Column is the head of a column.
type Column struct {
	Title   string
	Numeric bool // its cells are numbers or absent
	Months  bool // its texts are months as in 2026-09, which a workbook has as dates
}

// CellKind says what a cell holds.
type CellKind string

// The kinds of cell.
const (
	TextCell   CellKind = "text"
	NumberCell CellKind = "number"
	AbsentCell CellKind = "absent" // no number, and Text says why; never zero
)

// Cell is one value of a table.
type Cell struct {
	Kind     CellKind
	Text     string  // of text, and the reason where a number is absent
	Number   float64 // as displayed: already rounded to Decimals
	Decimals int
}

// String returns the cell as pages and files print it.
func (c Cell) String() string {
	if c.Kind == NumberCell {
		return strconv.FormatFloat(c.Number, 'f', c.Decimals, 64)
	}
	return c.Text
}

// IsNumber reports whether the cell holds a number.
func (c Cell) IsNumber() bool { return c.Kind == NumberCell }

// IsAbsent reports whether a number is missing here.
func (c Cell) IsAbsent() bool { return c.Kind == AbsentCell }

// Words is a cell of text.
func Words(s string) Cell { return words(s) }

// Count is a cell with a whole number.
func Count(n int) Cell { return count(n) }

// Decimal is a cell with a number of one decimal, rounded as every figure
// rounds.
func Decimal(v float64) Cell { return decimal(maturity.Tenth(v)) }

func words(s string) Cell { return Cell{Kind: TextCell, Text: s} }

func count(n int) Cell { return Cell{Kind: NumberCell, Number: float64(n)} }

func decimal(v float64) Cell { return Cell{Kind: NumberCell, Number: v, Decimals: 1} }

func absent(why string) Cell { return Cell{Kind: AbsentCell, Text: why} }

// decimalOr returns the number, or why it is not there.
func decimalOr(v *float64, why string) Cell {
	if v == nil {
		return absent(why)
	}
	return decimal(*v)
}

func column(title string) Column { return Column{Title: title} }

func numeric(title string) Column { return Column{Title: title, Numeric: true} }

func month(title string) Column { return Column{Title: title, Months: true} }

// share returns the part as a percentage with one decimal, and nil where there
// is no whole.
func share(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	v := math.Round(float64(part)*1000/float64(whole)) / 10
	return &v
}
