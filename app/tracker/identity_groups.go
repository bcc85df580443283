package tracker

import (
	"context"
	"slices"

	"michinori/app/maturity"
	"michinori/app/store"
)

// GroupRule says what belonging to a group at the provider means here: a role
// in the organisation, or a part in a team.
type GroupRule struct {
	Group string
	Role  maturity.Role       // "" where it is about a team
	Team  string              // key; "" where it is about a role
	Part  maturity.MemberRole // in the team
}

// applyGroups brings the role and the parts of a person in line with their
// groups. Only what some rule speaks of is touched: without a rule for roles
// roles stay, and a team that no rule names keeps whom it has. The last
// champion stays champion.
func (t *Tracker) applyGroups(ctx context.Context, tx *store.Tx, p maturity.Person, groups []string) (maturity.Person, error) {
	role, governed := roleFrom(t.groups, groups)
	if governed && role != p.Role {
		last, err := lastChampion(ctx, tx, p)
		if err != nil {
			return p, err
		}
		if !last {
			p.Role = role
			if err := tx.SavePerson(ctx, p); err != nil {
				return p, err
			}
			if err := t.rightsChanged(ctx, tx, p, "person.role_from_groups", p.ID); err != nil {
				return p, err
			}
		}
	}
	return p, t.applyParts(ctx, tx, p, groups)
}

func (t *Tracker) applyParts(ctx context.Context, tx *store.Tx, p maturity.Person, groups []string) error {
	parts := partsFrom(t.groups, groups)
	if len(parts) == 0 {
		return nil
	}
	teams, err := tx.Teams(ctx)
	if err != nil {
		return err
	}
	v, err := tx.ViewerOf(ctx, p)
	if err != nil {
		return err
	}
	for _, team := range teams {
		part, governed := parts[team.Key]
		if !governed || v.Memberships[team.ID] == part {
			continue
		}
		if part == "" {
			err = tx.DeleteMembership(ctx, team.ID, p.ID)
		} else {
			err = tx.SaveMembership(ctx, maturity.Membership{TeamID: team.ID, PersonID: p.ID, Role: part})
		}
		if err != nil {
			return err
		}
		if err := t.rightsChanged(ctx, tx, p, "team.part_from_groups", team.ID); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tracker) rightsChanged(ctx context.Context, tx *store.Tx, p maturity.Person, verb, subject string) error {
	if err := tx.MarkStale(ctx, p.ID); err != nil {
		return err
	}
	return t.event(ctx, tx, maturity.Viewer{Person: p}, verb, subject, "")
}

// roleFrom returns the highest role that the groups give, and whether any rule
// speaks of roles at all.
func roleFrom(rules []GroupRule, groups []string) (maturity.Role, bool) {
	role, governed := maturity.RoleNone, false
	for _, r := range rules {
		if r.Team != "" {
			continue
		}
		governed = true
		if slices.Contains(groups, r.Group) && (role == maturity.RoleNone || r.Role == maturity.RoleChampion) {
			role = r.Role
		}
	}
	return role, governed
}

// partsFrom returns the part in each team that a rule names, by its key: "" for
// those of which the groups give none.
func partsFrom(rules []GroupRule, groups []string) map[string]maturity.MemberRole {
	parts := map[string]maturity.MemberRole{}
	for _, r := range rules {
		if r.Team == "" {
			continue
		}
		part := parts[r.Team]
		if slices.Contains(groups, r.Group) && part != maturity.MemberLead {
			part = r.Part
		}
		parts[r.Team] = part
	}
	return parts
}

func lastChampion(ctx context.Context, tx *store.Tx, p maturity.Person) (bool, error) {
	people, err := tx.People(ctx)
	other := slices.ContainsFunc(people, func(x maturity.Person) bool {
		return x.ID != p.ID && x.Role == maturity.RoleChampion && x.ArchivedAt == nil
	})
	return p.Role == maturity.RoleChampion && !other, err
}
