package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

// listScenarios shows the library of drills.
func (s *Server) listScenarios(c *fiber.Ctx) error {
	p := &page.Drills{Base: s.base(c, "drills.title"), Wanted: asked(c, "q")}
	for _, source := range adoption.ScenarioSources {
		group := page.ScenarioGroup{Source: source}
		for _, x := range questionnaires.Scenarios() {
			if x.Source == source && contains(p.Wanted, x.Name.JA, x.Name.EN, x.Background.JA, x.Background.EN) {
				group.Scenarios = append(group.Scenarios, x)
			}
		}
		if len(group.Scenarios) > 0 {
			p.Groups = append(p.Groups, group)
		}
	}
	return s.render(c, fiber.StatusOK, "drills", p)
}

// showScenario shows one scenario whole: whoever reads it will be the game
// master, or has decided not to play it.
func (s *Server) showScenario(c *fiber.Ctx) error {
	x, ok := questionnaires.ScenarioByKey(c.Params("key"))
	if !ok {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	p := &page.Scenario{Base: s.base(c, "drills.scenario_title", "name", x.Name.In(language(c))), Scenario: x}
	teams, err := s.store.Teams(c.UserContext())
	if err != nil {
		return err
	}
	for _, t := range teams {
		if p.Viewer.InTeam(t.ID) && t.ArchivedAt == nil {
			p.Teams = append(p.Teams, t)
		}
	}
	return s.render(c, fiber.StatusOK, "drill_scenario", p)
}
