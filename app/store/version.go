package store

import (
	"context"
	"database/sql"
	"strconv"
	"sync"
)

// versions asks SQLite what has been written since it was asked before, which it
// tells each connection by a number of its own.
type versions struct {
	mu   sync.Mutex
	conn *sql.Conn
	stmt *sql.Stmt
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
	if v.conn == nil {
		if err := v.open(ctx, pool); err != nil {
			return "", translate(err)
		}
	}
	var version int
	if err := v.stmt.QueryRowContext(ctx).Scan(&version); err != nil {
		v.drop()
		return "", translate(err)
	}
	return strconv.Itoa(v.nth) + " " + strconv.Itoa(version), nil
}

// open keeps a connection and the question prepared: to prepare it takes longer
// than to answer it.
func (v *versions) open(ctx context.Context, pool *sql.DB) error {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	stmt, err := conn.PrepareContext(ctx, "PRAGMA data_version")
	if err != nil {
		_ = conn.Close()
		return err
	}
	v.conn, v.stmt = conn, stmt
	v.nth++
	return nil
}

func (v *versions) close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.drop()
}

func (v *versions) drop() {
	if v.conn == nil {
		return
	}
	_ = v.stmt.Close()
	_ = v.conn.Close()
	v.conn, v.stmt = nil, nil
}
