package web

import (
	"bytes"
	"context"
	"errors"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
	"michinori/reports/document"
	"michinori/reports/quarter"
)

// showReport answers what leaders ask of one round, for the organisation or a
// group; ?hide=1 leaves the names of teams out.
func (s *Server) showReport(c *fiber.Ctx) error {
	p, err := s.leadersReport(c)
	if err != nil {
		return err
	}
	if err := s.addAsk(c, p); err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "report", p)
}

// downloadReport gives the same report as a file.
func (s *Server) downloadReport(c *fiber.Ctx) error {
	p, err := s.leadersReport(c)
	if err != nil {
		return err
	}
	return s.sendDocument(c, p.Document)
}

func (s *Server) leadersReport(c *fiber.Ctx) (*page.Report, error) {
	if err := viewer(c).Require(viewer(c).SeesOrganisation()); err != nil {
		return nil, err
	}
	o, err := s.scopeOfShared(c)
	if err != nil {
		return nil, err
	}
	p := &page.Report{Base: s.base(c, "report.title"), Scope: o.Scope, HideTeams: asked(c, "hide") == "1"}
	p.Section, p.Wide = "overview", true
	if o.Round == nil {
		return p, nil
	}
	in, err := s.reports.Organisation(c.UserContext(), viewer(c), *o.Round, o.Group, p.HideTeams)
	d := quarter.ForLeaders(p.Texts.Language, in, p.HideTeams)
	p.Document = &d
	return p, err
}

// showTeamReport tells what a round of one team came to: to the team, and to
// champions and leaders what the team shares.
func (s *Server) showTeamReport(c *fiber.Ctx) error {
	p, err := s.teamReport(c)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "team_report", p)
}

// downloadTeamReport gives the same report as a file.
func (s *Server) downloadTeamReport(c *fiber.Ctx) error {
	p, err := s.teamReport(c)
	if err != nil {
		return err
	}
	return s.sendDocument(c, p.Document)
}

func (s *Server) teamReport(c *fiber.Ctx) (*page.TeamReport, error) {
	team, history, err := s.trendOf(c)
	if err != nil {
		return nil, err
	}
	p := &page.TeamReport{Base: s.base(c, "report.team_title", "team", team.Name), Team: team}
	p.Wide = true
	var round *maturity.Round
	for i := len(history) - 1; i >= 0; i-- {
		if h := history[i]; h.Result != nil {
			chosen := round == nil && (c.Query("round") == "" || c.Query("round") == h.Round.ID)
			if chosen {
				round = &history[i].Round
			}
			p.Rounds = append(p.Rounds, page.Choice{Value: h.Round.ID, Text: h.Round.Key, Chosen: chosen})
		}
	}
	if round == nil {
		if c.Query("round") != "" {
			return nil, maturity.Fail(maturity.NotFound, "error.not_found")
		}
		return p, nil
	}
	p.Round = round.ID
	if p.Outside, err = s.outsideLine(c, p.Base, team.ID, round.ID); err != nil {
		return nil, err
	}
	in, err := s.reports.Team(c.UserContext(), viewer(c), team.ID, *round)
	if err != nil {
		return nil, err
	}
	d := quarter.ForTeam(p.Texts.Language, in)
	p.Document = &d
	return p, nil
}

// sendDocument answers with a report in the form its address ends with.
func (s *Server) sendDocument(c *fiber.Ctx, d *document.Document) error {
	if d == nil {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	ctx, cancel := drawingTime(c)
	defer cancel()
	var made bytes.Buffer
	var kind string
	var err error
	switch c.Params("format") {
	case "html":
		kind, err = "text/html; charset=utf-8", document.WriteHTML(ctx, &made, *d, s.pictures)
	case "pdf":
		kind, err = "application/pdf", document.WritePDF(ctx, &made, *d, s.pictures)
	case "xlsx":
		kind, err = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", document.WriteXLSX(&made, *d)
	case "csv":
		kind, err = "text/csv; charset=utf-8", document.WriteCSV(&made, *d, !c.QueryBool("plain"))
	case "json":
		kind, err = "application/json; charset=utf-8", document.WriteJSON(&made, *d)
	case "md":
		kind, err = "text/markdown; charset=utf-8", document.WriteMarkdown(&made, *d)
	default:
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return sendMade(c, d.ID, kind, made.Bytes(), err)
}

// drawingTime is a context for pictures, which take their time on a machine that
// is busy.
func drawingTime(c *fiber.Ctx) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(c.UserContext()), writeTimeout)
}

// sendMade answers with a finished file, named for what it is and the form its
// address ends with, or with the error that came instead.
func sendMade(c *fiber.Ctx, name, kind string, made []byte, err error) error {
	if err != nil {
		return drawingError(err)
	}
	c.Attachment(name + "." + c.Params("format"))
	c.Set(fiber.HeaderContentType, kind)
	return c.Send(made)
}

// drawingError says of a drawing that took too long that it can be tried again.
func drawingError(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return &maturity.Error{Kind: maturity.Unavailable, Key: "error.unavailable", Err: err}
	}
	return err
}
