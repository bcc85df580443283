package page

import (
	"strconv"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// Register is the grid of a team's register: areas by people.
type Register struct {
	Base
	Nav          RegisterNav
	Team         maturity.Team
	AsOf         time.Time
	Areas        int // how many there are, whatever is looked for
	Figures      []RegisterFigure
	Filter       RegisterFilter
	People       []GridPerson
	Rows         []GridRow
	Pager        Pager // of areas
	PeoplePager  Pager
	Archived     []store.Area
	JustArchived *store.Area
}

// How much of a large register one page shows.
const (
	GridAreas  = 100
	GridPeople = 25
)

// GridPerson is a column.
type GridPerson struct {
	ID, Name string
	Own      bool
	Away     bool // outside of the first and last day
}

// GridRow is an area with what the shown people claim.
type GridRow struct {
	ID, Key, Name string
	Criticality   int
	Depth         int
	Mark          AreaMark
	Cells         []GridCell
}

// AreaMark says that an area is thin; it is the last part of a text key.
type AreaMark string

// The marks of thin areas.
const (
	NoMark      AreaMark = ""
	OrphanMark  AreaMark = "orphan"
	SingleMark  AreaMark = "single"
	FragileMark AreaMark = "fragile"
)

// Marks returns the mark of each thin area by key.
func Marks(s knowledge.Summary) map[string]AreaMark {
	out := map[string]AreaMark{}
	for mark, areas := range map[AreaMark][]string{OrphanMark: s.Orphans, SingleMark: s.SingleOwner, FragileMark: s.Fragile} {
		for _, key := range areas {
			out[key] = mark
		}
	}
	return out
}

// Alone reports whether the area depends on one person or on nobody.
func (m AreaMark) Alone() bool { return m == OrphanMark || m == SingleMark }

// MarkName returns a mark in words, "" for none.
func (b Base) MarkName(m AreaMark) string {
	if m == NoMark {
		return ""
	}
	return b.T("register.mark." + string(m))
}

// GridCell is one claim, or the place for one.
type GridCell struct {
	URL      string
	Level    string // "" where nothing is said
	Stale    bool
	Revision int
	Locked   bool // not the viewer's to set
}

// Class is the style of the level: what can be done alone looks unlike the rest.
func (c GridCell) Class() string {
	switch {
	case c.Level == "":
		return "none"
	case c.Stale:
		return "stale"
	}
	return "l" + c.Level
}

// Script is a text with its placeholders left for a script to fill.
func (r *Register) Script(key string, names ...string) string {
	args := make([]any, 0, 2*len(names))
	for _, n := range names {
		args = append(args, n, "{"+n+"}")
	}
	return r.T(key, args...)
}

// DraftKey is where a browser keeps what it could not send of this grid.
func (r *Register) DraftKey() string {
	return "michinori-claims:" + r.Team.ID + ":" + r.Viewer.Person.ID
}

// Meanings are the levels with their words.
func (r *Register) Meanings() []Option { return levelOptions(r.Base, "") }

// Leads reports whether the viewer leads the team.
func (r *Register) Leads() bool { return r.Viewer.Leads(r.Team.ID) }

// RegisterFigure is one number of the register with what it means.
type RegisterFigure struct{ Name, Label, Value, About, Anchor string }

// NewFigures returns the numbers in the order of the page.
func NewFigures(b Base, s knowledge.Summary) []RegisterFigure {
	figure := func(name, anchor, value string) RegisterFigure {
		key := "register.figure." + name
		return RegisterFigure{Name: name, Label: b.T(key), Value: value, About: b.T(key + ".about"), Anchor: anchor}
	}
	return []RegisterFigure{
		figure("bus", "bus_factor", factorText(b, s.BusFactor)),
		figure("lenient", "strict_count", factorText(b, s.Lenient)),
		figure("first", "first_loss_factor", firstLossText(b, s.FirstLoss)),
		figure("single", "single_owner", b.N("register.figure.areas", len(s.SingleOwner))),
		figure("orphan", "orphan", b.N("register.figure.areas", len(s.Orphans))),
		figure("stale", "fresh_evidence", b.N("register.figure.claims", s.Alone-s.FreshAlone)),
	}
}

func factorText(b Base, f *knowledge.Factor) string {
	switch {
	case f == nil:
		return b.T("register.figure.none_bus")
	case !f.Exact:
		return b.N("register.figure.at_most", f.Size)
	}
	return b.N("register.figure.people", f.Size)
}

func firstLossText(b Base, n *int) string {
	if n == nil {
		return b.T("register.figure.none_first")
	}
	return b.N("register.figure.people", *n)
}

// LevelWords returns a level of a claim with its words, or that nothing is
// said.
func (b Base) LevelWords(level string) string {
	if level == "" {
		return b.T("register.cell.none")
	}
	return level + " " + b.T("knowledge_level."+level)
}

// CriticalityName returns a criticality with how soon it hurts, in short.
func (b Base) CriticalityName(n int) string { return b.T("criticality.short." + strconv.Itoa(n)) }

// AreaName returns the name of an area in the language of the page.
func (b Base) AreaName(a store.Area) string { return b.In(a.Name) }
