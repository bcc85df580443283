package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
)

// showReveal shows the team how many have answered and, to its lead, what
// opening the answers will do.
func (s *Server) showReveal(c *fiber.Ctx) error {
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	v := viewer(c)
	if err := v.MayBelong(st.team.ID); err != nil {
		return err
	}
	if st.assessment.State != maturity.Answering {
		return s.redirect(c, "/assessments/"+st.assessment.ID, "")
	}
	n, err := s.store.ParticipationOf(c.UserContext(), st.assessment.ID)
	if err != nil {
		return err
	}
	again, kept, err := s.again(c.UserContext(), st.assessment)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "reveal", &page.Reveal{
		Base: s.base(c, "reveal.title", "team", st.team.Name, "round", st.round.Key), Assessment: st.assessment,
		Round: st.round, Team: st.team, Lead: v.Leads(st.team.ID), Late: st.round.Late(s.clock()),
		Facts: len(st.questionnaire.AskedOf(maturity.Lead)), Participation: n,
		Again: again, CanRestore: kept && v.Leads(st.team.ID) && st.round.Open(),
	})
}

// again is how far a team has come in answering again, if it does, and whether
// an earlier result is kept. Most never do, and are not asked for it.
func (s *Server) again(ctx context.Context, a maturity.Assessment) (maturity.Again, bool, error) {
	if a.Reopened == 0 {
		return maturity.Again{}, false, nil
	}
	return s.store.AgainOf(ctx, a.ID)
}
