package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

// ownTeams are the teams the viewer is in, by name.
func (s *Server) ownTeams(c *fiber.Ctx) ([]maturity.Team, error) {
	v := viewer(c)
	all, err := s.store.Teams(c.UserContext())
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(all, func(t maturity.Team) bool { return !v.InTeam(t.ID) || t.ArchivedAt != nil })
	slices.SortFunc(out, func(a, b maturity.Team) int { return strings.Compare(a.Name+a.ID, b.Name+b.ID) })
	return out, nil
}

// addLatest adds what the question last came to in the viewer's own teams, from
// the stored results: what a result keeps back is not there to be shown.
func (s *Server) addLatest(c *fiber.Ctx, p *page.QuestionHelp) error {
	teams, err := s.ownTeams(c)
	if err != nil {
		return err
	}
	p.InTeam = len(teams) > 0
	for _, team := range teams {
		history, err := s.store.HistoryOf(c.UserContext(), team.ID)
		if err != nil {
			return err
		}
		for _, h := range slices.Backward(history) {
			if h.Result == nil {
				continue
			}
			score, asked := h.Result.Questions[p.Question.Key]
			if asked {
				p.Came(page.QuestionLatest{Team: team, Round: h.Round, Assessment: h.Assessment.ID, Score: score})
				break
			}
		}
	}
	return nil
}

// practiceInTeams tells where a practice stands in the viewer's own teams.
func (s *Server) practiceInTeams(c *fiber.Ctx, b page.Base, key string) ([]page.PracticeTeam, error) {
	teams, err := s.ownTeams(c)
	if err != nil || len(teams) == 0 {
		return nil, err
	}
	out, ids := make([]page.PracticeTeam, len(teams)), make([]string, len(teams))
	for i, t := range teams {
		out[i].Team, ids[i] = t, t.ID
	}
	today, err := s.tracker.Today(c.UserContext())
	if err != nil {
		return nil, err
	}
	standings, err := s.tracker.PracticeStandingsOn(c.UserContext(), store.RecordFilter{Teams: ids, Practice: key}, today)
	for _, x := range standings {
		if i := slices.Index(ids, x.TeamID); i >= 0 {
			out[i].Row = &page.PracticeRow{Base: b, PracticeStanding: x, Today: today}
		}
	}
	return out, err
}

// showTerm explains one word, and leads to where it is met.
func (s *Server) showTerm(c *fiber.Ctx) error {
	term, ok := questionnaires.TermByKey(c.Params("key"))
	if !ok {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	p := &page.Term{Base: s.learnBase(c, "term.title", "term", term.Name.In(language(c))), Term: term}
	for _, key := range term.Questions {
		if asked := s.askedIn(key); len(asked) > 0 {
			question, _ := asked[0].Question(key)
			p.Questions = append(p.Questions, question)
		}
	}
	for _, key := range term.Practices {
		if practice, ok := questionnaires.PracticeByKey(key); ok {
			p.Practices = append(p.Practices, practice)
		}
	}
	return s.render(c, fiber.StatusOK, "term", p)
}
