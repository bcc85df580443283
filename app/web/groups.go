package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
)

// listGroups shows the tree, with a form for a new group or, with ?edit=, for
// one that is there.
func (s *Server) listGroups(c *fiber.Ctx) error {
	in := maturity.Group{ParentID: asked(c, "parent")}
	if id := asked(c, "edit"); id != "" {
		g, err := s.groupByID(c, id)
		if err != nil {
			return err
		}
		in = g
	}
	return s.groupsPage(c, fiber.StatusOK, in, nil)
}

func (s *Server) groupByID(c *fiber.Ctx, id string) (maturity.Group, error) {
	groups, err := s.store.Groups(c.UserContext())
	if err != nil {
		return maturity.Group{}, err
	}
	for _, g := range groups {
		if g.ID == id {
			return g, nil
		}
	}
	return maturity.Group{}, maturity.Fail(maturity.NotFound, "error.not_found")
}

func (s *Server) groupsPage(c *fiber.Ctx, status int, in maturity.Group, wrong maturity.Fields) error {
	groups, err := s.store.Groups(c.UserContext())
	if err != nil {
		return err
	}
	teams, err := s.store.Teams(c.UserContext())
	if err != nil {
		return err
	}
	inGroup := map[string]int{}
	for _, t := range teams {
		if t.ArchivedAt == nil {
			inGroup[t.GroupID]++
		}
	}
	p := &page.Groups{Base: s.base(c, "groups.title"), Input: in}
	p.Section, p.Errors = "teams", page.NewErrors(p.Texts, wrong)
	p.Path = "/groups"
	for _, g := range groups {
		if g.ID == in.ID {
			p.Edit = g.Name
		}
	}
	p.Fill(groups, inGroup)
	return s.render(c, status, "groups", p)
}

func (s *Server) createGroup(c *fiber.Ctx) error {
	return s.submitGroup(c, maturity.Group{}, "flash.group_created")
}

func (s *Server) saveGroup(c *fiber.Ctx) error {
	g, err := s.groupByID(c, c.Params("id"))
	if err != nil {
		return err
	}
	return s.submitGroup(c, g, "flash.group_saved")
}

func (s *Server) submitGroup(c *fiber.Ctx, g maturity.Group, flash string) error {
	g.Name, g.ParentID = c.FormValue("name"), c.FormValue("parent")
	show := func(status int, wrong maturity.Fields) error { return s.groupsPage(c, status, g, wrong) }
	return s.submit(c, show, func() error {
		saved, err := s.tracker.SaveGroup(c.UserContext(), viewer(c), g)
		if err != nil {
			return err
		}
		return s.redirect(c, "/groups#g-"+saved.ID, flash)
	})
}
