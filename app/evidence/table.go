package evidence

import (
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"michinori/app/evidence/formula"
)

// What a table may be at most.
const (
	maxTableBytes = 8 << 20
	maxTableRows  = 100_000
)

// table reads text whose first line names the columns, parted by commas, tabs
// or semicolons. Messages are those of kind: "roster" gives "roster.empty".
type table struct {
	kind   string
	refuse func(line int, key string, args ...string)
	// head takes the first line and says whether to go on, and row any other;
	// row says whether to go on too.
	head, row func(cells []string, line int) bool
	maxBytes  int // 0 means maxTableBytes
}

func (t table) read(text string) {
	if most := cmp.Or(t.maxBytes, maxTableBytes); len(text) > most {
		t.refuse(0, t.kind+".too_large", "max", strconv.Itoa(most>>20))
		return
	}
	rows := newRows(text)
	cells, line, err := rows.next()
	if err != nil {
		t.refuseLine(line, err)
		return
	}
	if t.head(cells, line) {
		t.readRows(rows)
	}
}

func (t table) readRows(rows rows) {
	for n := 0; ; n++ {
		cells, line, err := rows.next()
		switch {
		case errors.Is(err, io.EOF):
			if n == 0 {
				t.refuse(0, t.kind+".empty")
			}
			return
		case n == maxTableRows:
			t.refuse(line, t.kind+".too_many_rows", "max", strconv.Itoa(maxTableRows))
			return
		case err != nil:
			t.refuseLine(line, err)
		case !t.row(cells, line):
			return
		}
	}
}

func (t table) refuseLine(line int, err error) {
	if errors.Is(err, io.EOF) {
		t.refuse(0, t.kind+".empty")
		return
	}
	t.refuse(line, t.kind+".quotes")
}

// readCells hands each value that is not empty to set, with its column's
// number, and says whether the line fits the columns.
func (t table) readCells(cells []string, columns, line int, set func(column int, value string)) bool {
	for i, raw := range cells {
		s := cell(raw)
		if s == "" {
			continue
		}
		if i >= columns {
			t.refuse(line, t.kind+".too_many_cells", "cells", strconv.Itoa(len(cells)), "columns", strconv.Itoa(columns))
			return false
		}
		set(i, s)
	}
	return true
}

// readTitles finds out which column is which by the words people use; titles
// nobody knows are "" and other is told.
func readTitles[C ~string](head []string, words map[string]C, twice func(C), other func(column int, title string)) ([]C, map[C]bool) {
	columns := make([]C, len(head))
	seen := map[C]bool{}
	for i, title := range head {
		column, known := words[fold(title)]
		switch {
		case !known:
			other(i, strings.ToValidUTF8(cell(title), replacement))
		case seen[column]:
			twice(column)
		default:
			columns[i], seen[column] = column, true
		}
	}
	return columns, seen
}

// rows reads records that are not blank, with the line each begins on.
type rows struct{ r *csv.Reader }

func newRows(text string) rows {
	text = strings.TrimPrefix(text, "\uFEFF")
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	r.ReuseRecord = true
	r.Comma = delimiter(text)
	// A tab is white space too, and must not vanish with it.
	r.TrimLeadingSpace = r.Comma != '\t'
	return rows{r}
}

func (r rows) next() ([]string, int, error) {
	for {
		cells, err := r.r.Read()
		var wrong *csv.ParseError
		switch {
		case errors.As(err, &wrong):
			return nil, wrong.StartLine, err
		case err != nil:
			return nil, 0, err
		case !blank(cells):
			line, _ := r.r.FieldPos(0)
			return cells, line, nil
		}
	}
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// delimiter is the sign that parts the columns of the first line: what is
// copied out of a spreadsheet is parted by tabs.
func delimiter(text string) rune {
	first, _, _ := strings.Cut(strings.TrimLeftFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), "\n")
	best, most := ',', strings.Count(first, ",")
	for _, d := range "\t;" {
		if n := strings.Count(first, string(d)); n > most {
			best, most = d, n
		}
	}
	return best
}

// cell trims a value, and takes off the apostrophe that marks text which would
// otherwise look like a formula.
func cell(raw string) string { return strings.TrimSpace(formula.Undone(strings.TrimSpace(raw))) }

// clip keeps a message short that repeats what stands in the file.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
