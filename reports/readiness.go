package reports

import (
	"fmt"

	"michinori/app/maturity"
)

// DrillRound counts teams by how long ago they last practised an incident.
type DrillRound struct {
	Key                                           string // as printed
	Within90, Within180, Within365, Longer, Never int
	Unknown                                       int // not answered, or not applicable
}

// DrillRecency shows the teams of each round, oldest first, by how long ago
// they last practised. Scope "" is the whole organisation.
func DrillRecency(l maturity.Language, scope string, rounds []DrillRound) Figure {
	c := pieceChart{pieces: drillPieces(l), shares: true}
	for _, r := range rounds {
		c.bars = append(c.bars, pieceBar{name: r.Key, counts: []int{r.Within90, r.Within180, r.Within365, r.Longer, r.Never}})
	}
	c.onAxis(l)
	f := Figure{
		ID: "drills", Lang: l, Title: say(l, "drills.title"), Caption: captioned(l, "drills.caption", scope),
		N: say(l, "drills.n.none"), Notes: []string{say(l, "drills.note.incident")}, Height: standingHeight,
		Table: Table{Columns: append(append([]Column{column(say(l, "column.round"))}, c.columns(l, say(l, "unit.teams"))...),
			numeric(say(l, "column.unknown")))},
	}
	var unknown []string
	for i, r := range rounds {
		row := append([]Cell{words(r.Key)}, c.cells(l, c.bars[i])...)
		f.Table.Rows = append(f.Table.Rows, append(row, count(r.Unknown)))
		if r.Unknown > 0 {
			unknown = append(unknown, say(l, "levels.item", r.Key, r.Unknown))
		}
	}
	if unknown != nil {
		f.Notes = append(f.Notes, say(l, "drills.note.unknown", listed(l, unknown)))
	}
	f.Notes = append(f.Notes, say(l, "note.noranking"))
	if i := c.latest(); i >= 0 {
		f.N = say(l, "drills.n", rounds[i].Key, c.bars[i].whole(), rounds[i].Within90)
	}
	return c.finish(f, c.latestSentence(l, "drills.n.none"))
}

// drillPieces grow paler with time; who never practised is hatched.
func drillPieces(l maturity.Language) []piece {
	return []piece{
		{say(l, "drills.within", 90), filled(levelRole(4)), onLevel(4)},
		{say(l, "drills.within", 180), filled(levelRole(3)), onLevel(3)},
		{say(l, "drills.within", 365), filled(levelRole(1)), onLevel(1)},
		{say(l, "drills.longer", 365), outlined(muted), ink},
		{say(l, "drills.never"), hatched(muted), ink},
	}
}

// OnCallRound is how many people could take on-call alone in one round.
type OnCallRound struct {
	Key            string // as printed
	Ready, Of      int    // people
	Teams, Unknown int    // teams that counted; that did not
}

// OnCallReadiness shows the share of people who could take on-call alone in
// each round, oldest first. Scope "" is the whole organisation.
func OnCallReadiness(l maturity.Language, scope string, rounds []OnCallRound) Figure {
	c := columnChart{name: say(l, "oncall.ready"), role: dimensionRole(maturity.Incident)}
	f := Figure{
		ID: "oncall", Lang: l, Title: say(l, "oncall.title"), Caption: captioned(l, "oncall.caption", scope),
		N: say(l, "oncall.n.none"), Notes: []string{say(l, "oncall.note.teams")}, Height: standingHeight, Table: onCallTable(l, rounds),
	}
	told := say(l, "summary.title", f.N)
	var unknown []string
	for _, r := range rounds {
		if r.Unknown > 0 {
			unknown = append(unknown, say(l, "levels.item", r.Key, r.Unknown))
		}
		part := share(r.Ready, r.Of)
		if part == nil {
			c.add(r.Key, "", nil, "", "")
			continue
		}
		c.add(r.Key, "", part, fmt.Sprintf("%d/%d", r.Ready, r.Of), say(l, "oncall.tip", r.Ready, r.Of, print1(*part)))
		f.N = say(l, "oncall.n", r.Key, r.Ready, r.Teams, r.Of)
		told = say(l, "levels.summary", r.Key, say(l, "oncall.tip", r.Ready, r.Of, print1(*part)))
	}
	if unknown != nil {
		f.Notes = append(f.Notes, say(l, "oncall.note.unknown", listed(l, unknown)))
	}
	return c.finish(f, told)
}

func onCallTable(l maturity.Language, rounds []OnCallRound) Table {
	t := Table{Columns: []Column{
		column(say(l, "column.round")), numeric(say(l, "column.oncall.share")), numeric(say(l, "column.oncall.ready")), numeric(say(l, "column.oncall.of")),
		numeric(say(l, "column.oncall.teams")), numeric(say(l, "column.oncall.absent")),
	}}
	for _, r := range rounds {
		row := []Cell{words(r.Key), decimalOr(share(r.Ready, r.Of), say(l, "absent.oncall"))}
		if r.Of == 0 {
			row = append(row, absent(say(l, "absent.oncall")), absent(say(l, "absent.oncall")))
		} else {
			row = append(row, count(r.Ready), count(r.Of))
		}
		t.Rows = append(t.Rows, append(row, count(r.Teams), count(r.Unknown)))
	}
	return t
}
