package reports

import (
	"slices"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

// AreasRound is what the shared registers of one round hold together: counts,
// and the teams they come from.
type AreasRound struct {
	Key            string // as printed
	Counts         []knowledge.AreaCount
	Teams, Invited int // that shared a register; that were invited
}

// AreasOverTime shows how many areas of an organisation, or of the part of it
// called scope, depend on one person or on nobody in each round, oldest first.
func AreasOverTime(l maturity.Language, scope string, rounds []AreasRound) Figure {
	bars := make(areaBars, len(rounds))
	short := make([]string, len(rounds))
	for i, r := range rounds {
		bars[i] = newAreaBar(r.Key, r.Counts, r.Teams)
		bars[i].invited = r.Invited
		short[i] = r.Key
	}
	for i, text := range axisLabels(short) {
		bars[i].axis = say(l, "areas.axis", text, bars[i].teams, bars[i].invited)
	}
	f := Figure{
		ID: "areas", Lang: l, Title: say(l, "areas.title"), Caption: captioned(l, "areas.caption", scope),
		N:      bars.latestN(l),
		Notes:  bars.notes(l, "areas.note.teams"),
		Height: areasHeight,
		Table:  bars.table(l, true),
	}
	f = bars.finish(f, bars.latestSummary(l)...)
	f.Option = areasOption(bars, f)
	return f
}

// AreasRow is one group of the organisation in one round.
type AreasRow struct {
	Group  string
	Counts []knowledge.AreaCount
	Teams  int // that shared a register
}

// AreasByGroup shows the same of one round for each group, in the order given:
// never by how many there are.
func AreasByGroup(l maturity.Language, round string, rows []AreasRow) Figure {
	bars := make(areaBars, len(rows))
	for i, r := range rows {
		bars[i] = newAreaBar(r.Group, r.Counts, r.Teams)
		bars[i].axis = say(l, "levels.axis", fitted(r.Group), r.Teams)
	}
	f := Figure{
		ID: "areas-groups", Lang: l, Title: say(l, "areas.title.groups", round), Caption: say(l, "areas.caption"),
		N:      bars.groupsN(l, round),
		Notes:  bars.notes(l, "areas.note.order"),
		Height: groupsHeight(len(rows)),
		Table:  bars.table(l, false),
	}
	f = bars.finish(f, bars.everySummary(l)...)
	f.Option = areaGroupsOption(bars, f)
	return f
}

// areaBar is what stands at one place of the axis: a bar of single-owner and
// one of orphan areas.
type areaBar struct {
	name, axis     string
	teams, invited int
	counts         [3]knowledge.AreaCount // criticality 3, 2, 1
}

func newAreaBar(name string, counts []knowledge.AreaCount, teams int) areaBar {
	b := areaBar{name: name, teams: teams}
	for i := range b.counts {
		b.counts[i].Criticality = len(b.counts) - i
		for _, c := range counts {
			if c.Criticality == b.counts[i].Criticality {
				b.counts[i].Areas += c.Areas
				b.counts[i].Single += c.Single
				b.counts[i].Orphan += c.Orphan
			}
		}
	}
	return b
}

// sum adds up one of the counts over all criticalities.
func (b areaBar) sum(of func(knowledge.AreaCount) int) int {
	n := 0
	for _, c := range b.counts {
		n += of(c)
	}
	return n
}

// areaKind is one of the two bars: filled with one person, outlined where
// nobody is left, so that they are told apart without their colour.
type areaKind struct {
	key      string // of its name with a criticality
	outlined bool
	of       func(knowledge.AreaCount) int
}

var areaKinds = [2]areaKind{
	{"areas.single", false, func(c knowledge.AreaCount) int { return c.Single }},
	{"areas.orphan", true, func(c knowledge.AreaCount) int { return c.Orphan }},
}

// criticalityLevel is the level whose colour a criticality has: the darker,
// the more critical.
func criticalityLevel(criticality int) int { return 2 * (criticality - 1) }

type areaBars []areaBar

func (bars areaBars) finish(f Figure, summary ...string) Figure {
	f.TableLabel = say(f.Lang, "table.open")
	f.Summary = summarise(f, summary...)
	return f
}

// latest returns the place of the last bar that teams have shared, or -1.
func (bars areaBars) latest() int {
	for i, b := range slices.Backward(bars) {
		if b.teams > 0 {
			return i
		}
	}
	return -1
}

func (bars areaBars) latestN(l maturity.Language) string {
	i := bars.latest()
	if i < 0 {
		return say(l, "areas.n.none")
	}
	return say(l, "areas.n", bars[i].name, bars[i].teams, bars[i].invited)
}

func (bars areaBars) groupsN(l maturity.Language, round string) string {
	teams, groups := 0, 0
	for _, b := range bars {
		teams += b.teams
		if b.teams > 0 {
			groups++
		}
	}
	if groups == 0 {
		return say(l, "areas.n.none")
	}
	return say(l, "areas.n.groups", round, groups, teams)
}

func (bars areaBars) latestSummary(l maturity.Language) []string {
	i := bars.latest()
	if i < 0 {
		return []string{say(l, "summary.title", say(l, "areas.n.none"))}
	}
	return []string{bars[i].summary(l)}
}

func (bars areaBars) everySummary(l maturity.Language) []string {
	var out []string
	for _, b := range bars {
		if b.teams > 0 {
			out = append(out, b.summary(l))
		}
	}
	return out
}

func (b areaBar) summary(l maturity.Language) string {
	return say(l, "areas.summary", b.name, b.sum(func(c knowledge.AreaCount) int { return c.Areas }),
		b.sum(areaKinds[0].of), b.sum(areaKinds[1].of))
}

func (bars areaBars) notes(l maturity.Language, order string) []string {
	out := []string{say(l, "areas.note.shared"), say(l, order)}
	var none []string
	for _, b := range bars {
		if b.teams == 0 {
			none = append(none, b.name)
		}
	}
	if none != nil {
		out = append(out, say(l, "areas.note.none", listed(l, none)))
	}
	return append(out, say(l, "register.note.strict", knowledge.FreshDays))
}

// table has all counts; invited teams only where they are known.
func (bars areaBars) table(l maturity.Language, rounds bool) Table {
	t := Table{Columns: []Column{column(say(l, "column.group")), numeric(say(l, "column.shared"))}}
	if rounds {
		t.Columns[0].Title = say(l, "column.round")
		t.Columns = append(t.Columns, numeric(say(l, "column.invited")))
	}
	for _, c := range newAreaBar("", nil, 0).counts {
		t.Columns = append(t.Columns, numeric(say(l, "column.areas.of", c.Criticality)))
		for _, kind := range areaKinds {
			t.Columns = append(t.Columns, numeric(say(l, kind.key, c.Criticality)))
		}
	}
	for _, b := range bars {
		row := []Cell{words(b.name), count(b.teams)}
		if rounds {
			row = append(row, count(b.invited))
		}
		t.Rows = append(t.Rows, append(row, b.cells(l)...))
	}
	return t
}

func (b areaBar) cells(l maturity.Language) []Cell {
	var out []Cell
	for _, c := range b.counts {
		for _, n := range []int{c.Areas, c.Single, c.Orphan} {
			if b.teams == 0 {
				out = append(out, absent(say(l, "absent.shared")))
			} else {
				out = append(out, count(n))
			}
		}
	}
	return out
}
