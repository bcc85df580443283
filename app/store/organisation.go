package store

import (
	"context"
	"time"

	"michinori/app/maturity"
)

type organisationRow struct {
	ID          int `gorm:"primaryKey;autoIncrement:false"`
	Name        string
	Language    string
	TimeZone    string
	FiscalStart int
	K           int
	CreatedAt   time.Time `gorm:"autoCreateTime:false"`
}

func (organisationRow) TableName() string { return "organisation" }

func (o organisationRow) organisation() maturity.Organisation {
	return maturity.Organisation{
		Name: o.Name, Language: maturity.Language(o.Language), TimeZone: o.TimeZone,
		FiscalStart: o.FiscalStart, K: o.K, CreatedAt: o.CreatedAt,
	}
}

// Organisation returns the one organisation, NotFound before the set-up.
func (r Reader) Organisation(ctx context.Context) (maturity.Organisation, error) {
	row, err := one[organisationRow](r.g.WithContext(ctx))
	return row.organisation(), err
}

// SaveOrganisation inserts or changes the one organisation.
func (tx *Tx) SaveOrganisation(ctx context.Context, o maturity.Organisation) error {
	return upsert(ctx, tx.g, &organisationRow{
		ID: 1, Name: o.Name, Language: string(o.Language), TimeZone: o.TimeZone,
		FiscalStart: o.FiscalStart, K: o.K, CreatedAt: o.CreatedAt,
	}, []string{"id"}, []string{"name", "language", "time_zone", "fiscal_start", "k"}, "organisation")
}

type groupRow struct {
	ID       string
	ParentID *string
	Name     string
}

func (groupRow) TableName() string { return "groups" }

// Groups returns all groups by name.
func (r Reader) Groups(ctx context.Context) ([]maturity.Group, error) {
	return many(r.g.WithContext(ctx).Order("name, id"), func(g groupRow) maturity.Group {
		return maturity.Group{ID: g.ID, ParentID: text(g.ParentID), Name: g.Name}
	})
}

// SaveGroup inserts or changes a group.
func (tx *Tx) SaveGroup(ctx context.Context, g maturity.Group) error {
	if err := tx.forgetAll(ctx); err != nil {
		return err
	}
	return upsert(ctx, tx.g, &groupRow{ID: g.ID, ParentID: null(g.ParentID), Name: g.Name},
		[]string{"id"}, []string{"parent_id", "name"}, "group "+g.ID)
}

// null keeps "" out of columns that refer to another row or must be unique.
func null(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
