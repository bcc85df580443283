package web

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/access"
	"michinori/app/maturity"
	"michinori/app/tracker"
)

// The rules of the policy, as it names them.
var (
	everybody = access.Everybody
	bySecret  = access.BySecret
	byScraper = access.ByScraper
	signedIn  = access.SignedIn
	ownOnly   = access.OwnOnly
	ofTeam    = access.OfTeam
	leadOnly  = access.LeadOnly
	shared    = access.Shared
	above     = access.Above
	runs      = access.Runs
	drilling  = access.Drilling
	directing = access.Directing
)

// gate lets those pass of whom the rule can know no reason to refuse them.
func (s *Server) gate(r access.Rule) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v := viewer(c)
		if slices.Contains(r, access.Holder) {
			return s.guessing(c)
		}
		if !r.Public() && !v.SignedIn() {
			return notSignedIn(c)
		}
		if err := r.Gate(v); err != nil {
			return err
		}
		return c.Next()
	}
}

// guessing lets an address try only so many secrets that nobody has. What is
// known counts for nothing, so that an office behind one address can open as
// many links as it has people, old ones too.
func (s *Server) guessing(c *fiber.Ctx) error {
	from := s.config.TrustedProxies.Network(c)
	if err := s.tracker.Exhausted(c.UserContext(), tracker.SecretsOfAddress, from); err != nil {
		return err
	}
	err := c.Next()
	if !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return err
	}
	return cmp.Or(s.tracker.Spend(c.UserContext(), tracker.SecretsOfAddress, from), err)
}

// guarded registers routes, each behind the line that the policy has for it.
type guarded struct {
	server *Server
	router fiber.Router
}

// Get registers a route that reads.
func (g guarded) Get(path string, h fiber.Handler) { g.add(fiber.MethodGet, path, h) }

// Post registers a route that writes.
func (g guarded) Post(path string, h fiber.Handler) { g.add(fiber.MethodPost, path, h) }

// add leaves a route without a line to checkPolicy, which refuses it.
func (g guarded) add(method, path string, h fiber.Handler) {
	gate := g.server.gate(policy[method+" "+path])
	if method == fiber.MethodGet {
		g.router.Get(path, gate, g.server.figureAgain, g.server.noted(method+" "+path, h))
		return
	}
	g.router.Add(method, path, gate, h)
}

// checkPolicy returns an error that names every route without a line in the
// policy and every line without a route, whoever registered it.
func (s *Server) checkPolicy() error {
	var wrong []string
	seen := map[string]bool{}
	for _, r := range s.app.GetRoutes(true) {
		if r.Method == fiber.MethodHead {
			continue
		}
		path := strings.TrimPrefix(r.Path, s.config.BasePath)
		if path == "" {
			path = "/"
		}
		if s.config.API.owns(path) {
			continue // each operation says itself who may
		}
		name := r.Method + " " + path
		if len(policy[name]) == 0 && !seen[name] {
			wrong = append(wrong, name+" has no line")
		}
		seen[name] = true
	}
	for name := range policy {
		if !seen[name] {
			wrong = append(wrong, name+" is no route")
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		return fmt.Errorf("policy of the routes: %s", strings.Join(wrong, "; "))
	}
	return nil
}
