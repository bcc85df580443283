package page

import (
	"fmt"
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/app/web/locale"
)

// Base is what every page has; it is filled in one place.
type Base struct {
	Texts        *locale.Texts
	Organisation string // "" before the set-up
	TitleKey     string
	TitleArgs    map[string]string
	Viewer       maturity.Viewer
	Flash        string // key of a message, or ""
	Path         string // of this page, with its query, without the base path
	BasePath     string
	Version      string
	Demo         bool
	Zone         *time.Location // of the organisation
	Noindex      bool
	Wide         bool   // uses the whole width, for charts and grids
	Section      string // entry of the navigation to mark
	Asset        func(name string) (string, error)
}

// T returns a text: {{.T "key"}} or {{.T "key" "name" value …}}.
func (b Base) T(key string, args ...any) string {
	if len(args) == 0 {
		return b.Texts.Text(key, nil)
	}
	m := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[fmt.Sprint(args[i])] = fmt.Sprint(args[i+1])
	}
	return b.Texts.Text(key, m)
}

// N returns a text in the plural form of n, which stands in it as {{.n}}.
func (b Base) N(key string, n int, args ...any) string {
	m := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		m[fmt.Sprint(args[i])] = args[i+1]
	}
	return b.Texts.Count(key, n, m)
}

// In returns a text of the content in the language of the page.
func (b Base) In(t maturity.Text) string { return t.In(b.Texts.Language) }

// Lang is the language of the page, for the lang attribute.
func (b Base) Lang() string { return string(b.Texts.Language) }

// URL returns an address below the base path, from its parts.
func (b Base) URL(parts ...any) string {
	var s strings.Builder
	s.WriteString(b.BasePath)
	for _, p := range parts {
		fmt.Fprint(&s, p)
	}
	return s.String()
}

// Date returns a day as people write it here.
func (b Base) Date(t time.Time) string {
	t = t.In(b.Zone)
	if b.Texts.Language == maturity.Japanese {
		return t.Format("2006年1月2日")
	}
	return t.Format("2 January 2006")
}

// DayWords returns a day that is kept as 2026-10-31 as people write it here;
// what is no day stays as it is.
func (b Base) DayWords(day string) string {
	d, err := time.ParseInLocation(time.DateOnly, day, b.Zone)
	if err != nil {
		return day
	}
	return b.Date(d)
}

// Title is the title of the page.
func (b Base) Title() string { return b.Texts.Text(b.TitleKey, b.TitleArgs) }

// Other is the language the switch offers.
func (b Base) Other() maturity.Language {
	if b.Texts.Language == maturity.Japanese {
		return maturity.English
	}
	return maturity.Japanese
}

// DimensionName returns the name of a dimension.
func (b Base) DimensionName(d maturity.Dimension) string { return b.T("dimension." + string(d)) }

// LevelName returns the name of a level.
func (b Base) LevelName(level int) string { return b.T(fmt.Sprintf("level.%d", level)) }

// Error is the page for everything that went wrong.
type Error struct {
	Base
	Status    int
	Kind      string
	Key       string
	Args      map[string]string
	RequestID string
	Kept      []Kept
	SignIn    bool   // signing in may help
	Return    string // page to come back to after it
	Secret    bool   // the address holds a secret
}

// DeadLink is the text about a link to a report that shows nothing, or no more.
const DeadLink = "error.report_link"

// Home reports whether there may be a home to go to: whoever follows a link to a
// report needs no account, and without one would be asked for a password.
func (e Error) Home() bool { return e.Key != DeadLink || e.Viewer.SignedIn() }

// Message says what happened and what to do.
func (e Error) Message() string { return e.Texts.Text(e.Key, e.Args) }

// KeptMessage says how what was typed can still be sent.
func (e Error) KeptMessage() string {
	if maturity.Kind(e.Kind) == maturity.Unavailable {
		return e.T("error.kept_unavailable")
	}
	return e.T("error.kept")
}

// Kept is one input that was not stored and can be sent again.
type Kept struct{ Name, Value string }

// Errors holds messages by field, for sticky forms.
type Errors map[string]string

// NewErrors turns the fields of an error into messages: the first of a field
// or, of a text of several lines, the first of each line.
func NewErrors(t *locale.Texts, fields maturity.Fields) Errors {
	out := make(Errors, len(fields))
	named := map[string]bool{}
	for _, f := range fields {
		line := f.Args[maturity.LineArg]
		if place := f.Name + "\n" + line; named[place] || line == "" && out[f.Name] != "" {
			continue
		} else {
			named[place] = true
		}
		out[f.Name] += message(t, f, line)
	}
	return out
}

func message(t *locale.Texts, f maturity.Field, line string) string {
	text := t.Text(f.Key, f.Args)
	if line == "" {
		return text
	}
	return t.Text("field.in_line", map[string]string{"line": line, "text": text})
}

// Of returns the message beside a field, or "".
func (e Errors) Of(name string) string { return e[name] }
