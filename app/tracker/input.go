package tracker

import (
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"michinori/app/maturity"
)

// Lengths, in characters, of what people type.
const (
	nameLength = 300
	noteLength = 2000
)

// line checks one line of text: trimmed, valid, without control characters.
func line(f *maturity.Fields, name, s string, required bool) string {
	s = visible(s)
	switch {
	case s == "" && required:
		f.Add(name, "field.required")
	case !utf8.ValidString(s):
		f.Add(name, "field.encoding")
	case utf8.RuneCountInString(s) > nameLength:
		f.Add(name, "field.too_long", "max", strconv.Itoa(nameLength))
	case strings.ContainsFunc(s, unicode.IsControl):
		f.Add(name, "field.control")
	}
	return s
}

// visible returns a line without the space around it and without the marks
// that turn the direction of all that follows on the page; nothing where no
// sign is left that can be seen, since nobody could find or open such a name.
func visible(s string) string {
	if !utf8.ValidString(s) {
		return s
	}
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, s))
	if !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) }) {
		return ""
	}
	return s
}

// prose checks a text of several lines.
func prose(f *maturity.Fields, name, s string, required bool) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	switch {
	case s == "" && required:
		f.Add(name, "field.required")
	case !utf8.ValidString(s):
		f.Add(name, "field.encoding")
	case utf8.RuneCountInString(s) > noteLength:
		f.Add(name, "field.too_long", "max", strconv.Itoa(noteLength))
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }):
		f.Add(name, "field.control")
	}
	return s
}

// addressKey is the form in which addresses are kept and compared: without
// regard to case, and to the width that a Japanese keyboard gives letters.
func addressKey(s string) string {
	return strings.ToLower(strings.TrimSpace(strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		return r
	}, s)))
}

// email checks an address, which may be missing.
func email(f *maturity.Fields, name, s string) string {
	s = addressKey(s)
	if s == "" {
		return ""
	}
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s || len(s) > 254 {
		f.Add(name, "field.email")
	}
	return s
}

// link checks an address of a page, which may be missing. Only web addresses
// pass, so that no evidence link runs a script.
func link(f *maturity.Fields, name, s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || len(s) > noteLength {
		f.Add(name, "field.link")
	}
	return s
}

// date checks a day such as 2026-10-31.
func date(f *maturity.Fields, name, s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		f.Add(name, "field.required")
	} else if d, err := time.Parse(time.DateOnly, s); err != nil || d.Year() < 2000 || d.Year() > 2200 {
		f.Add(name, "field.date")
	}
	return s
}

func language(f *maturity.Fields, name, s string) maturity.Language {
	l, ok := maturity.ParseLanguage(s)
	if !ok {
		f.Add(name, "field.choice")
	}
	return l
}
