package web

import (
	"context"
	"net/url"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
)

// size is how many people a team has.
type size struct{ members, leads int }

func (s *Server) sizes(ctx context.Context) (map[string]size, error) {
	parts, err := s.store.Memberships(ctx)
	out := map[string]size{}
	for _, m := range parts {
		n := out[m.TeamID]
		n.members++
		if m.Role == maturity.MemberLead {
			n.leads++
		}
		out[m.TeamID] = n
	}
	return out, err
}

// query returns the query of a request, for links to other parts of a list.
func query(c *fiber.Ctx) url.Values {
	out := url.Values{}
	for name, value := range c.Request().URI().QueryArgs().All() {
		out.Add(string(name), string(value))
	}
	return out
}

func (s *Server) listTeams(c *fiber.Ctx) error {
	ctx := c.UserContext()
	p := &page.Teams{
		Base: s.base(c, "teams.title"), Query: asked(c, "q"), Group: asked(c, "group"), Archived: asked(c, "archived") != "",
	}
	p.Section = "teams"
	groups, err := s.store.Groups(ctx)
	if err != nil {
		return err
	}
	p.Lines = page.GroupLines(groups)
	teams, err := s.store.Teams(ctx)
	if err != nil {
		return err
	}
	p.Any = len(teams) > 0
	n, err := s.sizes(ctx)
	if err != nil {
		return err
	}
	rows := teamRows(p, teams, n)
	p.Pager = page.NewPager(p.Base, "/teams", query(c), len(rows))
	p.Rows = page.Rows(p.Pager, rows)
	return s.render(c, fiber.StatusOK, "teams", p)
}

// teamRows keeps the teams that are looked for.
func teamRows(p *page.Teams, teams []maturity.Team, n map[string]size) []page.TeamRow {
	paths := page.Paths(p.Lines)
	wanted := map[string]bool{}
	for _, l := range p.Lines {
		wanted[l.ID] = p.Group == "" || l.Below(p.Group)
	}
	var rows []page.TeamRow
	for _, t := range teams {
		inGroup := p.Group == "" || wanted[t.GroupID]
		if (t.ArchivedAt != nil) != p.Archived || !inGroup || !contains(p.Query, t.Name, t.Key) {
			continue
		}
		rows = append(rows, page.TeamRow{
			Team: t, Group: paths[t.GroupID], Members: n[t.ID].members, Leads: n[t.ID].leads,
		})
	}
	return rows
}
