package reports

import (
	"math"
	"strconv"

	"michinori/app/maturity"
)

// shown returns a score as every page displays it, as a number; nil stays nil,
// and what is no number becomes nil.
func shown(v *float64) *float64 {
	if v == nil || math.IsNaN(*v) || math.IsInf(*v, 0) {
		return nil
	}
	r, err := strconv.ParseFloat(maturity.DisplayScore(*v), 64)
	if err != nil {
		return nil
	}
	return &r
}

// print1 prints a shown number.
func print1(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// scored is a dimension's score as every figure shows it.
type scored struct {
	Value     *float64 // nil: a gap
	Level     int      // counts only with a Value
	Low, High *float64 // both or neither
	OneVoice  bool
	Held      bool // a gate holds the level below what the score says
	source    maturity.DimensionScore
}

// displayed prepares a score for showing. A team that answered together gave
// one answer on purpose, so it is no single voice; nor is a score of facts
// alone, in which nobody's answer counts.
func displayed(s maturity.DimensionScore, together bool) scored {
	out := scored{source: s}
	if !s.Scored || s.Score == nil || s.Level == nil {
		return out
	}
	out.Value = shown(s.Score)
	out.Level = *s.Level
	out.Held = s.Gate != ""
	out.OneVoice = s.Interval == maturity.OneVoice && s.People == 1 && !together
	if low, high := shown(s.Low), shown(s.High); low != nil && high != nil {
		out.Low, out.High = low, high
	}
	return out
}
