package web

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// addAsk offers a champion the form for what the report asks its readers for.
func (s *Server) addAsk(c *fiber.Ctx, p *page.Report) error {
	if p.Round == nil || !p.Viewer.IsChampion() {
		return nil
	}
	asks, err := s.store.AsksOf(c.UserContext(), p.Round.ID, p.Group)
	if err != nil {
		return err
	}
	p.Ask = &page.AskForm{Base: p.Base}
	if len(asks) > 0 {
		p.Ask.Text, p.Ask.Due = asks[0].Text, asks[0].Due
	}
	p.Ask.Seen, err = tracker.AskSeen(asks)
	return err
}

// saveAsk stores what the report asks for. Where somebody else was faster, the
// report shows theirs, and the form keeps what was typed.
func (s *Server) saveAsk(c *fiber.Ctx) error {
	if err := viewer(c).MayRun(); err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error {
		p, err := s.leadersReport(c)
		if err != nil {
			return err
		}
		if err := s.addAsk(c, p); err != nil {
			return err
		}
		p.Path = "/overview/report?" + p.Query()
		if p.Ask == nil {
			return maturity.Fail(maturity.NotFound, "error.not_found")
		}
		if status != fiber.StatusConflict {
			p.Ask.Seen = typed(c, "seen") // it still rests on what it was made from
		}
		p.Ask.Text, p.Ask.Due, p.Ask.Errors = typed(c, "ask"), typed(c, "due"), page.NewErrors(p.Texts, wrong)
		return s.render(c, status, "report", p)
	}
	if c.Query("round") == "" { // of which report is not said: the newest one asks again
		return show(fiber.StatusUnprocessableEntity, nil)
	}
	return s.submit(c, show, func() error {
		err := s.tracker.SaveAsk(c.UserContext(), viewer(c), tracker.SaveAsk{
			Round: c.Query("round"), Group: c.Query("group"), Text: c.FormValue("ask"), Due: c.FormValue("due"), Seen: c.FormValue("seen"),
		})
		if isConflict(err) {
			return show(fiber.StatusConflict, maturity.Fields{{Name: "ask", Key: "error.changed_meanwhile"}})
		}
		if err != nil {
			return err
		}
		q := url.Values{"round": {c.Query("round")}, "group": {c.Query("group")}}
		return s.redirect(c, "/overview/report?"+q.Encode()+"#s-ask", "flash.saved")
	})
}
