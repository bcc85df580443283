package store

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
)

// versions asks SQLite what has been written since it was asked before, which it
// tells each connection by a number of its own.
type versions struct {
	mu   sync.Mutex
	conn *sql.Conn
	nth  int // connection that is asked
}

// Version names what is stored: where two are the same, nothing was committed in
// between, by whatever process. To be asked before what it is to stand for is
// read. On PostgreSQL anything that is written on the server makes another one.
func (d *DB) Version(ctx context.Context) (string, error) {
	if d.file != "" {
		return d.versions.ask(ctx, d.sql)
	}
	// Another server counts its transactions from somewhere else.
	var version string
	err := d.sql.QueryRowContext(ctx, "SELECT txid_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text").Scan(&version)
	return version, translate(err)
}

func (v *versions) ask(ctx context.Context, pool *sql.DB) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var err error
	if v.conn == nil {
		if v.conn, err = pool.Conn(ctx); err != nil {
			return "", translate(err)
		}
		v.nth++
	}
	var version int
	if err = v.conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version); err != nil {
		_ = v.conn.Close()
		v.conn = nil
		return "", translate(err)
	}
	return fmt.Sprint(v.nth, " ", version), nil
}

func (v *versions) close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.conn != nil {
		_ = v.conn.Close()
		v.conn = nil
	}
}
