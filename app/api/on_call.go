package api

import (
	"errors"
	"strconv"

	"michinori/app/adoption"
	"michinori/app/maturity"
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

// Rota is how a team shares being on call.
type Rota struct {
	People int `json:"people" minimum:"0"`
	Slots  int `json:"slots" minimum:"1" maximum:"5"`
	Sites  int `json:"sites" minimum:"1" maximum:"5"`
}

func (a *API) onCallRoutes() {
	const t = "on-call"
	add(a, read("/teams/{id}/on-call", "getOnCall", "The ways of the members, for the team alone", ofTeam, t), a.getOnCall)
	add(a, put("/teams/{id}/on-call/{person}/{step}", "saveOnCallStep", "Note a step", ofTeam, t), a.saveOnCallStep)
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
	rota, err := a.store.RotaOf(c, team)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return out, nil // nobody has said
	}
	said := Rota(rota)
	out.Rota = &said
	return out, err
}

func (a *API) saveOnCallStep(c call, in *struct {
	MemberPath
	Step string `path:"step" enum:"read,pair,shadow,lead,alone,incident"`
	Body struct {
		Day  string `json:"day" doc:"Empty takes the step back"`
		Note string `json:"note,omitempty" maxLength:"2000"`
	}
}) (*output[OnCall], error) {
	err := a.tracker.SaveOnCallStep(c, c.viewer, tracker.SaveOnCallStep{
		Team: in.ID, Person: in.Person, Step: in.Step, Day: in.Body.Day, Note: in.Body.Note,
	})
	if err != nil {
		return nil, err
	}
	return reply(a.onCall(c, in.ID))
}

func (a *API) saveRota(c call, in *struct {
	ByID
	Body Rota
}) (*output[Rota], error) {
	r := adoption.Rota(in.Body)
	err := a.tracker.SaveRota(c, c.viewer, in.ID, strconv.Itoa(r.People), strconv.Itoa(r.Slots), strconv.Itoa(r.Sites))
	return reply(in.Body, err)
}
