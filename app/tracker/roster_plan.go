package tracker

import (
	"context"
	"strconv"
	"strings"

	"michinori/app/maturity"
	"michinori/app/store"
)

// planner works through a roster row by row. It holds what is stored and lays
// on top of it what earlier rows have brought.
type planner struct {
	org      maturity.Organisation
	newID    func() string
	problems maturity.Roster // only its problems
	changes  []RosterChange

	groups    map[string]maturity.Group
	groupsBy  map[string][]string // name key -> ids
	children  map[groupPlace][]string
	newGroups []maturity.Group

	teams     map[string]*maturity.Team
	teamsBy   map[string][]string // name key -> ids of teams in use
	teamKeys  map[string]string   // key -> id, archived ones too
	shelved   map[string]bool     // name keys and keys of archived teams
	teamOrder []string            // ids of new and changed teams
	newTeams  int

	people      map[string]*maturity.Person
	byEmail     map[string]string
	byName      map[string][]string // name key -> ids of people in use
	was         map[string]maturity.Person
	personOrder []string // ids of new and changed people

	parts    map[maturity.Membership]maturity.MemberRole // by team and person
	members  map[memberName][]string
	newParts []maturity.Membership

	said map[statement]said // what earlier rows say
	rows map[maturity.Membership]int
}

type groupPlace struct{ parent, name string }

type memberName struct{ team, name string }

// statement is one thing a roster can say about a person or a team.
type statement struct {
	about  string // id
	column maturity.RosterColumn
}

type said struct {
	value string
	line  int
}

func newPlanner(org maturity.Organisation, newID func() string) *planner {
	return &planner{
		org: org, newID: newID,
		groups: map[string]maturity.Group{}, groupsBy: map[string][]string{}, children: map[groupPlace][]string{},
		teams: map[string]*maturity.Team{}, teamsBy: map[string][]string{}, teamKeys: map[string]string{}, shelved: map[string]bool{},
		people: map[string]*maturity.Person{}, byEmail: map[string]string{}, byName: map[string][]string{}, was: map[string]maturity.Person{},
		parts: map[maturity.Membership]maturity.MemberRole{}, members: map[memberName][]string{},
		said: map[statement]said{}, rows: map[maturity.Membership]int{},
	}
}

func (p *planner) load(ctx context.Context, r store.Reader) error {
	groups, err := r.Groups(ctx)
	if err != nil {
		return err
	}
	teams, err := r.Teams(ctx)
	if err != nil {
		return err
	}
	people, err := r.People(ctx)
	if err != nil {
		return err
	}
	parts, err := r.Memberships(ctx)
	if err != nil {
		return err
	}
	for _, g := range groups {
		p.addGroup(g)
	}
	for _, t := range teams {
		p.addTeam(t)
	}
	for _, x := range people {
		p.addPerson(x)
		p.was[x.ID] = x
	}
	for _, m := range parts {
		p.addPart(m)
	}
	return nil
}

// nameKey is a name without the differences people do not see: which blank, how
// many, small or capital letters.
func nameKey(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// row plans one row, or notes what is wrong with it.
func (p *planner) row(row maturity.RosterRow) {
	before := len(p.problems.Problems)
	p.checkRow(&row)
	if len(p.problems.Problems) > before {
		return
	}
	var effects []RosterEffect
	team := p.placeTeam(row, &effects)
	if len(p.problems.Problems) > before {
		return
	}
	person := p.placePerson(row, team, &effects)
	if len(p.problems.Problems) > before {
		return
	}
	p.placePart(row, team, person, &effects)
	if len(effects) > 0 && len(p.problems.Problems) == before {
		p.changes = append(p.changes, RosterChange{Line: row.Line, Person: p.people[person].Name, Effects: effects})
	}
}

// checkRow checks what can be said without looking at anything else.
func (p *planner) checkRow(row *maturity.RosterRow) {
	var f maturity.Fields
	row.Name = line(&f, string(maturity.RosterName), row.Name, true)
	row.Email = email(&f, string(maturity.RosterEmail), row.Email)
	row.Team = line(&f, string(maturity.RosterTeam), row.Team, false)
	row.Group = line(&f, string(maturity.RosterGroup), row.Group, false)
	for _, x := range f {
		p.problems.Problems = append(p.problems.Problems, maturity.RosterProblem{
			Line: row.Line, Column: maturity.RosterColumn(x.Name), Key: x.Key, Args: x.Args,
		})
	}
	if row.Team == "" && row.Group != "" {
		p.problems.Refuse(row.Line, maturity.RosterGroup, "roster.group_without_team")
	}
	if row.Team == "" && row.Part != "" {
		p.problems.Refuse(row.Line, maturity.RosterPart, "roster.part_without_team")
	}
}

// says notes what a row says, and reports false where an earlier row says
// something else about the same person or team.
func (p *planner) says(row maturity.RosterRow, about string, column maturity.RosterColumn, value string) bool {
	s := statement{about: about, column: column}
	first, there := p.said[s]
	if !there {
		p.said[s] = said{value: value, line: row.Line}
		return true
	}
	if first.value == value {
		return true
	}
	p.problems.Refuse(row.Line, column, "roster.contradicts", "line", strconv.Itoa(first.line))
	return false
}

func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// placePart makes the person a member of the team, or changes their part.
func (p *planner) placePart(row maturity.RosterRow, team, person string, effects *[]RosterEffect) {
	place := maturity.Membership{TeamID: team, PersonID: person}
	if first, there := p.rows[place]; there {
		p.problems.Refuse(row.Line, "", "roster.twice", "line", strconv.Itoa(first))
		return
	}
	p.rows[place] = row.Line
	if team == "" {
		return
	}
	was, member := p.parts[place]
	name := p.teams[team].Name
	switch {
	case !member:
		m := maturity.Membership{TeamID: team, PersonID: person, Role: row.Part}
		if m.Role == "" {
			m.Role = maturity.MemberMember
		}
		p.addPart(m)
		p.newParts = append(p.newParts, m)
		*effects = append(*effects, RosterEffect{Kind: Joined, In: name, To: string(m.Role)})
	case row.Part != "" && row.Part != was:
		p.parts[place] = row.Part
		p.newParts = append(p.newParts, maturity.Membership{TeamID: team, PersonID: person, Role: row.Part})
		*effects = append(*effects, RosterEffect{Kind: PartChanged, In: name, From: string(was), To: string(row.Part)})
	}
}

func (p *planner) addPart(m maturity.Membership) {
	p.parts[maturity.Membership{TeamID: m.TeamID, PersonID: m.PersonID}] = m.Role
	if x := p.people[m.PersonID]; x != nil {
		at := memberName{team: m.TeamID, name: nameKey(x.Name)}
		p.members[at] = append(p.members[at], m.PersonID)
	}
}
