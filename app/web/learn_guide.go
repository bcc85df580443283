package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/web/page"
	"michinori/questionnaires"
)

// showStart answers the three questions of somebody who does SRE alone, with
// the pages of the teams they are in.
func (s *Server) showStart(c *fiber.Ctx) error {
	p := &page.Start{Base: s.learnBase(c, "start.title")}
	teams, err := s.store.Teams(c.UserContext())
	if err != nil {
		return err
	}
	for _, t := range teams {
		if p.Viewer.InTeam(t.ID) {
			p.Teams = append(p.Teams, t)
		}
	}
	return s.render(c, fiber.StatusOK, "start", p)
}

func (s *Server) showFacilitating(c *fiber.Ctx) error {
	p := &page.Facilitating{Base: s.learnBase(c, "facilitating.title"), Hints: questionnaires.FacilitatorHints()}
	return s.render(c, fiber.StatusOK, "facilitating", p)
}
