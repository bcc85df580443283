package reports

import (
	"encoding/csv"
	"io"

	"michinori/app/evidence/formula"
)

// bom makes spreadsheet programs read the file as UTF-8.
const bom = "\ufeff"

// WriteCSV writes the table as RFC 4180 CSV in UTF-8, with a byte order mark
// if wished. Text that a spreadsheet would take for a formula gets an
// apostrophe in front; numbers stay plain numbers.
func WriteCSV(w io.Writer, t Table, withBOM bool) error {
	if withBOM {
		if _, err := io.WriteString(w, bom); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	record := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		record[i] = formula.Harmless(c.Title)
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, row := range t.Rows {
		record = record[:0]
		for _, c := range row {
			record = append(record, csvField(c))
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvField(c Cell) string {
	if c.Kind == NumberCell {
		return c.String()
	}
	return formula.Harmless(c.String())
}
