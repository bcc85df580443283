package reporting

import (
	"context"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// scope is the part of the organisation a report speaks of.
type scope struct {
	quarter.Scope
	group  string // id, "" for the whole organisation
	groups []maturity.Group
	teams  map[string]maturity.Team // within the scope, archived ones too
}

func (x *Reporting) scope(ctx context.Context, group string) (scope, error) {
	s := scope{group: group, teams: map[string]maturity.Team{}}
	org, err := x.db.Organisation(ctx)
	if err != nil {
		return s, err
	}
	s.Organisation = org.Name
	if s.groups, err = x.db.Groups(ctx); err != nil {
		return s, err
	}
	for _, g := range s.groups {
		if g.ID == group {
			s.Group = g.Name
		}
	}
	if group != "" && s.Group == "" {
		return s, maturity.Fail(maturity.NotFound, "error.not_found")
	}
	teams, err := x.db.Teams(ctx)
	within := Below(s.groups, group)
	for _, t := range teams {
		if group == "" || within[t.GroupID] {
			s.teams[t.ID] = t
		}
	}
	return s, err
}

// Below returns a group and all groups under it.
func Below(groups []maturity.Group, group string) map[string]bool {
	out := map[string]bool{group: true}
	for grown := true; grown; {
		grown = false
		for _, g := range groups {
			if out[g.ParentID] && !out[g.ID] {
				out[g.ID], grown = true, true
			}
		}
	}
	return out
}
