package page

import (
	"slices"

	"michinori/app/knowledge"
	"michinori/reports"
)

// RegisterTrendPage is how a team's register moved over its rounds.
type RegisterTrendPage struct {
	Knowledge
	Rounds int // with a picture of the register
	Figure reports.Figure
	Moves  []RegisterMove // newest first
}

// CSV is the address of the numbers.
func (t *RegisterTrendPage) CSV(wide bool) string {
	return csvURL(t.RegisterURL()+"/trend.csv", "", wide)
}

// RegisterMove is what became of the areas up to a round.
type RegisterMove struct {
	Label string
	View  string // by which the score of the round read the register, or ""
	First string // of the first picture: how many areas it holds
	Lists []MoveList
}

// Same reports whether no area moved.
func (m RegisterMove) Same() bool { return m.First == "" && len(m.Lists) == 0 }

// MoveList is areas that moved in one way.
type MoveList struct {
	Name  string
	Areas string
}

// Move says in words what became of the areas between two registers.
func (t *RegisterTrendPage) Move(label string, before *knowledge.Register, after knowledge.Register, view knowledge.View) {
	m := RegisterMove{Label: label}
	if view != "" {
		m.View = t.T("knowledge_trend.view", "view", t.viewName(view))
	}
	if before == nil {
		m.First = t.N("knowledge_trend.first", len(after.Areas))
	} else {
		m.Lists = t.lists(*before, after)
	}
	t.Moves = slices.Insert(t.Moves, 0, m)
}

func (t *RegisterTrendPage) lists(before, after knowledge.Register) []MoveList {
	c := knowledge.Compare(before, after)
	names := map[string]string{}
	for _, r := range []knowledge.Register{before, after} {
		for _, a := range r.Areas {
			names[a.Key] = t.In(a.Name)
		}
	}
	var out []MoveList
	add := func(name string, keys []string) {
		if len(keys) == 0 {
			return
		}
		areas := make([]string, len(keys))
		for i, key := range keys {
			areas[i] = t.T("knowledge_trend.area", "area", names[key])
			// An area that is no longer single-owner because it lost its last
			// person, or left the register, is no good news.
			if name == "single_closed" || name == "orphan_closed" {
				switch {
				case slices.Contains(c.Removed, key):
					areas[i] += t.T("knowledge_trend.but_removed")
				case slices.Contains(c.OrphanOpened, key):
					areas[i] += t.T("knowledge_trend.but_orphan")
				}
			}
		}
		out = append(out, MoveList{Name: t.T("knowledge_trend." + name), Areas: t.List(areas)})
	}
	add("single_closed", c.SingleClosed)
	add("single_opened", c.SingleOpened)
	add("orphan_closed", c.OrphanClosed)
	add("orphan_opened", c.OrphanOpened)
	add("added", c.Added)
	add("removed", c.Removed)
	return out
}

// Figures are the figures of the page.
func (p *RegisterTrendPage) Figures() []reports.Figure { return drawn(p.Figure) }
