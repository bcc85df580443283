package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// listTokens shows people their own tokens, and the form for another one.
func (s *Server) listTokens(c *fiber.Ctx) error {
	in := page.TokenInput{Scope: string(maturity.ScopeRead), Days: strconv.Itoa(tracker.TokenDays)}
	return s.tokensPage(c, fiber.StatusOK, in, nil, "")
}

// createToken makes a token and shows it: only its hash is kept, so this is the
// one time it can be read.
func (s *Server) createToken(c *fiber.Ctx) error {
	in := page.TokenInput{Name: typed(c, "name"), Scope: typed(c, "scope"), Days: typed(c, "days")}
	show := func(status int, wrong maturity.Fields) error { return s.tokensPage(c, status, in, wrong, "") }
	return s.submit(c, show, func() error {
		_, secret, err := s.tracker.CreateToken(c.UserContext(), viewer(c), tracker.CreateToken{
			Name: c.FormValue("name"), Scope: c.FormValue("scope"), Days: c.FormValue("days"),
		})
		if err != nil {
			return err
		}
		in.Name = ""
		return s.tokensPage(c, fiber.StatusOK, in, nil, secret)
	})
}

func (s *Server) revokeToken(c *fiber.Ctx) error {
	if err := s.tracker.RevokeToken(c.UserContext(), viewer(c), c.Params("id")); err != nil {
		return err
	}
	return s.redirect(c, "/account/tokens", "flash.token_revoked")
}

// tokensPage shows the page; made is the secret of a fresh token, or "".
func (s *Server) tokensPage(c *fiber.Ctx, status int, in page.TokenInput, wrong maturity.Fields, made string) error {
	tokens, err := s.tracker.Tokens(c.UserContext(), viewer(c))
	if err != nil {
		return err
	}
	p := &page.Tokens{Base: s.base(c, "tokens.title"), Input: in, Made: made}
	p.Path, p.Noindex, p.Errors = "/account/tokens", true, page.NewErrors(p.Texts, wrong)
	for _, t := range tokens {
		p.Rows = append(p.Rows, page.TokenRow{Token: t, State: s.tokenState(t)})
	}
	return s.render(c, status, "tokens", p)
}

func (s *Server) tokenState(t store.Token) string {
	switch {
	case t.RevokedAt != nil:
		return "revoked"
	case !t.Live(s.clock()):
		return "ended"
	default:
		return "live"
	}
}
