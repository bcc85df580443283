package questionnaires

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"michinori/app/maturity"
)

func contains(list []string, s string) bool { return slices.Contains(list, s) }

// clip quotes what somebody typed, short enough for a message.
func clip(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return strconv.QuoteToGraphic(s)
	}
	return strconv.QuoteToGraphic(string([]rune(s)[:most]) + "…")
}

// names turns typed words into plain ones.
func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}

// choice reads one of a few words; an unknown one is reported and returned as
// the zero value.
func choice[T ~string](f fields, name string, need bool, allowed []T) (T, bool) {
	s := f.str(name, need)
	if s == "" || slices.Contains(allowed, T(s)) {
		return T(s), s != ""
	}
	known := names(allowed)
	message := "%s: %s %s is not known%s"
	if name == "dimension" {
		message = "%s: %s %s is not known%s; the five dimensions are permanent, so that every team and quarter can be compared"
	}
	f.report(f.at(name), message, f.what, name, clip(s), oneOf(s, known))
	return "", false
}

// oneOf names the nearest of the known words, or all of a few.
func oneOf(s string, known []string) string {
	if h := hint(s, known); h != "" || len(known) > 8 {
		return h
	}
	return "; it is one of " + strings.Join(known, ", ")
}

// hint names the known word somebody may have meant, or nothing.
func hint(s string, known []string) string {
	best, distance := "", 3
	for _, k := range known {
		if d := editDistance(s, k); d < distance && d < len(k) {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// editDistance counts the insertions, deletions and changes of a letter between
// two words; far apart, it says 99 without counting.
func editDistance(a, b string) int {
	if max(len(a), len(b))-min(len(a), len(b)) > 2 {
		return 99
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// lists of the words a file may use, in the order messages name them.
var (
	questionTypes = []maturity.QuestionType{maturity.Scale5, maturity.Number, maturity.Ratio, maturity.Checklist, maturity.Register}
	respondents   = []maturity.Respondent{maturity.Each, maturity.Lead, maturity.System}
	measures      = []maturity.Measure{
		maturity.ShareOfContracted, maturity.DaysSince, maturity.TierWeighted, maturity.TeamFactor, maturity.SingleOwnerShare,
	}
	capConditions  = []maturity.CapCondition{maturity.OneOfSeveral, maturity.NoTier1Covered, maturity.NotAllTier1Cover}
	gateConditions = []maturity.GateCondition{
		maturity.NotScored, maturity.AtMost, maturity.MoreThan, maturity.CriticalOrphan,
	}
)
