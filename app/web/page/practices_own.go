package page

import (
	"slices"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// OwnPractices is what the organisation has added to the catalogue, with a form
// for a new practice or for the one that is named.
type OwnPractices struct {
	Base
	Guard
	Own    []store.OwnPractice
	Key    string // of the one in the form, "" for a new one
	Form   tracker.SaveOwnPractice
	Errors Errors
}

// DimensionChoices are the dimensions to tick.
func (p *OwnPractices) DimensionChoices() []Choice {
	var out []Choice
	for _, d := range maturity.Dimensions {
		out = append(out, Choice{Value: string(d), Text: p.DimensionName(d), Chosen: slices.Contains(p.Form.Dimensions, string(d))})
	}
	return out
}

// Prose is one text of several lines of the form.
type Prose struct {
	Name, Label, Value, Error string
}

// Proses are the longer texts, each in both languages.
func (p *OwnPractices) Proses() []Prose {
	var out []Prose
	for _, x := range []struct{ name, value string }{
		{"about_ja", p.Form.AboutJA}, {"about_en", p.Form.AboutEN}, {"first_ja", p.Form.FirstJA}, {"first_en", p.Form.FirstEN},
	} {
		out = append(out, Prose{Name: x.name, Label: p.T("own_practice." + x.name), Value: x.value, Error: p.Errors.Of(x.name)})
	}
	return out
}
