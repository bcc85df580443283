package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"michinori/app/maturity"
)

// Tx reads and writes within one transaction.
type Tx struct {
	Reader
}

// tries is how often a transaction that PostgreSQL gives up is begun.
const tries = 5

// Tx runs f in one transaction: committed when f returns nil, else undone. No
// mail, page or request belongs inside. A transaction that PostgreSQL gives up
// for another one's sake is tried again, so f must be repeatable.
func (d *DB) Tx(ctx context.Context, f func(tx *Tx) error) error {
	return d.observed(func() error { return d.explain(translate(d.tx(ctx, f))) })
}

func (d *DB) tx(ctx context.Context, f func(tx *Tx) error) error {
	var err error
	for range tries {
		err = d.g.WithContext(ctx).Transaction(func(g *gorm.DB) error {
			return around(ctx, &Tx{Reader{g: g}}, f)
		})
		if !serialization(err) {
			break
		}
	}
	if err == nil {
		committed(ctx)
	}
	return err
}

// NewID returns a new id: random, unguessable, safe in an address.
func NewID() string { return strings.ToLower(rand.Text()) }

// one reads one row; NotFound where there is none.
func one[T any](q *gorm.DB) (T, error) {
	var row T
	err := q.Take(&row).Error
	return row, translate(err)
}

// many reads rows and converts each.
func many[R, T any](q *gorm.DB, convert func(R) T) ([]T, error) {
	var rows []R
	if err := q.Find(&rows).Error; err != nil {
		return nil, translate(err)
	}
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = convert(r)
	}
	return out, nil
}

// must turns an update that met no row into NotFound.
func must(q *gorm.DB) error {
	if q.Error != nil {
		return translate(q.Error)
	}
	if q.RowsAffected == 0 {
		return maturity.Fail(maturity.NotFound, "error.not_found")
	}
	return nil
}

func insert(ctx context.Context, g *gorm.DB, row any, what string) error {
	if err := translate(g.WithContext(ctx).Create(row).Error); err != nil {
		return fmt.Errorf("insert %s: %w", what, err)
	}
	return nil
}

// upsert inserts the row or, where its key is there, sets the named columns.
func upsert(ctx context.Context, g *gorm.DB, row any, key, set []string, what string) error {
	columns := make([]clause.Column, len(key))
	for i, k := range key {
		columns[i].Name = k
	}
	on := clause.OnConflict{Columns: columns, DoUpdates: clause.AssignmentColumns(set)}
	if err := translate(g.WithContext(ctx).Clauses(on).Create(row).Error); err != nil {
		return fmt.Errorf("save %s: %w", what, err)
	}
	return nil
}
