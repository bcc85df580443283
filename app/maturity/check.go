package maturity

import (
	"math"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// The largest texts and numbers an answer may hold.
const (
	maxNote   = 500 // characters
	maxName   = 200 // characters
	maxAmount = 1e9 // services, alerts, actions, …
	maxDays   = 100_000
)

// TakesAnswerFrom returns nil where r is who answers the question, else an
// *AnswerProblem that says who does.
func (q Question) TakesAnswerFrom(r Respondent) error {
	switch {
	case q.Respondent == System || q.Type == Register:
		return problem("answer.asked_system")
	case q.Respondent == r:
		return nil
	case q.Respondent == Each:
		return problem("answer.asked_each")
	default:
		return problem("answer.asked_lead")
	}
}

// Check returns nil where a is a valid answer to the question, else an
// *AnswerProblem. Score counts on it: an answer that was not checked may give
// any figure.
func (q Question) Check(a Answer) error {
	if p := q.check(a); p != nil {
		return p
	}
	return nil
}

// CheckAgreement returns nil where the team may settle on that level for the
// question, else an *AnswerProblem.
func (q Question) CheckAgreement(level float64) error {
	if !q.Agreeable() {
		return problem("agreement.not_agreeable")
	}
	if !(level >= 0 && level <= maxLevel) || level*2 != math.Trunc(level*2) {
		return problem("agreement.level_range", "level", number(level))
	}
	return nil
}

// Agreeable reports whether a team settles on a level for the question: what
// members answer with levels.
func (q Question) Agreeable() bool { return q.Type == Scale5 && q.Respondent == Each }

func (q Question) check(a Answer) *AnswerProblem {
	if q.Respondent == System || q.Type == Register {
		return problem("answer.asked_system")
	}
	switch a.Kind {
	case Unsure:
		return when(q.Respondent == Lead, "answer.unsure_fact")
	case NotApplicable:
		return checkReason(a)
	case WordAnswer:
		known := slices.ContainsFunc(q.Words, func(w Word) bool { return w.Key == a.Word })
		return when(!known, "answer.word_unknown", "word", clip(a.Word))
	}
	return q.checkTyped(a)
}

// checkTyped checks the answers that only questions of one type take.
func (q Question) checkTyped(a Answer) *AnswerProblem {
	switch {
	case a.Kind == LevelAnswer && q.Type == Scale5:
		return checkLevel(a.Level)
	case a.Kind == Provided && q.Type == Scale5:
		return checkProvided(a)
	case a.Kind == NumberAnswer && q.Type == Number:
		return q.checkNumber(a)
	case a.Kind == RatioAnswer && q.Type == Ratio:
		return checkPart(a.Part, a.Whole)
	case a.Kind == TiersAnswer && q.Type == Ratio && q.Measure == TierWeighted:
		return checkTiers(a.Tiers)
	case a.Kind == ChecklistAnswer && q.Type == Checklist:
		return q.checkItems(a)
	case a.Kind == Provided:
		return problem("answer.provided_type")
	}
	return problem("answer.kind")
}

func checkLevel(level int) *AnswerProblem {
	return when(level < 0 || level > maxLevel, "answer.level_range", "level", strconv.Itoa(level))
}

func checkProvided(a Answer) *AnswerProblem {
	if n := utf8.RuneCountInString(a.ProvidedBy); n == 0 || n > maxName {
		return problem("answer.provided_by", "limit", strconv.Itoa(maxName))
	}
	if !plainText(a.ProvidedBy) {
		return problem("answer.text")
	}
	return checkLevel(a.Level)
}

func checkReason(a Answer) *AnswerProblem {
	switch {
	case !slices.Contains(NAReasons, a.Reason):
		return problem("answer.reason_unknown", "reason", clip(string(a.Reason)))
	case utf8.RuneCountInString(a.Note) > maxNote:
		return problem("answer.note_long", "limit", strconv.Itoa(maxNote))
	}
	return when(!plainText(a.Note), "answer.text")
}

func (q Question) checkNumber(a Answer) *AnswerProblem {
	limit := float64(maxAmount)
	switch q.Measure {
	case ShareOfContracted:
		limit = weekHours
		if a.Of != 0 && !(a.Of > 0 && a.Of <= weekHours) {
			return problem("answer.contracted", "limit", number(weekHours))
		}
	case DaysSince:
		limit = maxDays
	}
	if a.Of != 0 && q.Measure != ShareOfContracted {
		return problem("answer.field_unknown", "field", "of")
	}
	return checkAmount(a.Number, limit)
}

// checkAmount holds for every number that counts something: finite, and from 0
// to the limit.
func checkAmount(v, limit float64) *AnswerProblem {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return problem("answer.not_finite")
	case v < 0:
		return problem("answer.negative", "number", number(v))
	}
	return when(v > limit, "answer.too_large", "number", number(v), "limit", number(limit))
}

func checkPart(part, whole float64) *AnswerProblem {
	for _, v := range []float64{part, whole} {
		if p := checkAmount(v, maxAmount); p != nil {
			return p
		}
	}
	return when(part > whole, "answer.part_above_whole", "part", number(part), "whole", number(whole))
}

func checkTiers(tiers []Tier) *AnswerProblem {
	seen := map[int]bool{}
	for _, t := range tiers {
		tier := strconv.Itoa(t.Tier)
		if _, ok := tierWeight[t.Tier]; !ok {
			return problem("answer.tier_unknown", "tier", tier)
		}
		if seen[t.Tier] {
			return problem("answer.tier_twice", "tier", tier)
		}
		seen[t.Tier] = true
		if p := checkPart(t.Covered, t.Of); p != nil {
			return p
		}
	}
	return when(len(tiers) == 0, "answer.no_tiers")
}

func (q Question) checkItems(a Answer) *AnswerProblem {
	seen := map[string]bool{}
	for _, item := range slices.Concat(a.Ticked, a.Without) {
		if !slices.ContainsFunc(q.Items, func(i Item) bool { return i.Key == item }) {
			return problem("answer.item_unknown", "item", clip(item))
		}
		if seen[item] {
			return problem("answer.item_twice", "item", item)
		}
		seen[item] = true
	}
	return nil
}

func when(wrong bool, key string, args ...string) *AnswerProblem {
	if !wrong {
		return nil
	}
	return problem(key, args...)
}

// plainText reports whether s can be stored and shown everywhere: valid UTF-8
// without control characters, save for tabs and line ends.
func plainText(s string) bool {
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return false
		}
	}
	return utf8.ValidString(s)
}

// clip keeps what somebody typed short enough for a message, and printable.
func clip(s string) string {
	const most = 60
	if utf8.ValidString(s) && utf8.RuneCountInString(s) <= most {
		return strconv.QuoteToGraphic(s)
	}
	r := []rune(s)
	return strconv.QuoteToGraphic(string(r[:min(most, len(r))]) + "…")
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
