package page

import (
	"michinori/app/maturity"
)

// Organisation is the form of the organisation's settings, as typed.
type Organisation struct {
	Base
	Guard
	Input  OrganisationInput
	Errors Errors
}

// OrganisationInput is what the form holds.
type OrganisationInput struct {
	Name, Language, TimeZone, FiscalStart, K string
}

// MonthName names a month by its number.
func (b Base) MonthName(month string) string { return b.T("month." + month) }

// zones are suggestions; any name of the IANA list will do.
var zones = []string{
	"Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "Asia/Taipei", "Asia/Singapore", "Asia/Bangkok", "Asia/Ho_Chi_Minh",
	"Asia/Kolkata", "Australia/Sydney", "Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "UTC",
}

// LanguageField chooses the language people start with.
func (o *Organisation) LanguageField() Select {
	return newSelect(o.Base, "organisation", "language", o.Input.Language, o.Errors, languageOptions(o.Base))
}

// ZoneField takes the time zone.
func (o *Organisation) ZoneField() Input {
	f := NewField(o.Base, "organisation", "time_zone", o.Input.TimeZone, o.Errors, true, "off")
	return Input{Field: f, Type: "text", Suggestions: zones}
}

// FiscalField chooses the month in which the fiscal year begins.
func (o *Organisation) FiscalField() Select {
	var months []Option
	for m := 1; m <= 12; m++ {
		months = append(months, Option{Value: number(m), Label: o.MonthName(number(m))})
	}
	return newSelect(o.Base, "organisation", "fiscal_start", o.Input.FiscalStart, o.Errors, months)
}

// KField takes the least number of answers that may be shown.
func (o *Organisation) KField() Input { return kField(o.Base, "organisation", o.Input.K, o.Errors) }

func kField(b Base, area, value string, e Errors) Input {
	f := NewField(b, area, "k", value, e, true, "off")
	return Input{Field: f, Type: "number", Min: number(maturity.MinK), Max: "50"}
}
