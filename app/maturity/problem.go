package maturity

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// AnswerProblem says why something is no answer to a question. Key names a
// message of AnswerProblemKeys, so that a page can say it in the reader's
// language; Error says it in English.
type AnswerProblem struct {
	Key  string
	Args map[string]string
}

// The one list of messages about answers and agreements.
var answerProblems = map[string]string{
	"answer.missing":          "there is no value; leave the key out where there is no answer",
	"answer.text":             "the text is not valid UTF-8 or holds control characters",
	"answer.asked_each":       "this question is answered by each member, not as a fact",
	"answer.asked_lead":       "this question is answered once, as a fact, not by each member",
	"answer.asked_system":     "this question is calculated and takes no answer",
	"answer.field_unknown":    "{field} does not belong in this answer",
	"answer.field_missing":    "{field} is missing",
	"answer.not_level":        "expected a level from 0 to 4",
	"answer.level_range":      "{level} is not a level: a whole number from 0 to 4",
	"answer.not_number":       "expected a number",
	"answer.not_finite":       "the number is not a finite one",
	"answer.negative":         "{number} is below 0",
	"answer.too_large":        "{number} is more than {limit}",
	"answer.contracted":       "contracted hours must be above 0 and at most {limit}",
	"answer.not_ratio":        "expected a numerator and a denominator",
	"answer.not_tiers":        "expected tiers, each with the services covered and their number",
	"answer.part_above_whole": "{part} is more than the whole of {whole}",
	"answer.tier_unknown":     "{tier} is not a tier: 1, 2 or 3",
	"answer.tier_twice":       "tier {tier} stands there twice",
	"answer.no_tiers":         "no tier is named",
	"answer.not_checklist":    "expected a list of ticked items",
	"answer.item_unknown":     "{item} is not an item of this checklist",
	"answer.item_twice":       "{item} stands there twice",
	"answer.word_unknown":     "{word} is not an answer to this question",
	"answer.unsure_fact":      "\"unsure\" is for members; leave out a fact that nobody knows",
	"answer.reason_unknown":   "{reason} is not a reason why a question does not apply",
	"answer.note_long":        "the note is longer than {limit} characters",
	"answer.provided_by":      "name the team that provides it, in at most {limit} characters",
	"answer.provided_type":    "only a question with levels can be provided by another team",
	"answer.kind":             "this is not an answer to this question",
	"agreement.not_agreeable": "only a question that members answer with levels can be agreed on",
	"agreement.level_range":   "{level} is not a level from 0 to 4 in half steps",
	"agreement.not_a_level":   "expected a level from 0 to 4 in half steps",
}

// AnswerProblemKeys lists the keys of all messages about answers and
// agreements, sorted.
func AnswerProblemKeys() []string {
	return slices.Sorted(maps.Keys(answerProblems))
}

// Error says in English what is wrong.
func (p *AnswerProblem) Error() string {
	pairs := make([]string, 0, 2*len(p.Args))
	for name, value := range p.Args {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(answerProblems[p.Key])
}

// AsField returns the message that stands beside the input of that name; false
// where err is no problem of an answer.
func AsField(name string, err error) (Field, bool) {
	var p *AnswerProblem
	if !errors.As(err, &p) {
		return Field{}, false
	}
	return Field{Name: name, Key: p.Key, Args: p.Args}, true
}

func problem(key string, args ...string) *AnswerProblem {
	return &AnswerProblem{Key: key, Args: pairs(args)}
}
