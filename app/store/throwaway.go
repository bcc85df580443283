package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// throwAwayPragmas write nothing through to the disk: what they hold is gone
// after a power cut anyway.
var throwAwayPragmas = []pragma{
	{"busy_timeout", "10000", "10000"},
	{"journal_mode", "WAL", "wal"},
	{"synchronous", "OFF", "0"},
	{"foreign_keys", "1", "1"},
	{"cache_size", "-4000", "-4000"},
}

// OpenThrowAway opens an empty SQLite database in a folder for temporary files;
// Close removes it. It is a file because a database in memory lets nobody read
// while somebody writes.
func OpenThrowAway(ctx context.Context) (*DB, error) {
	dir, err := os.MkdirTemp("", "michinori-")
	if err != nil {
		return nil, fmt.Errorf("throw-away database: %w", err)
	}
	db, err := openSQLite(ctx, filepath.Join(dir, "michinori.db"), throwAwayPragmas)
	if err != nil {
		_ = os.RemoveAll(dir)
		return nil, err
	}
	db.scratch = dir
	return db, nil
}
