package web

import (
	"strings"
	"time"
	"unicode/utf8"
)

// calendarEvent is something due on a day.
type calendarEvent struct {
	uid     string // the same at every reading
	day     time.Time
	summary string
	url     string
}

// calendarText writes a calendar as RFC 5545 has it. It is small enough that a
// library would be more to read than this.
func calendarText(name, language string, stamp time.Time, events []calendarEvent) string {
	var b strings.Builder
	line := func(property, value string) { b.WriteString(folded(property + ":" + value)) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//Michinori//Michinori//"+strings.ToUpper(language))
	line("CALSCALE", "GREGORIAN")
	line("METHOD", "PUBLISH")
	line("NAME;LANGUAGE="+language, escaped(name))
	line("X-WR-CALNAME", escaped(name))
	line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H")
	line("X-PUBLISHED-TTL", "PT6H")
	for _, e := range events {
		line("BEGIN", "VEVENT")
		line("UID", e.uid)
		line("DTSTAMP", stamp.UTC().Format("20060102T150405Z"))
		line("DTSTART;VALUE=DATE", e.day.Format("20060102"))
		line("DTEND;VALUE=DATE", e.day.AddDate(0, 0, 1).Format("20060102"))
		line("SUMMARY;LANGUAGE="+language, escaped(e.summary))
		line("URL", e.url)
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return b.String()
}

// escaped makes a text safe as a value. Other control characters than line ends
// and tabs have no place in a calendar.
func escaped(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(s)
}

// foldAt is the most octets a line may have without its end.
const foldAt = 75

// folded ends a line, broken where it is too long but never within a character.
func folded(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		size := utf8.RuneLen(r)
		if n+size > foldAt {
			b.WriteString("\r\n ")
			n = 1
		}
		b.WriteRune(r)
		n += size
	}
	b.WriteString("\r\n")
	return b.String()
}
