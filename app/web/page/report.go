package page

import (
	"net/url"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

// Report is what leaders ask of one round, answered.
type Report struct {
	Base
	Scope
	HideTeams bool
	Document  *document.Document // nil: there is no round yet
	Ask       *AskForm           // nil for those who do not write it
}

// AskForm is what a champion needs from the readers: one decision, one day.
type AskForm struct {
	Base
	Text, Due, Seen string
	Errors          Errors
}

// TextField takes the decision.
func (f *AskForm) TextField() Field {
	return NewField(f.Base, "report", "ask", f.Text, f.Errors, false, "off")
}

// DueField takes the day.
func (f *AskForm) DueField() Input {
	return Input{Field: NewField(f.Base, "report", "due", f.Due, f.Errors, false, "off"), Type: "date"}
}

// Files are the forms in which the report can be taken away.
func (r *Report) Files() []FileLink {
	q := url.Values{}
	if r.Round != nil {
		q.Set("round", r.Round.ID)
	}
	if r.Group != "" {
		q.Set("group", r.Group)
	}
	if r.HideTeams {
		q.Set("hide", "1")
	}
	return reportFiles(r.Base, "/overview/report", q)
}

// TeamReport is what one round of a team came to, told.
type TeamReport struct {
	Base
	Team     maturity.Team
	Rounds   []Choice
	Round    string             // id, "" where there is nothing to tell
	Document *document.Document // nil: there is nothing to tell yet
	Outside  string             // what its files from outside ask, for the team
}

// Files are the forms in which the report can be taken away.
func (r *TeamReport) Files() []FileLink {
	return reportFiles(r.Base, "/teams/"+r.Team.ID+"/report", url.Values{"round": {r.Round}})
}

// FileLink leads to one form of a report.
type FileLink struct{ Name, URL string }

// reportFormats are the forms of a report, by the ending of the file.
var reportFormats = []string{"pdf", "html", "xlsx", "csv", "json", "md"}

func reportFiles(b Base, path string, q url.Values) []FileLink {
	out := make([]FileLink, len(reportFormats))
	for i, f := range reportFormats {
		out[i] = FileLink{URL: csvURL(b.URL(path+"."+f), q.Encode(), false), Name: b.T("report.file." + f)}
	}
	return out
}

// Figures are the figures of the report.
func (r *Report) Figures() []reports.Figure { return figuresOf(r.Document) }

// Figures are the figures of the report.
func (r *TeamReport) Figures() []reports.Figure { return figuresOf(r.Document) }
