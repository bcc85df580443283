package paper

import (
	"strings"
	"unicode/utf8"

	"michinori/reports/typeface"
)

// What never begins a line, and what never ends one.
const (
	neverFirst = "、。，．・：；？！）」』】〕〉》］｝〟ー々〻ゝゞヽヾ…‥％〜～°℃ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%’”"
	neverLast  = "（「『【〔〈《［｛〝([{¥￥$＄£‘“"
)

// wrap breaks a text into lines that are at most room mm wide. Characters that
// paper cannot show are replaced, and a word is broken only where it is longer
// than a line. Where a line ends between words, the space stays at its end and
// has no width: who hears the text, or copies it, needs it. An empty text has
// no lines.
func wrap(st style, text string, room float64) []string {
	var out []string
	for paragraph := range strings.SplitSeq(typeface.Printable(text), "\n") {
		if strings.TrimSpace(paragraph) != "" {
			out = append(out, wrapOne(st, paragraph, room)...)
		}
	}
	for i := range max(len(out)-1, 0) {
		last, _ := utf8.DecodeLastRuneInString(out[i])
		first, _ := utf8.DecodeRuneInString(out[i+1])
		if !wide(last) && !wide(first) {
			out[i] += " "
		}
	}
	return out
}

func wrapOne(st style, text string, room float64) []string {
	var out []string
	line := ""
	end := func() {
		if line = strings.TrimRight(line, " "); line != "" {
			out = append(out, line)
		}
		line = ""
	}
	for _, part := range parts(text) {
		if st.width(line)+st.width(strings.TrimRight(part, " ")) <= room {
			line += part
			continue
		}
		end()
		if part = strings.TrimLeft(part, " "); st.width(part) <= room {
			line = part
			continue
		}
		for _, r := range part {
			if line != "" && r != ' ' && st.width(line+string(r)) > room {
				end()
			}
			line += string(r)
		}
	}
	end()
	return out
}

// parts cuts a text where a line may end.
func parts(text string) []string {
	var out []string
	runes := []rune(text)
	begin := 0
	for i := 1; i < len(runes); i++ {
		if mayBreak(runes[i-1], runes[i]) {
			out = append(out, string(runes[begin:i]))
			begin = i
		}
	}
	return append(out, string(runes[begin:]))
}

func mayBreak(before, after rune) bool {
	switch {
	case after == ' ', strings.ContainsRune(neverFirst, after), strings.ContainsRune(neverLast, before):
		return false
	case before == ' ':
		return true
	}
	return wide(before) || wide(after)
}

// wide reports whether r belongs to a script that is written without spaces.
func wide(r rune) bool { return r >= 0x2E80 }
