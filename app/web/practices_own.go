package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func (s *Server) listOwnPractices(c *fiber.Ctx) error {
	return s.ownPracticePage(c, fiber.StatusOK, "", nil, nil)
}

func (s *Server) editOwnPractice(c *fiber.Ctx) error {
	return s.ownPracticePage(c, fiber.StatusOK, c.Params("key"), nil, nil)
}

// ownPracticePage shows the organisation's own practices with a form: for a new
// one, or for the one that is named.
func (s *Server) ownPracticePage(c *fiber.Ctx, status int, key string, sent *tracker.SaveOwnPractice, wrong maturity.Fields) error {
	own, err := s.store.OwnPractices(c.UserContext())
	if err != nil {
		return err
	}
	p := &page.OwnPractices{Base: s.base(c, "own_practices.title"), Own: own, Key: key}
	p.Path, p.Errors = "/practices/own", page.NewErrors(p.Texts, wrong)
	if key != "" {
		p.Path += "/" + key
		i := slices.IndexFunc(own, func(x store.OwnPractice) bool { return x.Key == key })
		if i < 0 {
			return maturity.Fail(maturity.NotFound, "error.not_found")
		}
		p.Form = ownForm(own[i])
	}
	if sent != nil {
		p.Form = *sent
	}
	return s.render(c, status, "own_practices", p)
}

func ownForm(x store.OwnPractice) tracker.SaveOwnPractice {
	out := tracker.SaveOwnPractice{
		Key: x.Key, NameJA: x.Name.JA, NameEN: x.Name.EN, AboutJA: x.About.JA, AboutEN: x.About.EN,
		FirstJA: x.First.JA, FirstEN: x.First.EN, Cadence: itoa(x.CadenceDays), Archived: x.ArchivedAt != nil,
	}
	for _, d := range x.Dimensions {
		out.Dimensions = append(out.Dimensions, string(d))
	}
	return out
}

func (s *Server) saveOwnPractice(c *fiber.Ctx) error {
	in := tracker.SaveOwnPractice{
		Key: c.Params("key"), NameJA: c.FormValue("name_ja"), NameEN: c.FormValue("name_en"),
		AboutJA: c.FormValue("about_ja"), AboutEN: c.FormValue("about_en"), FirstJA: c.FormValue("first_ja"), FirstEN: c.FormValue("first_en"),
		Dimensions: formValues(c)("dimensions"), Cadence: c.FormValue("cadence"), Archived: c.FormValue("archived") != "",
	}
	show := func(status int, wrong maturity.Fields) error { return s.ownPracticePage(c, status, in.Key, &in, wrong) }
	return s.submit(c, show, func() error {
		if _, err := s.tracker.SaveOwnPractice(c.UserContext(), viewer(c), in); err != nil {
			return err
		}
		return s.redirect(c, "/practices/own", "flash.saved")
	})
}
