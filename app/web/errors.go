package web

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/request"
	"michinori/app/web/page"
)

// handleError answers every error, and is the only place that logs one.
func (s *Server) handleError(c *fiber.Ctx, err error) error {
	// Fiber says so where a connection broke before its request was there: nobody
	// waits for an answer, and nothing is wrong here.
	if errors.Is(err, fiber.ErrBadGateway) {
		s.log.Debug("connection broken")
		return c.SendStatus(fiber.StatusBadGateway)
	}
	if s.config.API.owns(strings.TrimPrefix(c.Path(), s.config.BasePath)) {
		return s.config.API.Fail(c, err)
	}
	e, status := request.Classify(err)
	if status >= fiber.StatusInternalServerError {
		s.log.Error("request failed", "request", requestID(c), "route", c.Route().Path, "error", err)
	}
	if status == fiber.StatusServiceUnavailable {
		c.Set(fiber.HeaderRetryAfter, "5")
	}
	if seconds := e.Args[maturity.SecondsArg]; e.Kind == maturity.TooMany {
		c.Set(fiber.HeaderRetryAfter, seconds)
	}
	if wantsJSON(c) {
		return c.Status(status).JSON(s.problem(c, e))
	}
	title := "error.title." + string(e.Kind)
	if e.Key == page.DeadLink {
		title = "error.title.report_link"
	}
	base := s.base(c, title)
	base.Noindex = true
	p := page.Error{
		Base: base, Status: status, Key: e.Key, Args: e.Args, RequestID: requestID(c), Kind: string(e.Kind),
		Kept: keptInput(c, e), SignIn: e.Kind == maturity.Unauthenticated, Secret: strings.Contains(c.Route().Path, ":secret"),
	}
	if c.Method() == fiber.MethodGet {
		p.Return = base.Path
	}
	if renderErr := s.render(c, status, "error", &p); renderErr != nil {
		s.log.Error("error page", "request", requestID(c), "error", renderErr)
		c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
		return c.Status(fiber.StatusInternalServerError).Send(s.lastResort)
	}
	return nil
}

func wantsJSON(c *fiber.Ctx) bool {
	return strings.HasPrefix(c.Get(fiber.HeaderAccept), fiber.MIMEApplicationJSON)
}

// problem is an error as a script reads it: the message, and one by field.
func (s *Server) problem(c *fiber.Ctx, e *maturity.Error) fiber.Map {
	texts := s.texts.In(language(c))
	fields := map[string]string{}
	for _, f := range e.Fields {
		fields[f.Name] = texts.Text(f.Key, f.Args)
	}
	return fiber.Map{"kind": e.Kind, "message": texts.Text(e.Key, e.Args), "fields": fields}
}

// keptInput holds what somebody typed into a page whose session has ended, so
// that it can be sent again after signing in, without any script.
func keptInput(c *fiber.Ctx, e *maturity.Error) []page.Kept {
	if e.Kind != maturity.Unauthenticated && e.Kind != maturity.Unavailable || c.Method() != fiber.MethodPost {
		return nil
	}
	var out []page.Kept
	keep := func(name, value string) {
		out = append(out, page.Kept{Name: strings.ToValidUTF8(name, "\uFFFD"), Value: strings.ToValidUTF8(value, "\uFFFD")})
	}
	for name, value := range c.Request().PostArgs().All() {
		keep(string(name), string(value))
	}
	// What was typed beside a file; the file itself can be chosen again.
	if form, err := c.MultipartForm(); err == nil {
		for _, name := range slices.Sorted(maps.Keys(form.Value)) {
			for _, value := range form.Value[name] {
				keep(name, value)
			}
		}
	}
	return out
}
