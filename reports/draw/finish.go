package draw

import (
	"encoding/xml"
	"regexp"
	"strings"

	"michinori/reports"
)

var (
	// In texts and values a quote is written as &quot;, so that these find
	// nothing but attributes.
	private = regexp.MustCompile(` ecmeta_\w+="[^"]*"`)
	ids     = regexp.MustCompile(`((?:id="|="url\(#|href="#))zr\d+-`)
	head    = regexp.MustCompile(`^<svg [^>]*>`)
)

// finished makes the library's output a picture that can stand anywhere: ids
// that no other picture has and that do not count up, a name and a description
// for those who do not see it.
func finished(raw string, f reports.Figure) []byte {
	raw = private.ReplaceAllString(raw, "")
	raw = ids.ReplaceAllString(raw, "${1}"+f.ID+"-")
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
