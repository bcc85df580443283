package api

import (
	"bytes"
	"context"
	"errors"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/reports/document"
	"michinori/reports/quarter"
)

// drawing is how long the pictures of a report may take on a busy machine.
const drawing = 60 * time.Second

// ReportForm is the form of a report.
type ReportForm struct {
	Format   string `query:"format" enum:"json,html,pdf,xlsx,csv,md" default:"json"`
	Language string `query:"language" enum:"ja,en,"  doc:"The language of the answer where it is left out"`
}

// ReportLink is a read-only link to a report.
type ReportLink struct {
	ID        string     `json:"id"`
	Kind      string     `json:"kind"`
	Round     string     `json:"round"`
	Group     string     `json:"group"`
	Language  string     `json:"language"`
	HideTeams bool       `json:"hide_teams"`
	Label     string     `json:"label"`
	CreatedBy string     `json:"created_by"`
	CreatedAt time.Time  `json:"created_at"`
	ExpiresAt time.Time  `json:"expires_at"`
	RevokedAt *time.Time `json:"revoked_at"`
	Opened    int        `json:"opened"`
}

// NewReportLink is a link with its secret, which is shown this once.
type NewReportLink struct {
	ReportLink
	Secret string `json:"secret" doc:"The link is the address of the application followed by /shared/ and this"`
}

func reportLinkOf(l store.ReportLink) ReportLink {
	return ReportLink{
		ID: l.ID, Kind: string(l.Kind), Round: l.RoundID, Group: l.Scope, Language: string(l.Language), HideTeams: l.HideTeams, Label: l.Label,
		CreatedBy: l.CreatedBy, CreatedAt: l.CreatedAt.UTC(), ExpiresAt: l.ExpiresAt.UTC(), RevokedAt: utc(l.RevokedAt), Opened: l.Opened,
	}
}

func (a *API) reportRoutes() {
	const t = "reports"
	add(a, logged(read("/rounds/{id}/report", "getReport", "The report for leaders, in any of its forms", above, t), "report.read"), a.getReport)
	add(a, read("/teams/{id}/report", "getTeamReport", "The report on a team, in any of its forms", shared, t), a.getTeamReport)
	add(a, read("/rounds/{id}/ask", "getAsk", "What the report asks its readers for", above, t), a.getAsk)
	add(a, put("/rounds/{id}/ask", "saveAsk", "Say what the report asks its readers for", runs, t), a.saveAsk)
	add(a, read("/report-links", "listReportLinks", "The links to reports", runs, t), a.listReportLinks)
	add(a, create("/report-links", "createReportLink", "Make a link by which anybody reads one report", runs, t), a.createReportLink)
	add(a, remove("/report-links/{id}", "revokeReportLink", "End a link at once", runs, t),
		func(c call, in *ByID) (*none, error) { return done(a.tracker.RevokeReportLink(c, c.viewer, in.ID)) })
}

// in is the language of a report.
func (f ReportForm) in(c call) maturity.Language {
	if l, ok := maturity.ParseLanguage(f.Language); ok {
		return l
	}
	return c.language
}

func (a *API) getReport(c call, in *struct {
	ByID
	Group     string `query:"group" doc:"A group with all that is below it"`
	HideTeams bool   `query:"hide_teams"`
	ReportForm
}) (*fileOutput, error) {
	round, err := a.store.RoundByID(c, in.ID)
	if err != nil {
		return nil, err
	}
	o, err := a.reports.Organisation(c, c.viewer, round, in.Group, in.HideTeams)
	if err != nil {
		return nil, err
	}
	return a.file(c, quarter.ForLeaders(in.in(c), o, in.HideTeams), in.Format)
}

func (a *API) getTeamReport(c call, in *struct {
	ByID
	Round string `query:"round" required:"true" doc:"The id of a round"`
	ReportForm
}) (*fileOutput, error) {
	round, err := a.store.RoundByID(c, in.Round)
	if err != nil {
		return nil, err
	}
	t, err := a.reports.Team(c, c.viewer, in.ID, round)
	if err != nil {
		return nil, err
	}
	if err := a.noteOutside(c, in.ID, "report.read", in.ID); err != nil {
		return nil, err
	}
	return a.file(c, quarter.ForTeam(in.in(c), t), in.Format)
}

// file makes a report as a file.
func (a *API) file(c call, d document.Document, format string) (*fileOutput, error) {
	return made(c, d.ID+"."+format, func(ctx context.Context, into *bytes.Buffer) (string, error) {
		switch format {
		case "html":
			return "text/html; charset=utf-8", document.WriteHTML(ctx, into, d, a.pictures)
		case "pdf":
			return "application/pdf", document.WritePDF(ctx, into, d, a.pictures)
		case "xlsx":
			return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", document.WriteXLSX(into, d)
		case "csv":
			return "text/csv; charset=utf-8", document.WriteCSV(into, d, false)
		case "md":
			return "text/markdown; charset=utf-8", document.WriteMarkdown(into, d)
		}
		return "application/json", document.WriteJSON(into, d)
	})
}

// made answers with a file of that name, which write makes and whose type it
// returns.
func made(c call, name string, write func(ctx context.Context, into *bytes.Buffer) (string, error)) (*fileOutput, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.Context), drawing)
	defer cancel()
	var body bytes.Buffer
	kind, err := write(ctx, &body)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, &maturity.Error{Kind: maturity.Unavailable, Key: "error.unavailable", Err: err}
	case err != nil:
		return nil, err
	}
	return &fileOutput{ContentType: kind, ContentDisposition: `attachment; filename="` + name + `"`, Body: body.Bytes()}, nil
}

// Ask is one decision that a report asks for, until one day; empty for none.
type Ask struct {
	Text string `json:"text" maxLength:"300"`
	Due  string `json:"due" doc:"A day, or empty"`
}

// AskPath takes a round from the address and a group from the query; no group is
// the organisation.
type AskPath struct {
	ByID
	Group string `query:"group"`
}

func ask(ctx context.Context, r store.Reader, in AskPath) (Ask, string, error) {
	all, err := r.AsksOf(ctx, in.ID, in.Group)
	if err != nil {
		return Ask{}, "", err
	}
	seen, err := tracker.AskSeen(all)
	if len(all) == 0 {
		return Ask{}, seen, err
	}
	return Ask{Text: all[0].Text, Due: all[0].Due}, seen, err
}

func (a *API) getAsk(c call, in *AskPath) (*tagged[Ask], error) {
	if _, err := a.store.RoundByID(c, in.ID); err != nil {
		return nil, err
	}
	x, _, err := ask(c, a.store, *in)
	return tag(x, err)
}

func (a *API) saveAsk(c call, in *struct {
	AskPath
	Match
	Body Ask
}) (*tagged[Ask], error) {
	now, seen, err := ask(c, a.store, in.AskPath)
	if err != nil {
		return nil, err
	}
	if in.IfMatch == "" {
		return nil, missingMatch()
	}
	if err := matches(in.IfMatch, now); err != nil {
		return nil, err
	}
	// The use case holds what was seen to what its transaction finds.
	err = a.tracker.SaveAsk(c, c.viewer, tracker.SaveAsk{Round: in.ID, Group: in.Group, Text: in.Body.Text, Due: in.Body.Due, Seen: seen})
	if err != nil {
		return nil, err
	}
	now, _, err = ask(c, a.store, in.AskPath)
	return tag(now, err)
}

func (a *API) listReportLinks(c call, in *ListInput) (*output[Page[ReportLink]], error) {
	all, err := a.tracker.ReportLinks(c, c.viewer)
	if err != nil {
		return nil, err
	}
	return reply(paged(*in, converted(all, reportLinkOf), func(l ReportLink) string { return l.ID }))
}

func (a *API) createReportLink(c call, in *struct {
	Body struct {
		Kind      string `json:"kind,omitempty" enum:"report,talk,wall" default:"report"`
		Round     string `json:"round"`
		Group     string `json:"group,omitempty"`
		Language  string `json:"language" enum:"ja,en"`
		Label     string `json:"label,omitempty" maxLength:"300"`
		Days      int    `json:"days,omitempty" minimum:"1" maximum:"180" default:"14"`
		HideTeams bool   `json:"hide_teams,omitempty"`
	}
}) (*output[NewReportLink], error) {
	l, secret, err := a.tracker.CreateReportLink(c, c.viewer, tracker.CreateReportLink{
		Kind: in.Body.Kind, Round: in.Body.Round, Group: in.Body.Group, Language: in.Body.Language, Label: in.Body.Label,
		Days: optionalNumber(in.Body.Days), HideTeams: in.Body.HideTeams,
	})
	return reply(NewReportLink{ReportLink: reportLinkOf(l), Secret: secret}, err)
}
