package document

import (
	"encoding/csv"
	"io"
	"strconv"

	"michinori/app/evidence/formula"
)

// WriteCSV writes the whole report as one RFC 4180 table in UTF-8, one value a
// line, with a byte order mark if wished: which section, which table of it,
// the number and the name of the row, the column, the value, and what kind of
// value it is: heading, sentence, small, number, text or absent, where the
// value is the reason. Text that a spreadsheet would take for a formula is
// written as reports.WriteCSV does.
func WriteCSV(w io.Writer, d Document, withBOM bool) error {
	if withBOM {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	lines := long(d)
	if err := out.WriteAll(lines); err != nil {
		return err
	}
	return out.Error()
}

// long lays the report out one value a line.
func long(d Document) [][]string {
	lines := [][]string{{"section", "table", "row", "name", "column", "value", "kind"}}
	text := func(section, kind string, row int, s string) {
		lines = append(lines, []string{section, "", strconv.Itoa(row), "", "", formula.Harmless(s), kind})
	}
	text("", "title", 1, d.Title)
	text("", "subtitle", 1, d.Subtitle)
	for _, s := range d.Sections() {
		text(s.Key, "heading", 1, s.Heading)
		for i, sentence := range s.Sentences {
			text(s.Key, "sentence", i+1, sentence)
		}
		for i, small := range s.Small {
			text(s.Key, "small", i+1, small)
		}
	}
	for _, p := range d.parts() {
		lines = append(lines, longTable(p)...)
	}
	return lines
}

func longTable(p part) [][]string {
	var lines [][]string
	if p.figure != nil {
		for i, s := range wordsOf(*p.figure) {
			lines = append(lines, []string{p.section, p.id, strconv.Itoa(i + 1), "", "", formula.Harmless(s), "small"})
		}
	}
	for i, row := range p.table.Rows {
		for j, c := range row {
			value := c.String()
			if !c.IsNumber() {
				value = formula.Harmless(value)
			}
			lines = append(lines, []string{
				p.section, p.id, strconv.Itoa(i + 1), formula.Harmless(row[0].String()),
				formula.Harmless(p.table.Columns[j].Title), value, string(c.Kind),
			})
		}
	}
	return lines
}
