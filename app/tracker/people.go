package tracker

import (
	"context"

	"michinori/app/maturity"
	"michinori/app/store"
)

// PersonSettings are what a champion may change of a person.
type PersonSettings struct {
	ID, Name, Email, Language, Role string // ID "" creates
	Archived                        bool
}

// SavePerson creates or changes a person. The last champion stays champion.
func (t *Tracker) SavePerson(ctx context.Context, v maturity.Viewer, in PersonSettings) (maturity.Person, error) {
	if err := v.MayRun(); err != nil {
		return maturity.Person{}, err
	}
	var f maturity.Fields
	p := maturity.Person{
		ID: in.ID, Name: line(&f, "name", in.Name, true), Email: email(&f, "email", in.Email),
		Language: language(&f, "language", in.Language), Role: role(&f, "role", in.Role),
	}
	err := t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, RosterLock); err != nil {
			return err
		}
		people, err := tx.People(ctx)
		if err != nil {
			return err
		}
		fields, next := append(maturity.Fields{}, f...), p
		if err := t.checkPerson(&fields, &next, in.Archived, people); err != nil {
			return err
		}
		if err := fields.Err(); err != nil {
			return err
		}
		p = next
		return t.writePerson(ctx, tx, v, p)
	})
	return p, err
}

func (t *Tracker) writePerson(ctx context.Context, tx *store.Tx, v maturity.Viewer, p maturity.Person) error {
	if err := tx.SavePerson(ctx, p); err != nil {
		return err
	}
	if p.ArchivedAt != nil {
		if err := t.endAccess(ctx, tx, p.ID); err != nil {
			return err
		}
	}
	if err := tx.MarkStale(ctx, p.ID); err != nil {
		return err
	}
	return t.event(ctx, tx, v, "person.saved", p.ID, "")
}

func (t *Tracker) checkPerson(f *maturity.Fields, p *maturity.Person, archived bool, people []maturity.Person) error {
	known, champions := p.ID == "", 0
	for _, x := range people {
		if x.ID == p.ID {
			known, p.ArchivedAt = true, x.ArchivedAt
			continue
		}
		if p.Email != "" && x.Email == p.Email {
			f.Add("email", "field.taken")
		}
		if x.Role == maturity.RoleChampion && x.ArchivedAt == nil {
			champions++
		}
	}
	switch {
	case !known:
		return maturity.Fail(maturity.NotFound, "error.not_found")
	case p.ID == "":
		p.ID = t.newID()
	case champions == 0 && (archived || p.Role != maturity.RoleChampion):
		f.Add("role", "field.last_champion")
	}
	switch {
	case !archived:
		p.ArchivedAt = nil
	case p.ArchivedAt == nil:
		now := t.now()
		p.ArchivedAt = &now
	}
	return nil
}

func (t *Tracker) endAccess(ctx context.Context, tx *store.Tx, person string) error {
	if err := tx.RevokeLinks(ctx, store.PersonalLink, person, t.now()); err != nil {
		return err
	}
	if err := tx.RevokeTokensOf(ctx, person, t.now()); err != nil {
		return err
	}
	return tx.DeleteSessionsOf(ctx, person)
}

func role(f *maturity.Fields, name, s string) maturity.Role {
	switch r := maturity.Role(s); r {
	case maturity.RoleNone, maturity.RoleChampion, maturity.RoleLeader:
		return r
	default:
		f.Add(name, "field.choice")
		return maturity.RoleNone
	}
}

// AddMembers adds people to a team, a line each ("name" or "name, address"). An
// address that is known already adds that person instead of a second one, from
// the archive if need be; whoever is in the team stays what they are in it.
func (t *Tracker) AddMembers(ctx context.Context, v maturity.Viewer, team, lines string) (int, error) {
	if err := v.MayRun(); err != nil {
		return 0, err
	}
	if _, err := t.db.TeamByID(ctx, team); err != nil {
		return 0, err
	}
	o, err := t.db.Organisation(ctx)
	if err != nil {
		return 0, err
	}
	var f maturity.Fields
	members := t.readMembers(&f, "members", lines, o.Language)
	if len(members) == 0 {
		f.Add("members", "field.required")
	}
	if err := f.Err(); err != nil {
		return 0, err
	}
	return len(members), t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, RosterLock); err != nil {
			return err
		}
		if err := addMembers(ctx, tx, team, members); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "team.members_added", team, "")
	})
}

func addMembers(ctx context.Context, tx *store.Tx, team string, members []maturity.Person) error {
	people, err := tx.People(ctx)
	if err != nil {
		return err
	}
	byEmail := map[string]maturity.Person{}
	for _, p := range people {
		if p.Email != "" {
			byEmail[p.Email] = p
		}
	}
	there, err := tx.MembersOf(ctx, team)
	if err != nil {
		return err
	}
	for _, m := range members {
		known, ok := byEmail[m.Email]
		if ok {
			m = known
			m.ArchivedAt = nil
		}
		if !ok || known.ArchivedAt != nil {
			if err := tx.SavePerson(ctx, m); err != nil {
				return err
			}
		}
		if isMember(there, m.ID) {
			continue
		}
		part := maturity.Membership{TeamID: team, PersonID: m.ID, Role: maturity.MemberMember}
		if err := tx.SaveMembership(ctx, part); err != nil {
			return err
		}
		if err := tx.MarkStale(ctx, m.ID); err != nil {
			return err
		}
	}
	return nil
}

// ChangePart makes a person lead or member of a team, or takes them out of it
// with an empty part.
func (t *Tracker) ChangePart(ctx context.Context, v maturity.Viewer, team, person, part string) error {
	if err := v.MayRun(); err != nil {
		return err
	}
	if _, err := t.db.TeamByID(ctx, team); err != nil {
		return err
	}
	if _, err := t.db.PersonByID(ctx, person); err != nil {
		return err
	}
	m := maturity.Membership{TeamID: team, PersonID: person, Role: maturity.MemberRole(part)}
	if part != "" && m.Role != maturity.MemberLead && m.Role != maturity.MemberMember {
		return maturity.Fields{{Name: "part", Key: "field.choice"}}.Err()
	}
	return t.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Alone(ctx, RosterLock); err != nil {
			return err
		}
		change := func() error { return tx.SaveMembership(ctx, m) }
		if part == "" {
			change = func() error { return tx.DeleteMembership(ctx, team, person) }
		}
		if err := change(); err != nil {
			return err
		}
		if err := tx.MarkStale(ctx, person); err != nil {
			return err
		}
		return t.event(ctx, tx, v, "team.part_changed", team, "")
	})
}
