package reports

import (
	"slices"

	"michinori/app/maturity"
)

// SLOTier is the user-facing services of one tier; 0 is for services counted
// without one.
type SLOTier struct{ Tier, Reviewed, Defined, None int }

// SLORound is one round of an organisation or of a team.
type SLORound struct {
	Key     string // as printed
	Tiers   []SLOTier
	Unknown int // teams that share and have not counted their services
}

// sum adds up all tiers.
func (r SLORound) sum() SLOTier {
	var out SLOTier
	for _, t := range r.Tiers {
		out.Reviewed += t.Reviewed
		out.Defined += t.Defined
		out.None += t.None
	}
	return out
}

func (t SLOTier) counts() []int { return []int{t.Reviewed, t.Defined, t.None} }

// SLOByTier shows for one round which services have a target that is reviewed,
// a target, or none, tier by tier. Scope "" is the whole organisation.
func SLOByTier(l maturity.Language, scope string, r SLORound) Figure {
	c := pieceChart{pieces: sloPieces(l), lying: true, shares: true}
	tiers := slices.Clone(r.Tiers)
	slices.SortStableFunc(tiers, func(a, b SLOTier) int { return tierOrder(a.Tier) - tierOrder(b.Tier) })
	for _, t := range tiers {
		c.bars = append(c.bars, pieceBar{name: tierName(l, t.Tier), counts: t.counts()})
	}
	c.onAxis(l)
	f := Figure{
		ID: "slo-tiers", Lang: l, Title: say(l, "slo.title.tiers", r.Key), Caption: captioned(l, "slo.caption", scope),
		N: sloN(l, r), Notes: sloNotes(l, []SLORound{r}), Height: lyingHeight(len(c.bars)),
		Table: Table{Columns: append([]Column{column(say(l, "column.tier"))}, c.columns(l, say(l, "unit.services"))...)},
	}
	var told []string
	for i, b := range c.bars {
		f.Table.Rows = append(f.Table.Rows, append([]Cell{words(b.name)}, c.cells(l, b)...))
		told = append(told, c.sentence(l, i))
	}
	if told == nil {
		told = []string{say(l, "summary.title", say(l, "slo.n.none"))}
	}
	return c.finish(f, told...)
}

// SLOOverTime shows the same of all tiers together over rounds, oldest first.
func SLOOverTime(l maturity.Language, scope string, rounds []SLORound) Figure {
	c := pieceChart{pieces: sloPieces(l), shares: true}
	for _, r := range rounds {
		b := pieceBar{name: r.Key, counts: r.sum().counts()}
		if r.Tiers == nil {
			b.missing = say(l, "absent.services")
		}
		c.bars = append(c.bars, b)
	}
	c.onAxis(l)
	f := Figure{
		ID: "slo", Lang: l, Title: say(l, "slo.title"), Caption: captioned(l, "slo.caption", scope),
		N: say(l, "slo.n.none"), Notes: sloNotes(l, rounds), Height: standingHeight,
		Table: Table{Columns: append(append([]Column{column(say(l, "column.round"))}, c.columns(l, say(l, "unit.services"))...),
			numeric(say(l, "column.slo.unknown")))},
	}
	for i, b := range c.bars {
		row := append([]Cell{words(b.name)}, c.cells(l, b)...)
		f.Table.Rows = append(f.Table.Rows, append(row, count(rounds[i].Unknown)))
	}
	if i := c.latest(); i >= 0 {
		f.N = sloN(l, rounds[i])
	}
	return c.finish(f, c.latestSentence(l, "slo.n.none"))
}

// finish adds what all figures of stacked bars have in common.
func (c pieceChart) finish(f Figure, told ...string) Figure {
	f.TableLabel = say(f.Lang, "table.open")
	f.Summary = summarise(f, told...)
	f.Option = c.option(f)
	return f
}

func sloPieces(l maturity.Language) []piece {
	return []piece{
		{say(l, "slo.reviewed"), filled(levelRole(3)), onLevel(3)},
		{say(l, "slo.defined"), filled(levelRole(1)), onLevel(1)},
		{say(l, "slo.none"), outlined(muted), ink},
	}
}

// tierOrder puts services without a tier last.
func tierOrder(tier int) int {
	if tier == 0 {
		return 1 << 16
	}
	return tier
}

func tierName(l maturity.Language, tier int) string {
	if tier == 0 {
		return say(l, "slo.tier.none")
	}
	return say(l, "slo.tier", tier)
}

func sloN(l maturity.Language, r SLORound) string {
	t := r.sum()
	if all := t.Reviewed + t.Defined + t.None; all > 0 {
		return say(l, "slo.n", r.Key, all, t.Reviewed+t.Defined)
	}
	return say(l, "slo.n.none")
}

func sloNotes(l maturity.Language, rounds []SLORound) []string {
	out := []string{say(l, "slo.note.reviewed")}
	var unknown []string
	for _, r := range rounds {
		if r.Unknown > 0 {
			unknown = append(unknown, say(l, "levels.item", r.Key, r.Unknown))
		}
	}
	if unknown != nil {
		out = append(out, say(l, "slo.note.unknown", listed(l, unknown)))
	}
	return out
}
