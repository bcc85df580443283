package web

import (
	"math"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
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
	p, err := s.agreementPage(c, st, nil, nil)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "agreement", p)
}

// agreementPage fills the page: with the medians or, where a form was sent,
// with what the lead typed and the messages for it.
func (s *Server) agreementPage(c *fiber.Ctx, st standing, sent form.Values, fields maturity.Fields) (*page.Agreement, error) {
	result, err := s.store.ResultOf(c.UserContext(), st.assessment.ID)
	if err != nil {
		return nil, err
	}
	p := &page.Agreement{
		Base: s.base(c, "agreement.title", "team", st.team.Name, "round", st.round.Key), Assessment: st.assessment,
		Round: st.round, Team: st.team, Lead: viewer(c).Leads(st.team.ID), Invalid: len(fields) > 0,
	}
	messages := page.NewErrors(p.Texts, fields)
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
		err = s.tracker.Agree(c.UserContext(), v, in)
	}
	if fields, sticky := invalid(err); sticky {
		p, err := s.agreementPage(c, st, sent, fields)
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
	p, err := s.agreementPage(c, st, sent, nil)
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
