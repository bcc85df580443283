package page

import (
	"michinori/app/maturity"
	"michinori/app/tracker"
)

// Roster takes a list of people and shows what it would do.
type Roster struct {
	Base
	Text    string
	Errors  Errors
	Plan    *tracker.RosterPlan // nil before a list was read
	Seen    string              // stands for what the plan shows
	Changed bool                // something else would happen than what was shown before
}

// rosterShown is how many problems or changes one page lists.
const rosterShown = 300

// TextField takes the list.
func (r *Roster) TextField() Area {
	return Area{Field: NewField(r.Base, "roster", "text", r.Text, r.Errors, false, "off"), Rows: 8}
}

// Ready reports whether the list can be carried out and changes something.
func (r *Roster) Ready() bool {
	return r.Plan != nil && len(r.Plan.Problems) == 0 && len(r.Plan.Changes) > 0
}

// Idle reports whether everything is as the list says already.
func (r *Roster) Idle() bool {
	return r.Plan != nil && len(r.Plan.Problems) == 0 && len(r.Plan.Changes) == 0
}

// Columns are the titles of all columns, as a list may carry them.
func (r *Roster) Columns() []RosterTitle {
	out := make([]RosterTitle, len(maturity.RosterColumns))
	for i, c := range maturity.RosterColumns {
		out[i] = RosterTitle{Title: r.T("roster.column." + string(c)), About: r.T("roster.about." + string(c))}
	}
	return out
}

// RosterTitle is a column of a roster and what stands in it.
type RosterTitle struct{ Title, About string }

// RosterProblem is a problem in words.
type RosterProblem struct {
	Line         int
	Column, Text string
}

// Problems are the problems in words, the first of many.
func (r *Roster) Problems() []RosterProblem {
	all := r.Plan.Problems
	out := make([]RosterProblem, 0, min(len(all), rosterShown))
	for _, p := range all[:cap(out)] {
		x := RosterProblem{Line: p.Line, Text: r.Texts.Text(p.Key, p.Args)}
		if p.Column != "" {
			x.Column = r.T("roster.column." + string(p.Column))
		}
		if p.Key == "roster.unknown_word" {
			x.Text = r.T("roster.with_allowed", "text", x.Text, "allowed", r.T("roster.allowed."+string(p.Column)))
		}
		out = append(out, x)
	}
	return out
}

// MoreProblems is how many problems the page leaves out.
func (r *Roster) MoreProblems() int { return max(0, len(r.Plan.Problems)-rosterShown) }

// Changes are the changes the page lists.
func (r *Roster) Changes() []tracker.RosterChange {
	return r.Plan.Changes[:min(len(r.Plan.Changes), rosterShown)]
}

// MoreChanges is how many changed rows the page leaves out.
func (r *Roster) MoreChanges() int { return max(0, len(r.Plan.Changes)-rosterShown) }

// Summary counts what would happen, in sentences.
func (r *Roster) Summary() []string {
	var out []string
	for _, kind := range []tracker.RosterEffectKind{
		tracker.PersonCreated, tracker.PersonRestored, tracker.TeamCreated, tracker.GroupCreated, tracker.Joined,
		tracker.TeamMoved, tracker.PartChanged, tracker.NameChanged, tracker.EmailAdded, tracker.LanguageChanged, tracker.RoleChanged,
	} {
		if n := r.Plan.Count(kind); n > 0 {
			out = append(out, r.N("roster.count."+string(kind), n))
		}
	}
	if n := r.Plan.Same(); n > 0 {
		out = append(out, r.N("roster.count.same", n))
	}
	return out
}

// Effect says one thing that would happen.
func (r *Roster) Effect(e tracker.RosterEffect) string {
	from, to := e.From, e.To
	switch e.Kind {
	case tracker.Joined, tracker.PartChanged:
		from, to = r.PartName(maturity.MemberRole(from)), r.PartName(maturity.MemberRole(to))
	case tracker.LanguageChanged:
		to = r.T("language.name." + to)
	case tracker.RoleChanged:
		from, to = r.RoleName(maturity.Role(from)), r.RoleName(maturity.Role(to))
	case tracker.TeamMoved:
		if from == "" {
			from = r.T("roster.no_group")
		}
	case tracker.TeamCreated:
		if e.In != "" {
			return r.T("roster.effect.team_created_in", "to", to, "in", e.In)
		}
	case tracker.PersonCreated:
		if to != "" {
			return r.T("roster.effect.person_created_with", "to", to)
		}
	}
	return r.T("roster.effect."+string(e.Kind), "from", from, "to", to, "in", e.In)
}

// Ignored names the columns that mean nothing here.
func (r *Roster) Ignored() string { return r.List(r.Plan.Ignored) }
