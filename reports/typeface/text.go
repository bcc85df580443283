package typeface

import (
	"strings"
	"unicode"

	"michinori/app/maturity"
)

// Missing stands for a character that the typeface lacks, such as an emoji or a
// letter of a script it does not write.
const Missing = '〓'

// Printable returns s as paper can show it: what the typeface lacks becomes
// Missing, once for a row of characters that belong together; marks of
// direction, joiners and other characters without a shape fall away; every
// space is a plain one or an ideographic one; 𠮷 is 吉. Line ends stay.
func Printable(s string) string {
	face := Weight(false)
	var b strings.Builder
	lacking := false // what was written last stands for what is missing
	for _, r := range strings.ToValidUTF8(s, "") {
		if known, ok := variants[r]; ok {
			r = known
		}
		switch {
		case r == '\n' || r == '\u3000':
		case unicode.IsSpace(r):
			r = ' '
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Co, unicode.Cs):
			continue
		case unicode.In(r, unicode.Mn, unicode.Me) && !face.Has(r), r >= 0x1F3FB && r <= 0x1F3FF && lacking:
			continue // belongs to the character before it
		case r > 0xFFFF || !face.Has(r):
			// The PDF writer knows the first plane alone.
			if !lacking {
				b.WriteRune(Missing)
			}
			lacking = true
			continue
		}
		b.WriteRune(r)
		lacking = false
	}
	return b.String()
}

// variants are forms of letters beyond the first plane that stand in Japanese
// names, with the form that everybody writes where there is no other.
var variants = map[rune]rune{'𠮷': '吉', '𡈽': '土', '𣘺': '橋', '𥔎': '碕', '𠮟': '叱'}

// Lacks reports whether paper cannot show s as it is written.
func Lacks(s string) bool {
	return strings.Count(Printable(s), string(Missing)) > strings.Count(s, string(Missing))
}

// Note says what Missing stands for, in a document that has one.
func Note(l maturity.Language) string {
	return maturity.Text{
		JA: "〓は、この文書の書体にない文字（絵文字や、アラビア文字・ヘブライ文字など）のところです。ページやほかの形式のファイルでは、元の文字で読めます。",
		EN: "〓 stands where this document has no letters to print: emoji, Arabic, Hebrew and others. The pages and the other forms show them as written.",
	}.In(l)
}
