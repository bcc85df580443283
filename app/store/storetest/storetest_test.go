package storetest

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3/driver"
)

func TestMain(m *testing.M) { Main(m) }

func open(t *testing.T, db Database) *sql.DB {
	t.Helper()
	var pool *sql.DB
	var err error
	if path, ok := strings.CutPrefix(db.URL, "sqlite:"); ok {
		pool, err = driver.Open(path)
	} else {
		pool, err = sql.Open("pgx", db.URL)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	return pool
}

func TestDatabasesAreEmptyAndApart(t *testing.T) {
	t.Parallel()
	for _, db := range append(Databases(t), Databases(t)...) {
		// Both of a kind take the same table, so they are not the same one.
		if _, err := open(t, db).ExecContext(t.Context(), "CREATE TABLE teams (name TEXT)"); err != nil {
			t.Errorf("%s: %v", db.Name, err)
		}
	}
}

func TestEachKeepsJapanese(t *testing.T) {
	t.Parallel()
	Each(t, func(t *testing.T, db Database) {
		pool := open(t, db)
		if _, err := pool.ExecContext(t.Context(), "CREATE TABLE teams (name TEXT)"); err != nil {
			t.Fatal(err)
		}
		if _, err := pool.ExecContext(t.Context(), "INSERT INTO teams VALUES ('決済基盤')"); err != nil {
			t.Fatal(err)
		}
		var name string
		if err := pool.QueryRowContext(t.Context(), "SELECT name FROM teams").Scan(&name); err != nil || name != "決済基盤" {
			t.Errorf("name %q, %v", name, err)
		}
	})
}

func TestPostgresEndsWithTheTest(t *testing.T) {
	t.Parallel()
	outer := Postgres(t) // keeps the server while the inner one goes
	var name string
	t.Run("inner", func(t *testing.T) {
		u, err := url.Parse(Postgres(t).URL)
		if err != nil {
			t.Fatal(err)
		}
		name = strings.TrimPrefix(u.Path, "/")
	})
	var left int
	err := open(t, outer).QueryRowContext(t.Context(), "SELECT count(*) FROM pg_database WHERE datname = $1", name).Scan(&left)
	if err != nil || left != 0 {
		t.Errorf("database %s: %d left, %v", name, left, err)
	}
}

func TestExternalServerIsUsedAndLeftAlone(t *testing.T) {
	t.Parallel()
	u, err := url.Parse(Postgres(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	p := pool{external: u.String()}
	server, _, err := p.take()
	if err != nil || server != u.String() {
		t.Fatalf("server %q, %v", server, err)
	}
	address, drop, err := create(server)
	if err != nil {
		t.Fatal(err)
	}
	if address == server || !strings.Contains(address, u.Host) || !strings.HasSuffix(address, "?"+u.RawQuery) {
		t.Errorf("address %s on server %s", address, server)
	}
	if err := drop(); err != nil {
		t.Error(err)
	}
	p.give()
	if err := open(t, Database{URL: server}).PingContext(t.Context()); err != nil {
		t.Errorf("after the last test: %v", err)
	}
}

func TestExternalServerMustBeAnAddress(t *testing.T) {
	t.Parallel()
	for _, server := range []string{"host=localhost", "mysql://localhost", "postgres://%"} {
		if _, _, err := create(server); err == nil || !strings.Contains(err.Error(), "TEST_POSTGRES_URL") {
			t.Errorf("%s: %v", server, err)
		}
	}
}

func TestClusterStopsWithItsLastUser(t *testing.T) {
	t.Parallel()
	Postgres(t)
	p := &pool{}
	server, _, err := p.take()
	if err != nil {
		Missing(t, "postgres", err.Error()) // only TEST_POSTGRES_URL is there
	}
	dir := p.cluster.dir
	p.keep()
	p.give()
	if err := open(t, Database{URL: server}).PingContext(t.Context()); err != nil {
		t.Errorf("kept, without a user: %v", err)
	}
	p.release()
	if err := open(t, Database{URL: server}).PingContext(t.Context()); err == nil {
		t.Error("it still answers after its last user")
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("its folder: %v", err)
	}
}

func TestServerThatEndsSaysWhy(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// This test binary, asked for its flags, is a program that speaks and ends.
	cmd := account{}.command(t.TempDir(), self, "-test.no_such_flag")
	if _, err := startProcess(cmd); err == nil || !strings.Contains(err.Error(), "no_such_flag") {
		t.Errorf("error %v", err)
	}
	if _, err := startProcess(account{}.command(t.TempDir(), filepath.Join(t.TempDir(), "gone"))); !errors.Is(err, os.ErrNotExist) && !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("a program that is not there: %v", err)
	}
}

func TestNewest(t *testing.T) {
	t.Parallel()
	for want, paths := range map[string][]string{
		"/usr/lib/postgresql/15/bin/initdb": {"/usr/lib/postgresql/15/bin/initdb", "/usr/lib/postgresql/9.6/bin/initdb"},
		"/usr/pgsql-17/bin/initdb":          {"/usr/pgsql-17/bin/initdb"},
		"/opt/p@18/initdb":                  {"/opt/p@9/initdb", "/opt/p@18/initdb", "/opt/p/initdb"},
	} {
		if got := newest(paths); got != want {
			t.Errorf("newest of %v: %s", paths, got)
		}
	}
}

func TestListed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		list, what string
		want       bool
	}{
		{"postgres,chromium,axe", "chromium", true},
		{"postgres, axe", "axe", true},
		{"postgres", "post", false},
		{"", "axe", false},
	} {
		if got := listed(c.list, c.what); got != c.want {
			t.Error(fmt.Sprint(c, got))
		}
	}
}
