package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence"
	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func (s *Server) showRegisterSheet(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	return s.registerSheetPage(c, fiber.StatusOK, page.RegisterSheet{Team: team})
}

func (s *Server) registerSheetPage(c *fiber.Ctx, status int, p page.RegisterSheet) error {
	p.Base = s.base(c, "sheets.title", "team", p.Team.Name)
	p.Wide = p.Plan != nil
	return s.render(c, status, "sources_sheet", &p)
}

// importRegister shows what a spreadsheet would do and, once that was seen and
// agreed to, does it.
func (s *Server) importRegister(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	if err := viewer(c).MayLead(team.ID); err != nil {
		return err
	}
	in, err := givenSource(c)
	if err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error {
		if len(wrong) == 0 && c.FormValue("shown") != "" {
			return s.carryOutSheet(c, team, in.text, "") // the plan again, in the other language
		}
		return s.registerSheetPage(c, status, page.RegisterSheet{
			Team: team, Text: in.text, Errors: page.NewErrors(s.texts.In(language(c)), wrong),
		})
	}
	return s.submit(c, show, func() error {
		if err := in.check("sheets.nothing"); err != nil {
			return err
		}
		return s.carryOutSheet(c, team, in.text, c.FormValue("seen"))
	})
}

func (s *Server) carryOutSheet(c *fiber.Ctx, team maturity.Team, text, seen string) error {
	sheet, err := s.tracker.MeantSheet(c.UserContext(), team.ID, evidence.ReadSheet(text))
	if err != nil {
		return err
	}
	ctx, v := c.UserContext(), viewer(c)
	var plan tracker.RegisterPlan
	if seen == "" {
		plan, err = s.tracker.PlanRegister(ctx, v, team.ID, sheet)
	} else {
		plan, err = s.tracker.ImportRegister(ctx, v, team.ID, sheet, seen)
	}
	changed := errors.Is(err, &maturity.Error{Kind: maturity.Conflict, Key: "sheet.changed_since"})
	refused := errors.Is(err, &maturity.Error{Kind: maturity.Invalid, Key: "sheet.refused"})
	switch {
	case err != nil && !changed && !refused:
		return err
	case seen != "" && err == nil:
		return s.redirect(c, "/teams/"+team.ID+"/register", "flash.register_imported")
	}
	status := fiber.StatusOK
	if changed {
		status = fiber.StatusConflict
	} else if len(plan.Problems) > 0 {
		status = fiber.StatusUnprocessableEntity
	}
	if seen, err = plan.Fingerprint(); err != nil {
		return err
	}
	return s.registerSheetPage(c, status, page.RegisterSheet{Team: team, Text: text, Plan: &plan, Seen: seen, Changed: changed})
}
