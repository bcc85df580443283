package reports

import "michinori/app/maturity"

// LevelCount is how many teams stand at each level. Teams without a score, and
// teams to which much of a dimension does not apply, are counted apart.
type LevelCount struct {
	Teams       [5]int
	NotAssessed int
	Partly      int
}

// Assessed returns how many teams the shares are made of.
func (c LevelCount) Assessed() int {
	n := 0
	for _, teams := range c.Teams {
		n += teams
	}
	return n
}

func (c LevelCount) all() int { return c.Assessed() + c.NotAssessed + c.Partly }

// LevelRound is one round of the organisation in one dimension.
type LevelRound struct {
	Key         string
	Label       string // "" means Key
	Edition     string
	Open        bool // teams may still share: the counts are not the last word
	BreakBefore bool
	LevelCount
}

// Levels is one dimension of an organisation over rounds, oldest first.
type Levels struct {
	ID        string // "" means levels-DIMENSION
	Lang      maturity.Language
	Dimension maturity.Dimension
	Rounds    []LevelRound
	Notes     []string
}

// LevelDistribution shows how the assessed teams spread over the levels in
// each round. It knows no teams, only counts.
func LevelDistribution(in Levels) Figure {
	stack := make(levelStack, len(in.Rounds))
	for i, r := range in.Rounds {
		name := r.Label
		if name == "" {
			name = r.Key
		}
		stack[i] = levelBar{name: name, short: name, edition: r.Edition, open: r.Open, broken: r.BreakBefore && i > 0, LevelCount: r.LevelCount}
	}
	l := in.Lang
	f := Figure{
		ID: identifier(in.ID, "levels-"+string(in.Dimension)), Lang: l,
		Title:  say(l, "levels.title", DimensionName(in.Dimension).In(l)),
		N:      stack.latestN(l),
		Notes:  append(stack.notes(l), in.Notes...),
		Height: levelsHeight,
		Table:  stack.table(l, column(say(l, "column.round")), true),
	}
	f = stack.finish(f, stack.latestSummary(l))
	f.Option = levelsOption(stack, f)
	return f
}

// LevelSnapshot is one round of an organisation in all dimensions.
type LevelSnapshot struct {
	ID         string // "" means levels
	Lang       maturity.Language
	Round      string // as printed
	Dimensions map[maturity.Dimension]LevelCount
	Notes      []string
}

// LevelOverview shows the five dimensions of one round side by side.
func LevelOverview(in LevelSnapshot) Figure {
	l := in.Lang
	stack := make(levelStack, len(maturity.Dimensions))
	for i, d := range maturity.Dimensions {
		stack[i] = levelBar{name: DimensionName(d).In(l), short: axisNames[d].In(l), across: true, LevelCount: in.Dimensions[d]}
	}
	f := Figure{
		ID: identifier(in.ID, "levels"), Lang: l,
		Title:  say(l, "levels.overview.title", in.Round),
		N:      stack.rangeN(l, in.Round),
		Notes:  append(stack.notes(l), in.Notes...),
		Height: levelOverviewHeight,
		Table:  stack.table(l, column(say(l, "column.dimension")), false),
	}
	f = stack.finish(f, stack.everySummary(l)...)
	f.Option = levelOverviewOption(stack, f)
	return f
}

// levelBar is one stacked bar.
type levelBar struct {
	name, short string
	edition     string
	broken      bool
	open        bool // not the last word
	across      bool // from left to right
	flat        bool // from left to right, and too low for labels of two lines
	LevelCount
}

type levelStack []levelBar

func (stack levelStack) finish(f Figure, summary ...string) Figure {
	f.Caption = say(f.Lang, "levels.caption")
	f.TableLabel = say(f.Lang, "table.open")
	f.Summary = summarise(f, summary...)
	return f
}

// latest returns the last bar with assessed teams, or -1.
func (stack levelStack) latest() int {
	for i := len(stack) - 1; i >= 0; i-- {
		if stack[i].Assessed() > 0 {
			return i
		}
	}
	return -1
}

func (stack levelStack) latestN(l maturity.Language) string {
	i := stack.latest()
	if i < 0 {
		return say(l, "n.teams.none")
	}
	return say(l, "n.teams", stack[i].name, stack[i].Assessed(), stack[i].all())
}

// rangeN is the n of N over several dimensions of one round.
func (stack levelStack) rangeN(l maturity.Language, round string) string {
	if stack.latest() < 0 {
		return say(l, "n.teams.none")
	}
	least, most, all := stack[0].Assessed(), 0, 0
	for _, b := range stack {
		least, most, all = min(least, b.Assessed()), max(most, b.Assessed()), max(all, b.all())
	}
	if least == most {
		return say(l, "n.teams", round, most, all)
	}
	return say(l, "n.teams.range", round, least, most, all)
}

func (stack levelStack) latestSummary(l maturity.Language) string {
	if i := stack.latest(); i >= 0 {
		return stack[i].summary(l)
	}
	return say(l, "trend.summary.none")
}

func (stack levelStack) everySummary(l maturity.Language) []string {
	var out []string
	for _, b := range stack {
		out = append(out, b.summary(l))
	}
	return out
}

func (b levelBar) summary(l maturity.Language) string {
	var parts []string
	for level, teams := range b.Teams {
		if teams > 0 {
			parts = append(parts, say(l, "levels.summary.item", level, teams))
		}
	}
	if parts == nil {
		parts = []string{say(l, "absent.teams")}
	}
	return say(l, "levels.summary", b.name, listed(l, parts))
}

func (stack levelStack) notes(l maturity.Language) []string {
	var out []string
	add := func(key, list string) {
		if list != "" {
			out = append(out, say(l, key, list))
		}
	}
	add("note.unassessed", stack.list(l, func(b levelBar) int { return b.NotAssessed }))
	add("note.partly", stack.list(l, func(b levelBar) int { return b.Partly }))
	add("note.open.bars", stack.named(l, func(b levelBar) bool { return b.open }))
	add("note.break.bars", stack.named(l, func(b levelBar) bool { return b.broken }))
	return append(out, say(l, "note.noranking"))
}

// named lists the bars of some kind.
func (stack levelStack) named(l maturity.Language, kind func(levelBar) bool) string {
	var out []string
	for _, b := range stack {
		if kind(b) {
			out = append(out, b.name)
		}
	}
	return listed(l, out)
}

// list counts teams of some kind, bar by bar, leaving out bars without any.
func (stack levelStack) list(l maturity.Language, of func(levelBar) int) string {
	var out []string
	for _, b := range stack {
		if n := of(b); n > 0 {
			out = append(out, say(l, "levels.item", b.name, n))
		}
	}
	return listed(l, out)
}
