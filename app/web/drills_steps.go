package web

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/tracker"
)

func (s *Server) startDrill(c *fiber.Ctx) error {
	return s.stepDrill(c, s.tracker.StartDrill, "/run")
}

func (s *Server) talkDrill(c *fiber.Ctx) error {
	return s.stepDrill(c, s.tracker.TalkDrill, "/run")
}

func (s *Server) cancelDrill(c *fiber.Ctx) error {
	return s.stepDrill(c, s.tracker.CancelDrill, "/record")
}

func (s *Server) stepDrill(c *fiber.Ctx, step func(context.Context, maturity.Viewer, string) error, to string) error {
	id := c.Params("id")
	if err := step(c.UserContext(), viewer(c), id); err != nil {
		return err
	}
	return s.redirect(c, "/drills/"+id+to, "")
}

// revealInject shows an inject to the players, from a form or from a script, which
// sends it until it is told that it is shown.
func (s *Server) revealInject(c *fiber.Ctx) error {
	seat, err := s.runSeat(c)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(c.FormValue("inject"))
	if err != nil {
		return maturity.Fail(maturity.Invalid, "error.request")
	}
	if err := s.tracker.RevealInject(c.UserContext(), viewer(c), seat.Drill.ID, n); err != nil {
		return err
	}
	if wantsJSON(c) {
		return c.JSON(fiber.Map{"shown": n})
	}
	return s.redirect(c, "/drills/"+seat.Drill.ID+"/run#next", "")
}

// noteDrill adds a line to the timeline, from a form or from a script, which
// sends it until it is told that it is kept.
func (s *Server) noteDrill(c *fiber.Ctx) error {
	ctx, v, id := c.UserContext(), viewer(c), c.Params("id")
	seat, err := s.tracker.Seat(ctx, v, id)
	if err != nil {
		return err
	}
	save := func() error { return s.tracker.NoteDrill(ctx, v, id, c.FormValue("note"), c.FormValue("text")) }
	if wantsJSON(c) {
		if err := save(); err != nil {
			return err
		}
		return c.JSON(fiber.Map{"kept": true})
	}
	show := func(status int, wrong maturity.Fields) error {
		if seat.Runs() {
			return s.gamePage(c, status, seat, wrong)
		}
		return s.playPage(c, status, seat, wrong)
	}
	return s.submit(c, show, func() error {
		if err := save(); err != nil {
			return err
		}
		return s.redirect(c, "/drills/"+id+"#note", "")
	})
}

func (s *Server) finishDrill(c *fiber.Ctx) error {
	seat, err := s.runSeat(c)
	if err != nil {
		return err
	}
	in := tracker.FinishDrill{Drill: seat.Drill.ID, Outcome: c.FormValue("outcome")}
	for _, g := range finishForm(c, viewer(c).Person.ID).Gaps {
		in.Gaps = append(in.Gaps, tracker.DrillGapInput{Text: c.FormValue(g.Name("gap")), Owner: g.Owner, Action: g.Action})
	}
	show := func(status int, wrong maturity.Fields) error {
		if seat.Drill.State != adoption.DrillTalking {
			return maturity.Fail(maturity.Conflict, "error.drill_state")
		}
		return s.gamePage(c, status, seat, wrong)
	}
	return s.submit(c, show, func() error {
		if err := s.tracker.FinishDrill(c.UserContext(), viewer(c), in); err != nil {
			return err
		}
		return s.redirect(c, "/drills/"+in.Drill+"/record", "flash.drill_done")
	})
}
