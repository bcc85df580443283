package web

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// relation is what somebody must have to do with that which a route is about.
type relation string

// The relations. Those of leader and champion to a shared result begin when the
// team shares it and end when the team takes that back.
const (
	stranger       relation = "stranger"        // anybody, signed in or not
	holder         relation = "holder"          // whoever knows the secret in the address
	person         relation = "person"          // anybody who is signed in
	owner          relation = "owner"           // of what nobody else sees, such as a token
	member         relation = "member"          // of the team, its leads too
	lead           relation = "lead"            // of the team
	partTaker      relation = "part taker"      // has a part in the drill
	gameMaster     relation = "game master"     // runs the drill
	leader         relation = "leader"          // reads what teams have shared
	champion       relation = "champion"        // runs the rounds
	sharedLeader   relation = "shared leader"   // a leader, of a shared result
	sharedChampion relation = "shared champion" // a champion, of a shared result
)

// rule names the relations that let somebody in, any one of them.
type rule []relation

var (
	everybody = rule{stranger}
	bySecret  = rule{holder}
	signedIn  = rule{person}
	ownOnly   = rule{owner}
	ofTeam    = rule{member}
	leadOnly  = rule{lead}
	shared    = rule{member, sharedLeader, sharedChampion}
	above     = rule{leader, champion}
	runs      = rule{champion}
	drilling  = rule{member, champion, partTaker}
	directing = rule{gameMaster}
)

// gate checks of a rule what can be known from the viewer alone. What depends
// on the thing that is asked for, its team and its state, the use case checks;
// the test of the policy walks both.
func (r rule) gate(c *fiber.Ctx) error {
	v := viewer(c)
	switch {
	case slices.Contains(r, stranger), slices.Contains(r, holder):
		return c.Next()
	case !v.SignedIn():
		return notSignedIn(c)
	case slices.Equal(r, runs):
		if err := v.MayRun(); err != nil {
			return err
		}
	case slices.Equal(r, above):
		if err := v.Require(v.SeesOrganisation()); err != nil {
			return err
		}
	}
	return c.Next()
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
	gate := policy[method+" "+path].gate
	if method == fiber.MethodGet {
		g.router.Get(path, gate, h)
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
