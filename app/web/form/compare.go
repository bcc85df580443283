package form

import (
	"strings"
	"time"

	"michinori/app/maturity"
)

// Fingerprint stands for an answer in a page, so that the form can tell what
// its author changed; nil is "-".
func Fingerprint(a *maturity.Answer, evidence, note string) string {
	if a == nil {
		return "-"
	}
	raw, err := maturity.EncodeAnswer(*a)
	if err != nil {
		return ""
	}
	return strings.Join([]string{string(raw), strings.TrimSpace(evidence), strings.TrimSpace(note)}, "|")
}

// Carry returns the answer of an earlier fact as it stands now: days since
// something have gone on counting.
func Carry(f maturity.Fact, q maturity.Question, now time.Time) maturity.Answer {
	a := f.Answer
	if q.Measure == maturity.DaysSince && a.Kind == maturity.NumberAnswer {
		a.Number += float64(int(now.Sub(f.UpdatedAt).Hours() / 24))
	}
	return a
}
