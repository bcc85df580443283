package page

import (
	"net/url"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/reports"
)

// Audit is the log of who changed or read what, for champions.
type Audit struct {
	Base
	Input     AuditInput
	Errors    Errors
	People    []maturity.Person
	Rows      []AuditRow
	Continued bool   // it does not begin with the newest line
	Older     string // where the older lines begin, or ""
}

// AuditInput is which lines are asked for; "" narrows nothing.
type AuditInput struct{ Person, Kind, From, To string }

// AuditReads is the kind of all that was read.
const AuditReads = "read"

// AuditKinds are the kinds of line, by the beginning of their verbs.
var AuditKinds = []string{
	"organisation", "group", "team", "person", "people", "roster", "identity", "password", "session", "link", "token", "round", "assessment",
	"response", "result", "trend", "pooled", "report", "report_link", "talk", "action", "answers", "area", "claim", "claims", "register", "code", "evidence",
	"practice", "occurrence", "drill", "oncall", "feed", "allies", "areas", "notices", "audit", "export", "backup",
}

// AuditRow is one line of the log.
type AuditRow struct {
	Page *Audit
	store.Event
	Who, About string // names, "" where there is none
}

// Filtered reports whether some lines are left out.
func (a *Audit) Filtered() bool { return a.Input != AuditInput{} }

// Refused reports whether nothing can be looked for.
func (a *Audit) Refused() bool { return len(a.Errors) > 0 }

// PersonField chooses whose lines are shown.
func (a *Audit) PersonField() Select {
	options := []Option{{Label: a.T("audit.anybody")}}
	for _, x := range a.People {
		options = append(options, Option{Value: x.ID, Label: x.Name})
	}
	return newSelect(a.Base, "audit", "person", a.Input.Person, a.Errors, options)
}

// KindField chooses what the lines are about.
func (a *Audit) KindField() Select {
	options := []Option{{Label: a.T("audit.anything")}, {Value: AuditReads, Label: a.T("audit.reads")}}
	for _, k := range AuditKinds {
		options = append(options, Option{Value: k, Label: a.T("audit.kind." + k)})
	}
	return newSelect(a.Base, "audit", "kind", a.Input.Kind, a.Errors, options)
}

// FromField takes the first day.
func (a *Audit) FromField() Input { return a.day("from", a.Input.From) }

// ToField takes the last day.
func (a *Audit) ToField() Input { return a.day("to", a.Input.To) }

func (a *Audit) day(name, value string) Input {
	return Input{Field: NewField(a.Base, "audit", name, value, a.Errors, false, "off"), Type: "date"}
}

func (a *Audit) query() url.Values {
	q := url.Values{}
	for name, value := range map[string]string{"person": a.Input.Person, "kind": a.Input.Kind, "from": a.Input.From, "to": a.Input.To} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q
}

// OlderURL is the address of the older lines, or "".
func (a *Audit) OlderURL() string {
	if a.Older == "" {
		return ""
	}
	q := a.query()
	q.Set("before", a.Older)
	return a.URL("/audit?", q.Encode())
}

// NewestURL is the address of the newest lines.
func (a *Audit) NewestURL() string { return a.URL("/audit?", a.query().Encode()) }

// FileURL is the address of the same lines as a file.
func (a *Audit) FileURL() string {
	q := a.query()
	q.Set("bom", "true")
	return a.URL("/audit.csv?", q.Encode())
}

// Moment is when it happened, to the second, in the zone of the organisation.
func (r AuditRow) Moment() string { return r.At.In(r.Page.Zone).Format("2006-01-02 15:04:05") }

// Person names who did it: the program itself, whoever runs it by commands, or
// nobody where that is for a team alone.
func (r AuditRow) Person() string {
	switch {
	case r.Who != "":
		return r.Who
	case r.PersonID != "":
		return r.PersonID
	case r.Verb == "report_link.opened":
		return r.Page.T("audit.by_link")
	case r.Way == "":
		return r.Page.T("audit.program")
	case r.Way == maturity.ByCommand:
		return r.Page.T("audit.operator")
	}
	return r.Page.T("audit.untold")
}

// What says what was done, as its verb where there are no words for it.
func (r AuditRow) What() string {
	key := "audit.verb." + r.Verb
	if words := r.Page.T(key); words != key {
		return words
	}
	return r.Verb
}

// Subject says what it was done to.
func (r AuditRow) Subject() string {
	if r.About != "" {
		return r.About
	}
	return r.Event.Subject
}

// WayName says by which way it came about.
func (r AuditRow) WayName() string {
	if r.Way == "" {
		return ""
	}
	return r.Page.T("audit.way." + string(r.Way))
}

// Table is the lines as a file holds them: with the ids and the verbs, for
// programs, beside the words.
func (a *Audit) Table() reports.Table {
	var t reports.Table
	for _, name := range []string{"at", "who", "what", "about", "note", "way", "verb", "person_id", "subject_id", "token_id"} {
		t.Columns = append(t.Columns, reports.Column{Title: a.T("audit.column." + name)})
	}
	for _, r := range a.Rows {
		var row []reports.Cell
		for _, text := range []string{
			r.Moment(), r.Person(), r.What(), r.Subject(), r.Note, r.WayName(), r.Verb, r.PersonID, r.Event.Subject, r.TokenID,
		} {
			row = append(row, reports.Words(text))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
