package page

import "michinori/app/maturity"

// People is the list of people.
type People struct {
	Base
	Query, Team, Role string
	Archived          bool
	Rows              []PersonRow
	Pager             Pager
	Teams             []maturity.Team
}

// PersonRow is one person of the list.
type PersonRow struct {
	maturity.Person
	Teams []string
}

// Filtered reports whether some people are left out.
func (p *People) Filtered() bool { return p.Query != "" || p.Team != "" || p.Role != "" }

// TeamField narrows the list to a team.
func (p *People) TeamField() Select {
	options := []Option{{Label: p.T("people.any_team")}, {Value: "none", Label: p.T("people.without_team")}}
	for _, t := range p.Teams {
		options = append(options, Option{Value: t.ID, Label: t.Name})
	}
	return newSelect(p.Base, "people", "team", p.Team, nil, options)
}

// RoleField narrows the list to a role across the organisation.
func (p *People) RoleField() Select {
	options := append([]Option{{Label: p.T("people.any_role")}}, roleOptions(p.Base)[1:]...)
	return newSelect(p.Base, "people", "role", p.Role, nil, options)
}

// Person is the page of one person, or the form of a new one.
type Person struct {
	Base
	Guard
	New      bool
	Archived bool
	Self     bool // the viewer's own
	ID, Name string
	Input    PersonInput
	Errors   Errors
	Teams    []PersonTeam
}

// PersonInput is what the form of a person holds.
type PersonInput struct{ Name, Email, Language, Role string }

// PersonTeam is a team of a person, with the part they have in it.
type PersonTeam struct {
	maturity.Team
	Part maturity.MemberRole
}

// Action is where the form goes.
func (p *Person) Action() string {
	if p.New {
		return p.URL("/people")
	}
	return p.URL("/people/", p.ID)
}

// NameField takes the name.
func (p *Person) NameField() Field {
	return NewField(p.Base, "person", "name", p.Input.Name, p.Errors, true, "off")
}

// EmailField takes the address, which may be missing.
func (p *Person) EmailField() Input {
	return Input{Field: NewField(p.Base, "person", "email", p.Input.Email, p.Errors, false, "off"), Type: "text"}
}

// LanguageField chooses the language.
func (p *Person) LanguageField() Select {
	return newSelect(p.Base, "person", "language", p.Input.Language, p.Errors, languageOptions(p.Base))
}

// RoleField chooses the role across the organisation.
func (p *Person) RoleField() Select {
	return newSelect(p.Base, "person", "role", p.Input.Role, p.Errors, roleOptions(p.Base))
}
