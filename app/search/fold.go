package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// folded is a text in the form in which it is compared, with where each of its
// runes comes from.
type folded struct {
	runes []rune
	from  []int // for each rune the byte in the text where its source starts
	to    []int // and where it ends
}

// fold removes what people do not mean to tell apart: width, case, katakana and
// hiragana, the long mark and the dot between words (サーバ, サーバー).
func fold(text string) folded {
	var f folded
	var it norm.Iter
	it.InitString(norm.NFKC, text)
	for !it.Done() {
		start := it.Pos()
		part := string(it.Next())
		for _, r := range part {
			if r = foldRune(r); r >= 0 {
				f.runes, f.from, f.to = append(f.runes, r), append(f.from, start), append(f.to, it.Pos())
			}
		}
	}
	return f
}

// foldText is fold without the places, for the index.
func foldText(text string) string { return strings.Map(foldRune, norm.NFKC.String(text)) }

func foldRune(r rune) rune {
	switch {
	case r == 'ー' || r == '・' || r == '\u200b' || r == '\ufeff':
		return -1
	case r >= 'ァ' && r <= 'ヶ':
		return r - ('ァ' - 'ぁ')
	case unicode.IsSpace(r):
		return ' '
	}
	return unicode.ToLower(r)
}

// latin reports whether a word is written with spaces around it, so that it is
// found by its beginning and not anywhere within another.
func latin(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return r > unicode.MaxLatin1 }) < 0
}

func isWordRune(r rune) bool {
	return r <= unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
