package maturity

import "strconv"

// Again is how far a team has come in answering again, once its answers were
// opened: numbers of people, never who they are. The zero value is of a team
// that has nothing to compare with.
type Again struct {
	Told    bool // the earlier result told something of people's answers
	Looked  int  // people who looked through their answers again, or changed them
	Changed int  // people who answer otherwise now, or for the first time
}

// Wants returns how many more people have to look through their answers again
// before a new result may be opened, where k protects them. Whoever compares it
// with the earlier one sees that an answer has changed; whose it is must not be
// told from among fewer than k. 0 where nobody answers otherwise.
func (g Again) Wants(k int) int {
	if k <= 1 || !g.Told || g.Changed == 0 {
		return 0
	}
	return max(0, k-g.Looked)
}

// MayCount returns nil when the answers given again may be opened, else Conflict.
func (g Again) MayCount(k int) error {
	if g.Wants(k) == 0 {
		return nil
	}
	return Fail(Conflict, "error.too_few_again", "k", strconv.Itoa(k), "looked", strconv.Itoa(g.Looked))
}

// TellsAnswers reports whether the result says anything of what people answered:
// no question had fewer answers than it takes.
func (r Result) TellsAnswers() bool {
	for _, q := range r.Questions {
		if q.Answered > 0 {
			return true
		}
	}
	return false
}
