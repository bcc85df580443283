package password

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Lengths, in characters of the normal form.
const (
	Shortest = 12
	Longest  = 128
)

// Weakness is why a password is refused.
type Weakness string

// The weaknesses. There are no rules on what signs a password must hold: they
// make people write Password1! and nothing safer.
const (
	None      Weakness = ""
	TooShort  Weakness = "short"
	TooLong   Weakness = "long"
	NotText   Weakness = "encoding"
	Guessable Weakness = "common" // a well-known one, a row of keys, or a name everybody knows
)

//go:embed common.txt
var commonFile string

// common are parts that well-known passwords are made of.
var common = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(commonFile) {
		out[w] = true
	}
	return out
})

// Weak says why a password is too easy to guess, None where it is not. names
// are words that somebody who guesses would try first: of the program, the
// organisation and the person.
func Weak(plain string, names ...string) Weakness {
	if !utf8.ValidString(plain) {
		return NotText
	}
	plain = Normal(plain)
	switch n := utf8.RuneCountInString(plain); {
	case n < Shortest:
		return TooShort
	case n > Longest:
		return TooLong
	}
	lower := strings.ToLower(plain)
	if fewSigns(lower) || steady(lower) {
		return Guessable
	}
	known := map[string]bool{}
	for _, name := range names {
		for _, word := range words(name) {
			known[word] = true
		}
	}
	if madeOf(lower, known) {
		return Guessable
	}
	return None
}

// fewSigns finds aaaaaaaaaaaa and 121212121212.
func fewSigns(s string) bool {
	signs := map[rune]bool{}
	for _, r := range s {
		signs[r] = true
	}
	return len(signs) < 5
}

// steady finds abcdefghijkl and 987654321098: rows in which each sign follows
// the one before by the same step, but for a place or two.
func steady(s string) bool {
	runes := []rune(s)
	up, down := 0, 0
	for i := 1; i < len(runes); i++ {
		switch runes[i] - runes[i-1] {
		case 1:
			up++
		case -1:
			down++
		}
	}
	return max(up, down) >= len(runes)-3
}

// madeOf reports whether a password is nothing but well-known words, in any
// order and number, with figures and signs between them.
func madeOf(s string, known map[string]bool) bool {
	letters := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if len(letters) == 0 {
		return common()[s]
	}
	if common()[s] {
		return true
	}
	for _, run := range letters {
		if !composed(run, known) {
			return false
		}
	}
	return true
}

// composed reports whether a run of letters is well-known words one after
// another; the last two letters may be anything.
func composed(run string, known map[string]bool) bool {
	reached := make([]bool, len(run)+1) // by words, up to here
	reached[0] = true
	for at := range run {
		for end := at + 3; reached[at] && end <= len(run); end++ {
			word := run[at:end]
			reached[end] = reached[end] || known[word] || common()[word]
		}
	}
	for left := range min(3, len(run)+1) {
		if reached[len(run)-left] {
			return true
		}
	}
	return false
}

// words are the parts of a name that can stand in a password.
func words(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(Normal(name)), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) >= 3 {
			out = append(out, w)
		}
	}
	return out
}
