package web

import (
	"crypto/rand"
	"slices"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// openDrill leads to the page that fits the viewer's part and the state.
func (s *Server) openDrill(c *fiber.Ctx) error {
	seat, err := s.tracker.Seat(c.UserContext(), viewer(c), c.Params("id"))
	if err != nil {
		return err
	}
	to := "/play"
	switch {
	case over(seat.Drill):
		to = "/record"
	case seat.Runs():
		to = "/run"
	}
	return s.redirect(c, "/drills/"+seat.Drill.ID+to, s.takeFlash(c))
}

func over(d adoption.Drill) bool {
	return d.State == adoption.DrillDone || d.State == adoption.DrillCancelled
}

// runSeat is the seat of the game master; others learn that it is not theirs.
func (s *Server) runSeat(c *fiber.Ctx) (tracker.DrillSeat, error) {
	seat, err := s.tracker.Seat(c.UserContext(), viewer(c), c.Params("id"))
	if err == nil && !seat.Runs() {
		err = maturity.Fail(maturity.Forbidden, "error.drill_runner_only")
	}
	return seat, err
}

func (s *Server) runDrill(c *fiber.Ctx) error {
	seat, err := s.runSeat(c)
	if err != nil {
		return err
	}
	return s.gamePage(c, fiber.StatusOK, seat, nil)
}

// gamePage shows the game master's page, with the form that came back.
func (s *Server) gamePage(c *fiber.Ctx, status int, seat tracker.DrillSeat, wrong maturity.Fields) error {
	if over(seat.Drill) {
		return s.redirect(c, "/drills/"+seat.Drill.ID+"/record", s.takeFlash(c))
	}
	p, err := s.drillPage(c, seat, true)
	if err != nil {
		return err
	}
	p.Errors, p.Note = page.NewErrors(p.Texts, wrong), typed(c, "text")
	p.Finish = finishForm(c, p.Viewer.Person.ID)
	s.partAgain(c, status, p)
	return s.render(c, status, "drill_run", p)
}

func finishForm(c *fiber.Ctx, self string) page.DrillFinish {
	out := page.DrillFinish{Outcome: typed(c, "outcome")}
	for n := 1; n <= adoption.Gaps; n++ {
		g := page.DrillGapForm{N: n}
		g.Text, g.Owner, g.Action = typed(c, g.Name("gap")), c.FormValue(g.Name("owner")), c.FormValue(g.Name("action")) != ""
		if g.Owner == "" {
			g.Owner = self
		}
		out.Gaps = append(out.Gaps, g)
	}
	return out
}

func (s *Server) playDrill(c *fiber.Ctx) error {
	seat, err := s.tracker.JoinDrill(c.UserContext(), viewer(c), c.Params("id"))
	if err = s.ifItCan(c, seat.Drill.ID != "", err); err != nil {
		return err
	}
	return s.playPage(c, fiber.StatusOK, seat, nil)
}

func (s *Server) playPage(c *fiber.Ctx, status int, seat tracker.DrillSeat, wrong maturity.Fields) error {
	if over(seat.Drill) {
		return s.redirect(c, "/drills/"+seat.Drill.ID+"/record", s.takeFlash(c))
	}
	p, err := s.drillPage(c, seat, false)
	if err != nil {
		return err
	}
	p.Errors, p.Note = page.NewErrors(p.Texts, wrong), typed(c, "text")
	p.Fresh = status == fiber.StatusOK && c.Method() == fiber.MethodGet && c.Query("still") == ""
	s.partAgain(c, status, p)
	return s.render(c, status, "drill_play", p)
}

// recordDrill shows what a drill came to. A drill that was cancelled may still
// be played: its secrets stay with its game master.
func (s *Server) recordDrill(c *fiber.Ctx) error {
	seat, err := s.tracker.Seat(c.UserContext(), viewer(c), c.Params("id"))
	if err != nil {
		return err
	}
	if !over(seat.Drill) {
		return s.redirect(c, "/drills/"+seat.Drill.ID, "")
	}
	p, err := s.drillPage(c, seat, seat.Drill.State == adoption.DrillDone || seat.Runs())
	if err != nil {
		return err
	}
	gaps, err := s.store.DrillGaps(c.UserContext(), seat.Drill.ID)
	if err != nil {
		return err
	}
	names := s.names(c)
	for _, g := range gaps {
		name, err := names(g.OwnerID)
		if err != nil {
			return err
		}
		p.Gaps = append(p.Gaps, page.DrillGap{Text: g.Text, Owner: name, Action: g.ActionID != ""})
	}
	return s.render(c, fiber.StatusOK, "drill_record", p)
}

// printDrill lays the drill out for a meeting room without screens: the game
// master's sheet, then the players' hand-outs.
func (s *Server) printDrill(c *fiber.Ctx) error {
	seat, err := s.runSeat(c)
	if err != nil {
		return err
	}
	p, err := s.drillPage(c, seat, true)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "drill_print", p)
}

// names returns names by person, each read once.
func (s *Server) names(c *fiber.Ctx) func(id string) (string, error) {
	known := map[string]string{}
	return func(id string) (string, error) {
		if _, ok := known[id]; !ok {
			p, err := s.store.PersonByID(c.UserContext(), id)
			if err != nil {
				return "", err
			}
			known[id] = p.Name
		}
		return known[id], nil
	}
}

// drillPage fills what the pages of a drill show. Unless everything may be read,
// what only the game master knows never reaches the page.
func (s *Server) drillPage(c *fiber.Ctx, seat tracker.DrillSeat, everything bool) (*page.Drill, error) {
	ctx := c.UserContext()
	team, err := s.store.TeamByID(ctx, seat.Drill.TeamID)
	if err != nil {
		return nil, err
	}
	p := &page.Drill{
		Base: s.base(c, "drill.title", "name", seat.Drill.Scenario.Name.In(language(c))), Team: team, Drill: seat.Drill,
		Role: seat.Role, Game: everything, Now: s.clock(), NoteID: rand.Text(),
		MayPart: seat.Runs() || seat.Drill.State == adoption.DrillPlanned,
	}
	if p.MayCast, err = s.tracker.MayCast(ctx, p.Viewer, seat); err != nil {
		return nil, err
	}
	shown, err := s.store.DrillReveals(ctx, seat.Drill.ID)
	if err != nil {
		return nil, err
	}
	p.Injects = injects(seat.Drill.Scenario, shown, everything)
	p.Drill.Scenario.Injects = nil
	if !everything {
		p.Drill.Scenario.Brief, p.Drill.Scenario.Good = maturity.Text{}, nil
	}
	names := s.names(c)
	if err := s.addDrillPeople(c, p, seat, names); err != nil {
		return nil, err
	}
	notes, err := s.store.DrillNotes(ctx, seat.Drill.ID)
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		by, err := names(n.ByID)
		if err != nil {
			return nil, err
		}
		p.Notes = append(p.Notes, page.DrillNote{At: n.At, By: by, Text: n.Text})
	}
	return p, nil
}

// injects are those a page may show: all of them for whoever may read
// everything, else those that have appeared, without what a good answer is.
func injects(x adoption.Scenario, shown []store.DrillReveal, everything bool) []page.DrillInject {
	var out []page.DrillInject
	next := true
	for n, inject := range x.Injects {
		i := page.DrillInject{Inject: inject, N: n}
		if at := slices.IndexFunc(shown, func(r store.DrillReveal) bool { return r.Inject == n }); at >= 0 {
			i.Shown, i.At = true, shown[at].RevealedAt
		} else {
			i.Next, next = next, false
		}
		if !everything {
			if !i.Shown {
				continue
			}
			i.Expect = maturity.Text{}
		}
		out = append(out, i)
	}
	if !everything {
		slices.SortStableFunc(out, func(a, b page.DrillInject) int { return a.At.Compare(b.At) })
	}
	return out
}

func (s *Server) addDrillPeople(c *fiber.Ctx, p *page.Drill, seat tracker.DrillSeat, names func(string) (string, error)) error {
	var err error
	if p.Choices, err = s.drillPeople(c, p.Team.ID); err != nil {
		return err
	}
	for _, role := range adoption.DrillRoles {
		for _, x := range seat.People {
			if x.Role != role {
				continue
			}
			name, err := names(x.PersonID)
			if err != nil {
				return err
			}
			p.People = append(p.People, page.DrillPerson{ID: x.PersonID, Name: name, Role: role, Joined: x.JoinedAt != nil})
			if !slices.ContainsFunc(p.Choices, func(y page.Choice) bool { return y.Value == x.PersonID }) {
				p.Choices = append(p.Choices, page.Choice{Value: x.PersonID, Text: name})
			}
		}
	}
	return nil
}
