package web

import (
	"context"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// reviewAgain is the form of one action that came back.
type reviewAgain struct {
	action string
	row    page.ReviewRow
	wrong  string
}

func (s *Server) showActionReview(c *fiber.Ctx) error {
	return s.actionReviewPage(c, fiber.StatusOK, reviewAgain{})
}

// actionReviewPage lists what was decided before this round and is still open,
// and what was said about it in this round, which can be corrected.
func (s *Server) actionReviewPage(c *fiber.Ctx, status int, again reviewAgain) error {
	st, err := s.standing(c)
	if err != nil {
		return err
	}
	if err := viewer(c).MayBelong(st.team.ID); err != nil {
		return err
	}
	ctx := c.UserContext()
	p := &page.ActionReview{
		Base: s.base(c, "review.title", "team", st.team.Name, "round", st.round.Key), Team: st.team, Round: st.round,
		Assessment: st.assessment, Error: again.wrong, Conflict: status == fiber.StatusConflict,
	}
	p.Path = "/assessments/" + st.assessment.ID + "/actions"
	actions, reviews, err := s.toReview(ctx, st.team.ID, st.assessment.ID)
	if err != nil {
		return err
	}
	names, err := s.ownerNames(ctx, actions)
	if err != nil {
		return err
	}
	today := s.today(st.organisation).Format(time.DateOnly)
	for _, a := range actions {
		r := reviews[a.ID]
		row := page.ReviewRow{
			Action: a, Owner: names[a.OwnerID], Outcome: r.Outcome, Reason: r.Reason, Due: a.Due,
			Overdue: a.State == maturity.ActionOpen && a.Due < today,
		}
		if a.ID == again.action {
			row.Reason, row.Due, row.Errors = again.row.Reason, again.row.Due, again.row.Errors
			row.Seen, err = lookedAtOne(c, status, reviewedAs(a, r))
		} else {
			row.Seen, err = tracker.Seen(reviewedAs(a, r))
		}
		if err != nil {
			return err
		}
		p.Add(row)
	}
	return s.render(c, status, "action_review", p)
}

// toReview returns the actions to look back at in a round with what was said
// about them there. Those taken on in the round itself are for the next one.
func (s *Server) toReview(ctx context.Context, team, assessment string) ([]maturity.Action, map[string]store.ActionReview, error) {
	all, err := s.store.ActionsOf(ctx, team)
	if err != nil {
		return nil, nil, err
	}
	said, err := s.store.ActionReviewsOf(ctx, team)
	if err != nil {
		return nil, nil, err
	}
	reviews := map[string]store.ActionReview{}
	for _, r := range said {
		if r.AssessmentID == assessment {
			reviews[r.ActionID] = r
		}
	}
	var out []maturity.Action
	for _, a := range all {
		_, reviewed := reviews[a.ID]
		if a.AssessmentID != assessment && (reviewed || a.State == maturity.ActionOpen) {
			out = append(out, a)
		}
	}
	return out, reviews, nil
}

func (s *Server) ownerNames(ctx context.Context, actions []maturity.Action) (map[string]string, error) {
	out := map[string]string{}
	for _, a := range actions {
		if _, known := out[a.OwnerID]; known {
			continue
		}
		owner, err := s.store.PersonByID(ctx, a.OwnerID)
		if err != nil {
			return nil, err
		}
		out[a.OwnerID] = owner.Name
	}
	return out, nil
}

func (s *Server) reviewAction(c *fiber.Ctx) error {
	in := tracker.ReviewAction{
		Assessment: c.Params("id"), Action: c.FormValue("action"), Outcome: store.ReviewOutcome(c.FormValue("outcome")),
		Reason: c.FormValue("reason"), Due: c.FormValue("due"),
	}
	show := func(status int, wrong maturity.Fields) error {
		return s.reviewSentBack(c, status, in.Action, page.NewErrors(s.texts.In(language(c)), wrong))
	}
	return s.submit(c, show, func() error {
		now := func(ctx context.Context, r store.Reader) (reviewed, error) { return reviewNow(ctx, r, in) }
		err := s.tracker.ReviewAction(unlessChanged(s, c, tracker.ActionLock(in.Action), now), viewer(c), in)
		if isConflict(err) {
			return s.reviewConflict(c, in)
		}
		if err != nil {
			return err
		}
		return s.redirect(c, "/assessments/"+in.Assessment+"/actions#a-"+in.Action, "flash.saved")
	})
}

// reviewSentBack shows the list with one form as it was sent.
func (s *Server) reviewSentBack(c *fiber.Ctx, status int, action string, messages page.Errors) error {
	return s.actionReviewPage(c, status, reviewAgain{
		action: action, wrong: messages.Of("outcome") + messages.Of("action"),
		row: page.ReviewRow{Reason: typed(c, "reason"), Due: typed(c, "due"), Errors: messages},
	})
}

// reviewed is how an action stands and what was said of it in a round.
type reviewed struct {
	actionEnd
	Due     string
	Outcome store.ReviewOutcome
	Said    string
}

func reviewedAs(a maturity.Action, r store.ActionReview) reviewed {
	return reviewed{endOf(a), a.Due, r.Outcome, r.Reason}
}

func reviewNow(ctx context.Context, r store.Reader, in tracker.ReviewAction) (reviewed, error) {
	a, err := r.ActionByID(ctx, in.Action)
	if err != nil {
		return reviewed{}, err
	}
	said, err := r.ActionReviewsOf(ctx, a.TeamID)
	for _, x := range said {
		if x.ActionID == a.ID && x.AssessmentID == in.Assessment {
			return reviewedAs(a, x), err
		}
	}
	return reviewedAs(a, store.ActionReview{}), err
}

// reviewConflict shows what somebody else has said of an action meanwhile beside
// what was typed; where nothing differs, there is nothing left to do.
func (s *Server) reviewConflict(c *fiber.Ctx, in tracker.ReviewAction) error {
	now, err := reviewNow(c.UserContext(), s.store, in)
	if err != nil {
		return err
	}
	b := s.base(c, "review.heading")
	said := ""
	switch {
	case now.Outcome != "":
		said = b.T("review."+string(now.Outcome)) + " " + now.Said
	case now.State != maturity.ActionOpen:
		said = b.T("action.state."+string(now.State)) + " " + now.Reason
	}
	fields := []edited{{"reason", string(in.Outcome) + " " + in.Reason, string(now.Outcome) + " " + now.Said, strings.TrimSpace(said)}}
	switch {
	case in.Outcome == store.ReviewDone && now.Outcome == store.ReviewDone:
		fields = nil // a reason and a day say nothing there
	case in.Outcome != store.ReviewDropped && in.Due != "":
		fields = append(fields, edited{"due", in.Due, now.Due, b.DayWords(now.Due)})
	}
	wrong := theirs(b, fields...)
	if len(wrong) == 0 {
		return s.redirect(c, "/assessments/"+in.Assessment+"/actions#a-"+in.Action, "flash.saved")
	}
	return s.reviewSentBack(c, fiber.StatusConflict, in.Action, wrong)
}

// sayDo counts, round by round, what was looked at and what had been done.
func (s *Server) sayDo(ctx context.Context, st standing, history []store.TeamResult) ([]page.SayDo, error) {
	said, err := s.store.ActionReviewsOf(ctx, st.team.ID)
	if err != nil {
		return nil, err
	}
	out := make([]page.SayDo, len(history))
	for i, h := range history {
		out[i] = page.SayDo{Round: h.Round.Key, Now: h.Assessment.ID == st.assessment.ID}
		for _, r := range said {
			if r.AssessmentID != h.Assessment.ID {
				continue
			}
			out[i].Reviewed++
			if r.Outcome == store.ReviewDone {
				out[i].Done++
			}
		}
	}
	return out, nil
}

func (s *Server) listTeamActions(c *fiber.Ctx) error {
	return s.teamActionsPage(c, fiber.StatusOK, c.Params("id"), sentBack{})
}

// teamActionsPage shows every action of a team, from rounds and from drills.
func (s *Server) teamActionsPage(c *fiber.Ctx, status int, id string, sent sentBack) error {
	ctx := c.UserContext()
	team, err := s.teamForMembers(c, id)
	if err != nil {
		return err
	}
	actions, err := s.store.ActionsOf(ctx, id)
	if err != nil {
		return err
	}
	names, err := s.ownerNames(ctx, actions)
	if err != nil {
		return err
	}
	now, err := s.tracker.Today(ctx)
	if err != nil {
		return err
	}
	p := &page.TeamActions{Base: s.base(c, "team_actions.title", "team", team.Name), Team: team, Conflict: sent.theirs != ""}
	p.Path = "/teams/" + id + "/actions"
	for _, a := range actions {
		row := page.TeamAction{Action: a, Owner: names[a.OwnerID], Overdue: a.State == maturity.ActionOpen && a.Due < now.Format(time.DateOnly)}
		if row.Typed, row.Error, row.Seen, err = actionForms(c, p.Texts, a, sent); err != nil {
			return err
		}
		row.Back = a.ID == sent.action && sent.theirs != ""
		p.Add(row)
	}
	return s.render(c, status, "team_actions", p)
}
