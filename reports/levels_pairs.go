package reports

import (
	"strings"

	"michinori/app/maturity"
)

// LevelPairsInput is an organisation in all dimensions in two rounds.
type LevelPairsInput struct {
	ID               string // "" means level-pairs
	Lang             maturity.Language
	LastRound, Round string // as printed
	Last, Now        map[maturity.Dimension]LevelCount
	Breaks           map[maturity.Dimension]bool // a change of meaning lies between: the last round is left out
	Notes            []string
}

// LevelPairs shows for each dimension how the assessed teams spread over the
// levels in the last round and in this one. It compares no teams.
func LevelPairs(in LevelPairsInput) Figure {
	l := in.Lang
	var stack, now, last levelStack
	var broken []string
	for _, d := range maturity.Dimensions {
		name := DimensionName(d).In(l)
		bar := levelBar{
			name: say(l, "pairs.bar", name, in.Round), flat: true, LevelCount: in.Now[d],
			short: strings.ReplaceAll(axisNames[d].In(l), "\n", gapBetween(l)) + "\n" + in.Round,
		}
		stack, now = append(stack, bar), append(now, bar)
		if in.Breaks[d] {
			broken, last = append(broken, name), append(last, levelBar{})
			continue
		}
		before := levelBar{name: say(l, "pairs.bar", name, in.LastRound), short: in.LastRound, flat: true, LevelCount: in.Last[d]}
		stack, last = append(stack, before), append(last, before)
	}
	f := Figure{
		ID: identifier(in.ID, "level-pairs"), Lang: l, Title: say(l, "pairs.title", in.LastRound, in.Round),
		N: now.rangeN(l, in.Round), Notes: append(stack.notes(l), in.Notes...), Height: 96 + pairHeight*len(stack),
		Table: stack.table(l, column(say(l, "column.dimension")), false),
	}
	if broken != nil {
		f.Notes = append(f.Notes, say(l, "note.break.last", listed(l, broken)))
	}
	f = stack.finish(f, stack.everySummary(l)...)
	f.Option = levelPairsOption(now, last, f)
	return f
}
