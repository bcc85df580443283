package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

// addTargets offers a champion the targets of all practices.
func (s *Server) addTargets(c *fiber.Ctx, p *page.PracticesOverview, targets map[string]int) error {
	if !p.Viewer.IsChampion() || !p.Aimed() {
		return nil
	}
	all, err := s.tracker.Practices(c.UserContext())
	for _, x := range all {
		f := page.TargetForm{Practice: x}
		if n := targets[x.Key]; n > 0 {
			f.Teams = itoa(n)
		}
		p.Targets = append(p.Targets, f)
	}
	return err
}

// setPracticeTarget says how many teams are meant to hold a practice.
func (s *Server) setPracticeTarget(c *fiber.Ctx) error {
	key := c.Params("key")
	show := func(status int, wrong maturity.Fields) error {
		return s.practicesOverviewPage(c, status, page.TargetForm{
			Practice: questionnaires.Practice{Key: key}, Teams: typed(c, "teams"),
			Error: page.NewErrors(s.texts.In(language(c)), wrong).Of("teams"),
		})
	}
	return s.submit(c, show, func() error {
		if err := s.tracker.SetPracticeTarget(c.UserContext(), viewer(c), key, c.FormValue("teams")); err != nil {
			return err
		}
		return s.redirect(c, "/overview/practices#targets", "flash.saved")
	})
}
