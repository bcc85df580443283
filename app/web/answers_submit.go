package web

import (
	"errors"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/form"
)

func (s *Server) submitAnswers(c *fiber.Ctx) error { return s.submitForm(c, maturity.Each) }
func (s *Server) submitFacts(c *fiber.Ctx) error   { return s.submitForm(c, maturity.Lead) }

// submitForm stores a whole page, or the one question a script sends while
// somebody is filling in.
func (s *Server) submitForm(c *fiber.Ctx, asked maturity.Respondent) error {
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	if err := mayFill(viewer(c), st.assessment, asked); err != nil {
		return err
	}
	sent := formValues(c)
	if key := sent.First("keep"); key != "" && asked == maturity.Lead {
		return s.keepFact(c, st, key)
	}
	changes, fields := s.changes(st, asked, sent)
	changes = untouched(sent, changes)
	finish := sent.First("finish") != ""
	saved, err := s.saveForm(c, st, asked, changes, fields, finish)
	if err != nil {
		return s.formRefused(c, st, asked, sent, err)
	}
	if wantsJSON(c) {
		return s.savedReply(c, st, saved, changes)
	}
	return s.afterForm(c, st, asked, sent, finish)
}

// saveForm stores the whole page or, when anything in it is wrong, nothing.
func (s *Server) saveForm(c *fiber.Ctx, st standing, asked maturity.Respondent, changes []tracker.Change, wrong maturity.Fields, finish bool) (tracker.Saved, error) {
	if err := wrong.Err(); err != nil {
		return tracker.Saved{}, err
	}
	ctx, v := c.UserContext(), viewer(c)
	if asked == maturity.Lead {
		return s.tracker.SaveFacts(ctx, v, st.assessment.ID, changes)
	}
	return s.tracker.SaveAnswers(ctx, v, tracker.SaveAnswers{Assessment: st.assessment.ID, Changes: changes, Finish: finish})
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

func (s *Server) formRefused(c *fiber.Ctx, st standing, asked maturity.Respondent, sent form.Values, err error) error {
	var e *maturity.Error
	if wantsJSON(c) || !errors.As(err, &e) || len(e.Fields) == 0 {
		return err
	}
	f, formErr := s.answerForm(c, st, asked, sent, e.Fields)
	if formErr != nil {
		return formErr
	}
	f.Banner = f.Texts.Text(e.Key, e.Args)
	return s.render(c, statuses[e.Kind], "answers", f)
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
// when only a draft was saved or the language switched.
func (s *Server) afterForm(c *fiber.Ctx, st standing, asked maturity.Respondent, sent form.Values, finish bool) error {
	here := "/assessments/" + st.assessment.ID + "/answers"
	if asked == maturity.Lead {
		here = "/assessments/" + st.assessment.ID + "/facts"
	}
	if l, ok := maturity.ParseLanguage(sent.First("language")); ok {
		if err := s.tracker.ChooseLanguage(c.UserContext(), viewer(c), l); err != nil {
			return err
		}
		s.rememberLanguage(c, l)
		return s.redirect(c, here, "")
	}
	if !finish {
		return s.redirect(c, here, "flash.saved")
	}
	return s.redirect(c, "/assessments/"+st.assessment.ID, "flash.finished")
}

// keepFact takes last round's fact over unchanged.
func (s *Server) keepFact(c *fiber.Ctx, st standing, key string) error {
	history, err := s.store.HistoryOf(c.UserContext(), st.team.ID)
	if err != nil {
		return err
	}
	last := previousRound(history, st.round)
	if last == nil {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	before, err := s.tracker.Questionnaire(c.UserContext(), last.Round)
	if err != nil {
		return err
	}
	facts, err := s.store.FactsOf(c.UserContext(), last.Assessment.ID, before)
	if err != nil {
		return err
	}
	fact, ok := facts[key]
	if !ok {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	q, _ := st.questionnaire.Question(key)
	answer := form.Carry(fact, q, s.clock())
	_, err = s.tracker.SaveFacts(c.UserContext(), viewer(c), st.assessment.ID, []tracker.Change{{
		Question: key, Answer: &answer, Seen: form.Seen(formValues(c), key), Evidence: fact.Evidence, Note: fact.Note,
	}})
	if err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+st.assessment.ID+"/facts#q-"+dashed(key), "flash.saved")
}
