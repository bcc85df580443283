package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/gofrs/flock"
	"github.com/ncruces/go-sqlite3/gormlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"michinori/migrations"
)

// Reader answers questions about what is stored. Pages are handed one; it has
// no way to write.
type Reader struct {
	g *gorm.DB
}

// DB is an open database.
type DB struct {
	Reader
	sql     *sql.DB
	dialect migrations.Dialect
	file    string // of SQLite, else ""
	scratch string // a folder that goes when the database is closed

	observer *observer // nil: nobody watches
	versions versions  // of SQLite
	known    known     // of PostgreSQL
}

// ErrAddress is returned for an address that names no kind of database.
var ErrAddress = errors.New("want sqlite:PATH or postgres://USER@HOST/NAME")

// Open opens sqlite:PATH or postgres://… without touching the schema; any other
// address is an ErrAddress.
func Open(ctx context.Context, address string) (*DB, error) {
	switch {
	case strings.HasPrefix(address, "sqlite:"):
		return openSQLite(ctx, strings.TrimPrefix(address, "sqlite:"), pragmas)
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		return openPostgres(ctx, address)
	default:
		return nil, fmt.Errorf("database %q: %w", redact(address), ErrAddress)
	}
}

// pragma is one setting of a SQLite connection, and how it reads back.
type pragma struct{ name, set, read string }

// pragmas hold on every connection. A write waits for another one instead of
// failing; a commit is on the disk when it returns; each connection keeps at
// most 4 MB of pages.
var pragmas = []pragma{
	{"busy_timeout", "10000", "10000"},
	{"journal_mode", "WAL", "wal"},
	{"synchronous", "FULL", "2"},
	{"foreign_keys", "1", "1"},
	{"cache_size", "-4000", "-4000"},
}

func openSQLite(ctx context.Context, path string, settings []pragma) (*DB, error) {
	query := url.Values{"_txlock": {"immediate"}, "modeof": {path}}
	for _, p := range settings {
		query.Add("_pragma", p.name+"("+p.set+")")
	}
	private(path)
	name := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: query.Encode()}
	pool, err := openKeeping(name.String())
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	pool.SetMaxOpenConns(5) // one of which is kept for Version once that is asked
	pool.SetMaxIdleConns(5)
	if err := checkPragmas(ctx, pool, settings); err != nil {
		_ = pool.Close()
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	db, err := newDB(pool, migrations.SQLite, gormlite.OpenDB(pool))
	if err != nil {
		return nil, err
	}
	db.file = path
	return db, nil
}

// onlyOwner lets nobody else read what holds everybody's answers.
const onlyOwner = 0o600

// private makes the file of a database before SQLite does, which would let
// everybody read it, and the index of its log like it. Files there are keep who
// may read them, and modeof has SQLite make the log itself like the database.
// What cannot be made here, SQLite cannot make either, and says so.
func private(path string) {
	mode := os.FileMode(onlyOwner)
	for _, file := range []string{path, path + "-shm"} {
		if f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode); err == nil {
			_ = f.Close() // nothing was written
		}
		if info, err := os.Stat(path); err == nil {
			mode = info.Mode().Perm()
		}
	}
}

// checkPragmas reads the settings back: a misspelt one is ignored without a
// word, and losing synchronous would lose answers.
func checkPragmas(ctx context.Context, pool *sql.DB, settings []pragma) error {
	for _, p := range settings {
		var got string
		if err := pool.QueryRowContext(ctx, "PRAGMA "+p.name).Scan(&got); err != nil {
			return err
		}
		if got != p.read {
			return fmt.Errorf("PRAGMA %s is %s, need %s", p.name, got, p.read)
		}
	}
	return nil
}

func newDB(pool *sql.DB, d migrations.Dialect, dialector gorm.Dialector) (*DB, error) {
	g, err := gorm.Open(dialector, &gorm.Config{
		TranslateError:         true,
		SkipDefaultTransaction: true,
		Logger:                 logger.Discard, // errors are returned, and logged once by the caller
		DisableAutomaticPing:   true,
	})
	if err != nil {
		_ = pool.Close()
		return nil, err
	}
	return &DB{Reader: Reader{g: g}, sql: pool, dialect: d}, nil
}

// Migrate brings the schema up to date, one process at a time; see
// migrations.Up.
func (d *DB) Migrate(ctx context.Context) error {
	if d.file == "" {
		return migrations.Up(ctx, d.sql, d.dialect)
	}
	// SQLite has no lock that spans several transactions, and a migration that
	// merely changes rows must not run twice.
	guard := flock.New(d.file + ".lock")
	if _, err := guard.TryLockContext(ctx, 50*time.Millisecond); err != nil {
		return fmt.Errorf("lock %s: %w", guard.Path(), err)
	}
	defer func() { _ = guard.Close() }()
	return migrations.Up(ctx, d.sql, d.dialect)
}

// MigrateTo brings an empty database of one's own to an earlier schema, to read
// what was written with that one.
func (d *DB) MigrateTo(ctx context.Context, version int64) error {
	return migrations.To(ctx, d.sql, d.dialect, version)
}

// SchemaStatus tells how far the schema has come.
func (d *DB) SchemaStatus(ctx context.Context) (migrations.Status, error) {
	return migrations.Check(ctx, d.sql, d.dialect)
}

// Ping reports whether the database answers.
func (d *DB) Ping(ctx context.Context) error { return d.sql.PingContext(ctx) }

// Close waits for running queries and closes the pool. A throw-away database is
// gone after it.
func (d *DB) Close() error {
	d.versions.close()
	err := d.sql.Close()
	if d.scratch != "" {
		err = errors.Join(err, os.RemoveAll(d.scratch))
	}
	return err
}

func redact(address string) string {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		return u.Redacted()
	}
	return address
}
