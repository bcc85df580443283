package page

import (
	"michinori/app/maturity"
	"michinori/app/store"
)

// Teams is the list of teams.
type Teams struct {
	Base
	Any      bool // there is a team at all, whatever is looked for
	Query    string
	Group    string
	Archived bool
	Rows     []TeamRow
	Pager    Pager
	Lines    []GroupLine
}

// TeamRow is one team of the list.
type TeamRow struct {
	maturity.Team
	Group          string // path
	Members, Leads int
}

// NoLead reports whether nobody could record facts or open the result.
func (r TeamRow) NoLead() bool { return r.ArchivedAt == nil && r.Leads == 0 }

// Filtered reports whether some of the teams are left out.
func (t *Teams) Filtered() bool { return t.Query != "" || t.Group != "" }

// GroupField narrows the list to a group and what stands below it.
func (t *Teams) GroupField() Select {
	return newSelect(t.Base, "teams", "group", t.Group, nil, groupOptions(t.T("teams.any_group"), t.Lines))
}

// Team is the page of one team, or the form of a new one.
type Team struct {
	Base
	Guard
	New            bool
	Archived       bool
	ID, Name       string // as stored
	Input          TeamInput
	Errors         Errors
	Members        []store.Member
	AddLines       string
	AddErrors      Errors
	Elsewhere      string // what somebody else has made of a member's part meanwhile
	HasLead        bool
	InOpenRound    bool
	lines          []GroupLine
	organisationsK int
}

// TeamInput is what the form of a team holds.
type TeamInput struct{ Name, Key, Group string }

// Fill gives the form its groups, and the page the organisation's k.
func (t *Team) Fill(groups []maturity.Group, k int) {
	t.lines, t.organisationsK = GroupLines(groups), k
}

// Action is where the form goes.
func (t *Team) Action() string {
	if t.New {
		return t.URL("/teams")
	}
	return t.URL("/teams/", t.ID)
}

// NameField takes the name.
func (t *Team) NameField() Field {
	return NewField(t.Base, "team", "name", t.Input.Name, t.Errors, true, "off")
}

// KeyField takes the short name for files and commands.
func (t *Team) KeyField() Field {
	f := NewField(t.Base, "team", "key", t.Input.Key, t.Errors, !t.New, "off")
	if !t.New {
		f.Hint = t.T("team.key.hint_known")
	}
	return f
}

// GroupField chooses the group.
func (t *Team) GroupField() Select {
	return newSelect(t.Base, "team", "group", t.Input.Group, t.Errors, groupOptions(t.T("team.no_group"), t.lines))
}

// AddField takes people, a line each.
func (t *Team) AddField() Area {
	return Area{Field: NewField(t.Base, "team", "members", t.AddLines, t.AddErrors, true, "off"), Rows: 5}
}

// ArchiveConfirm asks before the team is archived.
func (t *Team) ArchiveConfirm() string {
	if t.InOpenRound {
		return t.T("team.archive_confirm_open", "team", t.Name)
	}
	return t.T("team.archive_confirm", "team", t.Name)
}

// Small reports whether the team would answer together by default.
func (t *Team) Small() bool { return len(t.Members) > 0 && len(t.Members) < t.organisationsK }

// K is the least number of answers that may be shown.
func (t *Team) K() int { return t.organisationsK }

// DraftKey keeps a draft of new members; it changes once they are in.
func (t *Team) DraftKey() string { return "members:" + t.ID + ":" + number(len(t.Members)) }
