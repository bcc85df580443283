package web

import (
	"cmp"
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/web/page"
	"michinori/reports"
)

// showSharedAreas shows champions and leaders the knowledge areas of what teams
// share: counts, and a list to search.
func (s *Server) showSharedAreas(c *fiber.Ctx) error {
	p, rows, err := s.sharedAreas(c)
	if err != nil {
		return err
	}
	p.Pager = page.NewPager(p.Base, "/overview/areas", query(c), len(rows))
	p.Rows = page.Rows(p.Pager, rows)
	return s.render(c, fiber.StatusOK, "knowledge_areas", p)
}

// downloadSharedAreas gives the areas that are looked for as a file.
func (s *Server) downloadSharedAreas(c *fiber.Ctx) error {
	p, rows, err := s.sharedAreas(c)
	if err != nil {
		return err
	}
	return sendCSV(c, "areas", p.Table(rows))
}

// sharedAreas gathers the page and all rows that are looked for. Areas come
// from the counts that each round kept, in which no person stands.
func (s *Server) sharedAreas(c *fiber.Ctx) (*page.SharedAreas, []page.SharedAreaRow, error) {
	ctx, v := c.UserContext(), viewer(c)
	if err := v.Require(v.SeesOrganisation()); err != nil {
		return nil, nil, err
	}
	p := &page.SharedAreas{
		Base:   s.base(c, "shared_areas.title"),
		Filter: page.NewAreaFilter(asked(c, "q"), c.Query("criticality"), c.Query("depends")),
	}
	p.Section, p.Wide = "overview", true
	teams, err := s.store.Teams(ctx)
	if err != nil {
		return nil, nil, err
	}
	everywhere, err := s.store.SharedAreas(ctx, idsOf(teams))
	if err != nil {
		return nil, nil, err
	}
	held := map[string]bool{}
	for _, a := range everywhere {
		held[a.RoundKey] = true
	}
	o, err := s.scope(c, func(r maturity.Round) bool { return held[r.Key] })
	if err != nil {
		return nil, nil, err
	}
	p.Scope = o.Scope
	within := areasByRound(everywhere, o)
	p.Any = len(within) > 0
	if o.Round == nil {
		return p, nil, nil
	}
	if err := s.countAreas(ctx, p, o, within); err != nil {
		return nil, nil, err
	}
	return p, areaRows(p, o, within[o.Round.Key]), nil
}

// areasByRound keeps the areas of the teams within the scope.
func areasByRound(all []store.SharedArea, o orgScope) map[string][]store.SharedArea {
	out := map[string][]store.SharedArea{}
	for _, a := range all {
		if _, within := o.teams[a.TeamID]; within {
			out[a.RoundKey] = append(out[a.RoundKey], a)
		}
	}
	return out
}

// countAreas draws the counts: round by round, and group by group in the round
// that is shown.
func (s *Server) countAreas(ctx context.Context, p *page.SharedAreas, o orgScope, within map[string][]store.SharedArea) error {
	shares, err := s.store.RoundShares(ctx, o.teamIDs())
	if err != nil {
		return err
	}
	here := within[o.Round.Key]
	p.Invited, p.Shared, p.Teams = shares[o.Round.ID].Invited, shares[o.Round.ID].Shared, reporting.TeamsIn(here)
	for _, n := range reporting.CountAreas(here) {
		p.Counts.Areas += n.Areas
		p.Counts.Single += n.Single
		p.Counts.Orphan += n.Orphan
	}
	var rounds []reports.AreasRound
	for _, r := range o.rounds {
		if areas := within[r.Key]; shares[r.ID].Shared > 0 { // a round without registers is told as a gap
			rounds = append(rounds, reports.AreasRound{
				Key: r.Key, Counts: reporting.CountAreas(areas), Teams: reporting.TeamsIn(areas), Invited: shares[r.ID].Invited,
			})
		}
	}
	lang := p.Texts.Language
	scope := p.GroupName()
	if scope == "" {
		scope = p.Organisation
	}
	p.OverTime = reports.AreasOverTime(lang, scope, rounds)
	if rows := groupRows(p, o, here); len(rows) > 1 {
		f := reports.AreasByGroup(lang, o.Round.Key, rows)
		p.ByGroup = &f
	}
	return nil
}

// groupRows counts the groups just below the scope, in the order of the tree,
// and the teams that stand in it directly.
func groupRows(p *page.SharedAreas, o orgScope, areas []store.SharedArea) []reports.AreasRow {
	var out []reports.AreasRow
	add := func(name string, in func(group string) bool) {
		var of []store.SharedArea
		for _, a := range areas {
			if in(o.teams[a.TeamID].GroupID) {
				of = append(of, a)
			}
		}
		if len(of) > 0 {
			out = append(out, reports.AreasRow{Group: name, Counts: reporting.CountAreas(of), Teams: reporting.TeamsIn(of)})
		}
	}
	for _, g := range o.groups {
		if g.ParentID == o.Group {
			below := o.below(g.ID)
			add(g.Name, func(group string) bool { return below[group] })
		}
	}
	direct := p.T("shared_areas.no_group")
	if name := p.GroupName(); name != "" {
		direct = p.T("shared_areas.directly", "group", name)
	}
	add(direct, func(group string) bool { return group == o.Group })
	return out
}

// areaRows keeps the areas that are looked for: the most critical first, then
// by team. They are never put in an order of how thin they are.
func areaRows(p *page.SharedAreas, o orgScope, areas []store.SharedArea) []page.SharedAreaRow {
	var out []page.SharedAreaRow
	for _, a := range areas {
		if p.Filter.Holds(a) && contains(p.Filter.Query, a.Name.JA, a.Name.EN, a.Key) {
			out = append(out, page.SharedAreaRow{SharedArea: a, Team: o.teams[a.TeamID]})
		}
	}
	slices.SortFunc(out, func(a, b page.SharedAreaRow) int {
		return cmp.Or(
			cmp.Compare(b.Criticality, a.Criticality), cmp.Compare(a.Team.Name, b.Team.Name),
			cmp.Compare(a.TeamID, b.TeamID), cmp.Compare(p.In(a.Name), p.In(b.Name)), cmp.Compare(a.Key, b.Key),
		)
	})
	return out
}

func idsOf(teams []maturity.Team) []string {
	out := make([]string, len(teams))
	for i, t := range teams {
		out[i] = t.ID
	}
	return out
}
