package reports

import (
	"strconv"

	"michinori/app/maturity"
)

func (line trendLine) table(l maturity.Language) Table {
	t := Table{Columns: []Column{
		column(say(l, "column.round")), column(say(l, "column.edition")),
		numeric(say(l, "column.score")), numeric(say(l, "column.level")),
		numeric(say(l, "column.low")), numeric(say(l, "column.high")), column(say(l, "column.interval")),
		numeric(say(l, "column.people")), numeric(say(l, "column.members")),
		column(say(l, "column.change")), column(say(l, "column.remarks")),
	}}
	for _, p := range line {
		row := []Cell{words(p.label()), words(p.Edition)}
		row = append(row, scoreCells(l, p.scored)...)
		row = append(row, intervalCells(l, p.scored, p.Together)...)
		row = append(row, peopleCells(l, p.scored)...)
		row = append(row,
			words(changeWords(l, p.Change, p.broken)),
			words(p.remarks(l)))
		t.Rows = append(t.Rows, row)
	}
	return t
}

// scoreCells are score and level.
func scoreCells(l maturity.Language, s scored) []Cell {
	if s.Value == nil {
		why := absent(say(l, "absent.score"))
		return []Cell{why, why}
	}
	return []Cell{decimal(*s.Value), count(s.Level)}
}

// intervalCells are lower end, upper end and what the interval is made of.
func intervalCells(l maturity.Language, s scored, together bool) []Cell {
	none := absent(say(l, "absent.interval"))
	if s.Value == nil {
		return []Cell{none, none, words("")}
	}
	kind := words(intervalWords(l, s, together))
	if s.Low == nil {
		return []Cell{none, none, kind}
	}
	return []Cell{decimal(*s.Low), decimal(*s.High), kind}
}

// peopleCells are n and N; a team that was not there in a round has neither.
func peopleCells(l maturity.Language, s scored) []Cell {
	if s.source.Members == 0 {
		why := absent(say(l, "absent.people"))
		return []Cell{why, why}
	}
	return []Cell{count(s.source.People), count(s.source.Members)}
}

// intervalWords says what an interval is made of. Of few answers it names the
// chance with which smallest and largest hold the median, instead of a
// confidence nobody has.
func intervalWords(l maturity.Language, s scored, together bool) string {
	switch {
	case together:
		return say(l, "interval.together")
	case s.OneVoice:
		return say(l, "interval.one_voice")
	case s.source.People == 0:
		return say(l, "interval.nobody")
	case s.Low == nil:
		return say(l, "absent.interval")
	case s.source.Interval == maturity.Range:
		return say(l, "interval.range", s.source.People, chanceOfMedian(s.source.People))
	case s.source.Interval == maturity.Census:
		return say(l, "interval.census")
	}
	return say(l, "interval.bootstrap")
}

// chanceOfMedian prints 1 − 2·½ⁿ in per cent: how likely the smallest and the
// largest of n independent answers hold the median of those who might answer.
func chanceOfMedian(n int) string {
	half := 1.0
	for range n {
		half /= 2
	}
	return strconv.FormatFloat(100*(1-2*half), 'f', -1, 64)
}

func changeWords(l maturity.Language, c Change, broken bool) string {
	switch {
	case broken:
		return say(l, "change.break")
	case c == NoClearChange:
		return say(l, "change.none")
	case c == Risen:
		return say(l, "change.up")
	case c == Fallen:
		return say(l, "change.down")
	}
	return say(l, "change.unknown")
}

// remarks are what must be known of one point.
func (p trendPoint) remarks(l maturity.Language) string {
	var out []string
	add := func(when bool, text string) {
		if when {
			out = append(out, text)
		}
	}
	has := p.Value != nil
	add(has && p.Together, say(l, "remark.together"))
	add(has && p.OneVoice, say(l, "remark.voice"))
	add(has && p.Held, say(l, "remark.held"))
	add(has && p.Recomposed, say(l, "remark.content"))
	add(has && p.Offset != 0, say(l, "remark.offset", signed(p.Offset)))
	add(p.source.Partly, say(l, "remark.partly"))
	add(p.Note != "", p.Note)
	return listed(l, out)
}
