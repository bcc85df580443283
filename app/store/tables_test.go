package store_test

import (
	"slices"
	"strings"
	"testing"

	"michinori/app/archive"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// TestNoTableIsForgotten holds the list of what goes out against what the
// database itself says there is.
func TestNoTableIsForgotten(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		db, ctx := open(t, database.URL), t.Context()
		fatal(t, db.Migrate(ctx))
		query := `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose%'`
		if database.Name == "postgres" {
			query = `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'goose%'`
		}
		rows, err := openRaw(t, database).QueryContext(ctx, query)
		fatal(t, err)
		defer rows.Close()
		var there []string
		for rows.Next() {
			var name string
			fatal(t, rows.Scan(&name))
			there = append(there, name)
		}
		fatal(t, rows.Err())
		listed := store.LeftOut(archive.Backup)
		all, err := db.Tables(ctx, archive.Backup)
		fatal(t, err)
		for _, x := range all {
			listed = append(listed, x.Name)
		}
		slices.Sort(there)
		slices.Sort(listed)
		if len(there) < 40 || !slices.Equal(there, listed) {
			t.Errorf("the database has\n%v, the list in tables.go\n%v", there, listed)
		}
	})
}

// TestWhatLetsSomebodyInIsNotExported looks for hashes of secrets by the name
// their columns have.
func TestWhatLetsSomebodyInIsNotExported(t *testing.T) {
	t.Parallel()
	db := open(t, storetest.SQLite(t).URL)
	fatal(t, db.Migrate(t.Context()))
	all, err := db.Tables(t.Context(), archive.Export)
	fatal(t, err)
	for _, x := range all {
		for _, c := range x.Columns {
			if strings.Contains(c.Name, "hash") || strings.Contains(c.Name, "secret") || strings.Contains(c.Name, "password") {
				t.Errorf("%s.%s is exported", x.Name, c.Name)
			}
		}
	}
}

// TestTablesCanBeFilledInTheirOrder asks SQLite which table refers to which.
func TestTablesCanBeFilledInTheirOrder(t *testing.T) {
	t.Parallel()
	database := storetest.SQLite(t)
	db, ctx := open(t, database.URL), t.Context()
	fatal(t, db.Migrate(ctx))
	all, err := db.Tables(ctx, archive.Backup)
	fatal(t, err)
	place := map[string]int{}
	for i, x := range all {
		place[x.Name] = i
	}
	rows, err := openRaw(t, database).QueryContext(ctx, `SELECT m.name, f."table", f."from"
		FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`)
	fatal(t, err)
	defer rows.Close()
	found := 0
	for rows.Next() {
		var from, to, column string
		fatal(t, rows.Scan(&from, &to, &column))
		_, goes := place[from]
		itself := from == to && from+"."+column == "groups.parent_id"
		if found++; goes && place[from] <= place[to] && !itself {
			t.Errorf("%s.%s refers to %s, which is filled later", from, column, to)
		}
	}
	if fatal(t, rows.Err()); found < 40 {
		t.Errorf("only %d references", found)
	}
}

// TestBothDatabasesHaveTheSameTables compares what an archive says of them.
func TestBothDatabasesHaveTheSameTables(t *testing.T) {
	t.Parallel()
	var got [2][]archive.Table
	for i, database := range []storetest.Database{storetest.SQLite(t), storetest.Postgres(t)} {
		db := open(t, database.URL)
		fatal(t, db.Migrate(t.Context()))
		var err error
		got[i], err = db.Tables(t.Context(), archive.Backup)
		fatal(t, err)
	}
	for i, lite := range got[0] {
		if pg := got[1][i]; lite.Name != pg.Name || !slices.Equal(lite.Columns, pg.Columns) {
			t.Errorf("SQLite %+v\nPostgreSQL %+v", lite, pg)
		}
	}
}
