package web

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/request"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/form"
)

// onlyAnswers reports whether a request does nothing but store answers, in one
// transaction, so that it may find out itself who asks: people send them all the
// time, and each time the database is waited for counts.
func onlyAnswers(c *fiber.Ctx) bool {
	path := c.Path()
	return c.Method() == fiber.MethodPost && strings.HasSuffix(path, "/answers") && strings.Contains(path, "/assessments/") &&
		!c.Request().PostArgs().Has("language")
}

// submitAnswers stores a whole page, or the one question a script sends while
// somebody is filling in. Who sends it, and what it answers, is read once: where it
// is stored.
func (s *Server) submitAnswers(c *fiber.Ctx) error {
	err := s.storeAnswers(c)
	if !errors.Is(err, tracker.ErrOtherViewer) {
		return err
	}
	ctx, _ := c.Locals(unexpectingKey).(context.Context)
	v, session, err := s.tracker.Viewer(ctx, s.cookie(c, sessionCookie))
	c.SetUserContext(ctx)
	c.Locals(viewerKey, v)
	c.Locals(sessionInfoKey, session)
	if err != nil {
		return err
	}
	return s.storeAnswers(c)
}

func (s *Server) storeAnswers(c *fiber.Ctx) error {
	sent := formValues(c)
	if err := sameAuthor(viewer(c), sent); err != nil {
		return err
	}
	if l, ok := maturity.ParseLanguage(sent.First("language")); ok {
		in, err := s.formSent(c, maturity.Each, sent)
		if err != nil {
			return err
		}
		return s.formInLanguage(c, in, l)
	}
	var in submission
	saved, err := s.tracker.SaveAnswers(c.UserContext(), viewer(c), tracker.SaveAnswers{
		Assessment: c.Params("id"), Finish: sent.First("finish") != "", Untold: !wantsJSON(c),
		Read: func(found store.Standing, q *maturity.Questionnaire) ([]tracker.Change, error) {
			in = s.submission(newStanding(found, q), maturity.Each, sent)
			return in.changes, in.wrong.Err()
		},
	})
	return s.formStored(c, in, saved, err)
}

// submitFacts does the same with facts, which one person records.
func (s *Server) submitFacts(c *fiber.Ctx) error {
	sent := formValues(c)
	if err := sameAuthor(viewer(c), sent); err != nil {
		return err
	}
	in, err := s.formSent(c, maturity.Lead, sent)
	if err != nil {
		return err
	}
	if in.keep = sent.First("keep"); in.keep != "" {
		if in, err = s.withKept(c, in); err != nil {
			return err
		}
	}
	if l, ok := maturity.ParseLanguage(sent.First("language")); ok {
		return s.formInLanguage(c, in, l)
	}
	if key := sent.First("fill"); key != "" {
		return s.factsFilled(c, in, key)
	}
	saved, err := s.saveForm(c, in)
	return s.formStored(c, in, saved, err)
}

// formStored answers what became of a form.
func (s *Server) formStored(c *fiber.Ctx, in submission, saved tracker.Saved, err error) error {
	switch {
	case err != nil:
		return s.formRefused(c, in, err)
	case wantsJSON(c):
		return s.savedReply(c, in.standing, saved, in.changes)
	}
	return s.afterForm(c, in)
}

// submission is a sent form with what it asks for.
type submission struct {
	standing
	asked   maturity.Respondent
	sent    form.Values
	changes []tracker.Change
	wrong   maturity.Fields // what cannot be stored as it is
	finish  bool
	keep    string // question whose fact of last round is to be taken over
}

func (s *Server) submission(st standing, asked maturity.Respondent, sent form.Values) submission {
	in := submission{standing: st, asked: asked, sent: sent, finish: sent.First("finish") != ""}
	in.changes, in.wrong = s.changes(st, asked, sent)
	in.changes = untouched(sent, in.changes)
	return in
}

// formSent is what a form asks for that whoever is signed in may fill.
func (s *Server) formSent(c *fiber.Ctx, asked maturity.Respondent, sent form.Values) (submission, error) {
	st, err := s.standing(c)
	if err != nil {
		return submission{}, err
	}
	if err := mayFill(viewer(c), st.assessment, asked); err != nil {
		return submission{}, err
	}
	return s.submission(st, asked, sent), nil
}

// withKept adds the fact of last round that is to be taken over.
func (s *Server) withKept(c *fiber.Ctx, in submission) (submission, error) {
	kept, err := s.keptFact(c, in)
	if err != nil {
		return in, err
	}
	in.wrong = slices.DeleteFunc(in.wrong, func(f maturity.Field) bool { return names(maturity.Fields{f}, in.keep) })
	in.changes = append(slices.DeleteFunc(in.changes, func(ch tracker.Change) bool { return ch.Question == in.keep }), kept)
	return in, nil
}

// sameAuthor refuses a form that was made for somebody else than who is signed
// in now: at a shared browser, one person's words would become another's.
func sameAuthor(v maturity.Viewer, sent form.Values) error {
	if author := sent.First("author"); author != "" && author != v.Person.ID {
		return maturity.Fail(maturity.Unauthenticated, "error.other_person", "name", v.Person.Name)
	}
	return nil
}

// saveForm stores the whole page or, when anything in it is wrong, nothing.
func (s *Server) saveForm(c *fiber.Ctx, in submission) (tracker.Saved, error) {
	if err := in.wrong.Err(); err != nil {
		return tracker.Saved{}, err
	}
	ctx, v := c.UserContext(), viewer(c)
	if in.asked == maturity.Lead {
		return s.tracker.SaveFacts(ctx, v, in.assessment.ID, in.changes)
	}
	return s.tracker.SaveAnswers(ctx, v, tracker.SaveAnswers{Assessment: in.assessment.ID, Changes: in.changes, Finish: in.finish})
}

// untouched leaves out what the author did not change on this page, so that an
// old tab never puts back what a newer one has changed.
func untouched(sent form.Values, changes []tracker.Change) []tracker.Change {
	var out []tracker.Change
	for _, ch := range changes {
		was := sent.First(ch.Question + ".was")
		if was != "" && was == form.Fingerprint(ch.Answer, ch.Evidence, ch.Note) {
			continue
		}
		if ch.Answer == nil && ch.Seen == 0 {
			continue
		}
		out = append(out, ch)
	}
	return out
}

func (s *Server) formRefused(c *fiber.Ctx, in submission, err error) error {
	var e *maturity.Error
	if wantsJSON(c) || !errors.As(err, &e) || len(e.Fields) == 0 {
		return err
	}
	f, formErr := s.answerForm(c, in.standing, in.asked, in.sent, e.Fields)
	if formErr != nil {
		return formErr
	}
	f.Banner = f.Texts.Text(e.Key, e.Args)
	return s.render(c, request.Status(e.Kind), "answers", f)
}

// savedReply tells a script what was stored: the new revisions and, now that
// there is an answer, last round's level.
func (s *Server) savedReply(c *fiber.Ctx, st standing, saved tracker.Saved, changes []tracker.Change) error {
	previous, err := s.previousLevels(c, st)
	if err != nil {
		return err
	}
	shown := map[string]string{}
	texts := s.base(c, "answers.title")
	for key, revision := range saved.Revisions {
		if level, ok := previous[key]; ok && revision > 0 {
			shown[key] = texts.T("answers.previous", "level", level)
		}
	}
	was := map[string]string{}
	for _, ch := range changes {
		was[ch.Question] = form.Fingerprint(ch.Answer, ch.Evidence, ch.Note)
	}
	return c.JSON(fiber.Map{"revisions": saved.Revisions, "was": was, "late": saved.Late, "previous": shown})
}

// afterForm decides where to go: on through the round, or back to the form
// when only a draft was saved.
func (s *Server) afterForm(c *fiber.Ctx, in submission) error {
	if in.finish {
		return s.redirect(c, "/assessments/"+in.assessment.ID, "flash.finished")
	}
	here := in.address()
	if in.keep != "" {
		here += "#q-" + dashed(in.keep)
	}
	return s.redirect(c, here, "flash.saved")
}

// address is that of the form.
func (in submission) address() string {
	if in.asked == maturity.Lead {
		return "/assessments/" + in.assessment.ID + "/facts"
	}
	return "/assessments/" + in.assessment.ID + "/answers"
}
