package storetest

import (
	"os"
	"path/filepath"
	"testing"
)

// Database is an empty database that ends with the test it was lent to.
type Database struct {
	Name string // sqlite or postgres
	URL  string // as --database takes it
}

// Databases lends a test every database there is. Without PostgreSQL it lends
// SQLite alone and the log says so, or the test fails where postgres is
// Required. Two calls lend different databases.
func Databases(t testing.TB) []Database {
	t.Helper()
	all := []Database{SQLite(t)}
	db, err := lend(t)
	switch {
	case err == nil:
		all = append(all, db)
	case Required("postgres"):
		t.Fatalf("postgres is required here and missing: %v", err)
	default:
		t.Logf("tested on SQLite alone, postgres is missing: %v", err)
	}
	return all
}

// Each runs a test once for every database, in parallel, under the name of the
// database. The one for PostgreSQL is skipped where there is none, or fails
// where postgres is Required.
func Each(t *testing.T, test func(t *testing.T, db Database)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, SQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, Postgres(t))
	})
}

// SQLite lends a file that does not exist yet, unless it is Prepared, in a folder
// of the test, in memory where there is room.
func SQLite(t testing.TB) Database {
	t.Helper()
	dir, err := os.MkdirTemp(inMemory(), "michinori-sqlite-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	name := filepath.Join(dir, "michinori.db")
	if err := prepared.file(name); err != nil {
		t.Fatalf("prepare a test database: %v", err)
	}
	return Database{Name: "sqlite", URL: "sqlite:" + name}
}

// Postgres lends a PostgreSQL database, or ends the test as Missing does.
func Postgres(t testing.TB) Database {
	t.Helper()
	db, err := lend(t)
	if err != nil {
		Missing(t, "postgres", err.Error())
	}
	return db
}

func lend(t testing.TB) (Database, error) {
	t.Helper()
	server, like, err := shared.take()
	if err != nil {
		return Database{}, err
	}
	address, drop, err := create(server, like...)
	if err != nil {
		shared.give()
		// A server that is there and does not obey is not a missing one.
		t.Fatalf("create a test database: %v", err)
	}
	if len(like) == 0 && prepared.prepare != nil {
		if err := prepared.prepare(address); err != nil {
			t.Fatalf("prepare a test database: %v", err)
		}
	}
	t.Cleanup(func() {
		defer shared.give()
		if err := drop(); err != nil {
			t.Errorf("drop the test database: %v", err)
		}
	})
	return Database{Name: "postgres", URL: address}, nil
}
