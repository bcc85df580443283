package api

import (
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
	add(a, act("/actions/{id}/close", "closeAction", "Say that it is done, or dropped and why", ofTeam, t), a.closeAction)
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

func (a *API) actionNow(c call, id string, err error) (*output[Action], error) {
	if err != nil {
		return nil, err
	}
	x, err := a.store.ActionByID(c, id)
	return reply(actionOf(x), err)
}

func (a *API) closeAction(c call, in *struct {
	ByID
	Body struct {
		State  string `json:"state" enum:"done,dropped"`
		Reason string `json:"reason,omitempty" doc:"Required to drop it"`
	}
}) (*output[Action], error) {
	return a.actionNow(c, in.ID, a.tracker.CloseAction(c, c.viewer, in.ID, maturity.ActionState(in.Body.State), in.Body.Reason))
}

func (a *API) reviewAction(c call, in *struct {
	ByID
	Action string `path:"action"`
	Body   struct {
		Outcome string `json:"outcome" enum:"done,carried,dropped"`
		Reason  string `json:"reason,omitempty" doc:"Required to drop it"`
		Due     string `json:"due,omitempty" doc:"A new day where it is carried"`
	}
}) (*output[Action], error) {
	return a.actionNow(c, in.Action, a.tracker.ReviewAction(c, c.viewer, tracker.ReviewAction{
		Assessment: in.ID, Action: in.Action, Outcome: store.ReviewOutcome(in.Body.Outcome), Reason: in.Body.Reason, Due: in.Body.Due,
	}))
}
