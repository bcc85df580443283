package page

import "strings"

// Field is one line of text in a form.
type Field struct {
	Page         interface{ T(string, ...any) string }
	Name, Value  string
	Label, Hint  string
	Error        string
	Required     bool
	Autocomplete string
}

// NewField makes a field whose label and hint are the texts area.name and
// area.name.hint; the hint may be missing.
func NewField(p interface{ T(string, ...any) string }, area, name, value string, errors Errors, required bool, autocomplete string) Field {
	f := Field{
		Page: p, Name: name, Value: strings.ToValidUTF8(value, "\uFFFD"), Label: p.T(area + "." + name), Error: errors.Of(name),
		Required: required, Autocomplete: autocomplete,
	}
	if key := area + "." + name + ".hint"; p.T(key) != key {
		f.Hint = p.T(key)
	}
	return f
}

// Message is the message beside a field.
type Message struct{ Name, Text string }
