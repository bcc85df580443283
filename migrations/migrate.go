package migrations

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed sqlite/*.sql postgres/*.sql
var files embed.FS

// Dialect names a database the program runs on.
type Dialect string

// The databases.
const (
	SQLite   Dialect = "sqlite"
	Postgres Dialect = "postgres"
)

// ErrNewer says that the database was written by a newer program. Nothing was
// changed.
var ErrNewer = errors.New("the database was made by a newer version of michinori; install that version, or restore a backup made by this one")

// Status is how far a database has come.
type Status struct {
	Current, Latest int64
}

// Pending reports whether migrations are waiting.
func (s Status) Pending() bool { return s.Current < s.Latest }

// Up brings the database to the latest schema. On PostgreSQL several processes
// may call it at once: one works, the others wait. On SQLite the caller must
// keep other processes out. It returns ErrNewer for a database that is ahead of
// this program.
func Up(ctx context.Context, db *sql.DB, d Dialect) error {
	p, err := provider(db, d, true)
	if err != nil {
		return err
	}
	if s, err := status(ctx, p); err != nil {
		return fmt.Errorf("read schema version: %w", err)
	} else if s.Current > s.Latest {
		return ErrNewer
	} else if !s.Pending() {
		return nil
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// To brings an empty database to an earlier schema, for rows that were written
// with it. Nobody else may be at work in the database.
func To(ctx context.Context, db *sql.DB, d Dialect, version int64) error {
	p, err := provider(db, d, false)
	if err != nil {
		return err
	}
	if _, err := p.UpTo(ctx, version); err != nil {
		return fmt.Errorf("migrate to %d: %w", version, err)
	}
	return nil
}

// Check returns the status of the database without changing it.
func Check(ctx context.Context, db *sql.DB, d Dialect) (Status, error) {
	p, err := provider(db, d, false)
	if err != nil {
		return Status{}, err
	}
	return status(ctx, p)
}

func status(ctx context.Context, p *goose.Provider) (Status, error) {
	current, latest, err := p.GetVersions(ctx)
	return Status{Current: current, Latest: latest}, err
}

func provider(db *sql.DB, d Dialect, locked bool) (*goose.Provider, error) {
	dir, err := fs.Sub(files, string(d))
	if err != nil {
		return nil, err
	}
	dialect := goose.DialectSQLite3
	var options []goose.ProviderOption
	if d == Postgres {
		dialect = goose.DialectPostgres
		if locked {
			// Without it, most of several processes starting at once fail.
			locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
			if err != nil {
				return nil, err
			}
			options = append(options, goose.WithSessionLocker(locker))
		}
	}
	return goose.NewProvider(dialect, db, dir, options...)
}
