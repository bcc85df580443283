package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"
)

// healthz says that the process is alive; it touches no database.
func (s *Server) healthz(c *fiber.Ctx) error { return c.SendString("ok\n") }

// readyWithin is longer than one host of the database may take to answer, so
// that the next one is asked, and short enough for whoever waits.
const readyWithin = 4 * time.Second

// readyz says whether pages can be served: the database answers and its schema
// is the one this program needs, and it is not about to stop.
func (s *Server) readyz(c *fiber.Ctx) error {
	if s.stopping.Load() {
		return c.Status(fiber.StatusServiceUnavailable).SendString("stopping\n")
	}
	ctx, cancel := context.WithTimeout(c.UserContext(), readyWithin)
	defer cancel()
	status, err := s.config.DB.SchemaStatus(ctx)
	switch {
	case err != nil:
		return c.Status(fiber.StatusServiceUnavailable).SendString("database unreachable\n")
	case status.Current != status.Latest:
		return c.Status(fiber.StatusServiceUnavailable).SendString("schema not current\n")
	}
	return c.SendString("ready\n")
}
