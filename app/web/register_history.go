package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
)

// showChanges lists what was changed in a team's register, a page at a time.
func (s *Server) showChanges(c *fiber.Ctx) error {
	ctx := c.UserContext()
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	p := &page.ChangeHistory{Team: team, Later: asked(c, "before") != ""}
	p.Base, p.Nav = s.registerPage(c, team, page.RegisterHistory, "history.title")
	filter := store.ChangeFilter{AreaID: asked(c, "area"), Before: asked(c, "before"), Limit: page.PageSize + 1}
	if filter.AreaID != "" {
		a, err := s.store.AreaByID(ctx, filter.AreaID)
		if err != nil {
			return err
		}
		if a.TeamID != team.ID {
			return maturity.Fail(maturity.NotFound, "error.not_found")
		}
		p.Area = &a
	}
	changes, err := s.store.RegisterChanges(ctx, team.ID, filter)
	if err != nil {
		return err
	}
	if len(changes) > page.PageSize {
		changes = changes[:page.PageSize]
		p.Older = p.OlderURL(changes[len(changes)-1].ID)
	}
	p.Entries = p.Base.Entries(changes)
	return s.render(c, fiber.StatusOK, "register_history", p)
}
