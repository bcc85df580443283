package web

import (
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

// drillTeam is the team of the address, for its members and for champions, who
// bring drills to teams.
func (s *Server) drillTeam(c *fiber.Ctx) (maturity.Team, error) {
	v, id := viewer(c), c.Params("id")
	if err := v.Require(v.InTeam(id) || v.IsChampion()); err != nil {
		return maturity.Team{}, err
	}
	return s.store.TeamByID(c.UserContext(), id)
}

func (s *Server) listTeamDrills(c *fiber.Ctx) error {
	return s.teamDrillsPage(c, fiber.StatusOK, nil)
}

func (s *Server) teamDrillsPage(c *fiber.Ctx, status int, wrong maturity.Fields) error {
	ctx := c.UserContext()
	team, err := s.drillTeam(c)
	if err != nil {
		return err
	}
	today, err := s.tracker.Today(ctx)
	if err != nil {
		return err
	}
	drills, err := s.store.DrillsOf(ctx, team.ID)
	if err != nil {
		return err
	}
	p := &page.TeamDrills{Base: s.base(c, "drills.team_title", "team", team.Name), Team: team}
	p.Path = "/teams/" + team.ID + "/drills"
	p.Add(drills, today)
	p.Plan, err = s.planForm(c, team, today)
	if err != nil {
		return err
	}
	p.Plan.Errors = page.NewErrors(p.Texts, wrong)
	return s.render(c, status, "team_drills", p)
}

// planForm is the form to plan a drill, with what the address or the form that
// came back says.
func (s *Server) planForm(c *fiber.Ctx, team maturity.Team, today time.Time) (page.DrillPlan, error) {
	f := page.DrillPlan{
		Scenarios: questionnaires.Scenarios(), Scenario: typed(c, "scenario"), Area: typed(c, "area"), Service: typed(c, "service"),
		Incident: typed(c, "incident"), Happened: typed(c, "happened"), Seed: seedOf(c),
		Day: typed(c, "planned_on"), Runner: c.FormValue("runner"), Player: c.FormValue("player"),
	}
	if f.Day == "" {
		f.Day = today.Format(time.DateOnly)
	}
	if f.Runner == "" {
		f.Runner = viewer(c).Person.ID
	}
	var err error
	if f.People, err = s.drillPeople(c, team.ID); err != nil {
		return f, err
	}
	areas, err := s.loneAreas(c, team.ID)
	if err != nil {
		return f, err
	}
	for _, a := range areas {
		f.Areas = append(f.Areas, page.Choice{Value: a.Key, Text: a.Name.In(language(c)), Chosen: a.Key == f.Area})
	}
	f.Made, _, err = s.madeScenario(c, areas)
	return f, err
}

// drillPeople are those who may be asked to take part: the team, champions, and
// the viewer.
func (s *Server) drillPeople(c *fiber.Ctx, team string) ([]page.Choice, error) {
	ctx := c.UserContext()
	members, err := s.store.MembersOf(ctx, team)
	if err != nil {
		return nil, err
	}
	var out []page.Choice
	known := map[string]bool{}
	add := func(p maturity.Person) {
		if !known[p.ID] && p.ArchivedAt == nil {
			known[p.ID] = true
			out = append(out, page.Choice{Value: p.ID, Text: p.Name})
		}
	}
	for _, m := range members {
		add(m.Person)
	}
	add(viewer(c).Person)
	all, err := s.store.People(ctx)
	for _, p := range all {
		if p.Role == maturity.RoleChampion {
			add(p)
		}
	}
	return out, err
}

// loneAreas are the areas of the team's register that hang on one person, the
// riskiest first; none for somebody to whom the register is closed.
func (s *Server) loneAreas(c *fiber.Ctx, team string) ([]store.Area, error) {
	if !viewer(c).InTeam(team) {
		return nil, nil
	}
	state, err := s.registerState(c.UserContext(), team)
	if err != nil {
		return nil, err
	}
	var out []store.Area
	for _, risk := range state.summary.Areas {
		if a, ok := state.AreaByKey(risk.Area); ok && slices.Contains(state.summary.SingleOwner, risk.Area) {
			out = append(out, a)
		}
	}
	return out, nil
}

func seedOf(c *fiber.Ctx) uint64 {
	n, _ := strconv.ParseUint(c.FormValue("seed"), 10, 32)
	return n
}

// madeScenario is the scenario made of what the form names of the team's own,
// and the key of its area; nil where it names nothing. Nobody is named in it:
// what the register says of people stays there.
func (s *Server) madeScenario(c *fiber.Ctx, areas []store.Area) (*adoption.Scenario, string, error) {
	var m adoption.Material
	area := ""
	switch key := c.FormValue("area"); {
	case key != "":
		i := slices.IndexFunc(areas, func(a store.Area) bool { return a.Key == key })
		if i < 0 {
			return nil, "", nil
		}
		a := areas[i]
		m, area = adoption.FromArea{
			Name: a.Name, Criticality: a.Criticality, Kind: string(a.Kind), Services: a.Services,
		}, key
	case c.FormValue("service") != "":
		m = adoption.FromService{Name: typed(c, "service")}
	case c.FormValue("incident") != "":
		m = adoption.FromIncident{Title: typed(c, "incident"), Happened: typed(c, "happened")}
	}
	x, ok := adoption.Generate(m, seedOf(c))
	if !ok {
		return nil, "", nil
	}
	return &x, area, nil
}

// planDrill plans a drill of the library, or one of the team's own material,
// which the same number makes again as it was shown.
func (s *Server) planDrill(c *fiber.Ctx) error {
	team, err := s.drillTeam(c)
	if err != nil {
		return err
	}
	areas, err := s.loneAreas(c, team.ID)
	if err != nil {
		return err
	}
	in := tracker.PlanDrill{
		Team: team.ID, PlannedOn: c.FormValue("planned_on"), Runner: c.FormValue("runner"), Player: c.FormValue("player"),
	}
	made, area, err := s.madeScenario(c, areas)
	if err != nil {
		return err
	}
	if made != nil {
		in.Scenario, in.AreaKey = *made, area
	} else {
		in.Scenario, _ = questionnaires.ScenarioByKey(c.FormValue("scenario"))
	}
	show := func(status int, wrong maturity.Fields) error { return s.teamDrillsPage(c, status, wrong) }
	return s.submit(c, show, func() error {
		d, err := s.tracker.PlanDrill(c.UserContext(), viewer(c), in)
		if err != nil {
			return err
		}
		return s.redirect(c, "/drills/"+d.ID, "flash.drill_planned")
	})
}
