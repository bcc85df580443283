package maturity

import "strconv"

// Again is how far a team has come in answering again, once its answers were
// opened: numbers of people, never who they are, nor whether anybody answers
// otherwise now. The zero value is of a team that has nothing to compare with.
type Again struct {
	Asked  bool // everybody was asked to look through their answers
	Told   bool // an earlier result told something of people's answers
	Looked int  // people with answers who looked through them again, or touched them
}

// Wants returns how many more people have to look through their answers again
// before a new result may be opened, where k protects them. Whoever compares it
// with the earlier one sees that an answer has changed; whose it is must not be
// told from among fewer than k. 0 where nobody has touched theirs. Whether an
// answer has changed makes no difference: a number that told it would tell,
// asked after each of them, whose.
func (g Again) Wants(k int) int {
	if k <= 1 || !g.Told || g.Looked == 0 {
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
