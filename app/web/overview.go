package web

import (
	"context"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
	"michinori/reports"
	"michinori/reports/quarter"
)

func (s *Server) showOverview(c *fiber.Ctx) error {
	p, err := s.overview(c)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "overview", p)
}

// overview gathers the page: one round over all dimensions, and all rounds for
// each dimension.
func (s *Server) overview(c *fiber.Ctx) (*page.Overview, error) {
	ctx, v := c.UserContext(), viewer(c)
	if err := v.Require(v.SeesOrganisation()); err != nil {
		return nil, err
	}
	p := &page.Overview{Base: s.base(c, "overview.title")}
	p.Section, p.Wide = "overview", true
	everywhere, err := s.counted(c, "")
	if err != nil {
		return nil, err
	}
	shared := map[string]bool{}
	for _, r := range everywhere {
		shared[r.Key] = r.Funnel.Shared > 0
	}
	o, err := s.scope(c, func(r maturity.Round) bool { return shared[r.Key] })
	if err != nil {
		return nil, err
	}
	p.Scope = o.Scope
	if o.Round == nil {
		return p, nil
	}
	within := everywhere
	if o.Group != "" {
		if within, err = s.counted(c, o.Group); err != nil {
			return nil, err
		}
	}
	if err := s.addSharedTeams(ctx, p, o); err != nil {
		return nil, err
	}
	addLevels(p, within)
	return p, nil
}

// counted counts all rounds of the organisation or of a group.
func (s *Server) counted(c *fiber.Ctx, group string) ([]quarter.Round, error) {
	rounds, err := s.store.Rounds(c.UserContext())
	if err != nil || len(rounds) == 0 {
		return nil, err
	}
	return s.reports.Rounds(c.UserContext(), viewer(c), rounds[len(rounds)-1], group)
}

// addSharedTeams lists the shared results by name, never by score.
func (s *Server) addSharedTeams(ctx context.Context, p *page.Overview, o orgScope) error {
	assessments, err := s.store.AssessmentsIn(ctx, o.Round.ID)
	if err != nil {
		return err
	}
	for _, a := range assessments {
		team, within := o.teams[a.TeamID]
		if !within {
			continue
		}
		p.Invited++
		if a.State == maturity.Shared {
			p.Shared = append(p.Shared, page.OverviewTeam{Team: team, Assessment: a})
		}
	}
	slices.SortFunc(p.Shared, func(x, y page.OverviewTeam) int {
		return strings.Compare(x.Team.Name+x.Team.ID, y.Team.Name+y.Team.ID)
	})
	return nil
}

// addLevels draws how the levels are spread: in the round, and over all rounds.
func addLevels(p *page.Overview, rounds []quarter.Round) {
	shown := quarter.Round{Key: p.Round.Key}
	for _, r := range rounds {
		if r.Funnel.Shared == 0 {
			continue
		}
		p.Held++
		if r.Key == p.Round.Key {
			shown = r
		}
	}
	p.Snapshot = quarter.Levels(p.Texts.Language, shown)
	for _, d := range maturity.Dimensions {
		p.Trends = append(p.Trends, quarter.LevelsOver(p.Texts.Language, rounds, d))
	}
}

// downloadOverview gives the numbers of all rounds and dimensions in one file.
func (s *Server) downloadOverview(c *fiber.Ctx) error {
	p, err := s.overview(c)
	if err != nil {
		return err
	}
	var all reports.Table
	for i, f := range p.Trends {
		t := withDimension(f.Table, p.T("column.dimension"), p.DimensionName(maturity.Dimensions[i]))
		all.Columns = t.Columns
		all.Rows = append(all.Rows, t.Rows...)
	}
	return sendCSV(c, "levels", all)
}

// withDimension puts the dimension beside the name of each row, so that tables
// of several dimensions can stand below each other.
func withDimension(t reports.Table, title, name string) reports.Table {
	out := reports.Table{Columns: slices.Insert(slices.Clone(t.Columns), 1, reports.Column{Title: title})}
	for _, row := range t.Rows {
		out.Rows = append(out.Rows, slices.Insert(slices.Clone(row), 1, reports.Cell{Kind: reports.TextCell, Text: name}))
	}
	return out
}
