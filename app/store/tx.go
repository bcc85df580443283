package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"michinori/app/maturity"
)

// Tx reads and writes within one transaction.
type Tx struct {
	Reader
	pipe  *pipe  // nil on SQLite, which is never far away
	known *known // what was read before, of PostgreSQL
}

// tries is how often a transaction that PostgreSQL gives up is begun.
const tries = 5

// Tx runs f in one transaction: committed when f returns nil, else undone. No
// mail, page or request belongs inside. A transaction that PostgreSQL gives up
// for another one's sake is tried again, as is one that took for granted what has
// changed, so f must be repeatable.
func (d *DB) Tx(ctx context.Context, f func(tx *Tx) error) error {
	return d.observed(func() error { return d.explain(translate(d.tx(ctx, f))) })
}

func (d *DB) tx(ctx context.Context, f func(tx *Tx) error) error {
	var err error
	anew := false
	for range tries {
		err = d.once(ctx, anew, func(tx *Tx) error { return around(ctx, tx, f) })
		anew = anew || errors.Is(err, errChanged)
		if !serialization(err) && !errors.Is(err, errChanged) {
			break
		}
	}
	if err == nil {
		committed(ctx)
	}
	return err
}

func (d *DB) once(ctx context.Context, anew bool, f func(tx *Tx) error) error {
	if d.onPostgres() {
		return d.piped(ctx, anew, f)
	}
	return d.g.WithContext(ctx).Transaction(func(g *gorm.DB) error { return f(&Tx{Reader: Reader{g: g}}) })
}

// later carries out a statement, at the latest when the transaction is committed
// and before whatever is asked next. read is handed the rows that it returns, nil
// where it returns none, and must not use the transaction. An error of either may
// come as late.
func (tx *Tx) later(ctx context.Context, read func(answers) error, query string, args ...any) error {
	if tx.pipe != nil {
		tx.pipe.later(read, query, args...)
		return nil
	}
	rows, err := tx.rows(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	if read != nil {
		if err := read(rows); err != nil {
			return tx.translate(err)
		}
	}
	for rows.Next() { // a statement that writes has written once it was read
	}
	return tx.translate(rows.Err())
}

// ask is later for what somebody waits for.
func (tx *Tx) ask(ctx context.Context, read func(answers) error, query string, args ...any) error {
	if tx.pipe == nil {
		return tx.later(ctx, read, query, args...)
	}
	var wrong error // no reason for the server to give up the transaction
	tx.pipe.later(func(rows answers) error {
		wrong = read(rows)
		return nil
	}, query, args...)
	if err := tx.pipe.flush(ctx); err != nil {
		return translate(err)
	}
	return translate(wrong)
}

// rows asks what every request does without gorm, which would take longer to put
// the question together than the database to answer it. Places are named ?.
func (r Reader) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if r.onPostgres() {
		query = dollars(query)
	}
	rows, err := r.g.Statement.ConnPool.QueryContext(ctx, query, args...)
	return rows, r.translate(err)
}

// translate is the function of that name for what did not go through gorm.
func (r Reader) translate(err error) error {
	if t, ok := r.g.Dialector.(gorm.ErrorTranslator); ok && err != nil {
		err = t.Translate(err)
	}
	return translate(err)
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
