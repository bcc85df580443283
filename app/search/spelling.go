package search

import "strings"

// Words shorter than this have too many neighbours to guess at.
const shortestGuess = 4

func collect(into map[string]bool, text string) {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !isWordRune(r) }) {
		if len(w) >= shortestGuess {
			into[w] = true
		}
	}
}

// spellings returns the word, or where it is met nowhere and is Latin, the
// words it may have been meant to be.
func (x *Index) spellings(w string, all []entry) []string {
	if !latin(w) || len(w) < shortestGuess {
		return []string{w}
	}
	for _, e := range all {
		if score, _ := e.best([]string{w}); score > 0 {
			return []string{w}
		}
	}
	most := 1
	if len(w) >= 2*shortestGuess {
		most = 2
	}
	out := []string{w}
	for _, known := range x.words {
		if d := len(known) - len(w); d <= most && -d <= most && distance(w, known) <= most {
			out = append(out, known)
		}
	}
	return out
}

// distance counts the letters to add, drop, change or swap with the next.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
