package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// listGroups shows the tree, with a form for a new group or, with ?edit=, for
// one that is there.
func (s *Server) listGroups(c *fiber.Ctx) error {
	in := maturity.Group{ParentID: asked(c, "parent")}
	if id := asked(c, "edit"); id != "" {
		g, err := groupOf(c.UserContext(), s.store, id)
		if err != nil {
			return err
		}
		in = g
	}
	return s.groupsPage(c, fiber.StatusOK, in, nil)
}

func groupOf(ctx context.Context, r store.Reader, id string) (maturity.Group, error) {
	groups, err := r.Groups(ctx)
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

func (s *Server) groupsPage(c *fiber.Ctx, status int, in maturity.Group, wrong page.Errors) error {
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
	p.Section, p.Errors = "teams", wrong
	p.Path = "/groups"
	for _, g := range groups {
		if g.ID == in.ID {
			p.Edit = g.Name
			if c.Method() == fiber.MethodGet { // the form and what it rests on are read at once
				p.Input = g
			}
			if p.Guard, err = lookedAt(c, status, g); err != nil {
				return err
			}
		}
	}
	p.Fill(groups, inGroup)
	return s.render(c, status, "groups", p)
}

func (s *Server) createGroup(c *fiber.Ctx) error {
	return s.submitGroup(c, maturity.Group{}, "flash.group_created")
}

func (s *Server) saveGroup(c *fiber.Ctx) error {
	g, err := groupOf(c.UserContext(), s.store, c.Params("id"))
	if err != nil {
		return err
	}
	return s.submitGroup(c, g, "flash.group_saved")
}

func (s *Server) submitGroup(c *fiber.Ctx, g maturity.Group, flash string) error {
	g.Name, g.ParentID = c.FormValue("name"), c.FormValue("parent")
	show := func(status int, wrong maturity.Fields) error {
		return s.groupsPage(c, status, g, page.NewErrors(s.texts.In(language(c)), wrong))
	}
	return s.submit(c, show, func() error {
		ctx := c.UserContext()
		if g.ID != "" {
			ctx = unlessChanged(s, c, tracker.RosterLock, func(ctx context.Context, r store.Reader) (maturity.Group, error) {
				return groupOf(ctx, r, g.ID)
			})
		}
		saved, err := s.tracker.SaveGroup(ctx, viewer(c), g)
		if isConflict(err) {
			return s.groupConflict(c, g, flash)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/groups#g-"+saved.ID, flash)
	})
}

// groupConflict shows a group as somebody else has saved it meanwhile beside
// what was typed; where nothing differs, there is nothing left to do.
func (s *Server) groupConflict(c *fiber.Ctx, in maturity.Group, flash string) error {
	groups, err := s.store.Groups(c.UserContext())
	if err != nil {
		return err
	}
	now, err := groupOf(c.UserContext(), s.store, in.ID)
	if err != nil {
		return err
	}
	b := s.base(c, "groups.title")
	wrong := theirs(b, edited{"name", in.Name, now.Name, now.Name},
		edited{"parent", in.ParentID, now.ParentID, page.GroupPath(groups, now.ParentID, b.T("groups.top"))})
	if len(wrong) == 0 {
		return s.redirect(c, "/groups#g-"+in.ID, flash)
	}
	return s.groupsPage(c, fiber.StatusConflict, in, wrong)
}
