package web

import (
	"context"
	"slices"
	"strconv"
	"strings"

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
func (s *Server) ownPracticePage(c *fiber.Ctx, status int, key string, sent *tracker.SaveOwnPractice, wrong page.Errors) error {
	own, err := s.store.OwnPractices(c.UserContext())
	if err != nil {
		return err
	}
	p := &page.OwnPractices{Base: s.base(c, "own_practices.title"), Own: own, Key: key}
	p.Path, p.Errors = "/practices/own", wrong
	if key != "" {
		p.Path += "/" + key
		i := slices.IndexFunc(own, func(x store.OwnPractice) bool { return x.Key == key })
		if i < 0 {
			return maturity.Fail(maturity.NotFound, "error.not_found")
		}
		p.Form = ownForm(own[i])
		if p.Guard, err = lookedAt(c, status, own[i]); err != nil {
			return err
		}
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
	show := func(status int, wrong maturity.Fields) error {
		return s.ownPracticePage(c, status, in.Key, &in, page.NewErrors(s.texts.In(language(c)), wrong))
	}
	return s.submit(c, show, func() error {
		ctx := c.UserContext()
		if in.Key != "" {
			ctx = unlessChanged(s, c, tracker.OwnPracticesLock, func(ctx context.Context, r store.Reader) (store.OwnPractice, error) {
				return ownPracticeOf(ctx, r, in.Key)
			})
		}
		_, err := s.tracker.SaveOwnPractice(ctx, viewer(c), in)
		if isConflict(err) {
			return s.ownPracticeConflict(c, in)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/practices/own", "flash.saved")
	})
}

func ownPracticeOf(ctx context.Context, r store.Reader, key string) (store.OwnPractice, error) {
	own, err := r.OwnPractices(ctx)
	if err != nil {
		return store.OwnPractice{}, err
	}
	for _, p := range own {
		if p.Key == key {
			return p, nil
		}
	}
	return store.OwnPractice{}, maturity.Fail(maturity.NotFound, "error.not_found")
}

// ownPracticeConflict shows a practice as somebody else has saved it meanwhile
// beside what was typed; where nothing differs, there is nothing left to do.
func (s *Server) ownPracticeConflict(c *fiber.Ctx, in tracker.SaveOwnPractice) error {
	stored, err := ownPracticeOf(c.UserContext(), s.store, in.Key)
	if err != nil {
		return err
	}
	b, now := s.base(c, "own_practices.title"), ownForm(stored)
	var fields []edited
	for name, texts := range map[string][2]string{
		"name_ja": {in.NameJA, now.NameJA}, "name_en": {in.NameEN, now.NameEN}, "about_ja": {in.AboutJA, now.AboutJA},
		"about_en": {in.AboutEN, now.AboutEN}, "first_ja": {in.FirstJA, now.FirstJA}, "first_en": {in.FirstEN, now.FirstEN},
		"cadence": {in.Cadence, now.Cadence},
	} {
		fields = append(fields, edited{name, texts[0], texts[1], texts[1]})
	}
	names := make([]string, len(stored.Dimensions))
	for i, d := range stored.Dimensions {
		names[i] = b.DimensionName(d)
	}
	state := "own_practices.in_use"
	if now.Archived {
		state = "own_practices.archived"
	}
	fields = append(fields, edited{"dimensions", strings.Join(in.Dimensions, " "), strings.Join(now.Dimensions, " "), b.List(names)},
		edited{"archived", strconv.FormatBool(in.Archived), strconv.FormatBool(now.Archived), b.T(state)})
	wrong := theirs(b, fields...)
	if len(wrong) == 0 {
		return s.redirect(c, "/practices/own", "flash.saved")
	}
	return s.ownPracticePage(c, fiber.StatusConflict, in.Key, &in, wrong)
}
