package web

import (
	"context"
	"sort"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
)

// showHome shows what waits for the viewer; to strangers it says how to get in.
func (s *Server) showHome(c *fiber.Ctx) error {
	v := viewer(c)
	if !v.SignedIn() {
		return s.showDoor(c)
	}
	h := &page.Home{Base: s.base(c, "home.title")}
	h.Section = "home"
	ctx := c.UserContext()
	rounds, err := s.store.Rounds(ctx)
	if err != nil {
		return err
	}
	teams, err := s.teamsByID(ctx)
	if err != nil {
		return err
	}
	for id, part := range v.Memberships {
		t, err := s.homeTeam(ctx, v, rounds, teams[id], part)
		if err != nil {
			return err
		}
		h.Teams = append(h.Teams, t)
	}
	sort.Slice(h.Teams, func(i, j int) bool { return h.Teams[i].Team.Name < h.Teams[j].Team.Name })
	h.Leader = v.SeesOrganisation() && !v.IsChampion()
	if v.IsChampion() {
		h.Champion, err = s.homeChampion(ctx, rounds, teams)
		if err != nil {
			return err
		}
	}
	return s.render(c, fiber.StatusOK, "home", h)
}

func (s *Server) showDoor(c *fiber.Ctx) error {
	done, err := s.tracker.IsSetUp(c.UserContext())
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "door", &page.Door{
		SetUp: done, SignIn: page.SignIn{Base: s.base(c, "door.title"), Ways: s.ways(), Return: "/"},
	})
}

func (s *Server) teamsByID(ctx context.Context) (map[string]maturity.Team, error) {
	teams, err := s.store.Teams(ctx)
	out := make(map[string]maturity.Team, len(teams))
	for _, t := range teams {
		out[t.ID] = t
	}
	return out, err
}

// homeTeam gathers the team's open rounds, latest result and open actions.
func (s *Server) homeTeam(ctx context.Context, v maturity.Viewer, rounds []maturity.Round, team maturity.Team, part maturity.MemberRole) (page.HomeTeam, error) {
	out := page.HomeTeam{Team: team, Part: part}
	assessments, err := s.store.AssessmentsOf(ctx, team.ID)
	if err != nil {
		return out, err
	}
	byRound := map[string]maturity.Round{}
	for _, r := range rounds {
		byRound[r.ID] = r
	}
	for i := len(assessments) - 1; i >= 0; i-- {
		a := assessments[i]
		switch r := byRound[a.RoundID]; {
		case r.Open() && a.State != maturity.Shared:
			step, err := s.homeStep(ctx, v, r, a, part)
			if err != nil {
				return out, err
			}
			out.Steps = append(out.Steps, step)
		case a.State == maturity.Agreed || a.State == maturity.Shared:
			if out.Latest == nil {
				out.Latest = &page.HomeResult{Assessment: a, Round: r}
			}
			out.Results++
		}
	}
	if out.Register, err = s.store.RegisterProgressOf(ctx, team.ID, v.Person.ID); err != nil {
		return out, err
	}
	actions, err := s.store.ActionsOf(ctx, team.ID)
	if err != nil {
		return out, err
	}
	today := s.clock()
	for _, a := range actions {
		if a.State == maturity.ActionOpen {
			out.Actions = append(out.Actions, page.HomeAction{
				Action: a, Mine: a.OwnerID == v.Person.ID, Overdue: a.Due < today.Format("2006-01-02"),
			})
		}
	}
	return out, nil
}

func (s *Server) homeStep(ctx context.Context, v maturity.Viewer, r maturity.Round, a maturity.Assessment, part maturity.MemberRole) (page.HomeStep, error) {
	step := page.HomeStep{Assessment: a, Round: r, Lead: part == maturity.MemberLead, Late: r.Late(s.clock())}
	q, err := s.tracker.Questionnaire(ctx, r)
	if err != nil {
		return step, err
	}
	step.Minutes = q.Minutes
	step.Questions, step.Facts = len(q.AskedOf(maturity.Each)), len(q.AskedOf(maturity.Lead))
	if step.Participation, err = s.store.ParticipationOf(ctx, a.ID); err != nil {
		return step, err
	}
	if step.Answering() {
		again, _, err := s.again(ctx, a)
		if err != nil {
			return step, err
		}
		step.Asked = again.Asked
		if step.Review, err = s.unreviewed(ctx, a); err != nil {
			return step, err
		}
	}
	own, err := s.store.OwnProgress(ctx, a, v.Person.ID)
	step.Own = own
	return step, err
}

// unreviewed counts the actions decided earlier that nobody has looked at yet in
// this round.
func (s *Server) unreviewed(ctx context.Context, a maturity.Assessment) (int, error) {
	actions, reviews, err := s.toReview(ctx, a.TeamID, a.ID)
	n := 0
	for _, x := range actions {
		if _, reviewed := reviews[x.ID]; !reviewed {
			n++
		}
	}
	return n, err
}

func (s *Server) homeChampion(ctx context.Context, rounds []maturity.Round, teams map[string]maturity.Team) (*page.HomeChampion, error) {
	out := &page.HomeChampion{Teams: len(teams)}
	people, err := s.store.People(ctx)
	if err != nil {
		return nil, err
	}
	out.People = len(people)
	for i := len(rounds) - 1; i >= 0; i-- {
		if !rounds[i].Open() {
			continue
		}
		n, err := s.store.ParticipationIn(ctx, rounds[i].ID)
		if err != nil {
			return nil, err
		}
		out.Rounds = append(out.Rounds, roundProgress(rounds[i], n))
	}
	out.Held = len(rounds)
	return out, nil
}

func roundProgress(r maturity.Round, n []store.Participation) page.RoundProgress {
	p := page.RoundProgress{Round: r, Teams: len(n)}
	for _, t := range n {
		p.Members += t.Members
		if t.Mode == maturity.Together { // one record for them all
			t.Started, t.Finished = t.Members*min(t.Started, 1), t.Members*min(t.Finished, 1)
		}
		p.Started += t.Started
		p.Finished += t.Finished
	}
	return p
}
