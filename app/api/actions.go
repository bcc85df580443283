package api

import (
	"context"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Action is one next step with one owner and one date.
type Action struct {
	ID         string     `json:"id"`
	Team       string     `json:"team"`
	Assessment string     `json:"assessment" doc:"Whose next step it was, or empty"`
	Drill      string     `json:"drill" doc:"Whose gap it closes, or empty"`
	Question   string     `json:"question"`
	Practice   string     `json:"practice"`
	Title      string     `json:"title"`
	Owner      string     `json:"owner"`
	Due        string     `json:"due" format:"date"`
	State      string     `json:"state" enum:"open,done,dropped"`
	Reason     string     `json:"reason"`
	CreatedAt  time.Time  `json:"created_at"`
	ClosedAt   *time.Time `json:"closed_at"`
}

func actionOf(x maturity.Action) Action {
	return Action{
		ID: x.ID, Team: x.TeamID, Assessment: x.AssessmentID, Drill: x.DrillID, Question: x.Question, Practice: x.Practice,
		Title: x.Title, Owner: x.OwnerID, Due: x.Due, State: string(x.State), Reason: x.Reason,
		CreatedAt: x.CreatedAt.UTC(), ClosedAt: utc(x.ClosedAt),
	}
}

func (a *API) actionRoutes() {
	const t = "actions"
	add(a, read("/teams/{id}/actions", "listActions", "The actions of a team", ofTeam, t), a.listActions)
	add(a, create("/assessments/{id}/actions", "addAction", "Turn a next step into an action", ofTeam, t), a.addAction)
	add(a, read("/actions/{id}", "getAction", "One action", ofTeam, t), a.getAction)
	add(a, act("/actions/{id}/close", "closeAction", "Say that it is done, or dropped and why, or open it again", ofTeam, t), a.closeAction)
	add(a, read("/assessments/{id}/actions/{action}/review", "getActionReview", "What was said of an action when a round began", ofTeam, t), a.getActionReview)
	add(a, act("/assessments/{id}/actions/{action}/review", "reviewAction", "Look at an open action when a round begins", ofTeam, t), a.reviewAction)
}

func (a *API) listActions(c call, in *struct {
	ByID
	ListInput
}) (*output[Page[Action]], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	all, err := a.store.ActionsOf(c, in.ID)
	if err != nil {
		return nil, err
	}
	return reply(paged(in.ListInput, converted(all, actionOf), func(x Action) string { return x.ID }))
}

func (a *API) addAction(c call, in *struct {
	ByID
	Body struct {
		Question string `json:"question"`
		Title    string `json:"title" maxLength:"2000"`
		Owner    string `json:"owner" doc:"A person of the team"`
		Due      string `json:"due" format:"date"`
	}
}) (*output[Action], error) {
	x, err := a.tracker.AddAction(c, c.viewer, tracker.AddAction{
		Assessment: in.ID, Question: in.Body.Question, Title: in.Body.Title, Owner: in.Body.Owner, Due: in.Body.Due,
	})
	return reply(actionOf(x), err)
}

func action(ctx context.Context, r store.Reader, id string) (Action, error) {
	x, err := r.ActionByID(ctx, id)
	return actionOf(x), err
}

func (a *API) getAction(c call, in *ByID) (*tagged[Action], error) {
	return tag(action(c, a.store, in.ID)) // whose it is, the gate has asked
}

func (a *API) closeAction(c call, in *struct {
	ByID
	Match
	Body struct {
		State  string `json:"state" enum:"done,dropped,open"`
		Reason string `json:"reason,omitempty" doc:"Required to drop it"`
	}
}) (*tagged[Action], error) {
	held, err := guarded(a, c, in.Match, tracker.ActionLock(in.ID), func(ctx context.Context, r store.Reader) (Action, error) {
		return action(ctx, r, in.ID)
	})
	if err != nil {
		return nil, err
	}
	if err := a.tracker.CloseAction(held, c.viewer, in.ID, maturity.ActionState(in.Body.State), in.Body.Reason); err != nil {
		return nil, err
	}
	return tag(action(c, a.store, in.ID))
}

// ActionReview is an action with what was said of it when a round began.
type ActionReview struct {
	Action
	Outcome string `json:"outcome" enum:"done,carried,dropped," doc:"Empty while nothing was said"`
	Said    string `json:"said" doc:"Why"`
}

// ReviewPath takes an assessment and an action from the address.
type ReviewPath struct {
	ByID
	Action string `path:"action"`
}

func (in ReviewPath) now(ctx context.Context, r store.Reader) (ActionReview, error) {
	x, err := r.ActionByID(ctx, in.Action)
	if err != nil {
		return ActionReview{}, err
	}
	out := ActionReview{Action: actionOf(x)}
	said, err := r.ActionReviewsOf(ctx, x.TeamID)
	for _, y := range said {
		if y.ActionID == in.Action && y.AssessmentID == in.ID {
			out.Outcome, out.Said = string(y.Outcome), y.Reason
		}
	}
	return out, err
}

func (a *API) getActionReview(c call, in *ReviewPath) (*tagged[ActionReview], error) {
	x, err := in.now(c, a.store)
	if err != nil {
		return nil, err
	}
	return tag(x, c.viewer.MayBelong(x.Team))
}

func (a *API) reviewAction(c call, in *struct {
	ReviewPath
	Match
	Body struct {
		Outcome string `json:"outcome" enum:"done,carried,dropped"`
		Reason  string `json:"reason,omitempty" doc:"Required to drop it"`
		Due     string `json:"due,omitempty" doc:"A new day where it is carried"`
	}
}) (*tagged[ActionReview], error) {
	held, err := guarded(a, c, in.Match, tracker.ActionLock(in.Action), in.now)
	if err != nil {
		return nil, err
	}
	err = a.tracker.ReviewAction(held, c.viewer, tracker.ReviewAction{
		Assessment: in.ID, Action: in.Action, Outcome: store.ReviewOutcome(in.Body.Outcome), Reason: in.Body.Reason, Due: in.Body.Due,
	})
	if err != nil {
		return nil, err
	}
	return tag(in.now(c, a.store))
}
