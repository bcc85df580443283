package web

import (
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
)

const (
	sessionCookie  = "michinori_session"
	languageCookie = "michinori_language"
	flashCookie    = "michinori_flash"
	flowCookie     = "michinori_flow" // of signing in at a provider
)

func (s *Server) secure() bool { return strings.HasPrefix(s.config.BaseURL, "https://") }

// cookieName adds the prefix that keeps other hosts, and at the root other
// paths, from setting the cookie. Browsers allow it behind TLS alone.
func (s *Server) cookieName(name string) string {
	switch {
	case !s.secure():
		return name
	case s.config.BasePath == "":
		return "__Host-" + name
	}
	return "__Secure-" + name
}

// cookie returns the value of a cookie of ours, "" without one.
func (s *Server) cookie(c *fiber.Ctx, name string) string { return c.Cookies(s.cookieName(name)) }

func (s *Server) setCookie(c *fiber.Ctx, name, value string, expires time.Time) {
	c.Cookie(&fiber.Cookie{
		Name: s.cookieName(name), Value: value, Path: s.config.BasePath + "/", Expires: expires,
		HTTPOnly: true, Secure: s.secure(), SameSite: fiber.CookieSameSiteLaxMode,
	})
}

func (s *Server) startSession(c *fiber.Ctx, in tracker.SignedIn) {
	s.setCookie(c, sessionCookie, in.Secret, in.Expires)
	s.rememberLanguage(c, in.Viewer.Person.Language)
}

func (s *Server) endSession(c *fiber.Ctx) {
	s.setCookie(c, sessionCookie, "", time.Unix(0, 0))
}

func (s *Server) rememberLanguage(c *fiber.Ctx, l maturity.Language) {
	s.setCookie(c, languageCookie, string(l), s.clock().AddDate(1, 0, 0))
}

// redirect sends the browser on after a write, with a message for the next page
// ("" for none).
func (s *Server) redirect(c *fiber.Ctx, path, flash string) error {
	if flash != "" {
		s.setCookie(c, flashCookie, flash, s.clock().Add(time.Minute))
	}
	return c.Redirect(s.config.BasePath+path, fiber.StatusSeeOther)
}

func (s *Server) takeFlash(c *fiber.Ctx) string {
	key := s.cookie(c, flashCookie)
	if key != "" {
		s.setCookie(c, flashCookie, "", time.Unix(0, 0))
	}
	return key
}
