package api

import (
	"context"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

// Organisation is the organisation with its settings.
type Organisation struct {
	Name        string `json:"name" maxLength:"300"`
	Language    string `json:"language" enum:"ja,en"`
	TimeZone    string `json:"time_zone" doc:"IANA name"`
	FiscalStart int    `json:"fiscal_start" minimum:"1" maximum:"12" doc:"Month in which the fiscal year begins"`
	K           int    `json:"k" minimum:"3" doc:"Least number of answers that may be shown, of rounds opened from now on"`
}

// Group is a department; parent is empty at the top.
type Group struct {
	ID     string `json:"id"`
	Parent string `json:"parent"`
	Name   string `json:"name"`
}

func groupOf(g maturity.Group) Group { return Group{ID: g.ID, Parent: g.ParentID, Name: g.Name} }

func (a *API) organisationRoutes() {
	const t = "organisation"
	add(a, read("/organisation", "getOrganisation", "The organisation", signedIn, t),
		func(c call, _ *struct{}) (*tagged[Organisation], error) { return tag(organisation(c, a.store)) })
	add(a, put("/organisation", "saveOrganisation", "Change the settings", runs, t), a.saveOrganisation)
	add(a, read("/groups", "listGroups", "The tree of groups", signedIn, t), a.listGroups)
	add(a, create("/groups", "createGroup", "Add a group", runs, t), a.createGroup)
	add(a, read("/groups/{id}", "getGroup", "One group", signedIn, t),
		func(c call, in *ByID) (*tagged[Group], error) { return tag(group(c, a.store, in.ID)) })
	add(a, put("/groups/{id}", "saveGroup", "Rename or move a group", runs, t), a.saveGroup)
}

func organisation(ctx context.Context, r store.Reader) (Organisation, error) {
	o, err := r.Organisation(ctx)
	return Organisation{Name: o.Name, Language: string(o.Language), TimeZone: o.TimeZone, FiscalStart: o.FiscalStart, K: o.K}, err
}

type organisationInput struct {
	Match
	Body Organisation
}

func (a *API) saveOrganisation(c call, in *organisationInput) (*tagged[Organisation], error) {
	if err := c.viewer.MayRun(); err != nil {
		return nil, err
	}
	c, err := guarded(a, c, in.Match, tracker.SettingsLock, organisation)
	if err != nil {
		return nil, err
	}
	err = a.tracker.SaveOrganisation(c, c.viewer, tracker.OrganisationSettings{
		Name: in.Body.Name, Language: in.Body.Language, TimeZone: in.Body.TimeZone, FiscalStart: in.Body.FiscalStart, K: in.Body.K,
	})
	if err != nil {
		return nil, err
	}
	return tag(organisation(c, a.store))
}

func (a *API) listGroups(c call, in *ListInput) (*output[Page[Group]], error) {
	all, err := a.store.Groups(c)
	if err != nil {
		return nil, err
	}
	return reply(paged(*in, converted(all, groupOf), func(g Group) string { return g.ID }))
}

func group(ctx context.Context, r store.Reader, id string) (Group, error) {
	all, err := r.Groups(ctx)
	if err != nil {
		return Group{}, err
	}
	for _, g := range all {
		if g.ID == id {
			return groupOf(g), nil
		}
	}
	return Group{}, maturity.Fail(maturity.NotFound, "error.not_found")
}

// GroupInput is a group as it is to be.
type GroupInput struct {
	Name   string `json:"name" maxLength:"300"`
	Parent string `json:"parent,omitempty"`
}

type createGroupInput struct{ Body GroupInput }

func (a *API) createGroup(c call, in *createGroupInput) (*tagged[Group], error) {
	g, err := a.tracker.SaveGroup(c, c.viewer, maturity.Group{Name: in.Body.Name, ParentID: in.Body.Parent})
	return tag(groupOf(g), err)
}

type saveGroupInput struct {
	ByID
	Match
	Body GroupInput
}

func (a *API) saveGroup(c call, in *saveGroupInput) (*tagged[Group], error) {
	c, err := guarded(a, c, in.Match, tracker.RosterLock, func(ctx context.Context, r store.Reader) (Group, error) { return group(ctx, r, in.ID) })
	if err != nil {
		return nil, err
	}
	g, err := a.tracker.SaveGroup(c, c.viewer, maturity.Group{ID: in.ID, Name: in.Body.Name, ParentID: in.Body.Parent})
	return tag(groupOf(g), err)
}
