package web

import (
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
)

// showAssessment leads to the page that comes next for the viewer.
func (s *Server) showAssessment(c *fiber.Ctx) error {
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	v := viewer(c)
	if err := v.MaySeeResult(st.assessment); err != nil {
		return err
	}
	here := "/assessments/" + st.assessment.ID
	if !v.InTeam(st.team.ID) {
		return s.redirect(c, here+"/result", "")
	}
	step, err := s.homeStep(c.UserContext(), v, st.round, st.assessment, v.Memberships[st.team.ID])
	if err != nil {
		return err
	}
	return s.redirect(c, here+"/"+landing(step), "")
}

func landing(step page.HomeStep) string {
	if next := step.Next(); next != "wait" {
		return next
	}
	return "reveal"
}

func (s *Server) chooseMode(c *fiber.Ctx) error {
	mode := maturity.Mode(c.FormValue("mode"))
	if err := s.tracker.ChooseMode(c.UserContext(), viewer(c), c.Params("id"), mode); err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+c.Params("id")+"/answers", "flash.mode_chosen")
}

func (s *Server) reveal(c *fiber.Ctx) error {
	if err := s.tracker.Reveal(c.UserContext(), viewer(c), c.Params("id")); err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+c.Params("id")+"/agreement", "flash.revealed")
}

func (s *Server) share(c *fiber.Ctx) error {
	if err := s.tracker.Share(c.UserContext(), viewer(c), c.Params("id")); err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+c.Params("id")+"/result", "flash.shared")
}

func (s *Server) unshare(c *fiber.Ctx) error {
	if err := s.tracker.Unshare(c.UserContext(), viewer(c), c.Params("id")); err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+c.Params("id")+"/result", "flash.unshared")
}

func (s *Server) reopen(c *fiber.Ctx) error {
	reopen, next, flash := s.tracker.Reopen, "/", "flash.reopened"
	if c.FormValue("what") == "facts" {
		reopen, next, flash = s.tracker.ReopenFacts, "/assessments/"+c.Params("id")+"/facts", "flash.reopened_facts"
	}
	if err := reopen(c.UserContext(), viewer(c), c.Params("id"), c.FormValue("reason")); err != nil {
		return s.reopenRefused(c, err)
	}
	return s.redirect(c, next, flash)
}

func (s *Server) restore(c *fiber.Ctx) error {
	if err := s.tracker.Restore(c.UserContext(), viewer(c), c.Params("id")); err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+c.Params("id"), "flash.restored")
}

// dashed turns a question key into the part of an id.
func dashed(key string) string { return strings.ReplaceAll(key, ".", "-") }
