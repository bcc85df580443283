package web

import (
	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

func (s *Server) listQuestionnaires(c *fiber.Ctx) error {
	return s.render(c, fiber.StatusOK, "questionnaires", &page.Questionnaires{
		Base: s.learnBase(c, "questionnaires.title"), List: s.tracker.Library().List(),
	})
}

// showQuestionnaire shows an edition in full: the newest, or the one that is
// asked for.
func (s *Server) showQuestionnaire(c *fiber.Ctx) error {
	library, key := s.tracker.Library(), c.Params("key")
	q, err := library.Latest(key)
	if edition := c.Query("edition"); err == nil && edition != "" {
		q, err = library.Get(key, edition)
	}
	if err != nil {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	p := &page.Questionnaire{
		Base: s.learnBase(c, "questionnaire.title", "questionnaire", q.Title.In(language(c))), Questionnaire: q,
	}
	for _, e := range library.Editions(key) {
		p.Editions = append(p.Editions, page.Choice{Value: e.Edition, Text: e.Edition, Chosen: e.Edition == q.Edition})
	}
	return s.render(c, fiber.StatusOK, "questionnaire", p)
}

// showSchema publishes the format of questionnaire files, for editors and
// other programs.
func (s *Server) showSchema(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentType, "application/schema+json; charset=utf-8")
	return c.Send(questionnaires.Schema())
}
