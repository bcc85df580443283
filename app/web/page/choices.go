package page

import (
	"strconv"
	"strings"

	"michinori/app/maturity"
)

// Option is one choice of a Select.
type Option struct {
	Value, Label string
	Selected     bool
}

// Select is a list to choose one from.
type Select struct {
	Field
	Options []Option
}

// newSelect makes a list whose label and hint are the texts area.name and
// area.name.hint.
func newSelect(b Base, area, name, value string, e Errors, options []Option) Select {
	for i := range options {
		options[i].Selected = options[i].Value == value
	}
	return Select{Field: NewField(b, area, name, value, e, false, "off"), Options: options}
}

// Area is a text of several lines.
type Area struct {
	Field
	Rows int
}

// Input is a field that browsers help to fill in: a date, a number, or a text
// with suggestions.
type Input struct {
	Field
	Type        string
	Min, Max    string
	Suggestions []string
}

func languageOptions(b Base) []Option {
	out := make([]Option, len(maturity.Languages))
	for i, l := range maturity.Languages {
		out[i] = Option{Value: string(l), Label: b.T("language.name." + string(l))}
	}
	return out
}

// roleOptions are the roles across the organisation.
func roleOptions(b Base) []Option {
	var out []Option
	for _, r := range []maturity.Role{maturity.RoleNone, maturity.RoleLeader, maturity.RoleChampion} {
		out = append(out, Option{Value: string(r), Label: b.RoleName(r)})
	}
	return out
}

// RoleName returns the name of a role across the organisation.
func (b Base) RoleName(r maturity.Role) string {
	if r == maturity.RoleNone {
		return b.T("role.none")
	}
	return b.T("role." + string(r))
}

// PartName returns the name of a part in a team.
func (b Base) PartName(r maturity.MemberRole) string { return b.T("part." + string(r)) }

// List joins words as the language does.
func (b Base) List(words []string) string { return strings.Join(words, b.T("list.separator")) }

func number(n int) string { return strconv.Itoa(n) }
