package draw

import (
	"encoding/xml"
	"regexp"
	"strings"

	"michinori/reports"
)

var head = regexp.MustCompile(`^<svg [^>]*>`)

// finished gives the library's output a name and a description for those who do
// not see it.
func finished(raw string, f reports.Figure) []byte {
	start := head.FindString(raw)
	if start == "" {
		return []byte(raw)
	}
	opened := strings.TrimSuffix(start, ">") + ` role="img" lang="` + string(f.Lang) + `">`
	return []byte(opened + "<title>" + escaped(f.Title) + "</title><desc>" + escaped(f.Summary) + "</desc>" + raw[len(start):])
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}
