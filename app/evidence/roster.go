package evidence

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode"

	"michinori/app/maturity"
)

// What a roster may be at most.
const (
	MaxRosterBytes = 8 << 20
	MaxRosterRows  = 100_000
)

// ReadRoster reads a roster from text whose first line names the columns, in
// English or Japanese, in any order; only the name is required. Columns are
// parted by commas, tabs or semicolons. Every line that cannot be read is a
// problem of its own; whether people, teams and addresses make sense is for
// whoever knows the database to say. Text that looks like a formula stays text.
func ReadRoster(text string) maturity.Roster {
	var out maturity.Roster
	if len(text) > MaxRosterBytes {
		out.Refuse(0, "", "roster.too_large", "max", strconv.Itoa(MaxRosterBytes>>20))
		return out
	}
	rows := newRows(text)
	head, line, err := rows.next()
	if err != nil {
		refuseLine(&out, line, err)
		return out
	}
	columns := readHead(&out, head, line)
	if len(out.Problems) > 0 {
		return out
	}
	for n := 0; ; n++ {
		cells, line, err := rows.next()
		switch {
		case errors.Is(err, io.EOF):
			if n == 0 {
				out.Refuse(0, "", "roster.empty")
			}
			return out
		case n == MaxRosterRows:
			out.Refuse(line, "", "roster.too_many_rows", "max", strconv.Itoa(MaxRosterRows))
			return out
		case err != nil:
			refuseLine(&out, line, err)
		default:
			readRow(&out, columns, cells, line)
		}
	}
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

func refuseLine(out *maturity.Roster, line int, err error) {
	if errors.Is(err, io.EOF) {
		out.Refuse(0, "", "roster.empty")
		return
	}
	out.Refuse(line, "", "roster.quotes")
}

func readRow(out *maturity.Roster, columns []maturity.RosterColumn, cells []string, line int) {
	row, before := maturity.RosterRow{Line: line}, len(out.Problems)
	for i, raw := range cells {
		s := cell(raw)
		switch {
		case s == "":
		case i >= len(columns):
			out.Refuse(line, "", "roster.too_many_cells", "cells", strconv.Itoa(len(cells)), "columns", strconv.Itoa(len(columns)))
			return
		case columns[i] == "":
		case strings.Contains(s, replacement):
			out.Refuse(line, columns[i], "field.encoding")
		default:
			setCell(out, &row, columns[i], s)
		}
	}
	if len(out.Problems) == before {
		out.Rows = append(out.Rows, row)
	}
}

// cell trims a value, and takes off the apostrophe that marks text which would
// otherwise look like a formula.
func cell(raw string) string {
	s := strings.TrimSpace(raw)
	rest, quoted := strings.CutPrefix(s, "'")
	if !quoted {
		return s
	}
	begin := strings.TrimLeftFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
	if strings.IndexAny(begin, "=+-@＝＋－＠") == 0 {
		return strings.TrimSpace(rest)
	}
	return s
}

func setCell(out *maturity.Roster, row *maturity.RosterRow, column maturity.RosterColumn, s string) {
	known := true
	switch column {
	case maturity.RosterName:
		row.Name = s
	case maturity.RosterEmail:
		row.Email = s
	case maturity.RosterTeam:
		row.Team = s
	case maturity.RosterGroup:
		row.Group = s
	case maturity.RosterPart:
		row.Part, known = partWords[fold(s)]
	case maturity.RosterRole:
		row.Role, known = roleWords[fold(s)]
		row.RoleGiven = known
	case maturity.RosterLanguage:
		row.Language, known = languageWords[fold(s)]
	}
	if !known {
		out.Refuse(row.Line, column, "roster.unknown_word", "word", clip(s))
	}
}

// clip keeps a message short that repeats what stands in the file.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
