package page

import (
	"testing"

	"michinori/app/maturity"
)

// TestSpreadIsNotToldAsZero: where it is kept back how many answered "don't
// know", the page has no number. A zero would be a count.
func TestSpreadIsNotToldAsZero(t *testing.T) {
	t.Parallel()
	told := maturity.QuestionScore{State: maturity.Scored, N: 5, Answered: 6, Unsure: 1}
	for name, c := range map[string]struct {
		change func(*maturity.QuestionScore)
		want   bool
	}{
		"told":              {func(*maturity.QuestionScore) {}, true},
		"few answers":       {func(q *maturity.QuestionScore) { q.Answered, q.N = 4, 3 }, false},
		"stays in the team": {func(q *maturity.QuestionScore) { q.Untold = true }, false},
		"told before":       {func(q *maturity.QuestionScore) { q.Withheld = true }, false},
	} {
		q := ResultQuestion{Question: maturity.Question{Respondent: maturity.Each}, Score: told, page: &Result{}}
		if c.change(&q.Score); q.Spread() != c.want {
			t.Errorf("%s: tells it: %v", name, q.Spread())
		}
	}
}
