package transfer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"michinori/app/archive"
	"michinori/app/store"
)

// Unpacking says how an archive is to be read.
type Unpacking struct {
	Purpose  archive.Purpose // what the archive must be for
	DryRun   bool            // read and check everything, and leave the database alone
	Progress Progress
	// Inspect looks at everything once it is in; nil where nobody wants to.
	Inspect func(ctx context.Context, db *store.DB) error
}

// ErrPurpose says that an archive is for something else.
var ErrPurpose = errors.New("wrong kind of file")

// Unpack fills an empty database with an archive, all of it or nothing. Whatever
// is wrong with the archive is an *archive.Problem or a plain error, and the
// database is as it was. What was written with an earlier schema is brought up
// to date on the way.
func Unpack(ctx context.Context, db *store.DB, r *archive.Reader, u Unpacking) error {
	status, err := db.SchemaStatus(ctx)
	if err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if err := fits(r.Manifest, u.Purpose, status.Latest); err != nil {
		return err
	}
	if err := db.CheckEmpty(ctx); err != nil {
		return err
	}
	if err := r.Verify(func(int64) {}); err != nil {
		return err
	}
	if u.DryRun || r.Manifest.Schema < status.Latest {
		return viaThrowAway(ctx, db, r, u)
	}
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	return inspected(ctx, db, u, func() error { return db.Refill(ctx, filling(ctx, r, u)) })
}

func fits(m archive.Manifest, purpose archive.Purpose, latest int64) error {
	switch {
	case m.Schema > latest:
		return archive.ErrNewer
	case m.Purpose == purpose:
		return nil
	case m.Purpose == archive.Backup:
		return fmt.Errorf("%w: this is a backup: use `michinori restore`", ErrPurpose)
	}
	return fmt.Errorf("%w: this is an export: use `michinori import`", ErrPurpose)
}

func inspected(ctx context.Context, db *store.DB, u Unpacking, fill func() error) error {
	if err := fill(); err != nil || u.Inspect == nil {
		return err
	}
	return u.Inspect(ctx, db)
}

// viaThrowAway reads an archive into a database that goes again, and from there
// into the one that is meant, where that is wanted.
func viaThrowAway(ctx context.Context, db *store.DB, r *archive.Reader, u Unpacking) error {
	between, err := store.OpenThrowAway(ctx)
	if err != nil {
		return err
	}
	defer between.Close()
	if err := between.MigrateTo(ctx, r.Manifest.Schema); err != nil {
		return err
	}
	if err := between.Refill(ctx, filling(ctx, r, u)); err != nil {
		return err
	}
	if err := between.Migrate(ctx); err != nil {
		return err
	}
	if u.DryRun {
		return inspected(ctx, between, u, func() error { return nil })
	}
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	return inspected(ctx, db, u, func() error {
		return between.Snapshot(ctx, func(from store.Reader) error {
			return db.Refill(ctx, func(tx *store.Tx) error { return copyTables(ctx, from, tx) })
		})
	})
}

func copyTables(ctx context.Context, from store.Reader, tx *store.Tx) error {
	tables, err := from.Tables(ctx, archive.Backup)
	if err != nil {
		return err
	}
	for _, t := range tables {
		into := tx.Fill(t)
		line := int64(0)
		err := from.EachRow(ctx, t, func(row archive.Row) error {
			line++
			return into.Add(ctx, line, row)
		})
		if err == nil {
			err = into.Flush(ctx)
		}
		if err != nil {
			return fmt.Errorf("copy %s: %w", t.Name, err)
		}
	}
	return nil
}

// filling returns what fills the tables from an archive. It may be run again.
func filling(ctx context.Context, r *archive.Reader, u Unpacking) func(tx *store.Tx) error {
	return func(tx *store.Tx) error {
		want, err := tx.Tables(ctx, r.Manifest.Purpose)
		if err != nil {
			return err
		}
		files, err := match(want, r.Manifest.Files)
		if err != nil {
			return err
		}
		rows, check := counter{tell: u.Progress, total: r.Manifest.Rows()}, newChecker()
		for i, file := range files {
			if err := fillTable(ctx, tx, r, file, want[i], check, &rows); err != nil {
				return err
			}
		}
		return nil
	}
}

// match finds the file of each table, and says what an archive has too much or
// too little.
func match(want []archive.Table, files []archive.File) ([]archive.File, error) {
	byTable := make(map[string]archive.File, len(files))
	for _, f := range files {
		byTable[f.Table] = f
	}
	out := make([]archive.File, len(want))
	for i, t := range want {
		f, ok := byTable[t.Name]
		switch {
		case !ok:
			return nil, fmt.Errorf("the file of table %s is missing", t.Name)
		case !slices.Equal(f.Columns, t.Columns):
			return nil, &archive.Problem{File: f.Name, Err: errors.New(differing(t.Columns, f.Columns))}
		}
		out[i] = f
		delete(byTable, t.Name)
	}
	for name := range byTable {
		return nil, fmt.Errorf("there is no table %.40q in that schema", name)
	}
	return out, nil
}

func differing(want, got []archive.Column) string {
	for _, c := range got {
		if !slices.ContainsFunc(want, func(w archive.Column) bool { return w.Name == c.Name }) {
			return fmt.Sprintf("has the column %.40q, which the table of that schema has not", c.Name)
		}
	}
	for _, c := range want {
		if !slices.Contains(got, c) {
			return fmt.Sprintf("lacks the column %q, or describes it otherwise", c.Name)
		}
	}
	return "has its columns in another order"
}

func fillTable(ctx context.Context, tx *store.Tx, r *archive.Reader, file archive.File, t archive.Table, c *checker, rows *counter) error {
	into, check := tx.Fill(t), c.of(t)
	err := r.Rows(file, func(line int64, row archive.Row) error {
		rows.add(1)
		if err := check(row); err != nil {
			return &archive.Problem{File: file.Name, Line: line, Err: err}
		}
		return into.Add(ctx, line, row)
	})
	if err == nil {
		err = into.Flush(ctx)
	}
	var refused *store.RowError
	if errors.As(err, &refused) {
		return &archive.Problem{File: file.Name, Line: refused.Line, Err: refused.Err}
	}
	return err
}
