package reports

import (
	"fmt"
	"strings"

	"michinori/app/maturity"
)

// Change is what became of a score since the round before, already judged
// against the noise.
type Change string

// The changes. UnknownChange is the answer where there is nothing to compare
// with.
const (
	UnknownChange Change = ""
	NoClearChange Change = "none"
	Risen         Change = "up"
	Fallen        Change = "down"
)

// TrendRound is one round on the time axis of one dimension.
type TrendRound struct {
	Key     string // "2026-Q3"
	Label   string // as printed; "" means Key
	Edition string
	Score   maturity.DimensionScore
	// Together says that the team gave one answer on purpose.
	Together bool
	// BreakBefore forbids a line from the round before.
	BreakBefore bool
	// Recomposed says that a question moved between not applicable and scored.
	Recomposed bool
	// Offset is what a bridge between editions has added to the score and its
	// interval; it is printed, and nothing is added here.
	Offset float64
	Change Change
	// Missing says, as a sentence in the language of the figure, why there is
	// no score; "" means that too few questions were answered.
	Missing string
	Note    string // a remark of the team, in the language of the figure
}

func (r TrendRound) label() string {
	if r.Label != "" {
		return r.Label
	}
	return r.Key
}

// Trend is one dimension of one team over rounds, oldest first.
type Trend struct {
	ID        string // "" means trend-DIMENSION
	Lang      maturity.Language
	Title     string // "" means the name of the dimension over time
	Team      string // "" leaves the name out
	Dimension maturity.Dimension
	Rounds    []TrendRound
	Notes     []string
}

// DimensionTrend shows how a dimension moved: a line with intervals over the
// bands of the levels. A round without a score is a gap, a change of meaning
// is a break, and a change inside the noise is called so.
func DimensionTrend(t Trend) Figure {
	if t.Title == "" {
		t.Title = say(t.Lang, "trend.title", DimensionName(t.Dimension).In(t.Lang))
	}
	line := newTrendLine(t.Rounds)
	f := Figure{
		ID:         identifier(t.ID, "trend-"+string(t.Dimension)),
		Lang:       t.Lang,
		Title:      t.Title,
		Caption:    captioned(t.Lang, "trend.caption", t.Team),
		N:          line.nOfN(t.Lang),
		Notes:      append(line.notes(t.Lang), t.Notes...),
		Height:     trendHeight,
		Table:      line.table(t.Lang),
		TableLabel: say(t.Lang, "table.open"),
	}
	f.Summary = summarise(f, line.summary(t.Lang)...)
	f.Option = trendOption(t.Lang, t.Dimension, line, f)
	return f
}

// withTeam ends the key of a text that names a team.
const withTeam = ".team"

// captioned chooses the caption with or without the name of a team.
func captioned(l maturity.Language, key, team string) string {
	if team == "" {
		return say(l, key)
	}
	return say(l, key+withTeam, team)
}

// trendPoint is a round as it is drawn and printed.
type trendPoint struct {
	TrendRound
	scored
	broken bool // there is a break before it, and something before the break
}

// trendLine is the one thing that option, picture and table are made from.
type trendLine []trendPoint

// newTrendLine drops what became of a score across a break: the two sides are
// not compared, whatever the questions say that both asked.
func newTrendLine(rounds []TrendRound) trendLine {
	line := make(trendLine, len(rounds))
	for i, r := range rounds {
		line[i] = trendPoint{TrendRound: r, scored: displayed(r.Score, r.Together), broken: r.BreakBefore && i > 0}
		if line[i].broken {
			line[i].Change = UnknownChange
		}
	}
	return line
}

// segments returns the ranges [from, to) without a break.
func (line trendLine) segments() [][2]int {
	var out [][2]int
	from := 0
	for i := range line {
		if line[i].broken {
			out = append(out, [2]int{from, i})
			from = i
		}
	}
	if from < len(line) {
		out = append(out, [2]int{from, len(line)})
	}
	return out
}

// latest returns the place of the last round with a score, or -1.
func (line trendLine) latest() int {
	for i := len(line) - 1; i >= 0; i-- {
		if line[i].Value != nil {
			return i
		}
	}
	return -1
}

// changeMark is the sign printed above a point.
func changeMark(c Change) string {
	switch c {
	case NoClearChange:
		return "≈"
	case Risen:
		return "↑"
	case Fallen:
		return "↓"
	}
	return ""
}

// caption is what stands above point i: its change and, at the end of the
// line, its score; below each other, as rounds may stand close.
func (line trendLine) caption(i int) string {
	p := line[i]
	if p.Value == nil {
		return ""
	}
	text := changeMark(p.Change)
	if i == line.latest() {
		text += "\n" + print1(*p.Value)
	}
	return strings.TrimSpace(text)
}

func (line trendLine) labels() []string {
	out := make([]string, len(line))
	for i, p := range line {
		out[i] = p.label()
	}
	return out
}

func (line trendLine) nOfN(l maturity.Language) string {
	i := line.latest()
	if i < 0 {
		return say(l, "n.none")
	}
	return peopleOf(l, line[i].label(), line[i].scored, line[i].Together)
}

// signed prints an offset with its sign.
func signed(v float64) string { return fmt.Sprintf("%+.1f", maturity.Tenth(v)) }

func peopleOf(l maturity.Language, round string, s scored, together bool) string {
	if together {
		return say(l, "n.together", round, s.source.Members)
	}
	return say(l, "n.people", round, s.source.People, s.source.Members)
}

func (line trendLine) summary(l maturity.Language) []string {
	i := line.latest()
	if i < 0 {
		return []string{say(l, "trend.summary.none")}
	}
	out := []string{say(l, "trend.summary", line[i].label(), print1(*line[i].Value), levelWithName(l, line[i].Level))}
	for _, p := range line[:i] {
		if p.Value != nil {
			return append(out, say(l, "trend.summary.first", p.label(), print1(*p.Value)))
		}
	}
	return out
}

// ChangeOf takes what a figure draws from a judged change.
func ChangeOf(c maturity.Change) Change {
	switch c.Direction {
	case maturity.Rose:
		return Risen
	case maturity.Fell:
		return Fallen
	case maturity.NoChange:
		return NoClearChange
	}
	return UnknownChange
}
