package paper

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestAnswersEndWhereTheyEnd: bold is all of the answer and nothing after it,
// wherever lines break.
func TestAnswersEndWhereTheyEnd(t *testing.T) {
	t.Parallel()
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"7チームのうち、", "3チームです。", "Of 7 teams, ", "three. ", "髙", "バスファクター"}), 1, 40)
	rapid.Check(t, func(rt *rapid.T) {
		answer, more := strings.Join(words.Draw(rt, "answer"), ""), strings.Join(words.Draw(rt, "more"), "")
		var bold, all int
		for _, line := range inTwoWeights(wrap(body, answer+more, width), answer) {
			bold += letters(line.bold)
			all += letters(line.bold + line.rest)
			if line.rest != "" && bold != letters(answer) {
				rt.Fatalf("%q is not bold before the answer has ended", line.rest)
			}
		}
		if bold != letters(answer) || all != letters(answer+more) {
			rt.Errorf("%d of %d letters are bold, want %d of %d", bold, all, letters(answer), letters(answer+more))
		}
	})
}

func letters(s string) int { return utf8.RuneCountInString(strings.ReplaceAll(s, " ", "")) }
