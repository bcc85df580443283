package reports

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
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
		record[i] = Harmless(c.Title)
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
	return Harmless(c.String())
}

// Harmless puts an apostrophe before text that begins like a formula, blank or
// invisible characters in front of it included: programs trim those first. The
// full-width signs count, since Japanese editions fold them.
func Harmless(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.ReplaceAll(s, "\x00", "")
	if s != "" && strings.ContainsRune("\t\r\n", rune(s[0])) {
		return "'" + s
	}
	trimmed := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
	if strings.IndexAny(trimmed, "=+-@＝＋－＠") == 0 {
		return "'" + s
	}
	return s
}
