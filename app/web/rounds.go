package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
)

func (s *Server) listRounds(c *fiber.Ctx) error {
	ctx := c.UserContext()
	p := &page.Rounds{Base: s.base(c, "rounds.title")}
	p.Section = "rounds"
	rounds, err := s.store.Rounds(ctx)
	if err != nil {
		return err
	}
	states, err := s.store.StatesByRound(ctx)
	if err != nil {
		return err
	}
	teams, err := s.teamsInUse(c)
	if err != nil {
		return err
	}
	p.Teams = len(teams)
	slices.Reverse(rounds) // the newest first
	p.Pager = page.NewPager(p.Base, "/rounds", query(c), len(rounds))
	for _, r := range page.Rows(p.Pager, rounds) {
		q, err := s.tracker.Questionnaire(ctx, r)
		if err != nil {
			return err
		}
		p.Rows = append(p.Rows, page.RoundRow{
			Round: r, Title: p.In(q.Title), States: states[r.ID], Late: r.Open() && r.Late(s.clock()),
		})
	}
	return s.render(c, fiber.StatusOK, "rounds", p)
}

// showRound shows how far each team is, in numbers.
func (s *Server) showRound(c *fiber.Ctx) error {
	return s.roundPage(c, fiber.StatusOK, page.Round{})
}

// roundPage shows a round. p brings what was typed and what is wrong with it.
func (s *Server) roundPage(c *fiber.Ctx, status int, p page.Round) error {
	r, err := s.store.RoundByID(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	q, err := s.tracker.Questionnaire(c.UserContext(), r)
	if err != nil {
		return err
	}
	p.Base = s.base(c, "round.title", "round", r.Key)
	p.Section, p.Path, p.Wide = "rounds", "/rounds/"+r.ID, true
	p.Round, p.Title, p.Minutes = r, p.In(q.Title), q.Minutes
	p.Each, p.Lead = len(q.AskedOf(maturity.Each)), len(q.AskedOf(maturity.Lead))
	p.Late = r.Open() && r.Late(s.clock())
	p.Query, p.State = asked(c, "q"), asked(c, "state")
	if p.ClosesOn == "" {
		p.ClosesOn = r.ClosesAt.In(p.Zone).Format("2006-01-02")
	}
	if p.Guard, err = lookedAt(c, status, r.ClosesAt.UTC()); err != nil {
		return err
	}
	if err := s.fillRound(c, &p); err != nil {
		return err
	}
	return s.render(c, status, "round", &p)
}

func (s *Server) fillRound(c *fiber.Ctx, p *page.Round) error {
	ctx := c.UserContext()
	participation, err := s.store.ParticipationIn(ctx, p.Round.ID)
	if err != nil {
		return err
	}
	assessments, err := s.store.AssessmentsIn(ctx, p.Round.ID)
	if err != nil {
		return err
	}
	teams, err := s.store.Teams(ctx)
	if err != nil {
		return err
	}
	n, err := s.sizes(ctx)
	if err != nil {
		return err
	}
	byTeam := map[string]maturity.Assessment{}
	p.States = map[maturity.State]int{}
	for _, a := range assessments {
		byTeam[a.TeamID] = a
		p.States[a.State]++
	}
	byID := map[string]maturity.Team{}
	for _, t := range teams {
		byID[t.ID] = t
		if _, invited := byTeam[t.ID]; !invited && t.ArchivedAt == nil {
			p.Invitable = append(p.Invitable, t)
		}
	}
	var rows []page.TeamProgress
	for _, x := range participation {
		t, a := byID[x.TeamID], byTeam[x.TeamID]
		if !contains(p.Query, t.Name) || p.State != "" && string(a.State) != p.State {
			continue
		}
		rows = append(rows, page.TeamProgress{
			Page: p, Team: t, Assessment: a, Members: x.Members, Leads: n[t.ID].leads,
			Started: x.Started, Finished: x.Finished, Facts: x.Facts,
		})
	}
	p.Pager = page.NewPager(p.Base, "/rounds/"+p.Round.ID, query(c), len(rows))
	p.Rows = page.Rows(p.Pager, rows)
	return nil
}
