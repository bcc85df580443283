package api

import (
	"context"
	"strings"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Team is a team.
type Team struct {
	ID         string     `json:"id"`
	Key        string     `json:"key" doc:"Short name in files and commands"`
	Name       string     `json:"name"`
	Group      string     `json:"group"`
	ArchivedAt *time.Time `json:"archived_at"`
}

func teamOf(t maturity.Team) Team {
	return Team{ID: t.ID, Key: t.Key, Name: t.Name, Group: t.GroupID, ArchivedAt: t.ArchivedAt}
}

// Member is a person with the part they have in a team.
type Member struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Part string `json:"part" enum:"lead,member"`
}

func (a *API) teamRoutes() {
	const t = "teams"
	add(a, read("/teams", "listTeams", "All teams for champions, their own for others", signedIn, t), a.listTeams)
	add(a, create("/teams", "createTeam", "Add a team", runs, t), a.createTeam)
	add(a, read("/teams/{id}", "getTeam", "One team", teamOrRun, t), a.getTeam)
	add(a, put("/teams/{id}", "saveTeam", "Change a team, put it away or back", runs, t), a.saveTeam)
	add(a, read("/teams/{id}/members", "listMembers", "Who is in a team", teamOrRun, t), a.listMembers)
	add(a, step("/teams/{id}/members", "addMembers", "Add people to a team; a known address adds that person", runs, t), a.addMembers)
	add(a, read("/teams/{id}/members/{person}", "getMember", "The part of one member", teamOrRun, t), a.getMember)
	add(a, put("/teams/{id}/members/{person}", "setPart", "Make a person lead or member of a team", runs, t), a.setPart)
	add(a, remove("/teams/{id}/members/{person}", "removeMember", "Take a person out of a team", runs, t), a.removeMember)
}

// inTeamOrRuns returns nil for members of the team and for champions.
func inTeamOrRuns(v maturity.Viewer, team string) error {
	return v.Require(v.InTeam(team) || v.IsChampion())
}

func (a *API) listTeams(c call, in *ListInput) (*output[Page[Team]], error) {
	all, err := a.store.Teams(c)
	if err != nil {
		return nil, err
	}
	own := []Team{}
	for _, t := range all {
		if inTeamOrRuns(c.viewer, t.ID) == nil {
			own = append(own, teamOf(t))
		}
	}
	return reply(paged(*in, own, func(t Team) string { return t.ID }))
}

func team(ctx context.Context, r store.Reader, id string) (Team, error) {
	t, err := r.TeamByID(ctx, id)
	return teamOf(t), err
}

func (a *API) getTeam(c call, in *ByID) (*tagged[Team], error) {
	if err := inTeamOrRuns(c.viewer, in.ID); err != nil {
		return nil, err
	}
	return tag(team(c, a.store, in.ID))
}

// TeamInput is a team as it is to be.
type TeamInput struct {
	Key      string `json:"key,omitempty" doc:"Made from the name where it is left out"`
	Name     string `json:"name" maxLength:"300"`
	Group    string `json:"group,omitempty"`
	Archived bool   `json:"archived,omitempty"`
}

func (in TeamInput) settings(id string) tracker.TeamSettings {
	return tracker.TeamSettings{ID: id, Key: in.Key, Name: in.Name, GroupID: in.Group, Archived: in.Archived}
}

type createTeamInput struct{ Body TeamInput }

func (a *API) createTeam(c call, in *createTeamInput) (*tagged[Team], error) {
	t, err := a.tracker.SaveTeam(c, c.viewer, in.Body.settings(""))
	return tag(teamOf(t), err)
}

type saveTeamInput struct {
	ByID
	Match
	Body TeamInput
}

func (a *API) saveTeam(c call, in *saveTeamInput) (*tagged[Team], error) {
	c, err := guarded(a, c, in.Match, tracker.RosterLock, func(ctx context.Context, r store.Reader) (Team, error) { return team(ctx, r, in.ID) })
	if err != nil {
		return nil, err
	}
	if _, err := a.tracker.SaveTeam(c, c.viewer, in.Body.settings(in.ID)); err != nil {
		return nil, err
	}
	return tag(team(c, a.store, in.ID))
}

func (a *API) listMembers(c call, in *struct {
	ByID
	ListInput
}) (*output[Page[Member]], error) {
	if err := inTeamOrRuns(c.viewer, in.ID); err != nil {
		return nil, err
	}
	if _, err := a.store.TeamByID(c, in.ID); err != nil {
		return nil, err
	}
	all, err := a.store.MembersOf(c, in.ID)
	if err != nil {
		return nil, err
	}
	members := converted(all, func(m store.Member) Member { return Member{ID: m.ID, Name: m.Name, Part: string(m.Part)} })
	return reply(paged(in.ListInput, members, func(m Member) string { return m.ID }))
}

type addMembersInput struct {
	ByID
	Body struct {
		Members []NewMember `json:"members" minItems:"1" maxItems:"500"`
	}
}

// NewMember is somebody who joins a team.
type NewMember struct {
	Name  string `json:"name" maxLength:"300"`
	Email string `json:"email,omitempty" maxLength:"254"`
}

func (a *API) addMembers(c call, in *addMembersInput) (*none, error) {
	if err := c.viewer.MayRun(); err != nil {
		return nil, err
	}
	lines := make([]string, len(in.Body.Members))
	for i, m := range in.Body.Members {
		// A line holds a name and, after a comma, an address.
		if strings.ContainsAny(m.Name+m.Email, "\r\n,、，") {
			return nil, fieldProblem("members", "field.control")
		}
		lines[i] = m.Name
		if m.Email != "" {
			lines[i] += ", " + m.Email
		}
	}
	_, err := a.tracker.AddMembers(c, c.viewer, in.ID, strings.Join(lines, "\n"))
	return done(err)
}

// MemberPath takes a team and a person from the address.
type MemberPath struct {
	ByID
	Person string `path:"person"`
}

// membership is the part of a person in a team; "" where they have none.
func (in MemberPath) membership(ctx context.Context, r store.Reader) (Membership, error) {
	out := Membership{Team: in.ID, Person: in.Person}
	all, err := r.MembersOf(ctx, in.ID)
	for _, m := range all {
		if m.ID == in.Person {
			out.Part = string(m.Part)
		}
	}
	return out, err
}

func (a *API) getMember(c call, in *MemberPath) (*tagged[Membership], error) {
	if err := inTeamOrRuns(c.viewer, in.ID); err != nil {
		return nil, err
	}
	x, err := in.membership(c, a.store)
	if err == nil && x.Part == "" {
		err = maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return tag(x, err)
}

func (a *API) setPart(c call, in *struct {
	MemberPath
	MatchIf
	Body struct {
		Part string `json:"part" enum:"lead,member"`
	}
}) (*tagged[Membership], error) {
	held, err := guardedIf(a, c, in.MatchIf, tracker.RosterLock, in.membership)
	if err != nil {
		return nil, err
	}
	if err := a.tracker.ChangePart(held, c.viewer, in.ID, in.Person, in.Body.Part); err != nil {
		return nil, err
	}
	return tag(in.membership(c, a.store))
}

func (a *API) removeMember(c call, in *struct {
	MemberPath
	MatchIf
}) (*none, error) {
	held, err := guardedIf(a, c, in.MatchIf, tracker.RosterLock, in.membership)
	if err != nil {
		return nil, err
	}
	return done(a.tracker.ChangePart(held, c.viewer, in.ID, in.Person, ""))
}
