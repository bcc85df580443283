package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"
	"gorm.io/gorm"

	"michinori/app/archive"
)

// How many rows and values one statement inserts; both databases take twice as
// many values.
const (
	rowsAtOnce   = 500
	valuesAtOnce = 15_000
)

// Refill runs f in one transaction that fills an empty database from an
// archive, and keeps others out of it meanwhile. Where there is something
// already, it is ErrNotEmpty and f is not run.
func (d *DB) Refill(ctx context.Context, f func(tx *Tx) error) error {
	return d.Tx(ctx, func(tx *Tx) error {
		if err := tx.noTimeout(ctx); err != nil {
			return err
		}
		if tx.onPostgres() {
			if err := tx.exec(ctx, "LOCK TABLE organisation IN SHARE ROW EXCLUSIVE MODE"); err != nil {
				return err
			}
		}
		if err := tx.checkEmpty(ctx); err != nil {
			return err
		}
		if err := tx.clear(ctx); err != nil {
			return err
		}
		if err := f(tx); err != nil {
			return err
		}
		return tx.continueNumbers(ctx)
	})
}

// clear takes away what an empty database may hold: set-up links, which must not
// work any more, and what passes by itself.
func (tx *Tx) clear(ctx context.Context) error {
	for _, t := range tables {
		if t.keep != passing && t.name != "links" {
			continue
		}
		columns, err := tx.catalogue(ctx, t.name)
		if err != nil {
			return err
		}
		if len(columns) == 0 {
			continue
		}
		if err := tx.exec(ctx, "DELETE FROM "+quote(t.name)); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) exec(ctx context.Context, statement string, args ...any) error {
	_, err := tx.g.Statement.ConnPool.ExecContext(ctx, statement, args...)
	return translate(tx.translated(err))
}

// translated turns the words of a driver into the sentinels that translate
// knows, for statements that gorm does not make.
func (tx *Tx) translated(err error) error {
	if t, ok := tx.g.Dialector.(gorm.ErrorTranslator); ok && err != nil {
		return t.Translate(err)
	}
	return err
}

// Filler inserts the rows of one table, many at a time.
type Filler struct {
	tx    *Tx
	table archive.Table
	most  int
	rows  []archive.Row
	lines []int64
}

// RowError says which line of a file the database refuses, and why.
type RowError struct {
	Line int64
	Err  error
}

// Error gives the reason; the line is for whoever knows the file.
func (e *RowError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *RowError) Unwrap() error { return e.Err }

// Fill begins to insert rows into a table.
func (tx *Tx) Fill(t archive.Table) *Filler {
	return &Filler{tx: tx, table: t, most: min(rowsAtOnce, valuesAtOnce/len(t.Columns))}
}

// Add inserts a row, now or with later ones. An error that the database has
// with a row is a *RowError.
func (f *Filler) Add(ctx context.Context, line int64, row archive.Row) error {
	f.rows, f.lines = append(f.rows, row), append(f.lines, line)
	if len(f.rows) < f.most {
		return nil
	}
	return f.Flush(ctx)
}

// Flush inserts what is waiting.
func (f *Filler) Flush(ctx context.Context) error {
	defer func() { f.rows, f.lines = f.rows[:0], f.lines[:0] }()
	if len(f.rows) == 0 {
		return nil
	}
	err := f.insert(ctx, f.rows)
	if err == nil || ctx.Err() != nil {
		return err
	}
	// The statement does not say which row it was.
	for i := range f.rows {
		if err := f.insert(ctx, f.rows[i:i+1]); err != nil {
			return &RowError{Line: f.lines[i], Err: reason(err)}
		}
	}
	return err
}

// insert inserts rows, or leaves the transaction as it was.
func (f *Filler) insert(ctx context.Context, rows []archive.Row) error {
	if err := f.tx.exec(ctx, "SAVEPOINT filling"); err != nil {
		return err
	}
	args := make([]any, 0, len(rows)*len(f.table.Columns))
	for _, row := range rows {
		args = append(args, row...)
	}
	err := f.tx.exec(ctx, f.statement(len(rows)), args...)
	if err != nil {
		return errors.Join(err, f.tx.exec(ctx, "ROLLBACK TO SAVEPOINT filling"))
	}
	return f.tx.exec(ctx, "RELEASE SAVEPOINT filling")
}

func (f *Filler) statement(rows int) string {
	var b strings.Builder
	b.WriteString("INSERT INTO " + quote(f.table.Name) + " (")
	for i, c := range f.table.Columns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quote(c.Name))
	}
	b.WriteString(") VALUES ")
	for n := range rows {
		if n > 0 {
			b.WriteString(", ")
		}
		f.placeholders(&b, n*len(f.table.Columns))
	}
	return b.String()
}

// placeholders writes those of one row; before is how many stand in front.
func (f *Filler) placeholders(b *strings.Builder, before int) {
	sign := ", ?"
	if f.tx.onPostgres() {
		sign = ", $"
	}
	b.WriteString("(")
	for i := range f.table.Columns {
		if i == 0 {
			b.WriteString(sign[2:])
		} else {
			b.WriteString(sign)
		}
		b.WriteString(strconv.Itoa(before + i + 1))
	}
	b.WriteString(")")
}

// reason says what a database has against a row, without the words of its
// driver where there are better ones.
func reason(err error) error {
	var pg *pgconn.PgError
	switch {
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return errors.New("stands there twice")
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return errors.New("refers to something that is not there")
	case errors.Is(err, gorm.ErrCheckConstraintViolated), errors.Is(err, sqlite3.CONSTRAINT_CHECK):
		return errors.New("holds a value that is not allowed there")
	case errors.As(err, &pg):
		return fmt.Errorf("is refused: %s", pg.Message)
	}
	return fmt.Errorf("is refused: %w", err)
}

// continueNumbers lets PostgreSQL count on from the numbers that were brought;
// SQLite does so by itself.
func (tx *Tx) continueNumbers(ctx context.Context) error {
	if !tx.onPostgres() {
		return nil
	}
	var numbered []struct{ Name, Number string }
	err := tx.g.WithContext(ctx).Raw(`SELECT table_name AS name, column_name AS number FROM information_schema.columns
		WHERE table_schema = current_schema() AND is_identity = 'YES' AND table_name IN ?`, tableNames()).Scan(&numbered).Error
	if err != nil {
		return translate(err)
	}
	for _, c := range numbered {
		last := fmt.Sprintf("SELECT setval(pg_get_serial_sequence('%s', '%s'), MAX(%s)) FROM %s", quote(c.Name), c.Number, quote(c.Number), quote(c.Name))
		if err := tx.exec(ctx, last); err != nil {
			return err
		}
	}
	return nil
}

func tableNames() []string {
	out := make([]string, len(tables))
	for i, t := range tables {
		out[i] = t.name
	}
	return out
}
