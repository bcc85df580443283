package form

import (
	"math"
	"strconv"
	"strings"
	"time"

	"michinori/app/maturity"
)

// Values reads a sent form: all values of a name, or none.
type Values func(name string) []string

// First returns the first value of a name, trimmed, or "".
func (v Values) First(name string) string {
	if all := v(name); len(all) > 0 {
		return strings.TrimSpace(all[0])
	}
	return ""
}

// What the main input of a question may send beside a level.
const (
	choiceValue    = "value" // the number, ratio or ticks below
	choiceUnsure   = "unsure"
	choiceNA       = "na"
	choiceProvided = "provided"
)

// Sent reports whether the form holds this question at all; a part of a page
// says nothing about the rest.
func Sent(v Values, key string) bool { return len(v(key+".seen")) > 0 }

// Seen returns the revision the author looked at.
func Seen(v Values, key string) int {
	n, _ := strconv.Atoi(v.First(key + ".seen"))
	return n
}

// ReadAnswer reads the answer to a question: nil when the author left it open.
// today turns the date of a last time into days.
func ReadAnswer(v Values, q maturity.Question, today time.Time) (*maturity.Answer, *maturity.Field) {
	choice := v.First(q.Key)
	if choice == "" && q.Type != maturity.Scale5 && filled(v, q) {
		choice = choiceValue
	}
	switch choice {
	case "":
		return nil, nil
	case choiceUnsure:
		return &maturity.Answer{Kind: maturity.Unsure}, nil
	case choiceNA:
		return &maturity.Answer{
			Kind: maturity.NotApplicable, Reason: maturity.NAReason(v.First(q.Key + ".reason")), Note: v.First(q.Key + ".other"),
		}, nil
	case choiceProvided:
		return readProvided(v, q)
	case choiceValue:
		return readValue(v, q, today)
	}
	for _, w := range q.Words {
		if w.Key == choice {
			return &maturity.Answer{Kind: maturity.WordAnswer, Word: choice}, nil
		}
	}
	level, err := strconv.Atoi(choice)
	if err != nil || q.Type != maturity.Scale5 {
		return nil, problem(q.Key, "answer.kind")
	}
	return &maturity.Answer{Kind: maturity.LevelAnswer, Level: level}, nil
}

func filled(v Values, q maturity.Question) bool {
	for _, suffix := range []string{".number", ".date", ".part", ".whole", ".tick", ".part1", ".part2", ".part3", ".whole1", ".whole2", ".whole3"} {
		if v.First(q.Key+suffix) != "" {
			return true
		}
	}
	return false
}

func readProvided(v Values, q maturity.Question) (*maturity.Answer, *maturity.Field) {
	level, err := strconv.Atoi(v.First(q.Key + ".provided_level"))
	if err != nil {
		return nil, problem(q.Key, "answer.not_level")
	}
	return &maturity.Answer{Kind: maturity.Provided, Level: level, ProvidedBy: v.First(q.Key + ".provided_by")}, nil
}

func readValue(v Values, q maturity.Question, today time.Time) (*maturity.Answer, *maturity.Field) {
	switch {
	case q.Measure == maturity.DaysSince:
		return readDate(v, q, today)
	case q.Type == maturity.Number:
		return readHours(v, q)
	case q.Measure == maturity.TierWeighted:
		return readTiers(v, q)
	case q.Type == maturity.Ratio:
		part, ok1 := number(v.First(q.Key + ".part"))
		whole, ok2 := number(v.First(q.Key + ".whole"))
		if !ok1 || !ok2 {
			return nil, problem(q.Key, "answer.not_number")
		}
		return &maturity.Answer{Kind: maturity.RatioAnswer, Part: part, Whole: whole}, nil
	case q.Type == maturity.Checklist:
		return &maturity.Answer{
			Kind: maturity.ChecklistAnswer, Ticked: nonEmpty(v(q.Key + ".tick")), Without: nonEmpty(v(q.Key + ".without")),
		}, nil
	}
	return nil, problem(q.Key, "answer.kind")
}

func readHours(v Values, q maturity.Question) (*maturity.Answer, *maturity.Field) {
	hours, ok := number(v.First(q.Key + ".number"))
	if !ok {
		return nil, problem(q.Key, "answer.not_number")
	}
	a := &maturity.Answer{Kind: maturity.NumberAnswer, Number: hours}
	if s := v.First(q.Key + ".of"); s != "" {
		if a.Of, ok = number(s); !ok || a.Of <= 0 {
			return nil, problem(q.Key, "answer.not_number")
		}
	}
	return a, nil
}

func readDate(v Values, q maturity.Question, today time.Time) (*maturity.Answer, *maturity.Field) {
	d, err := time.Parse(time.DateOnly, v.First(q.Key+".date"))
	if err != nil {
		return nil, problem(q.Key, "field.date")
	}
	t := time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	if d.After(t) {
		return nil, problem(q.Key, "field.future")
	}
	return &maturity.Answer{Kind: maturity.NumberAnswer, Number: math.Round(t.Sub(d).Hours() / 24)}, nil
}

func readTiers(v Values, q maturity.Question) (*maturity.Answer, *maturity.Field) {
	a := &maturity.Answer{Kind: maturity.TiersAnswer}
	for tier := 1; tier <= 3; tier++ {
		n := strconv.Itoa(tier)
		whole := v.First(q.Key + ".whole" + n)
		part := v.First(q.Key + ".part" + n)
		if whole == "" && part == "" {
			continue
		}
		of, ok1 := number(whole)
		covered, ok2 := number(part)
		if part == "" {
			covered, ok2 = 0, true
		}
		if !ok1 || !ok2 {
			return nil, problem(q.Key, "answer.not_number")
		}
		a.Tiers = append(a.Tiers, maturity.Tier{Tier: tier, Covered: covered, Of: of})
	}
	if len(a.Tiers) == 0 {
		return nil, problem(q.Key, "answer.not_number")
	}
	return a, nil
}

// number reads a decimal, also one typed with a full-width keyboard.
func number(s string) (float64, bool) {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '\uFF10' && r <= '\uFF19':
			return r - '\uFF10' + '0'
		case r == '\uFF0E':
			return '.'
		}
		return r
	}, s)
	x, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0) && !strings.ContainsAny(s, "xXpP_")
}

func nonEmpty(in []string) []string {
	out := []string{}
	for _, s := range in {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func problem(key, message string) *maturity.Field {
	return &maturity.Field{Name: key, Key: message}
}
