package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
)

func (s *Server) inviteTeam(c *fiber.Ctx) error {
	team := c.FormValue("team")
	return s.changeRound(c, page.Round{TeamAsked: team}, "flash.team_invited", func() error {
		return s.tracker.InviteTeam(c.UserContext(), viewer(c), c.Params("id"), team)
	})
}

func (s *Server) extendRound(c *fiber.Ctx) error {
	day := c.FormValue("closes_on")
	return s.changeRound(c, page.Round{ClosesOn: day}, "flash.round_extended", func() error {
		return s.tracker.ExtendRound(c.UserContext(), viewer(c), c.Params("id"), day)
	})
}

func (s *Server) closeRound(c *fiber.Ctx) error {
	return s.changeRound(c, page.Round{}, "flash.round_closed", func() error {
		return s.tracker.CloseRound(c.UserContext(), viewer(c), c.Params("id"))
	})
}

func (s *Server) reopenRound(c *fiber.Ctx) error {
	return s.changeRound(c, page.Round{}, "flash.round_reopened", func() error {
		return s.tracker.ReopenRound(c.UserContext(), viewer(c), c.Params("id"))
	})
}

// changeRound carries out a change and shows the round again.
func (s *Server) changeRound(c *fiber.Ctx, as page.Round, flash string, change func() error) error {
	show := func(status int, wrong maturity.Fields) error {
		as.Errors = page.NewErrors(s.texts.In(language(c)), wrong)
		return s.roundPage(c, status, as)
	}
	return s.submit(c, show, func() error {
		if err := change(); err != nil {
			return err
		}
		return s.redirect(c, "/rounds/"+c.Params("id"), flash)
	})
}
