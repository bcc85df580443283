package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/request"
	"michinori/app/store"
	"michinori/app/web/page"
)

// showSignIn offers every way of getting in that is switched on.
func (s *Server) showSignIn(c *fiber.Ctx) error {
	if viewer(c).SignedIn() {
		return s.redirect(c, localPath(asked(c, "return")), "")
	}
	return s.signInPage(c, fiber.StatusOK, asked(c, "return"), "", nil)
}

// ways are those of signing in that are switched on here.
func (s *Server) ways() page.Ways {
	w := page.Ways{Passwords: s.tracker.Passwords(), Mails: s.tracker.MailsLinks()}
	if s.config.OIDC != nil {
		w.Provider = s.config.OIDCName
	}
	return w
}

func (s *Server) signInPage(c *fiber.Ctx, status int, back, email string, wrong maturity.Fields) error {
	p := &page.SignIn{Base: s.base(c, "sign_in.title"), Ways: s.ways(), Return: localPath(back), Email: email}
	p.Noindex, p.Errors = true, page.NewErrors(p.Texts, wrong)
	if c.Method() == fiber.MethodPost {
		p.Path = "/sign-in" // to switch the language on
	}
	if s.config.OIDC != nil && asked(c, "left") != "" {
		p.Leave = s.config.OIDC.SignOutAddress(s.config.BaseURL + s.config.BasePath + "/")
	}
	return s.render(c, status, "sign_in", p)
}

func (s *Server) signInByPassword(c *fiber.Ctx) error {
	email, back := typed(c, "email"), typed(c, "return")
	out, err := s.tracker.SignInByPassword(c.UserContext(), email, c.FormValue("password"), s.browser(c))
	s.logSignIn(c, "password", err)
	if wrong, mend := invalid(err); mend {
		return s.signInPage(c, fiber.StatusUnprocessableEntity, back, email, wrong)
	}
	if err != nil {
		return err
	}
	s.startSession(c, out)
	return s.redirect(c, localPath(back), "")
}

// mailLink mails a personal link. The answer is the same whoever asks.
func (s *Server) mailLink(c *fiber.Ctx) error {
	email := typed(c, "link_email")
	err := s.tracker.MailLink(c.UserContext(), email, s.browser(c))
	if wrong, mend := invalid(err); mend {
		for i := range wrong {
			wrong[i].Name = "link_email" // the one beside it goes with the password
		}
		return s.signInPage(c, fiber.StatusUnprocessableEntity, typed(c, "return"), email, wrong)
	}
	if err != nil {
		return err
	}
	return s.redirect(c, "/sign-in", "flash.link_mailed")
}

// logSignIn keeps in the log that somebody signed in or was refused, and how,
// but not who: that is in the audit log of the database.
func (s *Server) logSignIn(c *fiber.Ctx, way string, err error) {
	if err == nil {
		s.log.Info("signed in", "request", requestID(c), "way", way)
		return
	}
	e, _ := request.Classify(err)
	reason := e.Key
	if len(e.Fields) > 0 {
		reason = e.Fields[0].Key
	}
	s.log.Warn("sign-in refused", "request", requestID(c), "way", way, "reason", reason, "from", s.config.TrustedProxies.Network(c))
}

func (s *Server) signOut(c *fiber.Ctx) error {
	if secret, ok := c.Locals(sessionKey).(string); ok {
		if err := s.tracker.SignOut(c.UserContext(), secret); err != nil {
			return err
		}
	}
	s.endSession(c)
	if s.config.OIDC != nil && session(c).Way == store.ByProvider {
		return s.redirect(c, "/sign-in?left=1", "flash.signed_out")
	}
	return s.redirect(c, "/", "flash.signed_out")
}

func (s *Server) signOutEverywhere(c *fiber.Ctx) error {
	if err := s.tracker.SignOutEverywhere(c.UserContext(), viewer(c)); err != nil {
		return err
	}
	s.endSession(c)
	return s.redirect(c, "/", "flash.signed_out_everywhere")
}
