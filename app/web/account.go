package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// showAccount shows people their own password and sessions.
func (s *Server) showAccount(c *fiber.Ctx) error { return s.accountPage(c, fiber.StatusOK, nil) }

func (s *Server) accountPage(c *fiber.Ctx, status int, wrong maturity.Fields) error {
	v, now := viewer(c), session(c)
	p := &page.Account{Base: s.base(c, "account.title"), Passwords: s.tracker.Passwords(), Here: now.Hash}
	p.Path, p.Errors = "/account", page.NewErrors(p.Texts, wrong)
	var err error
	if p.Password, err = s.tracker.PasswordState(c.UserContext(), v, now); err != nil {
		return err
	}
	if p.Sessions, err = s.tracker.Sessions(c.UserContext(), v); err != nil {
		return err
	}
	return s.render(c, status, "account", p)
}

func (s *Server) setPassword(c *fiber.Ctx) error {
	show := func(status int, wrong maturity.Fields) error { return s.accountPage(c, status, wrong) }
	return s.submit(c, show, func() error {
		out, err := s.tracker.SetPassword(c.UserContext(), viewer(c), session(c), tracker.SetPassword{
			Current: c.FormValue("current"), New: c.FormValue("new"), Again: c.FormValue("again"),
		}, s.browser(c))
		if err != nil {
			return err
		}
		s.startSession(c, out)
		return s.redirect(c, "/account", "flash.password_set")
	})
}

// endOwnSession ends one of the viewer's own sessions, perhaps this very one.
func (s *Server) endOwnSession(c *fiber.Ctx) error {
	ended := c.Params("session")
	if err := s.tracker.EndSession(c.UserContext(), viewer(c), ended); err != nil {
		return err
	}
	if ended == session(c).Hash {
		s.endSession(c)
		return s.redirect(c, "/", "flash.signed_out")
	}
	return s.redirect(c, "/account", "flash.session_ended")
}

// session is the one the request belongs to; none where a proxy named the viewer.
func session(c *fiber.Ctx) store.Session {
	x, _ := c.Locals(sessionInfoKey).(store.Session)
	return x
}
