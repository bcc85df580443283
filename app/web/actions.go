package web

import (
	"context"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/locale"
	"michinori/app/web/page"
	"michinori/questionnaires"
)

// addSteps adds the suggestions and, for the team, its actions with the forms
// to take them on and to close them.
func (s *Server) addSteps(c *fiber.Ctx, p *page.Result, st standing, result maturity.Result, sent sentBack) error {
	var members []store.Member
	if p.Inside {
		var err error
		if members, err = s.store.MembersOf(c.UserContext(), st.team.ID); err != nil {
			return err
		}
	}
	for _, step := range result.NextSteps {
		q, ok := st.questionnaire.Question(step.Question)
		if !ok {
			continue
		}
		out := page.ResultStep{Question: q, Score: result.Questions[q.Key]}
		if practice, ok := questionnaires.PracticeByKey(step.Practice); ok {
			out.Practice = &practice
		}
		if p.Inside {
			out.Form = s.actionForm(p, st, q, members, sent)
		}
		p.Suggest(out)
	}
	return nil
}

// actionForm is the form of a step: as somebody sent it, or ready to be sent.
func (s *Server) actionForm(p *page.Result, st standing, q maturity.Question, members []store.Member, sent sentBack) page.ActionForm {
	f := page.ActionForm{Title: p.In(q.Next), Owner: p.Viewer.Person.ID, Due: s.dueDay(st.organisation)}
	if sent.step == q.Key {
		f = sent.form
		f.Errors = page.NewErrors(p.Texts, sent.fields)
	}
	for _, m := range members {
		f.Members = append(f.Members, page.Choice{Value: m.ID, Text: m.Name, Chosen: m.ID == f.Owner})
	}
	return f
}

// addActions adds the team's actions, with the names of their owners.
func (s *Server) addActions(c *fiber.Ctx, p *page.Result, st standing, history []store.TeamResult, sent sentBack) error {
	ctx := c.UserContext()
	actions, err := s.store.ActionsOf(ctx, st.team.ID)
	if err != nil {
		return err
	}
	rounds := map[string]string{}
	for _, h := range history {
		rounds[h.Assessment.ID] = h.Round.Key
	}
	names := map[string]string{}
	today := s.today(st.organisation).Format(time.DateOnly)
	for _, a := range actions {
		if _, known := names[a.OwnerID]; !known {
			owner, err := s.store.PersonByID(ctx, a.OwnerID)
			if err != nil {
				return err
			}
			names[a.OwnerID] = owner.Name
		}
		out := page.ResultAction{
			Action: a, Owner: names[a.OwnerID], Round: rounds[a.AssessmentID],
			Overdue: a.State == maturity.ActionOpen && a.Due < today,
		}
		if out.Typed, out.Error, out.Seen, err = actionForms(c, p.Texts, a, sent); err != nil {
			return err
		}
		out.Back = a.ID == sent.action && sent.theirs != ""
		p.Take(out)
	}
	p.Conflict = sent.theirs != ""
	return nil
}

// actionForms returns what stands in the forms that end an action, or take that
// back: what was typed and what is wrong with it, where they came back.
func actionForms(c *fiber.Ctx, texts *locale.Texts, a maturity.Action, sent sentBack) (typed, wrong, seen string, err error) {
	if a.ID != sent.action {
		seen, err = tracker.Seen(endOf(a))
		return "", "", seen, err
	}
	status := fiber.StatusUnprocessableEntity
	if sent.theirs != "" {
		status = fiber.StatusConflict
	}
	seen, err = lookedAtOne(c, status, endOf(a))
	return sent.reason, sent.theirs + page.NewErrors(texts, sent.fields).Of("reason"), seen, err
}

// actionEnd is what became of an action.
type actionEnd struct {
	State  maturity.ActionState
	Reason string
}

func endOf(a maturity.Action) actionEnd { return actionEnd{a.State, a.Reason} }

// addAction takes a next step on.
func (s *Server) addAction(c *fiber.Ctx) error {
	id := c.Params("id")
	in := tracker.AddAction{
		Assessment: id, Question: c.FormValue("question"), Title: c.FormValue("title"),
		Owner: c.FormValue("owner"), Due: c.FormValue("due"),
	}
	_, err := s.tracker.AddAction(c.UserContext(), viewer(c), in)
	if fields, sticky := invalid(err); sticky {
		return s.resultRefused(c, fiber.StatusUnprocessableEntity, id, err, sentBack{
			step: in.Question, form: page.ActionForm{Title: typed(c, "title"), Owner: in.Owner, Due: typed(c, "due")}, fields: fields,
		})
	}
	if err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+id+"/result#actions", "flash.action_added")
}

// closeAction ends an action, or takes that back; the form says from which page
// it was sent. Those that come from a drill belong to no round and to no result
// page.
func (s *Server) closeAction(c *fiber.Ctx) error {
	ctx := c.UserContext()
	a, err := s.store.ActionByID(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	if c.FormValue("from") == "team" || a.AssessmentID == "" && c.FormValue("assessment") == "" {
		show := func(status int, _ error, sent sentBack) error { return s.teamActionsPage(c, status, a.TeamID, sent) }
		return s.submitClosing(c, a, "/teams/"+a.TeamID+"/actions", show)
	}
	here := a.AssessmentID
	if on, err := s.store.AssessmentByID(ctx, c.FormValue("assessment")); err == nil && on.TeamID == a.TeamID {
		here = on.ID
	}
	show := func(status int, refused error, sent sentBack) error {
		return s.resultRefused(c, status, here, refused, sent)
	}
	return s.submitClosing(c, a, "/assessments/"+here+"/result#actions", show)
}

func (s *Server) submitClosing(c *fiber.Ctx, a maturity.Action, then string, show func(status int, refused error, sent sentBack) error) error {
	in := actionEnd{maturity.ActionState(c.FormValue("state")), c.FormValue("reason")}
	ctx := unlessChanged(s, c, tracker.ActionLock(a.ID), func(ctx context.Context, r store.Reader) (actionEnd, error) {
		now, err := r.ActionByID(ctx, a.ID)
		return endOf(now), err
	})
	err := s.tracker.CloseAction(ctx, viewer(c), a.ID, in.State, in.Reason)
	sent := sentBack{action: a.ID, reason: typed(c, "reason")}
	if isConflict(err) {
		now, reading := s.store.ActionByID(c.UserContext(), a.ID)
		if reading != nil {
			return reading
		}
		if sent.theirs = s.endedOtherwise(c, in, endOf(now)); sent.theirs != "" {
			return show(fiber.StatusConflict, err, sent)
		}
		err = nil
	}
	var sticky bool
	if sent.fields, sticky = invalid(err); sticky {
		return show(fiber.StatusUnprocessableEntity, err, sent)
	}
	if err != nil {
		return err
	}
	return s.redirect(c, then, "flash.action_"+string(in.State))
}

// endedOtherwise says what somebody else has made of an action meanwhile, or ""
// where that is what was to be made of it.
func (s *Server) endedOtherwise(c *fiber.Ctx, in, now actionEnd) string {
	if in.State == now.State && (now.State != maturity.ActionDropped || strings.TrimSpace(in.Reason) == now.Reason) {
		return ""
	}
	b := s.base(c, "actions.heading")
	return b.Theirs(strings.TrimSpace(b.T("action.state."+string(now.State)) + " " + now.Reason))
}

// resultRefused shows the result page again with what was typed. Only the team
// has the forms.
func (s *Server) resultRefused(c *fiber.Ctx, status int, assessment string, refused error, sent sentBack) error {
	st, err := s.standingOf(c, assessment)
	if err != nil {
		return err
	}
	if err := viewer(c).MayBelong(st.team.ID); err != nil {
		return err
	}
	if !st.assessment.Settled() {
		return refused
	}
	return s.renderResult(c, status, st, sent)
}
