package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
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
		if a.ID == sent.action {
			out.Typed, out.Error = sent.reason, page.NewErrors(p.Texts, sent.fields).Of("reason")
		}
		p.Take(out)
	}
	return nil
}

// addAction takes a next step on.
func (s *Server) addAction(c *fiber.Ctx) error {
	id := c.Params("id")
	in := tracker.AddAction{
		Assessment: id, Question: c.FormValue("question"), Title: c.FormValue("title"),
		Owner: c.FormValue("owner"), Due: c.FormValue("due"),
	}
	_, err := s.tracker.AddAction(c.UserContext(), viewer(c), in)
	if fields, sticky := invalid(err); sticky {
		return s.resultRefused(c, id, err, sentBack{
			step: in.Question, form: page.ActionForm{Title: typed(c, "title"), Owner: in.Owner, Due: typed(c, "due")}, fields: fields,
		})
	}
	if err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+id+"/result#actions", "flash.action_added")
}

// closeAction ends an action, or takes that back; the form says from which
// result page it was sent.
func (s *Server) closeAction(c *fiber.Ctx) error {
	ctx, v := c.UserContext(), viewer(c)
	a, err := s.store.ActionByID(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	to, reason := maturity.ActionState(c.FormValue("state")), c.FormValue("reason")
	if c.FormValue("from") == "team" || a.AssessmentID == "" && c.FormValue("assessment") == "" {
		return s.closeOnTeamPage(c, a, to, reason)
	}
	here := a.AssessmentID
	if on, err := s.store.AssessmentByID(ctx, c.FormValue("assessment")); err == nil && on.TeamID == a.TeamID {
		here = on.ID
	}
	err = s.tracker.CloseAction(ctx, v, a.ID, to, reason)
	if fields, sticky := invalid(err); sticky {
		return s.resultRefused(c, here, err, sentBack{action: a.ID, reason: typed(c, "reason"), fields: fields})
	}
	if err != nil {
		return err
	}
	return s.redirect(c, "/assessments/"+here+"/result#actions", "flash.action_"+string(to))
}

// closeOnTeamPage ends an action from the list of all of the team's; those that
// come from a drill belong to no round and to no result page.
func (s *Server) closeOnTeamPage(c *fiber.Ctx, a maturity.Action, to maturity.ActionState, reason string) error {
	err := s.tracker.CloseAction(c.UserContext(), viewer(c), a.ID, to, reason)
	if fields, sticky := invalid(err); sticky {
		return s.teamActionsPage(c, fiber.StatusUnprocessableEntity, a.TeamID, sentBack{action: a.ID, reason: typed(c, "reason"), fields: fields})
	}
	if err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+a.TeamID+"/actions", "flash.action_"+string(to))
}

// resultRefused shows the result page again with what was typed. Only the team
// has the forms.
func (s *Server) resultRefused(c *fiber.Ctx, assessment string, refused error, sent sentBack) error {
	st, err := s.standingOf(c, assessment)
	if err != nil {
		return err
	}
	if err := viewer(c).MayBelong(st.team.ID); err != nil {
		return err
	}
	if !settled(st.assessment) {
		return refused
	}
	return s.renderResult(c, fiber.StatusUnprocessableEntity, st, sent)
}
