package search

import (
	"strings"
	"unicode/utf8"
)

// What a word is worth by where it is met.
const (
	wholeTitle = 100.0
	startTitle = 60.0
	inTitle    = 40.0
	inBody     = 10.0
	// wholeWord is added where a Latin word is not just the start of another:
	// who asks for SLO means no slow responses.
	wholeWord = 8.0
	// enough is the share of the pairs of letters of a Japanese word that must
	// be met where the word itself is not: 障害訓練 finds 障害の訓練.
	enough = 0.6
)

// best returns what the entry is worth for the best of the spellings, and what
// was met of it.
func (e entry) best(spellings []string) (float64, []string) {
	var top float64
	var met []string
	for _, w := range spellings {
		for l := range e.title {
			score, found := e.scoreIn(l, w)
			if score > top {
				top, met = score, found
			}
		}
	}
	return top, met
}

func (e entry) scoreIn(l int, w string) (float64, []string) {
	title, body := e.title[l], e.body[l]
	var score float64
	switch at := find(title, w); {
	case title == w:
		score = wholeTitle
	case at == 0:
		score = startTitle
	case at > 0:
		score = inTitle
	}
	if at := find(body, w); at >= 0 {
		score += inBody
	}
	if score > 0 {
		if latin(w) && (findWhole(title, w) || findWhole(body, w)) {
			score += wholeWord
		}
		return score, []string{w}
	}
	if latin(w) {
		return 0, nil
	}
	return pairsMet(title, body, w)
}

// pairsMet is the worth of a Japanese word that stands nowhere as it is asked.
func pairsMet(title, body, w string) (float64, []string) {
	runes := []rune(w)
	if len(runes) < 3 {
		return 0, nil
	}
	var met []string
	var worth float64
	for i := range len(runes) - 1 {
		pair := string(runes[i : i+2])
		switch {
		case strings.Contains(title, pair):
			worth += inTitle / 2
		case strings.Contains(body, pair):
			worth += inBody / 2
		default:
			continue
		}
		met = append(met, pair)
	}
	all := float64(len(runes) - 1)
	if float64(len(met)) < enough*all {
		return 0, nil
	}
	return worth / all, met
}

// find returns where the word stands, or -1; a Latin one at the start of a word.
func find(text, w string) int {
	if !latin(w) {
		return strings.Index(text, w)
	}
	for from := 0; ; {
		at := strings.Index(text[from:], w)
		if at < 0 {
			return -1
		}
		at += from
		if before, _ := utf8.DecodeLastRuneInString(text[:at]); at == 0 || !isWordRune(before) {
			return at
		}
		from = at + 1
	}
}

func findWhole(text, w string) bool {
	for from := 0; ; {
		at := find(text[from:], w)
		if at < 0 {
			return false
		}
		end := from + at + len(w)
		if after, _ := utf8.DecodeRuneInString(text[end:]); end == len(text) || !isWordRune(after) {
			return true
		}
		from = end
	}
}
