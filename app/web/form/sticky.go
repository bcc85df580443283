package form

import (
	"strconv"
	"time"

	"michinori/app/maturity"
)

// Sticky is what the inputs of one question show.
type Sticky struct {
	Choice                    string // the radio that is set: "0".."4", "value", "unsure", "na", "provided", or a word
	Number, Of, Date          string
	Part, Whole               string
	Parts, Wholes             [4]string // by tier, from 1
	Ticked, Without           map[string]bool
	Reason, Other             string
	ProvidedBy, ProvidedLevel string
	Evidence, Note            string
}

// FromAnswer returns what the inputs show for a stored answer; nil for none.
// answered is the day the answer was given, from which days are counted back.
func FromAnswer(a *maturity.Answer, q maturity.Question, answered time.Time) Sticky {
	var s Sticky
	if a == nil {
		return s
	}
	switch a.Kind {
	case maturity.LevelAnswer:
		s.Choice = strconv.Itoa(a.Level)
	case maturity.Unsure:
		s.Choice = choiceUnsure
	case maturity.NotApplicable:
		s.Choice, s.Reason, s.Other = choiceNA, string(a.Reason), a.Note
	case maturity.Provided:
		s.Choice, s.ProvidedBy, s.ProvidedLevel = choiceProvided, a.ProvidedBy, strconv.Itoa(a.Level)
	case maturity.WordAnswer:
		s.Choice = a.Word
	case maturity.NumberAnswer:
		s.Choice, s.Number = choiceValue, decimal(a.Number)
		if a.Of > 0 {
			s.Of = decimal(a.Of)
		}
		if q.Measure == maturity.DaysSince {
			s.Date = answered.AddDate(0, 0, -int(a.Number)).Format(time.DateOnly)
		}
	case maturity.RatioAnswer:
		s.Choice, s.Part, s.Whole = choiceValue, decimal(a.Part), decimal(a.Whole)
	case maturity.TiersAnswer:
		s.Choice = choiceValue
		for _, t := range a.Tiers {
			s.Parts[t.Tier], s.Wholes[t.Tier] = decimal(t.Covered), decimal(t.Of)
		}
	case maturity.ChecklistAnswer:
		s.Choice, s.Ticked, s.Without = choiceValue, set(a.Ticked), set(a.Without)
	}
	return s
}

// FromValues returns what the author typed, right or wrong.
func FromValues(v Values, q maturity.Question) Sticky {
	s := Sticky{
		Choice: v.First(q.Key), Number: v.First(q.Key + ".number"), Of: v.First(q.Key + ".of"), Date: v.First(q.Key + ".date"),
		Part: v.First(q.Key + ".part"), Whole: v.First(q.Key + ".whole"),
		Ticked: set(v(q.Key + ".tick")), Without: set(v(q.Key + ".without")),
		Reason: v.First(q.Key + ".reason"), Other: v.First(q.Key + ".other"),
		ProvidedBy: v.First(q.Key + ".provided_by"), ProvidedLevel: v.First(q.Key + ".provided_level"),
		Evidence: v.First(q.Key + ".evidence"), Note: v.First(q.Key + ".note"),
	}
	for tier := 1; tier <= 3; tier++ {
		s.Parts[tier], s.Wholes[tier] = v.First(q.Key+".part"+strconv.Itoa(tier)), v.First(q.Key+".whole"+strconv.Itoa(tier))
	}
	return s
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func set(in []string) map[string]bool {
	out := make(map[string]bool, len(in))
	for _, s := range in {
		out[s] = true
	}
	return out
}
