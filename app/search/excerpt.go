package search

import (
	"cmp"
	"slices"

	"michinori/app/maturity"
)

// Part is a piece of a text; Hit says that it was asked for. What shows it
// must escape Text, which is as it was written.
type Part struct {
	Text string
	Hit  bool
}

// Length of an excerpt, in runes, and how many of them stand before the hit.
const (
	excerptLength = 110
	excerptBefore = 30
)

// MarkedTitle returns the title in the language, cut where it was met.
func (h Hit) MarkedTitle(l maturity.Language) []Part { return mark(h.Title.In(l), h.words) }

// Excerpt returns the passage that shows why the entry was found: in the
// language where it was met there, else in the other one, and which it is.
func (h Hit) Excerpt(l maturity.Language) ([]Part, maturity.Language) {
	languages := []maturity.Language{l}
	for _, other := range maturity.Languages {
		if other != l {
			languages = append(languages, other)
		}
	}
	for _, in := range languages {
		for _, t := range append(slices.Clone(h.Body), h.Title) {
			if parts, ok := around(t.In(in), h.words); ok && (in != l || t != h.Title) {
				return parts, in
			}
		}
		if len(places(h.Title.In(in), h.words)) > 0 {
			break
		}
	}
	if len(h.Body) == 0 {
		return nil, l
	}
	return []Part{{Text: cut(h.Body[0].In(l), 0)}}, l
}

func around(text string, words []string) ([]Part, bool) {
	at := places(text, words)
	if len(at) == 0 {
		return nil, false
	}
	return mark(cut(text, at[0].from), words), true
}

// cut shortens a text to what stands around a byte of it.
func cut(text string, at int) string {
	before, after := []rune(text[:at]), []rune(text[at:])
	var head, tail string
	if len(before) > excerptBefore {
		before, head = before[len(before)-excerptBefore:], "…"
	}
	if len(after) > excerptLength-excerptBefore {
		after, tail = after[:excerptLength-excerptBefore], "…"
	}
	return head + string(before) + string(after) + tail
}

type place struct{ from, to int }

// mark cuts a text at everything that was asked for.
func mark(text string, words []string) []Part {
	var out []Part
	end := 0
	for _, p := range places(text, words) {
		if p.from > end {
			out = append(out, Part{Text: text[end:p.from]})
		}
		out = append(out, Part{Text: text[p.from:p.to], Hit: true})
		end = p.to
	}
	if end < len(text) {
		out = append(out, Part{Text: text[end:]})
	}
	return out
}

// places are where the words stand in a text, in order and apart.
func places(text string, words []string) []place {
	f := fold(text)
	var all []place
	for _, w := range words {
		runes := []rune(w)
		for i := 0; i+len(runes) <= len(f.runes); i++ {
			if slices.Equal(f.runes[i:i+len(runes)], runes) && (!latin(w) || i == 0 || !isWordRune(f.runes[i-1])) {
				all = append(all, place{f.from[i], f.to[i+len(runes)-1]})
			}
		}
	}
	slices.SortFunc(all, func(a, b place) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	var out []place
	for _, p := range all {
		if n := len(out); n > 0 && p.from <= out[n-1].to {
			out[n-1].to = max(out[n-1].to, p.to)
			continue
		}
		out = append(out, p)
	}
	return out
}
