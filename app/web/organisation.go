package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func (s *Server) editOrganisation(c *fiber.Ctx) error {
	o, err := s.store.Organisation(c.UserContext())
	if err != nil {
		return err
	}
	return s.organisationPage(c, fiber.StatusOK, page.OrganisationInput{
		Name: o.Name, Language: string(o.Language), TimeZone: o.TimeZone,
		FiscalStart: strconv.Itoa(o.FiscalStart), K: strconv.Itoa(o.K),
	}, nil)
}

func (s *Server) organisationPage(c *fiber.Ctx, status int, in page.OrganisationInput, wrong maturity.Fields) error {
	p := &page.Organisation{Base: s.base(c, "organisation.title"), Input: in}
	p.Errors = page.NewErrors(p.Texts, wrong)
	return s.render(c, status, "organisation", p)
}

func (s *Server) saveOrganisation(c *fiber.Ctx) error {
	in := page.OrganisationInput{
		Name: c.FormValue("name"), Language: c.FormValue("language"), TimeZone: c.FormValue("time_zone"),
		FiscalStart: c.FormValue("fiscal_start"), K: c.FormValue("k"),
	}
	show := func(status int, wrong maturity.Fields) error { return s.organisationPage(c, status, in, wrong) }
	return s.submit(c, show, func() error {
		err := s.tracker.SaveOrganisation(c.UserContext(), viewer(c), tracker.OrganisationSettings{
			Name: in.Name, Language: in.Language, TimeZone: in.TimeZone,
			FiscalStart: whole(in.FiscalStart), K: whole(in.K),
		})
		if err != nil {
			return err
		}
		return s.redirect(c, "/organisation", "flash.organisation_saved")
	})
}

// whole reads a whole number; what is none becomes -1, which no field allows.
func whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
