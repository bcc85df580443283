package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"michinori/app/maturity"
)

type teamRow struct {
	ID         string
	Key        string
	Name       string
	GroupID    *string
	ArchivedAt *time.Time
}

func (teamRow) TableName() string { return "teams" }

func (t teamRow) team() maturity.Team {
	return maturity.Team{ID: t.ID, Key: t.Key, Name: t.Name, GroupID: text(t.GroupID), ArchivedAt: t.ArchivedAt}
}

// Teams returns all teams by name, archived ones too.
func (r Reader) Teams(ctx context.Context) ([]maturity.Team, error) {
	return many(r.g.WithContext(ctx).Order("name, id"), teamRow.team)
}

// TeamByID returns one team.
func (r Reader) TeamByID(ctx context.Context, id string) (maturity.Team, error) {
	row, err := one[teamRow](r.g.WithContext(ctx).Where("id = ?", id))
	return row.team(), err
}

// SaveTeam inserts or changes a team; Conflict when its key is taken.
func (tx *Tx) SaveTeam(ctx context.Context, t maturity.Team) error {
	if err := tx.forgetAll(ctx); err != nil {
		return err
	}
	return upsert(ctx, tx.g, &teamRow{ID: t.ID, Key: t.Key, Name: t.Name, GroupID: null(t.GroupID), ArchivedAt: t.ArchivedAt},
		[]string{"id"}, []string{"key", "name", "group_id", "archived_at"}, "team "+t.ID)
}

type personRow struct {
	ID         string
	Name       string
	Email      *string
	Language   string
	Role       string
	ArchivedAt *time.Time
}

func (personRow) TableName() string { return "people" }

func (p personRow) person() maturity.Person {
	return maturity.Person{
		ID: p.ID, Name: p.Name, Email: text(p.Email), Language: maturity.Language(p.Language),
		Role: maturity.Role(p.Role), ArchivedAt: p.ArchivedAt,
	}
}

// People returns all people by name, archived ones too.
func (r Reader) People(ctx context.Context) ([]maturity.Person, error) {
	return many(r.g.WithContext(ctx).Order("name, id"), personRow.person)
}

// PersonByID returns one person.
func (r Reader) PersonByID(ctx context.Context, id string) (maturity.Person, error) {
	row, err := one[personRow](r.g.WithContext(ctx).Where("id = ?", id))
	return row.person(), err
}

// PersonByEmail returns the person with that address, as it was written.
func (r Reader) PersonByEmail(ctx context.Context, email string) (maturity.Person, error) {
	row, err := one[personRow](r.g.WithContext(ctx).Where("email = ?", email))
	return row.person(), err
}

// SavePerson inserts or changes a person; Conflict when the address is taken.
func (tx *Tx) SavePerson(ctx context.Context, p maturity.Person) error {
	return upsert(ctx, tx.g, &personRow{
		ID: p.ID, Name: p.Name, Email: null(p.Email), Language: string(p.Language),
		Role: string(p.Role), ArchivedAt: p.ArchivedAt,
	}, []string{"id"}, []string{"name", "email", "language", "role", "archived_at"}, "person "+p.ID)
}

type membershipRow struct {
	TeamID   string `gorm:"primaryKey"`
	PersonID string `gorm:"primaryKey"`
	Role     string
}

func (membershipRow) TableName() string { return "memberships" }

func (m membershipRow) membership() maturity.Membership {
	return maturity.Membership{TeamID: m.TeamID, PersonID: m.PersonID, Role: maturity.MemberRole(m.Role)}
}

// Memberships returns every membership, of people who are not archived.
func (r Reader) Memberships(ctx context.Context) ([]maturity.Membership, error) {
	return many(r.activeMemberships(ctx), membershipRow.membership)
}

// MembershipsOf returns the teams of one person.
func (r Reader) MembershipsOf(ctx context.Context, person string) ([]maturity.Membership, error) {
	return many(r.activeMemberships(ctx).Where("m.person_id = ?", person), membershipRow.membership)
}

func (r Reader) activeMemberships(ctx context.Context) *gorm.DB {
	return r.g.WithContext(ctx).Table("memberships AS m").Select("m.team_id, m.person_id, m.role").
		Joins("JOIN people p ON p.id = m.person_id AND p.archived_at IS NULL").Order("m.team_id, m.person_id")
}

// Member is a person with the part they have in a team.
type Member struct {
	maturity.Person
	Part maturity.MemberRole
}

// MembersOf returns the people of a team, leads first, then by name.
func (r Reader) MembersOf(ctx context.Context, team string) ([]Member, error) {
	type row struct {
		Person personRow `gorm:"embedded"`
		Part   string
	}
	q := r.g.WithContext(ctx).Table("people AS p").
		Select("p.id, p.name, p.email, p.language, p.role, p.archived_at, m.role AS part").
		Joins("JOIN memberships m ON m.person_id = p.id").
		Where("m.team_id = ? AND p.archived_at IS NULL", team).
		Order("CASE m.role WHEN 'lead' THEN 0 ELSE 1 END, p.name, p.id")
	return many(q, func(x row) Member { return Member{Person: x.Person.person(), Part: maturity.MemberRole(x.Part)} })
}

// SaveMembership inserts or changes a person's part in a team.
func (tx *Tx) SaveMembership(ctx context.Context, m maturity.Membership) error {
	return upsert(ctx, tx.g, &membershipRow{TeamID: m.TeamID, PersonID: m.PersonID, Role: string(m.Role)},
		[]string{"team_id", "person_id"}, []string{"role"}, "membership")
}

// DeleteMembership takes a person out of a team; what they answered stays.
func (tx *Tx) DeleteMembership(ctx context.Context, team, person string) error {
	return must(tx.g.WithContext(ctx).Where("team_id = ? AND person_id = ?", team, person).Delete(&membershipRow{}))
}
