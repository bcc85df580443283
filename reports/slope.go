package reports

import (
	"fmt"

	"michinori/app/maturity"
)

// SlopeLine is one dimension of one team in its first and its latest round of
// the same meaning.
type SlopeLine struct {
	Dimension               maturity.Dimension
	FirstRound, LatestRound string
	First, Latest           *float64 // scores; nil: none
	Change                  Change   // judged against the noise; unknown where nobody judged it
}

// SlopeInput is how far a team has come since its first round.
type SlopeInput struct {
	ID    string // "" means slope
	Lang  maturity.Language
	Team  string // "" leaves the name out
	Lines []SlopeLine
	Notes []string
}

// Slope draws a line for each dimension from the first score to the latest.
func Slope(in SlopeInput) Figure {
	l := in.Lang
	c := slopeChart{ends: [2]string{say(l, "slope.first"), say(l, "slope.latest")}}
	f := Figure{
		ID: identifier(in.ID, "slope"), Lang: l, Title: say(l, "slope.title"), Caption: captioned(l, "slope.caption", in.Team),
		N: say(l, "slope.n.none"), Height: slopeHeight, Notes: []string{say(l, "slope.note.between")},
		Table: Table{Columns: []Column{
			column(say(l, "column.dimension")), column(say(l, "column.slope.first")), numeric(say(l, "column.slope.from")),
			column(say(l, "column.slope.latest")), numeric(say(l, "column.slope.to")), column(say(l, "column.slope.change")),
		}},
	}
	var told, without []string
	for _, line := range in.Lines {
		name, first, latest := DimensionName(line.Dimension).In(l), shown(line.First), shown(line.Latest)
		c.lines = append(c.lines, slopeLine{
			name: name, role: dimensionRole(line.Dimension), mark: dimensionMark(line.Dimension), joined: true, values: [2]*float64{first, latest},
			tips: [2]string{slopeTip(l, name, first, line.FirstRound), slopeTip(l, name, latest, line.LatestRound)},
		})
		none := say(l, "absent.score")
		f.Table.Rows = append(f.Table.Rows, []Cell{
			words(name), words(line.FirstRound), decimalOr(first, none), words(line.LatestRound), decimalOr(latest, none),
			words(sinceFirst(l, line.Change)),
		})
		if first == nil || latest == nil {
			without = append(without, name)
			continue
		}
		told = append(told, say(l, "slope.summary", name, print1(*first), line.FirstRound, print1(*latest), line.LatestRound))
	}
	if told != nil {
		f.N = say(l, "slope.n", len(told))
	} else {
		told = []string{say(l, "summary.title", f.N)}
	}
	if without != nil {
		f.Notes = append(f.Notes, say(l, "slope.note.none", listed(l, without)))
	}
	f.Notes = append(f.Notes, in.Notes...)
	return c.finish(f, told...)
}

func slopeTip(l maturity.Language, name string, v *float64, round string) string {
	if v == nil {
		return ""
	}
	return say(l, "slope.tip", name, print1(*v), round)
}

func sinceFirst(l maturity.Language, c Change) string {
	if c == UnknownChange {
		return say(l, "slope.unjudged")
	}
	return changeWords(l, c, false)
}

// LevelSlopeInput is where the teams of an organisation stood in two rounds.
type LevelSlopeInput struct {
	ID                      string // "" means slope-levels
	Lang                    maturity.Language
	Scope                   string // "" is the whole organisation
	FirstRound, LatestRound string // as printed
	First, Latest           map[maturity.Dimension]LevelCount
	Breaks                  map[maturity.Dimension]bool // a change of meaning lies between: no line
	Notes                   []string
}

// highLevel is the level from which a practice is a team's habit.
const highLevel = 3

func (c LevelCount) high() int {
	n := 0
	for _, teams := range c.Teams[highLevel:] {
		n += teams
	}
	return n
}

// LevelSlope draws for each dimension the share of assessed teams at level 3 or
// higher, in the first round and in the latest.
func LevelSlope(in LevelSlopeInput) Figure {
	l := in.Lang
	rounds := [2]string{in.FirstRound, in.LatestRound}
	c := slopeChart{ends: rounds, percent: true}
	f := Figure{
		ID: identifier(in.ID, "slope-levels"), Lang: l, Title: say(l, "slope.levels.title", in.FirstRound, in.LatestRound),
		Caption: captioned(l, "slope.levels.caption", in.Scope), N: say(l, "slope.n.none"), Height: slopeHeight,
		Notes: []string{say(l, "slope.levels.note")}, Table: Table{Columns: []Column{column(say(l, "column.dimension"))}},
	}
	for _, r := range rounds {
		f.Table.Columns = append(f.Table.Columns,
			numeric(say(l, "column.high.share", r)), numeric(say(l, "column.high.teams", r)), numeric(say(l, "column.high.of", r)))
	}
	var told, broken []string
	for _, d := range maturity.Dimensions {
		line := slopeLine{name: DimensionName(d).In(l), role: dimensionRole(d), mark: dimensionMark(d), joined: !in.Breaks[d]}
		row := []Cell{words(line.name)}
		for k, n := range [2]LevelCount{in.First[d], in.Latest[d]} {
			line.values[k] = share(n.high(), n.Assessed())
			row = append(row, decimalOr(line.values[k], say(l, "absent.teams")), count(n.high()), count(n.Assessed()))
			if v := line.values[k]; v != nil {
				line.tips[k] = say(l, "slope.levels.tip", line.name, print1(*v), n.high(), n.Assessed())
			}
		}
		if a, b := line.values[0], line.values[1]; a != nil && b != nil {
			told = append(told, say(l, "slope.summary", line.name, print1(*a)+"%", in.FirstRound, print1(*b)+"%", in.LatestRound))
		}
		if in.Breaks[d] {
			broken = append(broken, line.name)
		}
		c.lines = append(c.lines, line)
		f.Table.Rows = append(f.Table.Rows, row)
	}
	if told != nil {
		f.N = say(l, "slope.n", len(told))
	} else {
		told = []string{say(l, "summary.title", f.N)}
	}
	if broken != nil {
		f.Notes = append(f.Notes, say(l, "slope.levels.break", listed(l, broken)))
	}
	f.Notes = append(append(f.Notes, in.Notes...), say(l, "note.noranking"))
	return c.finish(f, told...)
}

// endLabel is the number at one end of a line.
func (c slopeChart) endLabel(v float64) string {
	if c.percent {
		return fmt.Sprintf("%s%%", print1(v))
	}
	return print1(v)
}
