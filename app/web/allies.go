package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// raiseHand keeps, changes or takes down the viewer's own raised hand.
func (s *Server) raiseHand(c *fiber.Ctx) error {
	ctx, v, key := c.UserContext(), viewer(c), c.Params("key")
	in := tracker.RaiseHand{
		Practice: key, Wishes: formValues(c)("wish"), Note: c.FormValue("note"), Consent: c.FormValue("consent") != "",
	}
	flash := "flash.hand_saved"
	if c.FormValue("do") == "withdraw" || len(in.Wishes) == 0 {
		in.Wishes, in.Note, flash = nil, "", "flash.hand_withdrawn"
	}
	show := func(status int, wrong maturity.Fields) error {
		return s.practicePage(c, status, &page.HandForm{
			Wishes: formValues(c)("wish"), Note: typed(c, "note"), Consent: in.Consent,
			Errors: page.NewErrors(s.texts.In(language(c)), wrong),
		})
	}
	return s.submit(c, show, func() error {
		if err := s.tracker.RaiseHand(ctx, v, in); err != nil {
			return err
		}
		return s.redirect(c, "/hands", flash)
	})
}

// listHands shows the viewer's own raised hands, with consent or without.
func (s *Server) listHands(c *fiber.Ctx) error {
	ctx := c.UserContext()
	p := &page.Hands{Base: s.base(c, "hands.title")}
	own, err := s.store.HandsOf(ctx, p.Viewer.Person.ID)
	if err != nil {
		return err
	}
	offered, err := s.tracker.Practices(ctx)
	if err != nil {
		return err
	}
	shown := map[string]bool{}
	for _, h := range own {
		if shown[h.Practice] {
			continue
		}
		shown[h.Practice] = true
		practice, err := s.tracker.Practice(ctx, h.Practice)
		if err != nil {
			return err
		}
		form := page.NewHandForm(p.Base, h.Practice, own)
		form.Listed = true
		p.Rows = append(p.Rows, page.OwnHand{Practice: practice, Form: form})
	}
	for _, x := range offered {
		if !shown[x.Key] {
			p.Others = append(p.Others, x)
		}
	}
	return s.render(c, fiber.StatusOK, "hands", p)
}

// listAllies shows the champion the hands whose owners consented, by practice.
func (s *Server) listAllies(c *fiber.Ctx) error {
	ctx := c.UserContext()
	all, err := s.tracker.Allies(ctx, viewer(c))
	if err != nil {
		return err
	}
	p := &page.Allies{Base: s.base(c, "allies.title")}
	var order []string
	hands := map[string][]page.AllyHand{}
	for _, a := range all {
		if hands[a.Practice] == nil {
			order = append(order, a.Practice)
		}
		hands[a.Practice] = addAlly(hands[a.Practice], a, p.Base)
	}
	for _, key := range order {
		practice, err := s.tracker.Practice(ctx, key)
		if err != nil {
			return err
		}
		p.Add(practice, hands[key])
	}
	return s.render(c, fiber.StatusOK, "allies", p)
}

// addAlly puts all wishes of one person for one practice into one line.
func addAlly(hands []page.AllyHand, a tracker.Ally, b page.Base) []page.AllyHand {
	for i, h := range hands {
		if h.Person == a.PersonID {
			hands[i].Wishes = append(hands[i].Wishes, a.Wish)
			return hands
		}
	}
	return append(hands, page.AllyHand{
		Person: a.PersonID, Name: a.Name, Email: a.Email, Note: a.Note, Teams: a.Teams, Wishes: []store.Wish{a.Wish}, Since: b.Date(a.RaisedAt),
	})
}
