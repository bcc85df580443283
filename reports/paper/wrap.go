package paper

import "michinori/reports/typeface"

// wrap breaks a text into lines that are at most room mm wide; see
// typeface.Type.Lines.
func wrap(st style, text string, room float64) []string {
	lines, _ := wrapped(st, text, room, max(room/7, 4.5*st.size*point))
	return lines
}

func wrapped(st style, text string, room, slack float64) (lines []string, bad int) {
	return typeface.Type{Bold: st.bold, Size: st.size * point}.Lines(text, room, slack)
}
