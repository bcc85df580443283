package page

import (
	"time"

	"michinori/app/maturity"
)

// ReportLinks is the links by which anybody reads a report, and the form for
// another one.
type ReportLinks struct {
	Base
	Scope
	Input  ReportLinkInput
	Errors Errors
	Made   string // the address of a fresh link, shown once; "" otherwise
	Links  []ReportLinkRow
}

// ReportLinkInput is the form as it was typed.
type ReportLinkInput struct {
	Kind, Round, Group, Days, Label, Language string
	HideTeams                                 bool
}

// KindField chooses what the link shows.
func (p *ReportLinks) KindField() Select {
	var kinds []Option
	for _, k := range []string{"report", "talk", "wall"} {
		kinds = append(kinds, Option{Value: k, Label: p.T("report_links.kind." + k)})
	}
	return p.choose("kind", p.Input.Kind, kinds)
}

// RoundField chooses the round.
func (p *ReportLinks) RoundField() Select { return p.choose("round", p.Input.Round, options(p.Rounds)) }

// GroupField chooses a group, or everybody.
func (p *ReportLinks) GroupField() Select {
	all := []Option{{Label: p.T("scope.everybody")}}
	return p.choose("group", p.Input.Group, append(all, options(p.Groups)...))
}

// LanguageField chooses the language of the report.
func (p *ReportLinks) LanguageField() Select {
	return p.choose("language", p.Input.Language, languageOptions(p.Base))
}

func (p *ReportLinks) choose(name, value string, from []Option) Select {
	return newSelect(p.Base, "report_links", name, value, p.Errors, from)
}

func options(from []Choice) []Option {
	out := make([]Option, len(from))
	for i, c := range from {
		out[i] = Option{Value: c.Value, Label: c.Text}
	}
	return out
}

// DaysField takes how many days the link lives.
func (p *ReportLinks) DaysField() Input {
	f := NewField(p.Base, "report_links", "days", p.Input.Days, p.Errors, false, "off")
	return Input{Field: f, Type: "number", Min: "1", Max: "180"}
}

// LabelField takes what the link is for.
func (p *ReportLinks) LabelField() Field {
	return NewField(p.Base, "report_links", "label", p.Input.Label, p.Errors, false, "off")
}

// ReportLinkRow is one link of the list.
type ReportLinkRow struct {
	Base
	ID, Kind, Label, Maker, Round string
	Group                         string // name, "" for everybody
	Language                      maturity.Language
	HideTeams                     bool
	Ends                          time.Time
	Opened                        int
	OpenedAt                      *time.Time
	State                         string // live, revoked, ended, maker
}

// Name is how the list calls the link.
func (r ReportLinkRow) Name() string {
	if r.Label != "" {
		return r.Label
	}
	name := r.T("report_links.kind."+r.Kind) + " " + r.Round
	if r.Group != "" {
		name += " " + r.Group
	}
	return name
}
