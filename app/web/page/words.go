package page

import (
	"fmt"
	"strconv"
	"strings"

	"michinori/app/maturity"
)

// AnswerText says an answer in words.
func (b Base) AnswerText(q maturity.Question, a maturity.Answer) string {
	switch a.Kind {
	case maturity.LevelAnswer:
		return b.levelText(q, a.Level)
	case maturity.Unsure:
		return b.T("answer.unsure")
	case maturity.NotApplicable:
		return b.T("answer.na_because", "reason", b.reasonText(a))
	case maturity.Provided:
		return b.T("answer.provided_at", "team", a.ProvidedBy, "level", a.Level)
	case maturity.WordAnswer:
		return b.wordText(q, a.Word)
	case maturity.NumberAnswer:
		if q.Measure == maturity.DaysSince {
			return b.N("answer.days_ago", int(a.Number))
		}
		return b.T("answer.hours", "hours", decimal(a.Number))
	case maturity.RatioAnswer:
		return b.T("answer.of", "part", decimal(a.Part), "whole", decimal(a.Whole))
	case maturity.TiersAnswer:
		return b.tiersText(a)
	case maturity.ChecklistAnswer:
		return b.N("answer.ticked", len(a.Ticked))
	}
	return ""
}

func (b Base) levelText(q maturity.Question, level int) string {
	if level < 0 || level >= len(q.Levels) {
		return strconv.Itoa(level)
	}
	return fmt.Sprintf("%d %s", level, b.In(q.Levels[level]))
}

func (b Base) reasonText(a maturity.Answer) string {
	if a.Reason == maturity.OtherReason && a.Note != "" {
		return a.Note
	}
	return b.T("na." + string(a.Reason))
}

func (b Base) wordText(q maturity.Question, word string) string {
	for _, w := range q.Words {
		if w.Key == word {
			return b.In(w.Text)
		}
	}
	return word
}

func (b Base) tiersText(a maturity.Answer) string {
	var parts []string
	for _, t := range a.Tiers {
		parts = append(parts, b.T("answer.tier", "tier", t.Tier, "part", decimal(t.Covered), "whole", decimal(t.Of)))
	}
	return strings.Join(parts, b.T("list.separator"))
}

// ValueText says what a question came to, in its own unit.
func (b Base) ValueText(q maturity.Question, s maturity.QuestionScore) string {
	switch {
	case s.State != maturity.Scored:
		return b.T("state." + string(s.State))
	case s.Value == nil && len(q.Words) > 0:
		return b.In(q.Words[0].Text)
	case s.Value == nil:
		return b.T("state.unanswered")
	case q.Type == maturity.Scale5:
		return b.scaleValue(q, *s.Value)
	case q.Measure == maturity.DaysSince:
		return b.N("answer.days_ago", int(*s.Value))
	case q.Type == maturity.Checklist:
		return b.N("answer.ticked", int(*s.Value))
	case q.Type == maturity.Register:
		return b.N("answer.people", int(*s.Value))
	default:
		return b.T("answer.percent", "percent", maturity.OneDecimal(*s.Value*100))
	}
}

// scaleValue says a level; half a level, of an even number of answers, stands
// between two descriptions.
func (b Base) scaleValue(q maturity.Question, v float64) string {
	if level := int(v); float64(level) == v {
		return b.levelText(q, level)
	}
	return b.T("answer.between", "level", decimal(v))
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
