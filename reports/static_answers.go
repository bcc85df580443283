package reports

import (
	"fmt"
	"html/template"
)

const answersHeight = 26

// answersPicture is one bar over the whole width: a segment for each level
// somebody chose, as wide as its people are many. It reports whether each
// segment had room for its count.
func answersPicture(d Distribution, c AnswerCounts, chose int) (picture template.HTML, complete bool) {
	s := newSheet(answersHeight, d.Summary)
	x := 0.0
	complete = true
	for level, n := range c.Levels {
		if n == 0 {
			continue
		}
		w := float64(sheetWidth) * float64(n) / float64(chose)
		s.rect(x+0.5, 0, w-1, answersHeight, levelRole(level))
		label := fmt.Sprintf("L%d: %d", level, n)
		if textWidth(label, 12) < w-2 {
			s.text(x+w/2, answersHeight/2, "middle", onLevel(level), 12, label)
		} else {
			complete = false
		}
		x += w
	}
	return s.done(), complete
}
