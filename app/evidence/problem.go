package evidence

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing wrong with a file.
type Problem struct {
	Line, Column int    // from 1; 0 where the file as a whole is meant
	Key          string // where in the file, such as facts.toil.tracking
	Message      string
	// Reason is the key of a message for people of all languages, and Detail
	// the word in it; "" where only Message says what is wrong.
	Reason, Detail string
}

// Problems are all things wrong with a file, in the order of the file. They
// are one error, of one line.
type Problems []Problem

// shownProblems is how many problems one line of text names.
const shownProblems = 5

// Error names the first problems in one line.
func (ps Problems) Error() string {
	var parts []string
	for _, p := range ps[:min(len(ps), shownProblems)] {
		parts = append(parts, p.String())
	}
	if more := len(ps) - shownProblems; more > 0 {
		parts = append(parts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(parts, "; ")
}

// String gives line, key and message.
func (p Problem) String() string {
	var b strings.Builder
	if p.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", p.Line)
	}
	if p.Key != "" {
		b.WriteString(p.Key + ": ")
	}
	return b.String() + p.Message
}

// In says what is wrong in a language, of which say returns the words of a
// message; in English where a reader gave no reason. The line is left to the
// caller.
func (p Problem) In(say func(key string, args map[string]string) string) string {
	if p.Reason == "" {
		return p.Message
	}
	text := say(p.Reason, nil)
	if p.Detail == "" || strings.HasSuffix(p.Reason, ".too_large") {
		return text
	}
	return say("sheets.with_word", map[string]string{"word": p.Detail, "text": text})
}

func (ps Problems) sorted() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return ps
}
