package tracker

import (
	"michinori/app/maturity"
)

func (p *planner) addPerson(x maturity.Person) {
	p.people[x.ID] = &x
	if x.Email != "" {
		p.byEmail[x.Email] = x.ID
	}
	if x.ArchivedAt == nil {
		key := nameKey(x.Name)
		p.byName[key] = append(p.byName[key], x.ID)
	}
}

// placePerson returns the id of the person a row means, a new one where nobody
// fits, with what the row says about them carried out.
func (p *planner) placePerson(row maturity.RosterRow, team string, effects *[]RosterEffect) string {
	id, ok := p.findPerson(row, team)
	if !ok {
		return ""
	}
	if id == "" {
		x := maturity.Person{ID: p.newID(), Name: row.Name, Email: row.Email, Language: p.org.Language}
		p.addPerson(x)
		p.personOrder = append(p.personOrder, x.ID)
		*effects = append(*effects, RosterEffect{Kind: PersonCreated, To: row.Email})
		id = x.ID
	}
	p.describe(row, id, effects)
	return id
}

// findPerson goes by the address; without one, or where nobody has it yet, by
// the name among the members of the team. Two people of one name are never
// taken for each other: without an address that is a problem.
func (p *planner) findPerson(row maturity.RosterRow, team string) (string, bool) {
	if id := p.byEmail[row.Email]; row.Email != "" && id != "" {
		return id, true
	}
	key := nameKey(row.Name)
	candidates := p.byName[key]
	if team != "" {
		candidates = p.members[memberName{team: team, name: key}]
	}
	if row.Email != "" {
		return p.withoutAddress(candidates, team), true
	}
	switch len(candidates) {
	case 0:
		return "", true
	case 1:
		return candidates[0], true
	default:
		p.problems.Refuse(row.Line, maturity.RosterEmail, "roster.name_ambiguous", "name", clip(row.Name))
		return "", false
	}
}

// withoutAddress returns the one member of the team who has no address yet, so
// that adding addresses later makes nobody twice.
func (p *planner) withoutAddress(candidates []string, team string) string {
	found := ""
	for _, id := range candidates {
		if p.people[id].Email != "" {
			continue
		}
		if found != "" {
			return ""
		}
		found = id
	}
	if team == "" {
		return ""
	}
	return found
}

// describe carries out what a row says about a person.
func (p *planner) describe(row maturity.RosterRow, id string, effects *[]RosterEffect) {
	x := p.people[id]
	was := *x
	if !p.says(row, id, maturity.RosterName, nameKey(row.Name)) {
		return
	}
	if x.ArchivedAt != nil {
		x.ArchivedAt = nil
		*effects = append(*effects, RosterEffect{Kind: PersonRestored})
	}
	if nameKey(row.Name) != nameKey(x.Name) {
		*effects = append(*effects, RosterEffect{Kind: NameChanged, From: x.Name, To: row.Name})
		x.Name = row.Name
	}
	if row.Email != "" && x.Email == "" {
		*effects = append(*effects, RosterEffect{Kind: EmailAdded, To: row.Email})
		x.Email = row.Email
		p.byEmail[row.Email] = id
	}
	if l := row.Language; l != "" && p.says(row, id, maturity.RosterLanguage, string(l)) && l != x.Language {
		*effects = append(*effects, RosterEffect{Kind: LanguageChanged, To: string(l)})
		x.Language = l
	}
	if row.RoleGiven && p.says(row, id, maturity.RosterRole, string(row.Role)) && row.Role != x.Role {
		*effects = append(*effects, RosterEffect{Kind: RoleChanged, From: string(x.Role), To: string(row.Role)})
		x.Role = row.Role
	}
	if *x != was {
		p.personOrder = append(p.personOrder, id)
	}
}

func (p *planner) changedPeople() (people []maturity.Person, roles []string) {
	done := map[string]bool{}
	for _, id := range p.personOrder {
		if done[id] {
			continue
		}
		done[id] = true
		people = append(people, *p.people[id])
		if p.people[id].Role != p.was[id].Role {
			roles = append(roles, id)
		}
	}
	return people, roles
}

// checkChampions refuses a roster that leaves nobody to run the rounds.
func (p *planner) checkChampions() {
	taken := 0
	for id, x := range p.people {
		if x.Role == maturity.RoleChampion && x.ArchivedAt == nil {
			return
		}
		if p.was[id].Role == maturity.RoleChampion {
			taken = max(taken, p.said[statement{about: id, column: maturity.RosterRole}].line)
		}
	}
	p.problems.Refuse(taken, maturity.RosterRole, "field.last_champion")
}
