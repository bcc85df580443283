package reporting

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"michinori/app/maturity"
)

// blot stands where the name of a team was.
const blot = "＊＊＊"

// shortName is the length, in letters, from which a name of Latin letters is
// found within a word too. A team that is called A would blot out every word.
const shortName = 4

// teamName is what a team may be called in a text.
type teamName struct {
	folded []letter
	alone  bool // found only where no other letter stands beside it
}

// letter is one letter of a text in whatever case and width it was written, with the place of the rune it came from.
type letter struct {
	rune
	at int
}

// withoutNames blots out the names and the keys of teams in what somebody
// typed, however they are spelled: in other case or width, composed or not, with
// spaces and hyphens or without. The longest go first, since one name
// may stand within another.
func withoutNames(text string, teams []maturity.Team) string {
	var names []teamName
	for _, t := range teams {
		name, key := folded(t.Name), folded(t.Key)
		names = append(names, teamName{name, len(name) < shortName}, teamName{key, true})
	}
	slices.SortStableFunc(names, func(a, b teamName) int { return cmp.Compare(len(b.folded), len(a.folded)) })
	runes, in := []rune(text), folded(text)
	var out strings.Builder
	written := 0
	for i := 0; i < len(in); {
		found := slices.IndexFunc(names, func(n teamName) bool { return n.begins(in, i) })
		if found < 0 {
			i++
			continue
		}
		out.WriteString(string(runes[written:in[i].at]) + blot)
		i += len(names[found].folded)
		written = in[i-1].at + 1
	}
	out.WriteString(string(runes[written:]))
	return out.String()
}

// begins reports whether the name begins at i. What ends before a mark of its
// last letter is another name: ハ is not in バ.
func (n teamName) begins(text []letter, i int) bool {
	end := i + len(n.folded)
	same := func(a, b letter) bool { return a.rune == b.rune }
	if i == end || end > len(text) || !slices.EqualFunc(text[i:end], n.folded, same) || end < len(text) && unicode.Is(unicode.Mn, text[end].rune) {
		return false
	}
	return !n.alone || !joined(text, i) && !joined(text, end)
}

// joined reports whether the letters before and at i are of one Latin word.
func joined(text []letter, i int) bool {
	if i == 0 || i == len(text) || text[i].at > text[i-1].at+1 || !latin(text[i].rune) {
		return false
	}
	last := i - 1
	for last > 0 && unicode.Is(unicode.Mn, text[last].rune) {
		last--
	}
	return latin(text[last].rune)
}

func latin(r rune) bool { return r <= unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// folded is the letters of a text, without what stands between words.
func folded(text string) []letter {
	var out []letter
	at := -1
	for _, written := range text {
		at++
		for _, r := range norm.NFKD.String(string(written)) {
			if between(r) {
				continue
			}
			out = append(out, letter{unicode.ToLower(r), at})
		}
	}
	return out
}

// between reports whether a rune separates words, or is not to be seen.
func between(r rune) bool {
	return unicode.In(r, unicode.Space, unicode.Pd, unicode.Cf, unicode.Variation_Selector) || strings.ContainsRune("_・.", r)
}
