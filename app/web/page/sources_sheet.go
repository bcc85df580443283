package page

import (
	"slices"
	"strings"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// RegisterSheet gives the register out as files, takes a spreadsheet in and
// shows what it would do.
type RegisterSheet struct {
	Base
	Team    maturity.Team
	Text    string
	Errors  Errors
	Plan    *tracker.RegisterPlan // nil before a spreadsheet was read
	Seen    string                // stands for what the plan shows
	Changed bool                  // something else would happen than what was shown before
}

// sheetShown is how many problems or changes one page lists.
const sheetShown = 300

// Nav is the way around the register.
func (s *RegisterSheet) Nav() RegisterNav { return NewRegisterNav(s.Base, s.Team, RegisterImport) }

// Lead reports whether the viewer may take a spreadsheet in.
func (s *RegisterSheet) Lead() bool { return s.Viewer.Leads(s.Team.ID) }

// File is the address of the register in a file of that kind.
func (s *RegisterSheet) File(kind string) string {
	return s.URL("/teams/", s.Team.ID, "/register/register.", kind)
}

// TextField takes the spreadsheet.
func (s *RegisterSheet) TextField() Area {
	return Area{Field: NewField(s.Base, "sheets", "text", s.Text, s.Errors, false, "off"), Rows: 8}
}

// Ready reports whether the plan can be carried out and changes something.
func (s *RegisterSheet) Ready() bool {
	return s.Plan != nil && len(s.Plan.Problems) == 0 && len(s.Plan.Changes) > 0
}

// Idle reports whether everything is as the spreadsheet says already.
func (s *RegisterSheet) Idle() bool {
	return s.Plan != nil && len(s.Plan.Problems) == 0 && len(s.Plan.Changes) == 0
}

// SheetProblem is a problem in words.
type SheetProblem struct {
	Line         int
	Column, Text string
}

// sheetTitles are the columns that have a name of their own; a problem of any
// other column is about a person.
var sheetTitles = []string{
	"key", "area", "name_ja", "name_en", "criticality", "kind", "paths", "services", "person", "person_name", "level",
	"evidence_at", "evidence_kind", "evidence_link",
}

// Problems are the problems in words, the first of many.
func (s *RegisterSheet) Problems() []SheetProblem {
	all := s.Plan.Problems
	out := make([]SheetProblem, 0, min(len(all), sheetShown))
	for _, p := range all[:cap(out)] {
		x := SheetProblem{Line: p.Line, Column: p.Column, Text: s.Texts.Text(p.Key, p.Args)}
		if slices.Contains(sheetTitles, p.Column) {
			x.Column = s.T("sheets.column." + p.Column)
		}
		if word := p.Args["word"]; word != "" {
			x.Text = s.T("sheets.with_word", "word", word, "text", x.Text)
		}
		out = append(out, x)
	}
	return out
}

// MoreProblems is how many problems the page leaves out.
func (s *RegisterSheet) MoreProblems() int { return max(0, len(s.Plan.Problems)-sheetShown) }

// SheetChange is what a line brings about.
type SheetChange struct {
	Line    int
	Text    string
	Details []string
}

// Changes are the changes the page lists.
func (s *RegisterSheet) Changes() []SheetChange {
	all := s.Plan.Changes
	out := make([]SheetChange, 0, min(len(all), sheetShown))
	for _, c := range all[:cap(out)] {
		out = append(out, s.change(c))
	}
	return out
}

// change takes its words from the history, but where those say that something
// has happened.
func (s *RegisterSheet) change(c tracker.PlannedChange) SheetChange {
	e := s.Entries([]store.RegisterChange{c.RegisterChange})[0]
	out := SheetChange{Line: c.Line, Text: e.Text, Details: e.Details}
	switch c.Verb {
	case store.AreaAdded, store.AreaChanged, store.AreaRestored:
		out.Text = s.T("sheets.change."+strings.TrimPrefix(c.Verb, "area."), "area", s.In(c.AreaName))
	}
	return out
}

// MoreChanges is how many changes the page leaves out.
func (s *RegisterSheet) MoreChanges() int { return max(0, len(s.Plan.Changes)-sheetShown) }

// Summary counts what would happen, in sentences.
func (s *RegisterSheet) Summary() []string {
	var out []string
	for _, x := range []struct {
		verb store.ChangeVerb
		key  string
	}{
		{store.AreaAdded, "sheets.count.added"}, {store.AreaRestored, "sheets.count.restored"},
		{store.AreaChanged, "sheets.count.changed"}, {store.ClaimChanged, "sheets.count.claims"},
	} {
		if n := s.Plan.Count(x.verb); n > 0 {
			out = append(out, s.N(x.key, n))
		}
	}
	if n := s.Plan.Same(); n > 0 {
		out = append(out, s.N("sheets.count.same", n))
	}
	return out
}

// Ignored names the columns that mean nothing here.
func (s *RegisterSheet) Ignored() string { return s.List(s.Plan.Ignored) }
