package evidence

import (
	"cmp"
	"strings"
	"unicode"

	"michinori/app/maturity"
)

// What a roster may be at most.
const (
	MaxRosterBytes = maxTableBytes
	MaxRosterRows  = maxTableRows
)

// ReadRoster reads a roster from text whose first line names the columns, in
// English or Japanese, in any order; only the name is required. Columns are
// parted by commas, tabs or semicolons. Every line that cannot be read is a
// problem of its own; whether people, teams and addresses make sense is for
// whoever knows the database to say. Text that looks like a formula stays text.
func ReadRoster(text string) maturity.Roster {
	var out maturity.Roster
	var columns []maturity.RosterColumn
	t := table{kind: "roster", refuse: func(line int, key string, args ...string) { out.Refuse(line, "", key, args...) }}
	t.head = func(cells []string, line int) bool {
		columns = readHead(&out, cells, line)
		return len(out.Problems) == 0
	}
	t.row = func(cells []string, line int) bool {
		readRow(t, &out, columns, cells, line)
		return true
	}
	t.read(text)
	return out
}

func readRow(t table, out *maturity.Roster, columns []maturity.RosterColumn, cells []string, line int) {
	row, before := maturity.RosterRow{Line: line}, len(out.Problems)
	instead := map[maturity.RosterColumn]string{}
	closed := false
	t.readCells(cells, len(columns), line, func(i int, s string) {
		switch {
		case columns[i] == "":
		case strings.Contains(s, replacement):
			out.Refuse(line, called(columns[i]), "field.encoding")
		case closedWords[columns[i]] != nil:
			closed = closed || closedWords[columns[i]][fold(s)]
		case insteadOf[columns[i]] != "":
			instead[columns[i]] = s
		default:
			setCell(out, &row, columns[i], s)
		}
	})
	if closed {
		out.Problems, out.LeftOut = out.Problems[:before], out.LeftOut+1
		return
	}
	row.Name = cmp.Or(row.Name, instead[shownName], wholeName(instead[familyName], instead[givenName]))
	if login := instead[loginName]; !strings.Contains(login, "#") { // a guest's is none of theirs
		row.Email = cmp.Or(row.Email, login)
	}
	if len(out.Problems) == before {
		out.Rows = append(out.Rows, row)
	}
}

// wholeName puts the parts of a name in the order of its script.
func wholeName(family, given string) string {
	latin := !strings.ContainsFunc(family+given, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
	if latin {
		family, given = given, family
	}
	return strings.TrimSpace(family + " " + given)
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
