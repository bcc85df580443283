package reports

import "strings"

// textWidth estimates the width of a text: nothing here knows the font.
func textWidth(s string, size float64) float64 {
	ems := 0.0
	for _, r := range s {
		if r < 0x2e80 {
			ems += 0.56
		} else {
			ems++
		}
	}
	return ems * size
}

// fitted breaks a name of any length into at most two lines for the margin,
// after a blank where there is one; what has no room is cut, as the table has
// the whole name.
func fitted(name string) string {
	const room, size = 84, 10
	runes := []rune(strings.Join(strings.Fields(name), " "))
	fits := func(r []rune) int {
		n := 0
		for n < len(r) && textWidth(string(r[:n+1]), size) <= room {
			n++
		}
		return n
	}
	first := fits(runes)
	if first == len(runes) {
		return string(runes)
	}
	for i := first; i > first/2; i-- {
		if runes[i] == ' ' {
			first = i
			break
		}
	}
	rest := []rune(strings.TrimSpace(string(runes[first:])))
	if n := fits(rest); n < len(rest) {
		rest = append(rest[:max(n-1, 0)], '…')
	}
	return strings.TrimSpace(string(runes[:first])) + "\n" + string(rest)
}
