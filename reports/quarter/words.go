package quarter

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"michinori/app/maturity"
	"michinori/reports"
)

// words says things in one language.
type words struct{ lang maturity.Language }

// say returns the sentence of the language. Both take the same arguments, by
// number where their order differs.
func (w words) say(ja, en string, args ...any) string {
	format := ja
	if w.lang == maturity.English { // even where it says nothing: a counter, such as 回, has no English
		format = en
	}
	if len(args) == 0 {
		return format
	}
	return fmt.Sprintf(format, args...)
}

// some is an English noun with its number: 1 team, 2 teams. Japanese counts
// without a plural and takes the number alone.
func (w words) some(n int, one, many string) string {
	if w.lang == maturity.Japanese {
		return strconv.Itoa(n)
	}
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

func (w words) teams(n int) string { return w.some(n, "team", "teams") }

func (w words) people(n int) string { return w.some(n, "person", "people") }

// are is a number of things of which something is said: 1 is, 2 are.
func (w words) are(n int) string { return w.some(n, "is", "are") }

// nameRoom is how many letters of a name stand in a sentence. The tables have
// the whole name.
const nameRoom = 40

// isolated is a name as it stands in a sentence: on one line and not longer
// than the sentence, and where it is read from right to left, or turns the
// direction, kept from reordering it.
func isolated(name string) string {
	name = strings.Join(strings.Fields(name), " ")
	if letters := []rune(name); len(letters) > nameRoom {
		name = string(letters[:nameRoom-1]) + "…"
	}
	for _, r := range name {
		if unicode.In(r, unicode.Bidi_Control, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) {
			return "\u2068" + name + "\u2069"
		}
	}
	return name
}

// day is a day as it stands in a sentence.
func (w words) day(t time.Time) string { return t.Format(w.say("2006年1月2日", "2 January 2006")) }

// list joins names.
func (w words) list(names []string) string {
	return strings.Join(names, w.say("、", ", "))
}

// listCounts joins counts that may hold commas.
func (w words) listCounts(all []string) string { return strings.Join(all, w.say("、", "; ")) }

func (w words) dimension(d maturity.Dimension) string { return reports.DimensionName(d).In(w.lang) }

func (w words) dimensions(ds []maturity.Dimension) string {
	names := make([]string, len(ds))
	for i, d := range ds {
		names[i] = w.say("「%s」", "%s", w.dimension(d))
	}
	if last := len(names) - 1; last > 1 {
		if w.lang == maturity.Japanese {
			return strings.Join(names, "")
		}
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return strings.Join(names, w.say("と", " and "))
}

// tenth prints a number with one decimal, as figures do.
func tenth(v float64) string { return reports.Decimal(v).String() }

// percent prints part of whole with one decimal, as figures do; "" of nothing.
func percent(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return tenth(100*float64(part)/float64(whole)) + "%"
}
