package evidence

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
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
	japaneseHour  = regexp.MustCompile(`(\d{1,2})時(?:\s*(\d{1,2})分)?(?:\s*(\d{1,2})秒)?`)
	weekday       = regexp.MustCompile(`\(\s*[日月火水木金土](?:曜日?)?\s*\)|[日月火水木金土]曜日?`)
	eraDay        = regexp.MustCompile(`(令和|平成|[RH])\s*(\d{1,2}|元)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})日?`)
	serialDay     = regexp.MustCompile(`^\d{5}(?:\.\d+)?(?: (?:\d{1,2}:\d{2}(?::\d{2})?|0?\.\d+))?$`)
	japaneseMonth = regexp.MustCompile(`/(\d{1,2})月/`)
	halfFirst     = regexp.MustCompile(`(AM|PM)\s*(\d{1,2}:\d{2}(?::\d{2})?)`)
	twoWays       = regexp.MustCompile(`^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b`)
	monthNames    = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// moment reads a time; reason is the key of a message where it cannot.
func moment(text string, zone *time.Location) (t time.Time, reason string) {
	s := plainTime(text)
	if serialDay.MatchString(s) {
		return serialTime(s, zone)
	}
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

// onlyDay reports whether a text that is a time names a day and no time of it.
func onlyDay(text string) bool {
	s := plainTime(text)
	return !strings.Contains(s, ":") && !(serialDay.MatchString(s) && strings.Contains(s, "."))
}

// serialTime reads the number that a spreadsheet keeps of a time: days since the
// end of 1899, as the clocks of zone show them. The part of the day may stand
// beside it, as such a number or as a time.
func serialTime(s string, zone *time.Location) (time.Time, string) {
	days, clock, _ := strings.Cut(s, " ")
	number, err := strconv.ParseFloat(days, 64)
	if err != nil {
		return time.Time{}, "measured.time"
	}
	whole, part := math.Modf(number)
	const secondsOfDay = 24 * 60 * 60
	seconds := part * secondsOfDay
	if strings.Count(clock, ":") == 1 {
		clock += ":00"
	}
	if t, err := time.Parse(time.TimeOnly, clock); err == nil {
		seconds = float64(t.Hour()*60*60 + t.Minute()*60 + t.Second())
	} else if share, err := strconv.ParseFloat(clock, 64); err == nil {
		seconds = share * secondsOfDay
	} else if clock != "" {
		return time.Time{}, "measured.time"
	}
	return inRange(time.Date(1899, time.December, 30+int(whole), 0, 0, int(math.Round(seconds)), 0, zone))
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
	s = japaneseHour.ReplaceAllStringFunc(s, clockOf)
	s = eraDay.ReplaceAllStringFunc(s, dayOfEra)
	s = strings.NewReplacer("午前", " AM ", "午後", " PM ").Replace(weekday.ReplaceAllString(s, " "))
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
	if len(s) > 4 && (s[4] == '/' || s[4] == '.') { // 2026/07/01, 2026.7.1
		s = strings.Replace(strings.Replace(s, s[4:5], "-", 1), s[4:5], "-", 1)
	}
	return s
}

// clockOf writes 9時5分 as 9:05.
func clockOf(match string) string {
	m := japaneseHour.FindStringSubmatch(match)
	out := m[1] + ":" + twoDigits(m[2])
	if m[3] != "" {
		out += ":" + twoDigits(m[3])
	}
	return out
}

func twoDigits(s string) string { return strings.Repeat("0", max(0, 2-len(s))) + s }

// yearsBefore is what the first year of an era is counted from.
var yearsBefore = map[string]int{"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}

// dayOfEra writes 令和8年7月1日 and R8.7.1 with the year of the world.
func dayOfEra(match string) string {
	m := eraDay.FindStringSubmatch(match)
	year := 1
	if m[2] != "元" {
		year, _ = strconv.Atoi(m[2])
	}
	return fmt.Sprintf("%d-%s-%s", yearsBefore[m[1]]+year, m[3], m[4])
}
