package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/migrations"
)

// migrateEnv makes this test binary a process that migrates one database.
const migrateEnv = "MICHINORI_TEST_MIGRATE"

func TestMain(m *testing.M) {
	if url := os.Getenv(migrateEnv); url != "" {
		if err := migrateOnce(context.Background(), url); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func migrateOnce(ctx context.Context, url string) error {
	db, err := store.Open(ctx, url)
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Migrate(ctx)
}

func TestTenProcessesMigrateOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		const processes = 10
		failed := make(chan error, processes)
		for range processes {
			go func() {
				c := exec.Command(os.Args[0])
				c.Env = append(os.Environ(), migrateEnv+"="+database.URL)
				out, err := c.CombinedOutput()
				if err != nil {
					err = errors.Join(err, errors.New(string(out)))
				}
				failed <- err
			}()
		}
		for range processes {
			if err := <-failed; err != nil {
				t.Error(err)
			}
		}
		db := open(t, database.URL)
		status, err := db.SchemaStatus(t.Context())
		if err != nil || status.Pending() {
			t.Errorf("after ten starts: %+v, %v", status, err)
		}
		if _, err := db.Teams(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		db := open(t, database.URL)
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		raw := openRaw(t, database)
		if _, err := raw.ExecContext(t.Context(),
			"INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)"); err != nil {
			t.Fatal(err)
		}
		if err := db.Migrate(t.Context()); !errors.Is(err, migrations.ErrNewer) {
			t.Errorf("migrating a newer database: %v, want ErrNewer", err)
		}
	})
}

func TestDatabaseAddressIsChecked(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "michinori.db", "mysql://root:secret@localhost/x", "postgres://u:secret@127.0.0.1:1/x"} {
		db, err := store.Open(t.Context(), url)
		if err == nil {
			db.Close()
			t.Errorf("%q was opened", url)
			continue
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: the password stands in %q", url, err)
		}
	}
}

// TestSchemasAgree holds both databases to the same tables, columns and
// indexes, and to the same columns that must be filled.
func TestSchemasAgree(t *testing.T) {
	t.Parallel()
	lite, pg := storetest.SQLite(t), storetest.Postgres(t)
	got := map[string]map[string]bool{}
	for _, database := range []storetest.Database{lite, pg} {
		db := open(t, database.URL)
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		got[database.Name] = columns(t, openRaw(t, database), database.Name)
	}
	if len(got["sqlite"]) < 80 {
		t.Errorf("only %d columns found", len(got["sqlite"]))
	}
	for _, pair := range [][2]string{{"sqlite", "postgres"}, {"postgres", "sqlite"}} {
		for c := range got[pair[0]] {
			if !got[pair[1]][c] {
				t.Errorf("%s stands in %s, not in %s", c, pair[0], pair[1])
			}
		}
	}
}

func columns(t *testing.T, db *sql.DB, name string) map[string]bool {
	t.Helper()
	query := `SELECT m.name, p.name || CASE WHEN p."notnull" = 1 OR p.pk > 0 THEN ' required' ELSE '' END
		FROM sqlite_master m, pragma_table_info(m.name) p
		WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'goose%'
		UNION ALL SELECT tbl_name, 'index ' || name FROM sqlite_master
		WHERE type = 'index' AND name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE 'goose%'`
	if name == "postgres" {
		query = `SELECT table_name, column_name || CASE is_nullable WHEN 'NO' THEN ' required' ELSE '' END
			FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'goose%'
			UNION ALL SELECT tablename, 'index ' || indexname FROM pg_indexes
			WHERE schemaname = 'public' AND tablename NOT LIKE 'goose%' AND indexname NOT LIKE '%\_pkey' AND indexname NOT LIKE '%\_key'`
	}
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := map[string]bool{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		out[table+"."+column] = true
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func open(t *testing.T, url string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func openRaw(t testing.TB, database storetest.Database) *sql.DB {
	t.Helper()
	driver, name := "pgx", database.URL
	if database.Name == "sqlite" {
		driver, name = "sqlite3", "file:"+strings.TrimPrefix(database.URL, "sqlite:")
	}
	raw, err := sql.Open(driver, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	return raw
}
