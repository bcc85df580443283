package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

func (s *Server) learnBase(c *fiber.Ctx, title string, args ...string) page.Base {
	b := s.base(c, title, args...)
	b.Section = "learn"
	return b
}

func (s *Server) listLearning(c *fiber.Ctx) error {
	p := page.NewLearning(s.learnBase(c, "learn.title"), s.tracker.Library().List())
	var err error
	if p.Practices, err = s.tracker.Practices(c.UserContext()); err != nil {
		return err
	}
	p.Terms = len(questionnaires.Glossary())
	return s.render(c, fiber.StatusOK, "learn", p)
}

func (s *Server) showPractice(c *fiber.Ctx) error {
	return s.practicePage(c, fiber.StatusOK, nil)
}

// practicePage shows a practice; again is the form of the raised hand where it
// came back.
func (s *Server) practicePage(c *fiber.Ctx, status int, again *page.HandForm) error {
	practice, err := s.tracker.Practice(c.UserContext(), c.Params("key"))
	if err != nil {
		return err
	}
	p := &page.Practice{Base: s.learnBase(c, "practice.title", "practice", practice.Name.In(language(c))), Practice: practice}
	p.Path = "/learn/practices/" + practice.Key
	if p.Teams, err = s.practiceInTeams(c, p.Base, practice.Key); err != nil {
		return err
	}
	own, err := s.store.HandsOf(c.UserContext(), p.Viewer.Person.ID)
	if err != nil {
		return err
	}
	p.Hand = page.NewHandForm(p.Base, practice.Key, own)
	if again != nil {
		again.Base, again.Practice, again.Raised = p.Base, practice.Key, p.Hand.Raised
		p.Hand = *again
	}
	seen := map[string]bool{}
	for _, q := range s.tracker.Library().List() {
		for _, x := range q.Questions {
			if x.Practice == practice.Key && !seen[x.Key] {
				seen[x.Key] = true
				p.Questions = append(p.Questions, x)
			}
		}
	}
	for _, t := range questionnaires.Glossary() {
		if slices.Contains(t.Practices, practice.Key) {
			p.Terms = append(p.Terms, t)
		}
	}
	return s.render(c, status, "practice", p)
}

func (s *Server) showQuestion(c *fiber.Ctx) error {
	key := c.Params("key")
	asked := s.askedIn(key)
	if len(asked) == 0 {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	question, _ := asked[0].Question(key)
	p := &page.QuestionHelp{
		Base: s.learnBase(c, "question.title", "question", question.Prompt.In(language(c))), Question: question, AskedIn: asked,
		Terms: questionnaires.TermsOf(question, language(c)),
	}
	if practice, ok := questionnaires.PracticeByKey(question.Practice); ok {
		p.Practice = &practice
	}
	for _, g := range asked[0].Gates {
		if g.Name == key {
			p.Gate = &g
			break
		}
	}
	if err := s.addLatest(c, p); err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "question", p)
}

// askedIn returns the questionnaires with that question: newest editions, or
// where none asks it any more, the newest that did.
func (s *Server) askedIn(key string) []*maturity.Questionnaire {
	var out, former []*maturity.Questionnaire
	library := s.tracker.Library()
	for _, latest := range library.List() {
		if _, ok := latest.Question(key); ok {
			out = append(out, latest)
			continue
		}
		editions := library.Editions(latest.Key)
		for i := len(editions) - 1; i >= 0; i-- {
			if _, ok := editions[i].Question(key); ok {
				former = append(former, editions[i])
				break
			}
		}
	}
	if len(out) == 0 {
		return former
	}
	return out
}

func (s *Server) listTerms(c *fiber.Ctx) error {
	return s.render(c, fiber.StatusOK, "terms", &page.Terms{Base: s.learnBase(c, "terms.title"), List: questionnaires.Glossary()})
}

// showScoringHelp explains scoring with the numbers that count, never with
// numbers of its own.
func (s *Server) showScoringHelp(c *fiber.Ctx) error {
	p := &page.ScoringHelp{Base: s.learnBase(c, "scoring.title"), Model: maturity.Numbers()}
	for _, q := range s.tracker.Library().List() {
		if p.Questionnaire == nil || len(q.Gates) > len(p.Questionnaire.Gates) {
			p.Questionnaire = q
		}
	}
	return s.render(c, fiber.StatusOK, "scoring", p)
}
