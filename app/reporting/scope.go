package reporting

import (
	"context"

	"michinori/app/maturity"
	"michinori/reports/quarter"
)

// scope is the part of the organisation a report speaks of.
type scope struct {
	quarter.Scope
	fiscalStart int    // month
	group       string // id, "" for the whole organisation
	groups      []maturity.Group
	teams       map[string]maturity.Team // within the scope, archived ones too
	all         []maturity.Team          // of the organisation, to name none of them
	told        map[string]bool          // groups of which it may be said what their teams have taken up
}

func (x *Reporting) scope(ctx context.Context, group string) (scope, error) {
	s := scope{group: group, teams: map[string]maturity.Team{}}
	org, err := x.db.Organisation(ctx)
	if err != nil {
		return s, err
	}
	s.Organisation, s.fiscalStart = org.Name, org.FiscalStart
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
	s.all, err = x.db.Teams(ctx)
	s.told = Told(s.groups, s.all)
	within := Below(s.groups, group)
	for _, t := range s.all {
		if group == "" || within[t.GroupID] {
			s.teams[t.ID] = t
		}
	}
	return s, err
}

// parts returns the group at which the scope parts into several: a single group
// below it that holds all its teams, as a division holds its departments, is what
// the scope is already.
func (s scope) parts() string {
	at := s.group
	for {
		below := s.below(at)
		if len(below) != 1 || len(s.below(below[0].ID)) == 0 || s.beside(below[0].ID) {
			return at
		}
		at = below[0].ID
	}
}

// below returns the groups just below a group, in the order of the tree.
func (s scope) below(group string) []maturity.Group {
	var out []maturity.Group
	for _, g := range s.groups {
		if g.ParentID == group {
			out = append(out, g)
		}
	}
	return out
}

// beside reports whether a team of the scope that was not retired is outside of
// a group.
func (s scope) beside(group string) bool {
	within := Below(s.groups, group)
	for _, t := range s.teams {
		if t.ArchivedAt == nil && !within[t.GroupID] {
			return true
		}
	}
	return false
}

// Told returns the groups, "" for the organisation, of which counts may be told
// that teams have not chosen to tell: none that would be about a single team,
// or give one away beside the others.
func Told(groups []maturity.Group, teams []maturity.Team) map[string]bool {
	return maturity.ProtectTeams(maturity.GroupTree(groups, teams, func(node *maturity.TallyNode, t maturity.Team) {
		if t.ArchivedAt == nil {
			node.Own.Levels[0]++
		}
	})).Shown()
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
