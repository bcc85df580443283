package tracker

import (
	"strconv"
	"strings"

	"michinori/app/maturity"
)

// Most files that name more new teams than this, or deeper groups, have their
// columns mixed up.
const (
	maxNewTeams   = 2000
	maxGroupDepth = 10
)

func (p *planner) addGroup(g maturity.Group) {
	key := nameKey(g.Name)
	p.groups[g.ID] = g
	p.groupsBy[key] = append(p.groupsBy[key], g.ID)
	at := groupPlace{parent: g.ParentID, name: key}
	p.children[at] = append(p.children[at], g.ID)
}

func (p *planner) addTeam(t maturity.Team) {
	key := nameKey(t.Name)
	p.teams[t.ID] = &t
	p.teamKeys[t.Key] = t.ID
	if t.ArchivedAt != nil {
		p.shelved[key], p.shelved[t.Key] = true, true
		return
	}
	p.teamsBy[key] = append(p.teamsBy[key], t.ID)
}

// placeTeam returns the id of the team a row names, a new one where there is
// none, and "" where the row names no team.
func (p *planner) placeTeam(row maturity.RosterRow, effects *[]RosterEffect) string {
	if row.Team == "" {
		return ""
	}
	id, ok := p.findTeam(row)
	if !ok {
		return ""
	}
	group := ""
	if row.Group != "" {
		if group, ok = p.placeGroup(row, effects); !ok {
			return ""
		}
	}
	if id == "" {
		if id = p.newTeam(row, group, effects); id == "" {
			return ""
		}
	}
	if group != "" && p.says(row, id, maturity.RosterGroup, p.groupPath(group)) {
		p.moveTeam(id, group, effects)
	}
	return id
}

// findTeam looks for a name only one team has, then for a key. It reports false
// where the row cannot be followed.
func (p *planner) findTeam(row maturity.RosterRow) (string, bool) {
	name, key := nameKey(row.Team), strings.ToLower(row.Team)
	named := p.teamsBy[name]
	if len(named) == 1 {
		return named[0], true
	}
	if id := p.teamKeys[key]; id != "" && p.teams[id].ArchivedAt == nil {
		return id, true
	}
	switch {
	case len(named) > 1:
		p.problems.Refuse(row.Line, maturity.RosterTeam, "roster.team_ambiguous", "team", clip(row.Team))
		return "", false
	case p.shelved[name] || p.shelved[key]:
		p.problems.Refuse(row.Line, maturity.RosterTeam, "roster.team_archived", "team", clip(row.Team))
		return "", false
	}
	return "", true
}

func (p *planner) newTeam(row maturity.RosterRow, group string, effects *[]RosterEffect) string {
	if p.newTeams++; p.newTeams > maxNewTeams {
		p.problems.Refuse(row.Line, maturity.RosterTeam, "roster.too_many_teams", "max", strconv.Itoa(maxNewTeams))
		return ""
	}
	t := maturity.Team{ID: p.newID(), Key: teamKey(row.Team, p.teamKeys), Name: row.Team, GroupID: group}
	p.addTeam(t)
	p.teamOrder = append(p.teamOrder, t.ID)
	*effects = append(*effects, RosterEffect{Kind: TeamCreated, To: t.Name, In: p.groupPath(group)})
	return t.ID
}

func (p *planner) moveTeam(id, group string, effects *[]RosterEffect) {
	t := p.teams[id]
	if t.GroupID == group {
		return
	}
	*effects = append(*effects, RosterEffect{
		Kind: TeamMoved, In: t.Name, From: p.groupPath(t.GroupID), To: p.groupPath(group),
	})
	t.GroupID = group
	p.teamOrder = append(p.teamOrder, id)
}

func (p *planner) changedTeams() []maturity.Team {
	var out []maturity.Team
	done := map[string]bool{}
	for _, id := range p.teamOrder {
		if !done[id] {
			done[id] = true
			out = append(out, *p.teams[id])
		}
	}
	return out
}

// placeGroup returns the id of the group a row names: by its name, where only
// one has it or only one at the top, else by the path of names from the top.
// What is missing is created.
func (p *planner) placeGroup(row maturity.RosterRow, effects *[]RosterEffect) (string, bool) {
	key := nameKey(row.Group)
	named, atTop := p.groupsBy[key], p.children[groupPlace{name: key}]
	switch {
	case len(named) == 1:
		return named[0], true
	case len(atTop) == 1:
		return atTop[0], true
	case len(named) > 1:
		p.problems.Refuse(row.Line, maturity.RosterGroup, "roster.group_ambiguous", "group", clip(row.Group))
		return "", false
	}
	path := strings.Split(strings.ReplaceAll(row.Group, "＞", maturity.GroupSeparator), maturity.GroupSeparator)
	if len(path) > maxGroupDepth {
		p.problems.Refuse(row.Line, maturity.RosterGroup, "roster.group_path")
		return "", false
	}
	id := ""
	for _, name := range path {
		var ok bool
		if id, ok = p.step(row, id, strings.TrimSpace(name), effects); !ok {
			return "", false
		}
	}
	return id, true
}

func (p *planner) step(row maturity.RosterRow, parent, name string, effects *[]RosterEffect) (string, bool) {
	if name == "" {
		p.problems.Refuse(row.Line, maturity.RosterGroup, "roster.group_path")
		return "", false
	}
	there := p.children[groupPlace{parent: parent, name: nameKey(name)}]
	switch len(there) {
	case 1:
		return there[0], true
	case 0:
		g := maturity.Group{ID: p.newID(), ParentID: parent, Name: name}
		p.addGroup(g)
		p.newGroups = append(p.newGroups, g)
		*effects = append(*effects, RosterEffect{Kind: GroupCreated, To: p.groupPath(g.ID)})
		return g.ID, true
	default:
		p.problems.Refuse(row.Line, maturity.RosterGroup, "roster.group_ambiguous", "group", clip(row.Group))
		return "", false
	}
}

func (p *planner) groupPath(id string) string {
	var names []string
	for ; id != "" && len(names) < 100; id = p.groups[id].ParentID {
		names = append([]string{p.groups[id].Name}, names...)
	}
	return strings.Join(names, " "+maturity.GroupSeparator+" ")
}
