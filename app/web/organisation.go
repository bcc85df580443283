package web

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func (s *Server) editOrganisation(c *fiber.Ctx) error {
	return s.organisationPage(c, fiber.StatusOK, page.OrganisationInput{}, nil)
}

func storedOrganisation(o maturity.Organisation) page.OrganisationInput {
	return page.OrganisationInput{
		Name: o.Name, Language: string(o.Language), TimeZone: o.TimeZone,
		FiscalStart: strconv.Itoa(o.FiscalStart), K: strconv.Itoa(o.K),
	}
}

// organisationPage shows the form with what was typed, or fresh as it is stored.
func (s *Server) organisationPage(c *fiber.Ctx, status int, in page.OrganisationInput, wrong page.Errors) error {
	o, err := s.store.Organisation(c.UserContext())
	if err != nil {
		return err
	}
	if status == fiber.StatusOK && c.Method() == fiber.MethodGet {
		in = storedOrganisation(o)
	}
	p := &page.Organisation{Base: s.base(c, "organisation.title"), Input: in, Errors: wrong}
	if p.Guard, err = lookedAt(c, status, o); err != nil {
		return err
	}
	p.Path = "/organisation"
	return s.render(c, status, "organisation", p)
}

func (s *Server) saveOrganisation(c *fiber.Ctx) error {
	in := page.OrganisationInput{
		Name: c.FormValue("name"), Language: c.FormValue("language"), TimeZone: c.FormValue("time_zone"),
		FiscalStart: c.FormValue("fiscal_start"), K: c.FormValue("k"),
	}
	show := func(status int, wrong maturity.Fields) error {
		return s.organisationPage(c, status, in, page.NewErrors(s.texts.In(language(c)), wrong))
	}
	return s.submit(c, show, func() error {
		guarded := unlessChanged(s, c, tracker.SettingsLock, func(ctx context.Context, r store.Reader) (maturity.Organisation, error) {
			return r.Organisation(ctx)
		})
		err := s.tracker.SaveOrganisation(guarded, viewer(c), tracker.OrganisationSettings{
			Name: in.Name, Language: in.Language, TimeZone: in.TimeZone,
			FiscalStart: whole(in.FiscalStart), K: whole(in.K),
		})
		if isConflict(err) {
			return s.organisationConflict(c, in)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/organisation", "flash.organisation_saved")
	})
}

// organisationConflict shows the settings as somebody else has saved them
// meanwhile beside what was typed; where nothing differs, there is nothing left
// to do.
func (s *Server) organisationConflict(c *fiber.Ctx, in page.OrganisationInput) error {
	o, err := s.store.Organisation(c.UserContext())
	if err != nil {
		return err
	}
	b, now := s.base(c, "organisation.title"), storedOrganisation(o)
	wrong := theirs(b, edited{"name", in.Name, now.Name, now.Name},
		edited{"language", in.Language, now.Language, b.T("language.name." + now.Language)},
		edited{"time_zone", in.TimeZone, now.TimeZone, now.TimeZone},
		edited{"fiscal_start", in.FiscalStart, now.FiscalStart, b.MonthName(now.FiscalStart)}, edited{"k", in.K, now.K, now.K})
	if len(wrong) == 0 {
		return s.redirect(c, "/organisation", "flash.organisation_saved")
	}
	return s.organisationPage(c, fiber.StatusConflict, in, wrong)
}

// whole reads a whole number; what is none becomes -1, which no field allows.
func whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
