package web

import (
	"context"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
)

// reads are the pages that show what is somebody else's, and the verb under which
// the log says that they were read; the API says so of the same things.
var reads = map[string]string{
	"GET /overview":                "trend.read",
	"GET /overview.csv":            "trend.read",
	"GET /overview/answers":        "pooled.read",
	"GET /overview/report":         "report.read",
	"GET /overview/report.:format": "report.read",
	"GET /overview/talk":           "report.read",
	"GET /overview/talk.:format":   "report.read",
	"GET /overview/areas":          "areas.read",
	"GET /overview/areas.csv":      "areas.read",
	"GET /allies":                  "allies.read",
	"GET /people":                  "people.read",
	"GET /people/:id":              "people.read",
	"GET /roster.csv":              "people.read",
	"GET /audit":                   "audit.read",
	"GET /audit.csv":               "audit.read",
}

// outsideReads are those of which it is noted where the reader is not of the
// team that shares it.
var outsideReads = map[string]string{
	"GET /assessments/:id/result":   "result.read",
	"GET /teams/:id/trend":          "trend.read",
	"GET /teams/:id/trend.csv":      "trend.read",
	"GET /teams/:id/report":         "report.read",
	"GET /teams/:id/report.:format": "report.read",
	"GET /teams/:id/talk":           "report.read",
	"GET /teams/:id/talk.:format":   "report.read",
}

// noted returns the handler of a route with the note in the log that was due once
// it has shown something.
func (s *Server) noted(route string, h fiber.Handler) fiber.Handler {
	verb, outside := reads[route], outsideReads[route]
	if verb == "" && outside == "" {
		return h
	}
	return func(c *fiber.Ctx) error {
		if err := h(c); err != nil || c.Response().StatusCode() != fiber.StatusOK {
			return err
		}
		err := s.ifItCan(c, true, s.note(c, route, verb, outside))
		if err != nil {
			c.Response().Header.Del(fiber.HeaderContentDisposition)
		}
		return err
	}
}

// ifItCan passes over that what was read could not be noted because the database
// takes nothing just now, as on a full disk or a standby.
func (s *Server) ifItCan(c *fiber.Ctx, read bool, err error) error {
	if read && errors.Is(err, &maturity.Error{Kind: maturity.Unavailable}) {
		s.log.Warn("reading not noted", "request", requestID(c), "route", c.Route().Path, "person", viewer(c).Person.ID, "error", err)
		return nil
	}
	return err
}

func (s *Server) note(c *fiber.Ctx, route, verb, outside string) error {
	ctx, v := c.UserContext(), viewer(c)
	if verb != "" {
		return s.tracker.NoteReading(ctx, v, verb, strings.TrimPrefix(c.Path(), s.config.BasePath))
	}
	team, err := s.teamOfPage(ctx, route, c.Params("id"))
	if err != nil || v.InTeam(team) {
		return err
	}
	return s.tracker.NoteReading(ctx, v, outside, c.Params("id"))
}

// teamOfPage returns the team that the page of an id is about.
func (s *Server) teamOfPage(ctx context.Context, route, id string) (string, error) {
	if strings.HasPrefix(route, "GET /teams/") {
		return id, nil
	}
	a, err := s.store.AssessmentByID(ctx, id)
	return a.TeamID, err
}
