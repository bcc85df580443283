// Package formula keeps text from becoming a formula where a spreadsheet program
// opens it, and tells again which text was kept so.
package formula

import (
	"strings"
	"unicode"
)

// Like reports whether a spreadsheet would take text for a formula, blank and
// invisible characters in front of it or not: programs trim those first. The
// full-width signs count, since Japanese editions fold them.
func Like(s string) bool {
	begin := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	})
	return strings.IndexAny(begin, "=+-@＝＋－＠") == 0
}

// Harmless puts an apostrophe before what is like a formula or begins with a
// tabulator or a line end, and leaves out what no table may hold.
func Harmless(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
	if Like(s) || s != "" && strings.ContainsRune("\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

// Undone takes off the apostrophe that Harmless put before a formula; any other
// stays.
func Undone(s string) string {
	if rest, quoted := strings.CutPrefix(s, "'"); quoted && Like(rest) {
		return rest
	}
	return s
}
