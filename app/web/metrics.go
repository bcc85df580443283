package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"log/slog"
	"net/netip"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp/fasthttpadaptor"

	"michinori/app/maturity"
	"michinori/app/telemetry"
)

// Metrics are what the program tells of itself, and who may read it. The zero
// value counts nothing and lets nobody read.
type Metrics struct {
	*telemetry.Metrics
	Token    string
	Networks []netip.Prefix
}

// showMetrics answers a Prometheus server. To anybody else there is no such
// page.
func (s *Server) showMetrics(c *fiber.Ctx) error {
	m := s.config.Metrics
	if m.Metrics == nil || !m.mayRead(c) {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	fasthttpadaptor.NewFastHTTPHandler(m.Handler())(c.Context())
	return nil
}

// mayRead believes a token, and the address of the connection itself: a header
// that names another one may come from anybody.
func (m Metrics) mayRead(c *fiber.Ctx) bool {
	if given, ok := strings.CutPrefix(c.Get(fiber.HeaderAuthorization), "Bearer "); ok && m.Token != "" {
		have, want := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(m.Token))
		if subtle.ConstantTimeCompare(have[:], want[:]) == 1 {
			return true
		}
	}
	from, ok := netip.AddrFromSlice(c.Context().RemoteIP())
	return ok && slices.ContainsFunc(m.Networks, func(n netip.Prefix) bool { return n.Contains(from.Unmap()) })
}

// routePattern is the route a request has taken, as it is written in the list
// of routes; "none" where there was none. The address itself may be a secret.
func (s *Server) routePattern(c *fiber.Ctx) string {
	pattern := c.Route().Path
	if !s.served()[c.Method()+" "+pattern] || pattern == s.config.BasePath+"/" && c.Path() != pattern {
		return "none"
	}
	return pattern
}

// knownRoutes are all routes, those of middleware left out.
func (s *Server) knownRoutes() map[string]bool {
	out := map[string]bool{}
	for _, r := range s.app.GetRoutes(true) {
		out[r.Method+" "+r.Path] = true
	}
	return out
}

// levelOf keeps what happens at every moment out of a log that is read by
// people, and lifts what failed out of it.
func levelOf(route string, status int) slog.Level {
	switch {
	case status >= fiber.StatusInternalServerError:
		return slog.LevelWarn
	case strings.HasSuffix(route, "/healthz"), strings.HasSuffix(route, "/readyz"), strings.HasSuffix(route, "/metrics"),
		strings.HasSuffix(route, "/static/:hash/*"):
		return slog.LevelDebug
	}
	return slog.LevelInfo
}
