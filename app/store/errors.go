package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"
	"gorm.io/gorm"

	"michinori/app/maturity"
)

// translate turns what drivers say into the domain's kinds. It leaves errors of
// the domain alone.
func translate(err error) error {
	var domain *maturity.Error
	switch {
	case err == nil, errors.As(err, &domain):
		return err
	case errors.Is(err, gorm.ErrRecordNotFound), errors.Is(err, sql.ErrNoRows):
		return &maturity.Error{Kind: maturity.NotFound, Key: "error.not_found", Err: err}
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return &maturity.Error{Kind: maturity.Conflict, Key: "error.duplicate", Err: err}
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return &maturity.Error{Kind: maturity.Conflict, Key: "error.reference", Err: err}
	case full(err):
		return &maturity.Error{Kind: maturity.Unavailable, Key: "error.disk_full", Err: err}
	case refusing(err), lost(err):
		return &maturity.Error{Kind: maturity.Unavailable, Key: "error.unavailable", Err: err}
	default:
		return err
	}
}

// full reports whether the disk of the database is.
func full(err error) bool {
	return state(err) == diskFull || slices.ContainsFunc([]error{sqlite3.FULL, syscall.ENOSPC, syscall.EDQUOT},
		func(sign error) bool { return errors.Is(err, sign) })
}

// explain tells a write of SQLite that failed for want of room from one that
// failed for another reason: the driver forgets the cause.
func (d *DB) explain(err error) error {
	if d.file != "" && errors.Is(err, sqlite3.IOERR_WRITE) && noRoom(d.file) {
		return &maturity.Error{Kind: maturity.Unavailable, Key: "error.disk_full", Err: err}
	}
	return err
}

// States of PostgreSQL that are named here alone.
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	diskFull             = "53100"
)

// serialization reports whether PostgreSQL gave up a transaction for the sake
// of another one, so that it can be tried again.
func serialization(err error) bool {
	return slices.Contains([]string{serializationFailure, deadlockDetected}, state(err))
}

// state is what PostgreSQL calls an error, "" for what it did not say.
func state(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}

// refusing reports whether a database that answers cannot serve just now, which
// passes by itself or by the hand of whoever runs it.
func refusing(err error) bool {
	if code := state(err); len(code) == 5 {
		switch code[:2] {
		case "08", // connection trouble
			"40", // given up for another transaction
			"53", // out of memory, connections or the like
			"57", // shut down, starting up, or it took too long
			"58": // its own disk fails
			return true
		}
		return slices.Contains([]string{
			"25006", // read-only: a standby, or a primary that has been one
			"25P03", // it waited for us for too long
			"55P03", // somebody else held a lock for too long
		}, code)
	}
	return slices.ContainsFunc([]error{
		sqlite3.BUSY, sqlite3.LOCKED, sqlite3.PROTOCOL, sqlite3.IOERR, sqlite3.READONLY, sqlite3.CANTOPEN, sqlite3.INTERRUPT,
	}, func(code error) bool { return errors.Is(err, code) })
}

// lost reports whether the database was not reached, or not to the end: nobody
// knows then whether a commit under way took place.
func lost(err error) bool {
	var connect *pgconn.ConnectError
	var network net.Error
	return errors.As(err, &connect) || errors.As(err, &network) || pgconn.Timeout(err) ||
		slices.ContainsFunc([]error{
			context.DeadlineExceeded, context.Canceled, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, pgconn.ErrConnClosed,
			driver.ErrBadConn, sql.ErrConnDone, sql.ErrTxDone, // the driver ends a transaction with its connection
		}, func(sign error) bool { return errors.Is(err, sign) })
}
