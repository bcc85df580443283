package draw

import (
	"encoding/xml"
	"regexp"
	"strings"
	"unicode"

	"michinori/reports"
)

var head = regexp.MustCompile(`^<svg [^>]*>`)

// finished gives the library's output a name and a description for those who do
// not see it.
func finished(raw string, f reports.Figure) []byte {
	raw = strings.Map(legal, raw)
	start := head.FindString(raw)
	if start == "" {
		return []byte(raw)
	}
	opened := strings.TrimSuffix(start, ">") + ` role="img" lang="` + string(f.Lang) + `">`
	return []byte(opened + "<title>" + escaped(f.Title) + "</title><desc>" + escaped(f.Summary) + "</desc>" + raw[len(start):])
}

// legal leaves out a letter that XML allows in no writing, such as a control
// character in the name of a team: the library writes names as they are, and a
// reader of XML refuses the whole picture.
func legal(r rune) rune {
	if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' || r == '\uFFFE' || r == '\uFFFF' {
		return -1
	}
	return r
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}
