package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/web/page"
)

// knowledgePage reads the register of a team for one of its members. Whose team
// it is decides before anything else does.
func (s *Server) knowledgePage(c *fiber.Ctx, title, at string) (page.Knowledge, error) {
	ctx := c.UserContext()
	team, err := s.memberTeam(c)
	if err != nil {
		return page.Knowledge{}, err
	}
	today, err := s.tracker.Today(ctx)
	if err != nil {
		return page.Knowledge{}, err
	}
	stored, err := s.store.RegisterOf(ctx, team.ID)
	if err != nil {
		return page.Knowledge{}, err
	}
	b := s.base(c, title, "team", team.Name)
	b.Wide = true
	return page.NewKnowledge(b, team, at, stored, stored.Register(today)), nil
}

// showRisks lists the thin areas, and proposes who could learn what.
func (s *Server) showRisks(c *fiber.Ctx) error {
	k, err := s.knowledgePage(c, "risks.title", page.RegisterRisks)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "knowledge_risks", page.NewRisks(k))
}

// showAway says what stops while people are away: those whom the address
// names, and each by themselves.
func (s *Server) showAway(c *fiber.Ctx) error {
	k, err := s.knowledgePage(c, "away.title", page.RegisterAway)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "knowledge_away", page.NewAway(k, query(c)["away"]))
}
