package store

import (
	"context"

	"gorm.io/gorm/clause"

	"michinori/app/maturity"
)

// batch is how many rows one statement carries: some databases take no more
// than 32,766 values at once.
const batch = 1000

// SaveGroups inserts or changes groups; a parent comes before its children.
func (tx *Tx) SaveGroups(ctx context.Context, groups []maturity.Group) error {
	rows := make([]groupRow, len(groups))
	for i, g := range groups {
		rows[i] = groupRow{ID: g.ID, ParentID: null(g.ParentID), Name: g.Name}
	}
	if err := tx.forgetAll(ctx); err != nil {
		return err
	}
	return upsertMany(ctx, tx, rows, []string{"id"}, []string{"parent_id", "name"})
}

// SaveTeams inserts or changes teams; Conflict when a key is taken.
func (tx *Tx) SaveTeams(ctx context.Context, teams []maturity.Team) error {
	rows := make([]teamRow, len(teams))
	for i, t := range teams {
		rows[i] = teamRow{ID: t.ID, Key: t.Key, Name: t.Name, GroupID: null(t.GroupID), ArchivedAt: t.ArchivedAt}
	}
	if err := tx.forgetAll(ctx); err != nil {
		return err
	}
	return upsertMany(ctx, tx, rows, []string{"id"}, []string{"key", "name", "group_id", "archived_at"})
}

// SavePeople inserts or changes people; Conflict when an address is taken.
func (tx *Tx) SavePeople(ctx context.Context, people []maturity.Person) error {
	rows := make([]personRow, len(people))
	for i, p := range people {
		rows[i] = personRow{
			ID: p.ID, Name: p.Name, Email: null(p.Email), Language: string(p.Language),
			Role: string(p.Role), ArchivedAt: p.ArchivedAt,
		}
	}
	return upsertMany(ctx, tx, rows, []string{"id"}, []string{"name", "email", "language", "role", "archived_at"})
}

// SaveMemberships inserts memberships or changes their parts.
func (tx *Tx) SaveMemberships(ctx context.Context, ms []maturity.Membership) error {
	rows := make([]membershipRow, len(ms))
	for i, m := range ms {
		rows[i] = membershipRow{TeamID: m.TeamID, PersonID: m.PersonID, Role: string(m.Role)}
	}
	return upsertMany(ctx, tx, rows, []string{"team_id", "person_id"}, []string{"role"})
}

func upsertMany[T any](ctx context.Context, tx *Tx, rows []T, key, set []string) error {
	if len(rows) == 0 {
		return nil
	}
	columns := make([]clause.Column, len(key))
	for i, k := range key {
		columns[i].Name = k
	}
	on := clause.OnConflict{Columns: columns, DoUpdates: clause.AssignmentColumns(set)}
	return translate(tx.g.WithContext(ctx).Clauses(on).CreateInBatches(&rows, batch).Error)
}
