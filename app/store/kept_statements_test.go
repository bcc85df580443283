package store

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
)

const digits = "WITH RECURSIVE n (x) AS (SELECT ? UNION ALL SELECT x + 1 FROM n WHERE x % 10 < 2) SELECT x FROM n"

// One statement that is read twice at the same time is two, each with the values
// of its own, and one of them is kept.
func TestStatementsAreKept(t *testing.T) {
	t.Parallel()
	conn := keepingOf(t, filepath.Join(t.TempDir(), "kept.db"))
	outer, err := conn.QueryContext(t.Context(), digits, 10)
	fatal(t, err)
	defer func() { _ = outer.Close() }()
	var got []int
	for outer.Next() {
		var x int
		fatal(t, outer.Scan(&x))
		got = append(got, x)
		fatal(t, conn.QueryRowContext(t.Context(), digits, x+10).Scan(&x))
		got = append(got, x)
	}
	fatal(t, outer.Err()) // after its last row it is closed
	if want := []int{10, 20, 11, 21, 12, 22}; !slices.Equal(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
	if n := keptBy(t, conn); n != 1 {
		t.Errorf("%d statements are kept, want 1", n)
	}
}

func TestNotAllStatementsAreKept(t *testing.T) {
	t.Parallel()
	conn := keepingOf(t, filepath.Join(t.TempDir(), "kept.db"))
	for n := range keptStatements + 10 {
		var got int
		fatal(t, conn.QueryRowContext(t.Context(), fmt.Sprintf("SELECT %d", n)).Scan(&got))
		if got != n {
			t.Fatalf("read %d, want %d", got, n)
		}
	}
	if n := keptBy(t, conn); n != keptStatements {
		t.Errorf("%d statements are kept, want %d", n, keptStatements)
	}
}

// What another connection has changed about a table is seen by a kept statement.
func TestKeptStatementsSeeANewSchema(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "kept.db")
	conn, other := keepingOf(t, file), keepingOf(t, file)
	_, err := conn.ExecContext(t.Context(), "CREATE TABLE kept (a INTEGER); INSERT INTO kept VALUES (1)")
	fatal(t, err)
	var a, b int
	fatal(t, conn.QueryRowContext(t.Context(), "SELECT a FROM kept WHERE a = ?", 1).Scan(&a))
	_, err = other.ExecContext(t.Context(), "DROP TABLE kept; CREATE TABLE kept (b TEXT, a INTEGER); INSERT INTO kept VALUES ('', 1)")
	fatal(t, err)
	fatal(t, conn.QueryRowContext(t.Context(), "SELECT a FROM kept WHERE a = ?", 1).Scan(&b))
	if a != 1 || b != 1 {
		t.Errorf("read %d, then %d", a, b)
	}
}

// keepingOf returns a connection that must close well, which SQLite does for none
// with statements.
func keepingOf(t *testing.T, file string) *sql.Conn {
	t.Helper()
	pool, err := openKeeping("file:" + file)
	fatal(t, err)
	conn, err := pool.Conn(t.Context())
	fatal(t, err)
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
		if err := pool.Close(); err != nil {
			t.Errorf("close the pool: %v", err)
		}
	})
	return conn
}

func keptBy(t *testing.T, conn *sql.Conn) (n int) {
	t.Helper()
	fatal(t, conn.Raw(func(c any) error { n = len(c.(*keepingConn).kept); return nil }))
	return n
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
