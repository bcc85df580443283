package typeface

import (
	"strings"
	"unicode"
)

// Missing stands for a character that the typeface lacks, such as an emoji or a
// letter of a script it does not write.
const Missing = '〓'

// Printable returns s as paper can show it: what the typeface lacks becomes
// Missing, once for a row of characters that belong together; marks of
// direction, joiners and other characters without a shape fall away; every
// space is a plain one or an ideographic one. Line ends stay.
func Printable(s string) string {
	face := Weight(false)
	var b strings.Builder
	last := rune(0)
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case r == '\n' || r == '\u3000':
		case unicode.IsSpace(r):
			r = ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Co, unicode.Cs):
			continue
		case unicode.In(r, unicode.Mn, unicode.Me) && !face.Has(r), r >= 0x1F3FB && r <= 0x1F3FF && last == Missing:
			continue // belongs to the character before it
		case r > 0xFFFF || !face.Has(r):
			// The PDF writer knows the first plane alone.
			r = Missing
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}
