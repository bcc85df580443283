package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"michinori/app/archive"
)

// Snapshot runs f with a reader that sees the database as it is now, whatever
// is written meanwhile. It holds up nobody and may take long.
func (d *DB) Snapshot(ctx context.Context, f func(r Reader) error) error {
	options := &sql.TxOptions{ReadOnly: true}
	if d.onPostgres() {
		options.Isolation = sql.LevelRepeatableRead
	}
	err := d.g.WithContext(ctx).Transaction(func(g *gorm.DB) error {
		r := Reader{g: g}
		if err := r.noTimeout(ctx); err != nil {
			return err
		}
		return f(r)
	}, options)
	return translate(err)
}

// noTimeout lets the statements of this transaction take their time.
func (r Reader) noTimeout(ctx context.Context) error {
	if !r.onPostgres() {
		return nil
	}
	return translate(r.g.WithContext(ctx).Exec("SET LOCAL statement_timeout = 0").Error)
}

// CountRows returns the number of rows of a table.
func (r Reader) CountRows(ctx context.Context, t archive.Table) (int64, error) {
	var n int64
	return n, translate(r.g.WithContext(ctx).Raw("SELECT COUNT(*) FROM " + quote(t.Name)).Scan(&n).Error)
}

// EachRow hands every row of a table to f, in the order of its key, and those
// that refer to others of the same table behind them. The row is f's to keep.
func (r Reader) EachRow(ctx context.Context, t archive.Table, f func(archive.Row) error) error {
	parent := specOf(t.Name).parent
	if parent == "" {
		return r.eachRow(ctx, t, f)
	}
	var all []archive.Row
	err := r.eachRow(ctx, t, func(row archive.Row) error {
		all = append(all, row)
		return nil
	})
	if err != nil {
		return err
	}
	for _, row := range parentsFirst(all, columnIndex(t, parent)) {
		if err := f(row); err != nil {
			return err
		}
	}
	return nil
}

func (r Reader) eachRow(ctx context.Context, t archive.Table, f func(archive.Row) error) error {
	query, err := r.selectAll(ctx, t)
	if err != nil {
		return err
	}
	rows, err := r.g.WithContext(ctx).Raw(query).Rows()
	if err != nil {
		return translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		row := make(archive.Row, len(t.Columns))
		into := make([]any, len(row))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return translate(err)
		}
		if err := f(plain(row)); err != nil {
			return err
		}
	}
	return translate(rows.Err())
}

// plain brings times into the one zone, and to what both databases keep of them.
func plain(row archive.Row) archive.Row {
	for i, v := range row {
		if at, ok := v.(time.Time); ok {
			row[i] = at.UTC().Truncate(time.Microsecond)
		}
	}
	return row
}

// selectAll is the query for a table. PostgreSQL sorts text by the rules of a
// language unless told otherwise, SQLite by its bytes.
func (r Reader) selectAll(ctx context.Context, t archive.Table) (string, error) {
	columns, err := r.catalogue(ctx, t.Name)
	if err != nil {
		return "", err
	}
	key := 0
	for _, c := range columns {
		if c.Key > 0 {
			key++
		}
	}
	if key == 0 {
		return "", fmt.Errorf("table %s has no primary key", t.Name)
	}
	names, order := make([]string, len(t.Columns)), make([]string, key)
	for i, c := range t.Columns {
		names[i] = quote(c.Name)
	}
	for i, c := range t.Columns[:key] {
		order[i] = quote(c.Name)
		if c.Kind == archive.Text && r.onPostgres() {
			order[i] += ` COLLATE "C"`
		}
	}
	return "SELECT " + strings.Join(names, ", ") + " FROM " + quote(t.Name) + " ORDER BY " + strings.Join(order, ", "), nil
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func columnIndex(t archive.Table, name string) int {
	for i, c := range t.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// parentsFirst orders rows so that each stands behind the one it refers to.
// Rows that refer to each other in a circle, which no page can make, come last.
func parentsFirst(rows []archive.Row, parent int) []archive.Row {
	children := map[any][]archive.Row{}
	var out []archive.Row
	for _, row := range rows {
		if row[parent] == nil {
			out = append(out, row)
		} else {
			children[row[parent]] = append(children[row[parent]], row)
		}
	}
	for i := 0; i < len(out); i++ {
		id := out[i][0]
		out = append(out, children[id]...)
		delete(children, id)
	}
	for _, row := range rows {
		if row[parent] != nil && children[row[parent]] != nil {
			out = append(out, row)
		}
	}
	return out
}

// ErrNotEmpty says that there is something in the database already.
var ErrNotEmpty = errors.New("the database is not empty: name one that does not exist yet, or an empty one")

// CheckEmpty returns ErrNotEmpty where any table holds a row; set-up links that
// a first start made do not count. It asks for no schema.
func (d *DB) CheckEmpty(ctx context.Context) error {
	s, err := d.SchemaStatus(ctx)
	if err != nil || s.Current == 0 {
		return err
	}
	return d.checkEmpty(ctx)
}

func (r Reader) checkEmpty(ctx context.Context) error {
	for _, t := range tables {
		columns, err := r.catalogue(ctx, t.name)
		if err != nil {
			return err
		}
		if len(columns) == 0 || t.keep == passing {
			continue
		}
		query := "SELECT COUNT(*) FROM " + quote(t.name)
		if t.name == "links" {
			query += " WHERE purpose <> '" + string(SetUpLink) + "'"
		}
		var n int64
		if err := r.g.WithContext(ctx).Raw(query).Scan(&n).Error; err != nil {
			return translate(err)
		}
		if n > 0 {
			return fmt.Errorf("table %s: %w", t.name, ErrNotEmpty)
		}
	}
	return nil
}
