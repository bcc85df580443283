package web

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
)

// memberTeam returns the team of the address, for its members alone.
func (s *Server) memberTeam(c *fiber.Ctx) (maturity.Team, error) {
	return s.teamForMembers(c, c.Params("id"))
}

// teamForMembers returns a team for its members alone; to others it is not there.
func (s *Server) teamForMembers(c *fiber.Ctx, id string) (maturity.Team, error) {
	if err := viewer(c).MayBelong(id); err != nil {
		return maturity.Team{}, err
	}
	return s.store.TeamByID(c.UserContext(), id)
}

// registerState is a team's register as it stands, with its figures.
type registerState struct {
	store.TeamRegister
	today   time.Time
	summary knowledge.Summary
	marks   map[string]page.AreaMark // by area key
	depths  map[string]int
}

func (s *Server) registerState(ctx context.Context, team string) (registerState, error) {
	var out registerState
	var err error
	if out.today, err = s.tracker.Today(ctx); err != nil {
		return out, err
	}
	if out.TeamRegister, err = s.store.RegisterOf(ctx, team); err != nil {
		return out, err
	}
	out.summary = knowledge.Summarise(out.Register(out.today))
	out.marks, out.depths = page.Marks(out.summary), map[string]int{}
	for _, a := range out.summary.Areas {
		out.depths[a.Area] = a.Depth
	}
	return out, nil
}

// registerPage begins a page of a team's register.
func (s *Server) registerPage(c *fiber.Ctx, team maturity.Team, at, title string) (page.Base, page.RegisterNav) {
	b := s.base(c, title, "team", team.Name)
	return b, page.NewRegisterNav(b, team, at)
}

func (s *Server) showRegister(c *fiber.Ctx) error {
	ctx := c.UserContext()
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	state, err := s.registerState(ctx, team.ID)
	if err != nil {
		return err
	}
	p := &page.Register{Team: team, AsOf: state.today, Areas: len(state.Areas)}
	p.Base, p.Nav = s.registerPage(c, team, page.RegisterGrid, "register.title")
	p.Wide = true
	p.Figures = page.NewFigures(p.Base, state.summary)
	p.Filter = page.RegisterFilter{Criticality: asked(c, "criticality"), Kind: asked(c, "kind"), Show: asked(c, "show")}
	if p.Archived, err = s.store.ArchivedAreas(ctx, team.ID); err != nil {
		return err
	}
	if i := slices.IndexFunc(p.Archived, func(a store.Area) bool { return a.ID == asked(c, "archived") }); i >= 0 {
		p.JustArchived = &p.Archived[i]
	}
	fillGrid(p, state, query(c))
	return s.render(c, fiber.StatusOK, "register", p)
}

// fillGrid lays out the part of the register that the address asks for.
func fillGrid(p *page.Register, state registerState, query url.Values) {
	path := "/teams/" + p.Team.ID + "/register"
	query.Del("archived") // said once is enough
	people := viewerFirst(state.People, p.Viewer.Person.ID)
	p.PeoplePager = page.NewPagerBy(p.Base, path, query, len(people), "people", page.GridPeople)
	people = page.Rows(p.PeoplePager, people)
	for _, m := range people {
		p.People = append(p.People, page.GridPerson{
			ID: m.ID, Name: m.Name, Own: m.ID == p.Viewer.Person.ID, Away: !there(m, state.today),
		})
	}
	var areas []store.Area
	for _, a := range state.Areas {
		_, claimed := state.Claims[a.ID][p.Viewer.Person.ID]
		if p.Filter.Takes(a.Area, state.marks[a.Key], claimed) {
			areas = append(areas, a)
		}
	}
	p.Pager = page.NewPagerBy(p.Base, path, query, len(areas), "page", page.GridAreas)
	for _, a := range page.Rows(p.Pager, areas) {
		p.Rows = append(p.Rows, gridRow(p, state, a, people))
	}
}

// viewerFirst puts the viewer's own column where it is seen at once.
func viewerFirst(people []store.RegisterPerson, viewer string) []store.RegisterPerson {
	out := slices.Clone(people)
	slices.SortStableFunc(out, func(a, b store.RegisterPerson) int {
		switch viewer {
		case a.ID:
			return -1
		case b.ID:
			return 1
		}
		return 0
	})
	return out
}

func gridRow(p *page.Register, state registerState, a store.Area, people []store.RegisterPerson) page.GridRow {
	row := page.GridRow{
		ID: a.ID, Key: a.Key, Name: p.AreaName(a), Criticality: a.Criticality,
		Depth: state.depths[a.Key], Mark: state.marks[a.Key], Cells: make([]page.GridCell, len(people)),
	}
	base, leads := p.URL("/areas/", a.ID, "/claims/"), p.Leads()
	for i, m := range people {
		cell := page.GridCell{URL: base + m.ID, Locked: !leads && m.ID != p.Viewer.Person.ID}
		if claim, said := state.Claims[a.ID][m.ID]; said {
			cell.Level, cell.Stale, cell.Revision = strconv.Itoa(claim.Level), claim.Stale(state.today), claim.Revision
		}
		row.Cells[i] = cell
	}
	return row
}
