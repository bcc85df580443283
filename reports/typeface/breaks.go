package typeface

import (
	"strings"
	"unicode"
)

// Break says how well a line ends between two letters.
type Break int

// From where no line may end to where one ends best.
const (
	NoBreak   Break = iota // within a word that is read at one glance, a number and what it counts
	PoorBreak              // within a word, or before its particle
	FairBreak              // between two words
	GoodBreak              // behind a particle or a space
	BestBreak              // behind a mark
)

// What never begins a line, and what never ends one.
const (
	closers    = "）」』】〕〉》］｝"
	neverFirst = "、。，．・：；？！）」』】〕〉》］｝〟ー々〻ゝゞヽヾ…‥％〜～°℃ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%’”"
	neverLast  = "（「『【〔〈《［｛〝([{¥￥$＄£‘“"
)

// Breaks returns for each letter of a text how well a line ends before it.
// Japanese has no spaces between its words. So the script tells: a phrase ends
// where kana is followed by another script, katakana is one word, and a number
// stays with what it counts. An expert would find more of them, but no wrong
// ones that matter.
func Breaks(text []rune) []Break {
	out := make([]Break, len(text))
	for i := 1; i < len(text); i++ {
		out[i] = breakAt(text, i)
	}
	return out
}

func breakAt(text []rune, i int) Break {
	before, after := text[i-1], text[i]
	switch {
	case after == ' ', !MayStand(before, after):
		return NoBreak
	case strings.ContainsRune("、。，．：；？！\u3000", before):
		return BestBreak
	case before == ' ', strings.ContainsRune(closers, before) && scriptOf(after) != hiragana:
		return GoodBreak
	case before < wide && after < wide:
		return NoBreak
	case strings.ContainsRune(neverLast, after), before == '・':
		return FairBreak
	}
	from, to := scriptOf(before), scriptOf(after)
	switch {
	case from == katakana && to == katakana, from == digit, before == '第':
		return NoBreak
	case from == hiragana && to != hiragana:
		return behindKana(text, i)
	case to == hiragana:
		return beforeKana(text, i)
	case from == to, to == digit:
		return PoorBreak
	}
	return FairBreak
}

// MayStand reports whether the rules of Japanese typesetting let before end a
// line and after begin one.
func MayStand(before, after rune) bool {
	return !strings.ContainsRune(neverFirst, after) && !strings.ContainsRune(neverLast, before)
}

// behindKana is for kana before another script: mostly a particle or the end of
// a verb. 「取り組み」 and 「お願い」 are one word.
func behindKana(text []rune, i int) Break {
	kana, alone := text[i-1], i == 1 || scriptOf(text[i-2]) != hiragana
	switch {
	case alone && (kana == 'お' || kana == 'ご'):
		return NoBreak
	case alone && i > 1 && scriptOf(text[i-2]) == kanji && scriptOf(text[i]) == kanji && strings.ContainsRune("いきぎしちびみりえけげせべめれ", kana):
		return PoorBreak
	}
	return GoodBreak
}

// beforeKana is for what kana follows: it belongs to what stands before, unless
// that is a particle of its own.
func beforeKana(text []rune, i int) Break {
	if i > 1 && scriptOf(text[i-2]) != hiragana && strings.ContainsRune("はをもに", text[i-1]) {
		return FairBreak
	}
	return PoorBreak
}

// wide is the first letter of the scripts that are written without spaces.
const wide = 0x2E80

type script int

const (
	other script = iota
	digit
	latin
	hiragana
	katakana
	kanji
)

func scriptOf(r rune) script {
	switch {
	case unicode.IsDigit(r), r == '%':
		return digit
	case r < wide:
		return latin
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.Is(unicode.Katakana, r), r == 'ー':
		return katakana
	case unicode.Is(unicode.Han, r), r == '々':
		return kanji
	}
	return other
}
