package measured

import "time"

// Kind is what a file speaks of.
type Kind string

// The kinds of files.
const (
	OfSLOs      Kind = "slos"
	OfIncidents Kind = "incidents"
	OfIssues    Kind = "issues"
)

// Kinds lists them in the order in which they are shown.
var Kinds = []Kind{OfSLOs, OfIncidents, OfIssues}

// File is what one file said; the part of its kind is set, the others are nil.
type File struct {
	Kind      Kind       `json:"kind"`
	Format    Format     `json:"format"`
	SLOs      *SLOs      `json:"slos,omitempty"`
	Incidents *Incidents `json:"incidents,omitempty"`
	Issues    *Issues    `json:"issues,omitempty"`
}

// Format is who wrote a file.
type Format string

// The formats that are read.
const (
	OpenSLO     Format = "openslo"
	Sloth       Format = "sloth"
	Pyrra       Format = "pyrra"
	MixedSLOs   Format = "slos" // several of the above in one file
	PagerDuty   Format = "pagerduty"
	IncidentCSV Format = "incident_csv"
	GitHub      Format = "github"
	Jira        Format = "jira"
	IssueCSV    Format = "issue_csv"
)

// Formats lists them all.
var Formats = []Format{OpenSLO, Sloth, Pyrra, MixedSLOs, PagerDuty, IncidentCSV, GitHub, Jira, IssueCSV}

// Until is the last day a file with dates speaks of; none for SLO files, which
// speak of the day they are given.
func (f File) Until() time.Time {
	switch {
	case f.Incidents != nil:
		return f.Incidents.To
	case f.Issues != nil:
		return f.Issues.To
	}
	return time.Time{}
}

// monthForm writes a month so that months sort as texts.
const monthForm = "2006-01"
