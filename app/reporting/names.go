package reporting

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"michinori/app/maturity"
)

// blot stands where the name of a team was.
const blot = "＊＊＊"

// shortName is the length, in letters, from which a name of Latin letters is
// found within a word too. A team that is called A would blot out every word.
const shortName = 4

// teamName is what a team may be called in a text.
type teamName struct {
	folded []rune
	alone  bool // found only where no other letter stands beside it
}

// withoutNames blots out the names and the keys of teams in what somebody
// typed, in whatever case and width, the longest first, since one name may
// stand within another.
func withoutNames(text string, teams []maturity.Team) string {
	var names []teamName
	for _, t := range teams {
		name, key := folded(t.Name), folded(t.Key)
		names = append(names, teamName{name, len(name) < shortName}, teamName{key, true})
	}
	slices.SortFunc(names, func(a, b teamName) int {
		return cmp.Or(len(b.folded)-len(a.folded), slices.Compare(a.folded, b.folded))
	})
	runes, in := []rune(text), folded(text)
	var out strings.Builder
	for i := 0; i < len(runes); {
		found := slices.IndexFunc(names, func(n teamName) bool { return n.at(in, i) })
		if found < 0 {
			out.WriteRune(runes[i])
			i++
			continue
		}
		out.WriteString(blot)
		i += len(names[found].folded)
	}
	return out.String()
}

// at reports whether the name begins at i.
func (n teamName) at(text []rune, i int) bool {
	end := i + len(n.folded)
	if i == end || end > len(text) || !slices.Equal(text[i:end], n.folded) {
		return false
	}
	return !n.alone || !joined(text, i) && !joined(text, end)
}

// joined reports whether the letters before and at i are of one Latin word.
func joined(text []rune, i int) bool {
	return i > 0 && i < len(text) && latin(text[i-1]) && latin(text[i])
}

func latin(r rune) bool { return r <= unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// folded is the text in small letters of normal width, rune by rune.
func folded(text string) []rune {
	out := []rune(text)
	for i, r := range out {
		switch {
		case r >= '！' && r <= '～': // the full-width forms of ASCII
			r -= '！' - '!'
		case unicode.IsSpace(r):
			r = ' '
		}
		out[i] = unicode.ToLower(r)
	}
	return out
}
