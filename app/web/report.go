package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
	"michinori/reports/quarter"
)

// showReport answers what leaders ask of one round, for the organisation or a
// group; ?hide=1 leaves the names of teams out.
func (s *Server) showReport(c *fiber.Ctx) error {
	if err := viewer(c).Require(viewer(c).SeesOrganisation()); err != nil {
		return err
	}
	counted, err := s.counted(c, "")
	if err != nil {
		return err
	}
	shared := map[string]bool{}
	for _, r := range counted {
		shared[r.Key] = r.Funnel.Shared > 0
	}
	o, err := s.scope(c, func(r maturity.Round) bool { return shared[r.Key] })
	if err != nil {
		return err
	}
	p := &page.Report{Base: s.base(c, "report.title"), Scope: o.Scope, HideTeams: asked(c, "hide") == "1"}
	p.Section, p.Wide = "overview", true
	if o.Round != nil {
		in, err := s.reports.Organisation(c.UserContext(), viewer(c), *o.Round, o.Group, p.HideTeams)
		if err != nil {
			return err
		}
		d := quarter.ForLeaders(p.Texts.Language, in, p.HideTeams)
		p.Document = &d
	}
	return s.render(c, fiber.StatusOK, "report", p)
}
