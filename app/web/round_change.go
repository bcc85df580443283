package web

import (
	"context"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func (s *Server) inviteTeam(c *fiber.Ctx) error {
	team := c.FormValue("team")
	return s.changeRound(c, page.Round{TeamAsked: team}, "flash.team_invited", func() error {
		return s.tracker.InviteTeam(c.UserContext(), viewer(c), c.Params("id"), team)
	})
}

func (s *Server) extendRound(c *fiber.Ctx) error {
	id, as := c.Params("id"), page.Round{ClosesOn: typed(c, "closes_on")}
	show := func(status int, wrong maturity.Fields) error {
		as.Errors = page.NewErrors(s.texts.In(language(c)), wrong)
		return s.roundPage(c, status, as)
	}
	return s.submit(c, show, func() error {
		ctx := unlessChanged(s, c, tracker.RoundLock(id), func(ctx context.Context, r store.Reader) (time.Time, error) { return endOfRound(ctx, r, id) })
		err := s.tracker.ExtendRound(ctx, viewer(c), id, c.FormValue("closes_on"))
		if isConflict(err) {
			return s.endConflict(c, as)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/rounds/"+id, "flash.round_extended")
	})
}

func endOfRound(ctx context.Context, r store.Reader, id string) (time.Time, error) {
	x, err := r.RoundByID(ctx, id)
	return x.ClosesAt.UTC(), err
}

// endConflict shows the end that somebody else has set meanwhile beside the one
// that was typed; where they are one, there is nothing left to do.
func (s *Server) endConflict(c *fiber.Ctx, as page.Round) error {
	end, err := endOfRound(c.UserContext(), s.store, c.Params("id"))
	if err != nil {
		return err
	}
	b := s.base(c, "rounds.title")
	now := end.In(b.Zone).Format(time.DateOnly)
	as.Errors = theirs(b, edited{"closes_on", as.ClosesOn, now, b.DayWords(now)})
	if len(as.Errors) == 0 {
		return s.redirect(c, "/rounds/"+c.Params("id"), "flash.round_extended")
	}
	return s.roundPage(c, fiber.StatusConflict, as)
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
