package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/web/page"
)

// daysToDue is how far ahead a new action is due unless its owner says so.
const daysToDue = 14

// sentBack is what came with a form of the result page that could not be stored:
// the page shows it again, each message beside its field.
type sentBack struct {
	step   string // question of the step that was to become an action
	form   page.ActionForm
	action string // that was to be closed
	reason string
	fields maturity.Fields
	theirs string // what somebody else has made of that action meanwhile, or ""
	reopen bool
	facts  bool // alone are to be corrected
}

// showResult shows the team its result and, once shared, champions and leaders
// what teams share.
func (s *Server) showResult(c *fiber.Ctx) error {
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	v := viewer(c)
	if err := v.MaySeeResult(st.assessment); err != nil {
		return err
	}
	if !st.assessment.Settled() {
		return s.redirect(c, "/assessments/"+st.assessment.ID, "")
	}
	return s.renderResult(c, fiber.StatusOK, st, sentBack{})
}

func (s *Server) renderResult(c *fiber.Ctx, status int, st standing, sent sentBack) error {
	p, err := s.resultPage(c, st, sent)
	if err != nil {
		return err
	}
	return s.render(c, status, "result", p)
}

// resultPage gathers the page, for the team or for readers outside it.
func (s *Server) resultPage(c *fiber.Ctx, st standing, sent sentBack) (*page.Result, error) {
	ctx, v := c.UserContext(), viewer(c)
	result, err := s.store.ResultOf(ctx, st.assessment.ID)
	if err != nil {
		return nil, err
	}
	p := &page.Result{
		Base: s.base(c, "result.title", "team", st.team.Name, "round", st.round.Key), Assessment: st.assessment,
		Round: st.round, Team: st.team, Inside: v.InTeam(st.team.ID), Lead: v.Leads(st.team.ID), Invalid: len(sent.fields) > 0,
		Register: result.Register,
	}
	p.Path = "/assessments/" + st.assessment.ID + "/result" // a form that came back has another address
	if !p.Inside {
		result = result.WithoutSpread(st.questionnaire)
	}
	history, err := s.store.HistoryOf(ctx, st.team.ID)
	if err != nil {
		return nil, err
	}
	if p.Late, err = s.store.TimesLate(c.UserContext(), st.assessment.ID); err != nil {
		return nil, err
	}
	if err := s.addDimensions(c, p, st, result, reporting.Visible(v, st.team.ID, history)); err != nil {
		return nil, err
	}
	if err := s.addQuestions(c, p, st, result); err != nil {
		return nil, err
	}
	if err := s.addSteps(c, p, st, result, sent); err != nil {
		return nil, err
	}
	if p.Inside {
		if err := s.addActions(c, p, st, history, sent); err != nil {
			return nil, err
		}
		if p.SayDo, err = s.sayDo(ctx, st, history); err != nil {
			return nil, err
		}
		if p.Outside, err = s.outsideLine(c, p.Base, st.team.ID, st.round.ID); err != nil {
			return nil, err
		}
	}
	if sent.reopen {
		p.Reopen = page.ReopenForm{Reason: sent.reason, Facts: sent.facts, Error: page.NewErrors(p.Texts, sent.fields).Of("reason")}
	}
	return p, nil
}

// addQuestions lists every question with what it came to.
func (s *Server) addQuestions(c *fiber.Ctx, p *page.Result, st standing, result maturity.Result) error {
	agreements, err := s.store.AgreementsOf(c.UserContext(), st.assessment.ID)
	if err != nil {
		return err
	}
	for _, d := range maturity.Dimensions {
		for _, q := range st.questionnaire.In(d) {
			var agreed *maturity.Agreement
			if a, ok := agreements[q.Key]; ok && p.Inside {
				agreed = &a
			}
			p.Ask(q, result.Questions[q.Key], agreed)
		}
	}
	return nil
}

// reopenRefused shows the page the form was on again, with the message beside
// the reason.
func (s *Server) reopenRefused(c *fiber.Ctx, refused error) error {
	fields, sticky := invalid(refused)
	if !sticky {
		return refused
	}
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	if err := viewer(c).MayLead(st.team.ID); err != nil {
		return err
	}
	if !st.assessment.Settled() {
		return refused
	}
	return s.renderResult(c, fiber.StatusUnprocessableEntity, st, sentBack{
		reopen: true, facts: c.FormValue("what") == "facts", reason: typed(c, "reason"), fields: fields,
	})
}

// dueDay is the day a new action is due unless its owner says so.
func (s *Server) dueDay(o maturity.Organisation) string {
	return s.today(o).AddDate(0, 0, daysToDue).Format(time.DateOnly)
}
