package web

import (
	"encoding/base64"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/oidc"
	"michinori/app/tracker"
)

// flowLife is how long somebody may take at the provider.
const flowLife = 15 * time.Minute

// startProvider sends the browser to the provider. What ties the answer to this
// browser goes into a cookie, so that the visit changes nothing here.
func (s *Server) startProvider(c *fiber.Ctx) error {
	if s.config.OIDC == nil {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	flow := oidc.NewFlow()
	to, err := s.config.OIDC.Address(flow)
	if err != nil {
		s.logSignIn(c, "oidc", err)
		return err
	}
	back := base64.RawURLEncoding.EncodeToString([]byte(localPath(asked(c, "return"))))
	s.setCookie(c, flowCookie, flow.String()+"."+back, s.clock().Add(flowLife))
	return c.Redirect(to, fiber.StatusSeeOther)
}

// finishProvider is where the provider sends the browser back to.
func (s *Server) finishProvider(c *fiber.Ctx) error {
	if s.config.OIDC == nil {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	flow, back, ok := parseFlowCookie(s.cookie(c, flowCookie))
	s.setCookie(c, flowCookie, "", time.Unix(0, 0)) // good for one answer
	if !ok {
		return maturity.Fail(maturity.Forbidden, "error.provider_answer")
	}
	out, err := s.finishFlow(c, flow)
	s.logSignIn(c, "oidc", err)
	if err != nil {
		return err
	}
	s.startSession(c, out)
	return s.redirect(c, back, "")
}

func (s *Server) finishFlow(c *fiber.Ctx, flow oidc.Flow) (tracker.SignedIn, error) {
	claims, err := s.config.OIDC.Finish(c.UserContext(), flow, oidc.Answer{
		State: c.Query("state"), Code: c.Query("code"), Issuer: c.Query("iss"), Error: c.Query("error"),
	})
	if err != nil {
		return tracker.SignedIn{}, err
	}
	return s.tracker.SignInByProvider(c.UserContext(), tracker.Identity{
		Issuer: s.config.OIDC.Issuer(), Subject: claims.Subject, Email: claims.Email, Name: claims.Name,
		Language: claims.Language, Groups: claims.Groups, HasGroups: claims.HasGroups,
	}, s.browser(c))
}

// parseFlowCookie returns the flow and the page to come back to.
func parseFlowCookie(value string) (oidc.Flow, string, bool) {
	at := strings.LastIndex(value, ".")
	if at < 0 {
		return oidc.Flow{}, "", false
	}
	flow, ok := oidc.ParseFlow(value[:at])
	back, err := base64.RawURLEncoding.DecodeString(value[at+1:])
	return flow, localPath(string(back)), ok && err == nil
}
