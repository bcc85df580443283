package typeface

import (
	"strings"
	"unicode/utf8"
)

// Type is a weight at a size. Widths have the unit of the size.
type Type struct {
	Bold bool
	Size float64
}

func (t Type) advance(r rune) float64 { return Weight(t.Bold).Advance(r) * t.Size }

// Lines breaks a text into lines that are at most room wide, where it reads bet.
// Letters that the face cannot show are replaced, and a word is broken only where
// it is longer than a line. Where a line ends between words, the space stays at
// its end and has no width: who hears the text, or copies it, needs it. An empty
// text has no lines.
//
// Lines may be short by as much as slack so that they end well; bad says how
// badly they do, 0 where nobody stumbles.
func (t Type) Lines(text string, room, slack float64) (lines []string, bad int) {
	for paragraph := range strings.SplitSeq(Printable(text), "\n") {
		if strings.TrimSpace(paragraph) != "" {
			more, worse := t.linesOf(paragraph, room, min(slack, room*0.4))
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

func (t Type) linesOf(text string, room, slack float64) (lines []string, bad int) {
	letters := []rune(strings.TrimRight(text, " "))
	breaks := Breaks(letters)
	var starts []int
	for at := 0; at < len(letters); {
		for letters[at] == ' ' {
			at++
		}
		starts = append(starts, at)
		at = t.lineEnd(letters, breaks, at, room, slack)
	}
	t.keepCompany(letters, breaks, starts, room)
	for i, at := range starts {
		end := len(letters)
		if i+1 < len(starts) {
			end = starts[i+1]
			bad += int(BestBreak - breaks[end])
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
func (t Type) keepCompany(letters []rune, breaks []Break, starts []int, room float64) {
	last := len(starts) - 1
	if last < 1 || len(letters)-starts[last] >= alone {
		return
	}
	best := starts[last]
	width := 0.0
	for i := len(letters) - 1; i > max(starts[last-1], starts[last]-company); i-- {
		if width += t.advance(letters[i]); width > room {
			break
		}
		if i < starts[last] && breaks[i] > PoorBreak && (best == starts[last] || breaks[i] > breaks[best]) {
			best = i
		}
	}
	starts[last] = best
}

// lineEnd returns where the line that begins at a letter ends: at the best place
// near the edge, else at the last one there is. A word without any is cut.
func (t Type) lineEnd(letters []rune, breaks []Break, at int, room, slack float64) int {
	best, upToBest, width := at, 0.0, 0.0
	for i := at; i < len(letters); i++ {
		if i > at && breaks[i] != NoBreak && (upToBest < room-slack || breaks[i] >= breaks[best]) {
			best, upToBest = i, width
		}
		if width += t.advance(letters[i]); width <= room || letters[i] == ' ' {
			continue
		}
		if best == at {
			return t.cut(letters, at, room)
		}
		return best
	}
	return len(letters)
}

// cut returns where a word that is longer than a line is cut: as late as it can
// be, but not before what may not begin a line.
func (t Type) cut(letters []rune, at int, room float64) int {
	end, width := at+1, t.advance(letters[at])
	for end < len(letters) && width+t.advance(letters[end]) <= room {
		width += t.advance(letters[end])
		end++
	}
	for i := end; i > at+1 && i < len(letters); i-- {
		if MayStand(letters[i-1], letters[i]) {
			return i
		}
	}
	return end
}
