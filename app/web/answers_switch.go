package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/form"
)

// formInLanguage shows a half-filled form in another language. What is complete
// is stored; what is not comes back as it was typed.
func (s *Server) formInLanguage(c *fiber.Ctx, in submission, l maturity.Language) error {
	if err := s.tracker.ChooseLanguage(c.UserContext(), viewer(c), l); err != nil {
		return err
	}
	s.rememberLanguage(c, l)
	c.Locals(languageKey, l)
	in.finish = false
	wrong, err := s.saveComplete(c, in)
	if err != nil {
		return err
	}
	if len(wrong) == 0 {
		return s.redirect(c, in.address(), "")
	}
	f, err := s.answerForm(c, in.standing, in.asked, in.sent, wrong)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "answers", f)
}

// saveComplete stores every change that can be stored and returns what is wrong
// with the others.
func (s *Server) saveComplete(c *fiber.Ctx, in submission) (maturity.Fields, error) {
	wrong := in.wrong
	in.wrong = nil
	for len(in.changes) > 0 {
		_, err := s.saveForm(c, in)
		if err == nil {
			break
		}
		var e *maturity.Error
		if !errors.As(err, &e) || len(e.Fields) == 0 {
			return nil, err
		}
		wrong = append(wrong, e.Fields...)
		before := len(in.changes)
		in.changes = slices.DeleteFunc(in.changes, func(ch tracker.Change) bool { return names(e.Fields, ch.Question) })
		if len(in.changes) == before {
			return nil, err
		}
	}
	return wrong, nil
}

// names reports whether any of the messages is about the question.
func names(fields maturity.Fields, question string) bool {
	return slices.ContainsFunc(fields, func(f maturity.Field) bool {
		return f.Name == question || strings.HasPrefix(f.Name, question+".")
	})
}

// keptFact is last round's fact, to be taken over unchanged.
func (s *Server) keptFact(c *fiber.Ctx, in submission) (tracker.Change, error) {
	gone := maturity.Fail(maturity.NotFound, "error.not_found")
	ctx := c.UserContext()
	last, err := s.store.LastAgreed(ctx, in.team.ID, in.round.Key)
	if err != nil {
		return tracker.Change{}, err
	}
	before, err := s.tracker.Questionnaire(ctx, last.Round)
	if err != nil {
		return tracker.Change{}, err
	}
	facts, err := s.store.FactsOf(ctx, last.Assessment.ID, before)
	if err != nil {
		return tracker.Change{}, err
	}
	fact, had := facts[in.keep]
	q, asked := in.questionnaire.Question(in.keep)
	if !had || !asked {
		return tracker.Change{}, gone
	}
	answer := form.Carry(fact, q, s.clock())
	return tracker.Change{
		Question: in.keep, Answer: &answer, Seen: form.Seen(in.sent, in.keep), Evidence: fact.Evidence, Note: fact.Note,
	}, nil
}
