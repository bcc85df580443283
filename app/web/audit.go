package web

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
)

// auditMost is how many lines a file of the log holds; with a span of days it
// tells all.
const auditMost = 100_000

// showAudit shows champions who changed or read what, the newest first.
func (s *Server) showAudit(c *fiber.Ctx) error {
	p, f, err := s.auditPage(c)
	if err != nil {
		return err
	}
	f.Limit = page.PageSize + 1
	if at, id, ok := strings.Cut(asked(c, "before"), "_"); ok {
		if f.Before, err = time.Parse(time.RFC3339, at); err != nil {
			return maturity.Fail(maturity.Invalid, "error.request")
		}
		f.BeforeID = id
	}
	if len(p.Errors) == 0 {
		if err := s.fillAudit(c, p, f); err != nil {
			return err
		}
	}
	p.Continued = f.BeforeID != ""
	if len(p.Rows) > page.PageSize {
		p.Rows = p.Rows[:page.PageSize]
		last := p.Rows[page.PageSize-1]
		p.Older = last.At.UTC().Format(time.RFC3339) + "_" + last.ID
	}
	status := fiber.StatusOK
	if len(p.Errors) > 0 {
		status = fiber.StatusUnprocessableEntity
	}
	return s.render(c, status, "audit", p)
}

// downloadAudit gives the same lines as a file.
func (s *Server) downloadAudit(c *fiber.Ctx) error {
	p, f, err := s.auditPage(c)
	if err != nil {
		return err
	}
	if len(p.Errors) > 0 {
		return maturity.Fail(maturity.Invalid, "error.request")
	}
	f.Limit = auditMost
	if err := s.fillAudit(c, p, f); err != nil {
		return err
	}
	return sendCSV(c, "audit", p.Table())
}

// auditPage reads which lines are asked for.
func (s *Server) auditPage(c *fiber.Ctx) (*page.Audit, store.EventFilter, error) {
	p := &page.Audit{
		Base: s.base(c, "audit.title"), Errors: page.Errors{},
		Input: page.AuditInput{Person: asked(c, "person"), Kind: asked(c, "kind"), From: asked(c, "from"), To: asked(c, "to")},
	}
	p.Path, p.Wide = "/audit", true
	f := store.EventFilter{Person: p.Input.Person}
	switch p.Input.Kind {
	case "":
	case page.AuditReads:
		f.VerbEnd = ".read"
	default:
		f.Verb = p.Input.Kind + "."
	}
	day := func(name, typed string) time.Time {
		if typed == "" {
			return time.Time{}
		}
		at, err := time.ParseInLocation(time.DateOnly, typed, p.Zone)
		if err != nil {
			p.Errors[name] = p.T("field.date")
		}
		return at.UTC()
	}
	f.From = day("from", p.Input.From)
	if f.To = day("to", p.Input.To); p.Input.To != "" {
		f.To = f.To.AddDate(0, 0, 1) // that day too
	}
	people, err := s.store.People(c.UserContext())
	if err != nil {
		return p, f, err
	}
	p.People = people
	return p, f, nil
}

// fillAudit reads the lines, and the names of what they are about.
func (s *Server) fillAudit(c *fiber.Ctx, p *page.Audit, f store.EventFilter) error {
	events, err := s.tracker.AuditLog(c.UserContext(), viewer(c), f)
	if err != nil {
		return err
	}
	names, err := s.auditNames(c.UserContext(), p.People)
	if err != nil {
		return err
	}
	if err := s.nameAssessments(c.UserContext(), events, names); err != nil {
		return err
	}
	for _, e := range events {
		p.Rows = append(p.Rows, page.AuditRow{Page: p, Event: e, Who: names[e.PersonID], About: names[e.Subject]})
	}
	return nil
}

// auditNames returns what people, teams, groups and rounds are called, by id.
func (s *Server) auditNames(ctx context.Context, people []maturity.Person) (map[string]string, error) {
	out := map[string]string{}
	for _, x := range people {
		out[x.ID] = x.Name
	}
	teams, err := s.store.Teams(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range teams {
		out[x.ID] = x.Name
	}
	groups, err := s.store.Groups(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range groups {
		out[x.ID] = x.Name
	}
	rounds, err := s.store.Rounds(ctx)
	for _, x := range rounds {
		out[x.ID] = x.Key
	}
	return out, err
}

// nameAssessments adds what the assessments among the lines are called: the team
// and the round.
func (s *Server) nameAssessments(ctx context.Context, events []store.Event, names map[string]string) error {
	for _, e := range events {
		if e.Subject == "" || names[e.Subject] != "" || !ofAssessment(e.Verb) {
			continue
		}
		a, err := s.store.AssessmentByID(ctx, e.Subject)
		if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			continue
		}
		if err != nil {
			return err
		}
		names[e.Subject] = names[a.TeamID] + " " + names[a.RoundID]
	}
	return nil
}

// ofAssessment reports whether what a verb was done to is an assessment.
func ofAssessment(verb string) bool {
	return strings.HasPrefix(verb, "assessment.") || strings.HasPrefix(verb, "response.") || verb == "result.read"
}
