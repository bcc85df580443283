package evidence

import (
	"regexp"
	"strings"
	"time"
)

// The forms in which tools and spreadsheets write a time. Those that name no
// zone are in the one of the organisation. A form that begins with a day or a
// month in digits is not among them: 3/4/2026 is two different days.
var (
	zonedForms = []string{
		time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999 -0700",
		"2006-01-02 15:04:05.999999999 MST", "2006-01-02 15:04 -0700", "2006-01-02 15:04 MST",
	}
	localForms = []string{
		"2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-1-2 15:04:05", "2006-1-2 15:04", "2006-1-2 3:04:05 PM", "2006-1-2 3:04 PM", "2006-1-2",
		"2/Jan/06 3:04 PM", "2/Jan/06 15:04", "2/Jan/2006 3:04 PM", "2/Jan/2006 15:04", "2/Jan/06", "2/Jan/2006",
		"2 Jan 2006 15:04:05", "2 Jan 2006 15:04", "2 Jan 2006",
	}
	japaneseDay   = regexp.MustCompile(`(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日`)
	japaneseMonth = regexp.MustCompile(`/(\d{1,2})月/`)
	halfFirst     = regexp.MustCompile(`(AM|PM)\s*(\d{1,2}:\d{2}(?::\d{2})?)`)
	twoWays       = regexp.MustCompile(`^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b`)
	monthNames    = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// moment reads a time; reason is the key of a message where it cannot.
func moment(text string, zone *time.Location) (t time.Time, reason string) {
	s := plainTime(text)
	if twoWays.MatchString(s) {
		return t, "measured.two_ways"
	}
	for _, form := range zonedForms {
		// A zone that is only a name is trusted where it means one thing.
		if t, err := time.Parse(form, s); err == nil && (!strings.HasSuffix(form, "MST") || knownZone(s)) {
			return inRange(t)
		}
	}
	for _, form := range localForms {
		if t, err := time.ParseInLocation(form, s, zone); err == nil {
			return inRange(t)
		}
	}
	return t, "measured.time"
}

// knownZone reports whether the name of a zone at the end means one zone only.
func knownZone(s string) bool { return strings.HasSuffix(s, " UTC") || strings.HasSuffix(s, " GMT") }

// What lies outside is a slip of the pen, or a cell that holds something else.
const firstYear, lastYear = 1990, 2100

func inRange(t time.Time) (time.Time, string) {
	if t.Year() < firstYear || t.Year() > lastYear {
		return time.Time{}, "measured.time"
	}
	return t, ""
}

// plainTime brings what Japanese programs write into the forms above.
func plainTime(text string) string {
	s := strings.Join(strings.Fields(halfWidth(text)), " ")
	s = strings.NewReplacer("午前", " AM ", "午後", " PM ", "時", ":", "分", "").Replace(s)
	s = strings.Join(strings.Fields(s), " ")
	s = japaneseDay.ReplaceAllString(s, "$1-$2-$3")
	s = japaneseMonth.ReplaceAllStringFunc(s, func(m string) string {
		month := 0
		for _, r := range m {
			if r >= '0' && r <= '9' {
				month = month*10 + int(r-'0')
			}
		}
		if month < 1 || month > len(monthNames) {
			return m
		}
		return "/" + monthNames[month-1] + "/"
	})
	s = halfFirst.ReplaceAllString(s, "$2 $1")
	if len(s) > 4 && s[4] == '/' { // 2026/07/01
		s = strings.Replace(strings.Replace(s, "/", "-", 1), "/", "-", 1)
	}
	return strings.TrimSuffix(s, ":")
}
