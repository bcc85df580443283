package paper

import (
	"strings"
	"unicode/utf8"

	"michinori/reports/typeface"
)

// wrap breaks a text into lines that are at most room mm wide, where it reads
// best. Characters that paper cannot show are replaced, and a word is broken only
// where it is longer than a line. Where a line ends between words, the space
// stays at its end and has no width: who hears the text, or copies it, needs it.
// An empty text has no lines.
func wrap(st style, text string, room float64) []string {
	lines, _ := wrapped(st, text, room, max(room/7, 4.5*st.size*point))
	return lines
}

// wrapped also returns how badly the lines end, 0 where nobody stumbles. Lines
// may be short by as much as slack for the sake of that.
func wrapped(st style, text string, room, slack float64) (lines []string, bad int) {
	for paragraph := range strings.SplitSeq(typeface.Printable(text), "\n") {
		if strings.TrimSpace(paragraph) != "" {
			more, worse := wrapOne(st, paragraph, room, min(slack, room*0.4))
			lines, bad = append(lines, more...), bad+worse
		}
	}
	for i := range max(len(lines)-1, 0) {
		last, _ := utf8.DecodeLastRuneInString(lines[i])
		first, _ := utf8.DecodeRuneInString(lines[i+1])
		if last < wide && first < wide {
			lines[i] += " "
		}
	}
	return lines, bad
}

// wide is the first letter of the scripts that are written without spaces.
const wide = 0x2E80

func wrapOne(st style, text string, room, slack float64) (lines []string, bad int) {
	letters := []rune(strings.TrimRight(text, " "))
	breaks := typeface.Breaks(letters)
	var starts []int
	for at := 0; at < len(letters); {
		for letters[at] == ' ' {
			at++
		}
		starts = append(starts, at)
		at = st.lineEnd(letters, breaks, at, room, slack)
	}
	st.keepCompany(letters, breaks, starts, room)
	for i, at := range starts {
		end := len(letters)
		if i+1 < len(starts) {
			end = starts[i+1]
			bad += int(typeface.BestBreak - breaks[end])
		}
		lines = append(lines, strings.TrimRight(string(letters[at:end]), " "))
	}
	return lines, bad
}

// Fewer letters than alone look like a slip on a last line; company is how many at
// most come to them from the line before.
const alone, company = 3, 12

// keepCompany begins a last line of very few letters earlier, where that can be
// done between words.
func (st style) keepCompany(letters []rune, breaks []typeface.Break, starts []int, room float64) {
	last := len(starts) - 1
	if last < 1 || len(letters)-starts[last] >= alone {
		return
	}
	best := starts[last]
	width := 0.0
	for i := len(letters) - 1; i > max(starts[last-1], starts[last]-company); i-- {
		if width += st.advance(letters[i]); width > room {
			break
		}
		if i < starts[last] && breaks[i] > typeface.PoorBreak && (best == starts[last] || breaks[i] > breaks[best]) {
			best = i
		}
	}
	starts[last] = best
}

// lineEnd returns where the line that begins at a letter ends: at the best place
// near the edge, else at the last one there is. A word without any is cut.
func (st style) lineEnd(letters []rune, breaks []typeface.Break, at int, room, slack float64) int {
	best, upToBest, width := at, 0.0, 0.0
	for i := at; i < len(letters); i++ {
		if i > at && breaks[i] != typeface.NoBreak && (upToBest < room-slack || breaks[i] >= breaks[best]) {
			best, upToBest = i, width
		}
		if width += st.advance(letters[i]); width <= room || letters[i] == ' ' {
			continue
		}
		if best == at {
			return st.cut(letters, at, room)
		}
		return best
	}
	return len(letters)
}

// cut returns where a word that is longer than a line is cut: as late as it can
// be, but not before what may not begin a line.
func (st style) cut(letters []rune, at int, room float64) int {
	end, width := at+1, st.advance(letters[at])
	for end < len(letters) && width+st.advance(letters[end]) <= room {
		width += st.advance(letters[end])
		end++
	}
	for i := end; i > at+1 && i < len(letters); i-- {
		if typeface.MayStand(letters[i-1], letters[i]) {
			return i
		}
	}
	return end
}

func (st style) advance(r rune) float64 {
	return typeface.Weight(st.bold).Advance(r) * st.size * point
}
