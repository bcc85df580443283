package reports

import "michinori/app/maturity"

func (rounds registerRounds) table(l maturity.Language) Table {
	t := Table{Columns: []Column{
		column(say(l, "column.round")),
		numeric(say(l, "register.bus_factor")), numeric(say(l, "column.lenient")), numeric(say(l, "register.first_loss")),
		numeric(say(l, "column.areas")), numeric(say(l, "column.critical")),
		numeric(say(l, "column.single")), numeric(say(l, "column.orphan")),
		numeric(say(l, "column.single.opened")), numeric(say(l, "column.single.closed")),
		numeric(say(l, "column.orphan.opened")), numeric(say(l, "column.orphan.closed")),
		numeric(say(l, "column.added")), numeric(say(l, "column.removed")),
		numeric(say(l, "column.alone")), numeric(say(l, "column.fresh")), numeric(say(l, "column.freshshare")),
		column(say(l, "column.remarks")),
	}}
	for _, r := range rounds {
		row := append([]Cell{words(r.label())}, r.cells(l)...)
		t.Rows = append(t.Rows, append(row, words(r.remarks(l))))
	}
	return t
}

func (r RegisterRound) cells(l maturity.Language) []Cell {
	if r.Missing != "" {
		out := make([]Cell, 16)
		for i := range out {
			out[i] = absent(say(l, "absent.register"))
		}
		return out
	}
	out := []Cell{
		countOr(r.BusFactor, say(l, "absent.factor")), countOr(r.Lenient, say(l, "absent.factor")), countOr(r.FirstLoss, say(l, "absent.factor")),
		count(r.Areas), count(r.Critical), count(r.Single), count(r.Orphan),
	}
	out = append(out, r.Change.cells(l)...)
	return append(out, count(r.Alone), count(r.FreshAlone), decimalOr(share(r.FreshAlone, r.Alone), say(l, "absent.claims")))
}

func (c *RegisterChange) cells(l maturity.Language) []Cell {
	if c == nil {
		why := absent(say(l, "absent.before"))
		return []Cell{why, why, why, why, why, why}
	}
	return []Cell{
		count(c.SingleOpened), count(c.SingleClosed), count(c.OrphanOpened), count(c.OrphanClosed),
		count(c.Added), count(c.Removed),
	}
}

func (r RegisterRound) remarks(l maturity.Language) string {
	if r.Missing != "" {
		return r.Missing
	}
	var out []string
	if r.BusFactor != nil && !r.Exact {
		out = append(out, say(l, "remark.most"))
	}
	if r.Lenient != nil && !r.LenientExact {
		out = append(out, say(l, "remark.most.lenient"))
	}
	return listed(l, out)
}

// countOr returns the number, or why it is not there.
func countOr(v *int, why string) Cell {
	if v == nil {
		return absent(why)
	}
	return count(*v)
}
