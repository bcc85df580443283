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
)

func (s *Server) secure() bool { return strings.HasPrefix(s.config.BaseURL, "https://") }

// cookieName adds the prefix that keeps other hosts and paths from setting the
// cookie, where the browser allows it: behind TLS, at the root.
func (s *Server) cookieName(name string) string {
	if s.secure() && s.config.BasePath == "" {
		return "__Host-" + name
	}
	return name
}

func (s *Server) setCookie(c *fiber.Ctx, name, value string, expires time.Time) {
	c.Cookie(&fiber.Cookie{
		Name: name, Value: value, Path: s.config.BasePath + "/", Expires: expires,
		HTTPOnly: true, Secure: s.secure(), SameSite: fiber.CookieSameSiteLaxMode,
	})
}

func (s *Server) startSession(c *fiber.Ctx, in tracker.SignedIn) {
	s.setCookie(c, s.cookieName(sessionCookie), in.Secret, in.Expires)
	s.rememberLanguage(c, in.Viewer.Person.Language)
}

func (s *Server) endSession(c *fiber.Ctx) {
	s.setCookie(c, s.cookieName(sessionCookie), "", time.Unix(0, 0))
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
	key := c.Cookies(flashCookie)
	if key != "" {
		s.setCookie(c, flashCookie, "", time.Unix(0, 0))
	}
	return key
}
