package web

import (
	"context"
	"math"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/form"
	"michinori/app/web/page"
)

// editAgreement shows the revealed answers: the lead settles on levels, the
// members read along.
func (s *Server) editAgreement(c *fiber.Ctx) error {
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	if err := viewer(c).MayBelong(st.team.ID); err != nil {
		return err
	}
	if st.assessment.State != maturity.Revealed {
		return s.redirect(c, "/assessments/"+st.assessment.ID, "")
	}
	p, err := s.agreementPage(c, fiber.StatusOK, st, nil, nil)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "agreement", p)
}

// agreementPage fills the page: with the medians or, where a form was sent,
// with what the lead typed and the messages for it.
func (s *Server) agreementPage(c *fiber.Ctx, status int, st standing, sent form.Values, messages page.Errors) (*page.Agreement, error) {
	result, err := s.store.ResultOf(c.UserContext(), st.assessment.ID)
	if err != nil {
		return nil, err
	}
	p := &page.Agreement{
		Base: s.base(c, "agreement.title", "team", st.team.Name, "round", st.round.Key), Assessment: st.assessment,
		Round: st.round, Team: st.team, Lead: viewer(c).Leads(st.team.ID),
	}
	if p.Guard, err = lookedAt(c, status, st.assessment); err != nil {
		return nil, err
	}
	p.Invalid = len(messages) > 0 && !p.Conflict
	for _, d := range maturity.Dimensions {
		for _, q := range st.questionnaire.In(d) {
			choice, reason := "", ""
			if sent != nil {
				choice, reason = sent.First(q.Key), strings.ToValidUTF8(sent.First(q.Key+".reason"), "\uFFFD")
			}
			message := messages.Of(q.Key)
			if message == "" {
				message = messages.Of(q.Key + ".reason")
			}
			p.Add(q, result.Questions[q.Key], choice, reason, message)
		}
	}
	return p, nil
}

func (s *Server) submitAgreement(c *fiber.Ctx) error {
	sent, v := formValues(c), viewer(c)
	if err := sameAuthor(v, sent); err != nil {
		return err
	}
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	if err := v.MayLead(st.team.ID); err != nil {
		return err
	}
	if l, ok := maturity.ParseLanguage(sent.First("language")); ok {
		return s.agreementInLanguage(c, st, sent, l)
	}
	in, wrong := readAgreement(st, sent)
	err = wrong.Err()
	if err == nil {
		guarded := unlessChanged(s, c, tracker.AssessmentLock(st.assessment.ID), func(ctx context.Context, r store.Reader) (maturity.Assessment, error) {
			return r.AssessmentByID(ctx, st.assessment.ID)
		})
		err = s.tracker.Agree(guarded, v, in)
	}
	if isConflict(err) {
		return s.agreementConflict(c, sent, in)
	}
	if fields, sticky := invalid(err); sticky {
		p, err := s.agreementPage(c, fiber.StatusUnprocessableEntity, st, sent, page.NewErrors(s.texts.In(language(c)), fields))
		if err != nil {
			return err
		}
		return s.render(c, fiber.StatusUnprocessableEntity, "agreement", p)
	}
	if err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+st.assessment.ID+"/result", "flash.agreed")
}

// agreementConflict shows what was typed after another lead has settled on the
// levels, with theirs beside it, or after the answers were opened anew. Where
// nothing differs, there is nothing left to do.
func (s *Server) agreementConflict(c *fiber.Ctx, sent form.Values, in tracker.Agree) error {
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	var wrong page.Errors
	switch {
	case !st.round.Open() || st.assessment.State == maturity.Answering:
		return st.assessment.MayAgree(st.round)
	case st.assessment.State != maturity.Revealed:
		if wrong, err = s.settledOtherwise(c, st, in); err != nil {
			return err
		}
		if len(wrong) == 0 {
			return s.redirect(c, "/assessments/"+st.assessment.ID+"/result", "flash.agreed")
		}
	}
	p, err := s.agreementPage(c, fiber.StatusConflict, st, sent, wrong)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusConflict, "agreement", p)
}

// settledOtherwise says, beside each question on whose level or reason another
// lead has settled otherwise, on which.
func (s *Server) settledOtherwise(c *fiber.Ctx, st standing, in tracker.Agree) (page.Errors, error) {
	ctx := c.UserContext()
	result, err := s.store.ResultOf(ctx, st.assessment.ID)
	if err != nil {
		return nil, err
	}
	settled, err := s.store.AgreementsOf(ctx, st.assessment.ID)
	if err != nil {
		return nil, err
	}
	b := s.base(c, "agreement.heading")
	var fields []edited
	for _, q := range st.questionnaire.Questions {
		level, sent := in.Levels[q.Key]
		if !q.Agreeable() || !sent {
			continue
		}
		other, differs := settled[q.Key]
		if median := result.Questions[q.Key].Value; !differs && median != nil {
			other.Level = *median
			if level == *median {
				continue // a reason says nothing there
			}
		}
		words := strconv.FormatFloat(other.Level, 'f', -1, 64)
		fields = append(fields, edited{
			q.Key, strconv.FormatFloat(level, 'f', -1, 64) + in.Reasons[q.Key], words + other.Reason, strings.TrimSpace(words + " " + other.Reason),
		})
	}
	return theirs(b, fields...), nil
}

// agreementInLanguage shows the half-filled form again in another language.
// Nothing is stored: an agreement is one step.
func (s *Server) agreementInLanguage(c *fiber.Ctx, st standing, sent form.Values, l maturity.Language) error {
	if st.assessment.State != maturity.Revealed {
		return maturity.Fail(maturity.Conflict, "error.already_agreed")
	}
	if err := s.tracker.ChooseLanguage(c.UserContext(), viewer(c), l); err != nil {
		return err
	}
	s.rememberLanguage(c, l)
	c.Locals(languageKey, l)
	p, err := s.agreementPage(c, fiber.StatusOK, st, sent, nil)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "agreement", p)
}

// readAgreement reads the levels a form holds; a question it leaves out keeps
// its median.
func readAgreement(st standing, sent form.Values) (tracker.Agree, maturity.Fields) {
	in := tracker.Agree{Assessment: st.assessment.ID, Levels: map[string]float64{}, Reasons: map[string]string{}}
	var wrong maturity.Fields
	for _, q := range st.questionnaire.Questions {
		choice := sent.First(q.Key)
		if !q.Agreeable() || choice == "" {
			continue
		}
		level, err := strconv.ParseFloat(choice, 64)
		if err != nil || math.IsNaN(level) {
			wrong.Add(q.Key, "agreement.not_a_level")
			continue
		}
		if field, refused := maturity.AsField(q.Key, q.CheckAgreement(level)); refused {
			wrong = append(wrong, field)
			continue
		}
		in.Levels[q.Key], in.Reasons[q.Key] = level, sent.First(q.Key+".reason")
	}
	return in, wrong
}
