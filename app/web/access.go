package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
)

// showLink asks before it signs in: mail scanners and chat previews follow
// links too.
func (s *Server) showLink(c *fiber.Ctx) error {
	p, err := s.tracker.LinkOwner(c.UserContext(), c.Params("secret"))
	if err != nil {
		return err
	}
	base := s.base(c, "link.title")
	base.Noindex = true
	return s.render(c, fiber.StatusOK, "link", &page.Link{Base: base, Person: p.Name, Secret: c.Params("secret")})
}

func (s *Server) followLink(c *fiber.Ctx) error {
	out, err := s.tracker.SignIn(c.UserContext(), c.Params("secret"), s.browser(c))
	s.logSignIn(c, "link", err)
	if err != nil {
		return err
	}
	s.startSession(c, out)
	return s.redirect(c, "/", "")
}

// chooseLanguageForm switches the language and comes back to the same page.
func (s *Server) chooseLanguageForm(c *fiber.Ctx) error {
	l, ok := maturity.ParseLanguage(c.FormValue("language"))
	if !ok {
		return maturity.Fail(maturity.Invalid, "error.request")
	}
	if v := viewer(c); v.SignedIn() {
		if err := s.tracker.ChooseLanguage(c.UserContext(), v, l); err != nil {
			return err
		}
	}
	s.rememberLanguage(c, l)
	return s.redirect(c, localPath(c.FormValue("return")), "")
}

// localPath keeps a redirect on this site.
func localPath(p string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.ContainsAny(p, "\\\r\n") {
		return "/"
	}
	return p
}
