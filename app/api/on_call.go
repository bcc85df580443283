package api

import (
	"context"
	"errors"
	"strconv"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// OnCall is how far a team's members are on their way to on-call.
type OnCall struct {
	Ready int          `json:"ready" doc:"Members who could take on-call tonight"`
	Whole int          `json:"members"`
	Paths []OnCallPath `json:"paths"`
	Rota  *Rota        `json:"rota" doc:"null where nobody has said"`
}

// OnCallPath is one member's way.
type OnCallPath struct {
	Person string            `json:"person"`
	Steps  map[string]string `json:"steps" doc:"The day each step was taken: read, pair, shadow, lead, alone"`
	Led    []string          `json:"led" doc:"Days on which they led a drill or an incident"`
	Ready  bool              `json:"ready"`
}

// Rota is how a team shares being on call; all 0 where nobody has said.
type Rota struct {
	People int `json:"people"`
	Slots  int `json:"slots" doc:"People on call at once"`
	Sites  int `json:"sites" doc:"Among which the day is divided"`
}

// RotaInput is how a team is to share being on call.
type RotaInput struct {
	People int `json:"people" minimum:"0" maximum:"999"`
	Slots  int `json:"slots" minimum:"1" maximum:"5"`
	Sites  int `json:"sites" minimum:"1" maximum:"5"`
}

// OnCallStep is one step of a member's way.
type OnCallStep struct {
	Day  string `json:"day" doc:"Empty while it is not taken"`
	Note string `json:"note"`
}

// OnCallStepPath takes a team, a member and a step from the address.
type OnCallStepPath struct {
	MemberPath
	Step string `path:"step" enum:"read,pair,shadow,lead,alone,incident"`
}

func (a *API) onCallRoutes() {
	const t = "on-call"
	add(a, read("/teams/{id}/on-call", "getOnCall", "The ways of the members, for the team alone", ofTeam, t), a.getOnCall)
	add(a, read("/teams/{id}/on-call/{person}/{step}", "getOnCallStep", "One step of a member, for the team alone", ofTeam, t), a.getOnCallStep)
	add(a, put("/teams/{id}/on-call/{person}/{step}", "saveOnCallStep", "Note a step, or take it back: one's own, or anybody's as lead", ofTeam, t), a.saveOnCallStep)
	add(a, read("/teams/{id}/rota", "getRota", "How the team shares being on call, for the team alone", ofTeam, t), a.getRota)
	add(a, put("/teams/{id}/rota", "saveRota", "Say how the team shares being on call", ofTeam, t), a.saveRota)
}

func (a *API) getOnCall(c call, in *ByID) (*output[OnCall], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	return reply(a.onCall(c, in.ID))
}

func (a *API) onCall(c call, team string) (OnCall, error) {
	var out OnCall
	today, err := a.tracker.Today(c)
	if err != nil {
		return out, err
	}
	paths, err := a.tracker.OnCallPaths(c, team)
	if err != nil {
		return out, err
	}
	ready, err := a.tracker.Readiness(c, team)
	if err != nil {
		return out, err
	}
	out.Ready, out.Whole = ready.Part, ready.Whole
	out.Paths = converted(paths, func(p tracker.OnCallPath) OnCallPath {
		x := OnCallPath{
			Person: p.Person.ID, Steps: map[string]string{}, Led: converted(p.Path.Led, dayOf), Ready: p.Path.Ready(today),
		}
		for s, day := range p.Path.Steps {
			x.Steps[string(s)] = dayOf(day)
		}
		return x
	})
	if said, err := rota(c, a.store, team); err != nil || said.Slots > 0 {
		out.Rota = &said
		return out, err
	}
	return out, nil
}

func (in OnCallStepPath) now(ctx context.Context, r store.Reader) (OnCallStep, error) {
	all, err := r.OnCallSteps(ctx, in.ID)
	for _, x := range all {
		if x.PersonID == in.Person && string(x.Step) == in.Step {
			return OnCallStep{Day: x.Day, Note: x.Note}, err
		}
	}
	return OnCallStep{}, err
}

func (a *API) getOnCallStep(c call, in *OnCallStepPath) (*tagged[OnCallStep], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	return tag(in.now(c, a.store))
}

func (a *API) saveOnCallStep(c call, in *struct {
	OnCallStepPath
	Match
	Body struct {
		Day  string `json:"day" doc:"Empty takes the step back"`
		Note string `json:"note,omitempty" maxLength:"2000"`
	}
}) (*tagged[OnCallStep], error) {
	held, err := guarded(a, c, in.Match, tracker.OnCallLock(in.ID), in.now)
	if err != nil {
		return nil, err
	}
	err = a.tracker.SaveOnCallStep(held, c.viewer, tracker.SaveOnCallStep{
		Team: in.ID, Person: in.Person, Step: in.Step, Day: in.Body.Day, Note: in.Body.Note,
	})
	if err != nil {
		return nil, err
	}
	return tag(in.now(c, a.store))
}

// rota is how a team shares being on call.
func rota(ctx context.Context, r store.Reader, team string) (Rota, error) {
	x, err := r.RotaOf(ctx, team)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return Rota{}, nil // nobody has said
	}
	return Rota(x), err
}

func (a *API) getRota(c call, in *ByID) (*tagged[Rota], error) {
	if err := c.viewer.MayBelong(in.ID); err != nil {
		return nil, err
	}
	return tag(rota(c, a.store, in.ID))
}

func (a *API) saveRota(c call, in *struct {
	ByID
	Match
	Body RotaInput
}) (*tagged[Rota], error) {
	held, err := guarded(a, c, in.Match, tracker.OnCallLock(in.ID), func(ctx context.Context, r store.Reader) (Rota, error) {
		return rota(ctx, r, in.ID)
	})
	if err != nil {
		return nil, err
	}
	b := in.Body
	if err := a.tracker.SaveRota(held, c.viewer, in.ID, strconv.Itoa(b.People), strconv.Itoa(b.Slots), strconv.Itoa(b.Sites)); err != nil {
		return nil, err
	}
	return tag(rota(c, a.store, in.ID))
}
