package paths

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// segment is what a pattern says between two slashes.
type segment struct {
	deep   bool   // "**": any number of names
	text   string // the name, where there are only literal tokens
	tokens []token
	// ending is what every name ends with: most names are turned down by it.
	ending string
}

// token matches one character, or with star any number of them.
type token struct {
	star, any bool
	char      rune
	class     *class
}

// class is what stands in square brackets.
type class struct {
	not    bool
	ranges [][2]rune
}

// bad is why a segment cannot be used.
type bad struct{ key, reason string }

// parseSegment reads what stands between two slashes, or says why it cannot.
func parseSegment(text string) (segment, *bad) {
	var s segment
	for rest := text; rest != ""; {
		t, n, wrong := parseToken(rest)
		if wrong != nil {
			return segment{}, wrong
		}
		rest = rest[n:]
		if last := len(s.tokens) - 1; t.star && last >= 0 && s.tokens[last].star {
			continue
		}
		s.tokens = append(s.tokens, t)
	}
	s.ending = s.lastChars()
	if s.onlyChars() {
		s.text, s.tokens = s.ending, nil
	}
	return s, nil
}

func parseToken(rest string) (token, int, *bad) {
	char, n := utf8.DecodeRuneInString(rest)
	switch char {
	case '*':
		return token{star: true}, n, nil
	case '?':
		return token{any: true}, n, nil
	case '[':
		return parseClass(rest)
	case '\\':
		char, more := utf8.DecodeRuneInString(rest[n:])
		switch {
		case more == 0:
			return token{}, 0, &bad{"backslash", `a \ takes the meaning from the sign after it, and there is none`}
		case isWord(char):
			return token{}, 0, &bad{"backslash", `folders are parted by /, not by \`}
		}
		return token{char: char}, n + more, nil
	}
	return token{char: char}, n, nil
}

func isWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r > utf8.RuneSelf
}

func parseClass(text string) (token, int, *bad) {
	open := &bad{"bracket", "a [ is never closed"}
	c := &class{}
	at := 1
	if at < len(text) && (text[at] == '!' || text[at] == '^') {
		c.not = true
		at++
	}
	for first := true; ; first = false {
		if at >= len(text) {
			return token{}, 0, open
		}
		if text[at] == ']' && !first {
			return token{class: c}, at + 1, nil
		}
		low, n := classRune(text[at:])
		at += n
		high := low
		if strings.HasPrefix(text[at:], "-") && !strings.HasPrefix(text[at:], "-]") {
			high, n = classRune(text[at+1:])
			at += 1 + n
		}
		if n == 0 {
			return token{}, 0, open
		}
		if high < low {
			return token{}, 0, &bad{"bracket", "a range in [ ] runs backwards"}
		}
		c.ranges = append(c.ranges, [2]rune{low, high})
	}
}

// classRune reads one character of a class; the size is 0 at the end.
func classRune(text string) (rune, int) {
	r, n := utf8.DecodeRuneInString(text)
	if r == '\\' && len(text) > n {
		escaped, more := utf8.DecodeRuneInString(text[n:])
		return escaped, n + more
	}
	return r, n
}

func (s segment) onlyChars() bool { return !slices.ContainsFunc(s.tokens, token.varies) }

// lastChars is the text behind the last sign that can stand for others.
func (s segment) lastChars() string {
	var out []rune
	for _, t := range s.tokens {
		if t.varies() {
			out = out[:0]
			continue
		}
		out = append(out, t.char)
	}
	return string(out)
}

func (t token) varies() bool { return t.star || t.any || t.class != nil }

func (s segment) literal() bool { return !s.deep && s.tokens == nil }

func (s segment) isStar() bool { return len(s.tokens) == 1 && s.tokens[0].star }

// match reports whether the segment is the whole name.
func (s segment) match(name string) bool {
	if s.tokens == nil {
		return name == s.text
	}
	if !strings.HasSuffix(name, s.ending) {
		return false
	}
	// Only the last star is ever taken back, so that the work stays within the
	// length of the name times that of the segment.
	next, at := 0, 0
	star, starAt := -1, 0
	for next < len(s.tokens) || at < len(name) {
		if next < len(s.tokens) {
			if s.tokens[next].star {
				star, starAt = next, at
				next++
				continue
			}
			if r, n := utf8.DecodeRuneInString(name[at:]); n > 0 && s.tokens[next].match(r) {
				next, at = next+1, at+n
				continue
			}
		}
		if star < 0 || starAt >= len(name) {
			return false
		}
		_, n := utf8.DecodeRuneInString(name[starAt:])
		starAt += n
		next, at = star+1, starAt
	}
	return true
}

func (t token) match(r rune) bool {
	switch {
	case t.any:
		return true
	case t.class != nil:
		return t.class.match(r)
	}
	return t.char == r
}

func (c *class) match(r rune) bool {
	for _, span := range c.ranges {
		if r >= span[0] && r <= span[1] {
			return !c.not
		}
	}
	return c.not
}
