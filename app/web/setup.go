package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func (s *Server) newSetUp(c *fiber.Ctx) error {
	if _, err := s.tracker.CheckSetUpLink(c.UserContext(), c.Params("secret")); err != nil {
		return err
	}
	in := tracker.SetUp{Language: string(language(c)), TimeZone: "Asia/Tokyo", OpenRound: true, Mode: string(maturity.Together)}
	return s.render(c, fiber.StatusOK, "setup", &page.SetUp{Base: s.base(c, "setup.title"), Input: in})
}

func (s *Server) createSetUp(c *fiber.Ctx) error {
	in := tracker.SetUp{
		Organisation: c.FormValue("organisation"), Name: c.FormValue("name"), Email: c.FormValue("email"),
		Language: string(language(c)), TimeZone: c.FormValue("time_zone"), Team: c.FormValue("team"),
		Members: c.FormValue("members"), OpenRound: c.FormValue("open_round") != "",
		Mode: c.FormValue("mode"), From: s.browser(c),
	}
	if l, ok := maturity.ParseLanguage(c.FormValue("switch_language")); ok {
		return s.setUpInLanguage(c, in, l)
	}
	out, err := s.tracker.SetUp(c.UserContext(), c.Params("secret"), in)
	if p, sticky := invalid(err); sticky {
		base := s.base(c, "setup.title")
		return s.render(c, fiber.StatusUnprocessableEntity, "setup",
			&page.SetUp{Base: base, Input: in, Errors: page.NewErrors(base.Texts, p)})
	}
	if err != nil {
		return err
	}
	s.startSession(c, out)
	return s.redirect(c, "/", "flash.set_up")
}

// setUpInLanguage shows the half-filled page in another language.
func (s *Server) setUpInLanguage(c *fiber.Ctx, in tracker.SetUp, l maturity.Language) error {
	if _, err := s.tracker.CheckSetUpLink(c.UserContext(), c.Params("secret")); err != nil {
		return err
	}
	s.rememberLanguage(c, l)
	c.Locals(languageKey, l)
	return s.render(c, fiber.StatusOK, "setup", &page.SetUp{Base: s.base(c, "setup.title"), Input: in})
}

// invalid returns the messages by field when err is about input that can be
// mended.
func invalid(err error) (maturity.Fields, bool) {
	var e *maturity.Error
	if errors.As(err, &e) && e.Kind == maturity.Invalid && len(e.Fields) > 0 {
		return e.Fields, true
	}
	return nil, false
}
