package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

// addTargets offers a champion the targets of all practices.
func (s *Server) addTargets(c *fiber.Ctx, p *page.PracticesOverview, targets map[string]int) error {
	if !p.Viewer.IsChampion() || !p.Aimed() {
		return nil
	}
	all, err := s.tracker.Practices(c.UserContext())
	if err != nil {
		return err
	}
	for _, x := range all {
		f := page.TargetForm{Practice: x, Stored: targets[x.Key]}
		f.Teams = targetTyped(f.Stored)
		if f.Seen, err = tracker.Seen(f.Stored); err != nil {
			return err
		}
		p.Targets = append(p.Targets, f)
	}
	return nil
}

// targetTyped is a target as it stands in a form; nothing where there is none.
func targetTyped(n int) string {
	if n == 0 {
		return ""
	}
	return itoa(n)
}

// setPracticeTarget says how many teams are meant to hold a practice.
func (s *Server) setPracticeTarget(c *fiber.Ctx) error {
	again := page.TargetForm{Practice: questionnaires.Practice{Key: c.Params("key")}, Teams: typed(c, "teams")}
	show := func(status int, wrong maturity.Fields) error {
		again.Error = page.NewErrors(s.texts.In(language(c)), wrong).Of("teams")
		return s.practicesOverviewPage(c, status, again)
	}
	return s.submit(c, show, func() error {
		ctx := unlessChanged(s, c, tracker.OwnPracticesLock, func(ctx context.Context, r store.Reader) (int, error) {
			all, err := r.PracticeTargets(ctx)
			return all[again.Practice.Key], err
		})
		err := s.tracker.SetPracticeTarget(ctx, viewer(c), again.Practice.Key, c.FormValue("teams"))
		if isConflict(err) {
			return s.targetConflict(c, again)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/overview/practices#targets", "flash.saved")
	})
}

// targetConflict shows the target that somebody else has set meanwhile beside
// the one that was typed; where they are one, there is nothing left to do.
func (s *Server) targetConflict(c *fiber.Ctx, again page.TargetForm) error {
	all, err := s.store.PracticeTargets(c.UserContext())
	if err != nil {
		return err
	}
	now := targetTyped(all[again.Practice.Key])
	again.Error = theirs(s.base(c, "overview_practices.title"), edited{"teams", again.Teams, now, now}).Of("teams")
	if again.Error == "" {
		return s.redirect(c, "/overview/practices#targets", "flash.saved")
	}
	return s.practicesOverviewPage(c, fiber.StatusConflict, again)
}
