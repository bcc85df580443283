package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/gorm"
)

// answers are the rows that a statement returns, of either driver.
type answers interface {
	Next() bool
	Scan(into ...any) error
	Err() error
}

// pipe is a transaction on PostgreSQL that keeps what nobody waits for, and says
// it together with what is asked next: to wait for the server costs it and the
// program more than a small statement does. The beginning waits for the first
// question, and the last writes go with the commit.
type pipe struct {
	conn    *sql.Conn
	dialect gorm.ErrorTranslator
	waiting *pgx.Batch
	began   bool  // something has been sent
	failed  error // of what waited, the first time
}

// undoWithin is how long the end of a transaction that failed may take. The
// connection is closed after it, which ends the transaction too.
const undoWithin = 2 * time.Second

// piped runs f in one transaction on PostgreSQL: committed when f returns nil,
// else undone.
func (d *DB) piped(ctx context.Context, f func(tx *Tx) error) error {
	conn, err := d.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // it goes back to the others, or is gone already
	p := &pipe{conn: conn, dialect: d.g.Dialector.(gorm.ErrorTranslator), waiting: &pgx.Batch{}}
	p.waiting.Queue("BEGIN")
	defer p.undo()
	g := d.g.Session(&gorm.Session{NewDB: true, Context: ctx})
	g.Statement.ConnPool = p
	err = f(&Tx{Reader: Reader{g: g}, pipe: p})
	switch {
	case p.failed != nil && !errors.Is(err, p.failed): // whatever was asked after it was refused for its sake
		return p.failed
	case err != nil:
		return err
	}
	return p.commit(ctx)
}

// later keeps a statement. read is handed its rows once they are there, and must
// not use the transaction; nil reads nothing.
func (p *pipe) later(read func(answers) error, query string, args ...any) {
	q := p.waiting.Queue(dollars(query), args...)
	if read != nil {
		q.Query(func(rows pgx.Rows) error { return read(rows) })
	}
}

// flush says what waits and returns the first error of it.
func (p *pipe) flush(ctx context.Context) error {
	if p.failed != nil || p.waiting.Len() == 0 {
		return p.failed
	}
	b := p.waiting
	p.waiting, p.began = &pgx.Batch{}, true
	err := p.conn.Raw(func(driver any) error { return driver.(*stdlib.Conn).Conn().SendBatch(ctx, b).Close() })
	if err != nil {
		p.failed = p.dialect.Translate(err)
	}
	return p.failed
}

// commit says what waits and ends the transaction. One in which nothing was asked
// has never begun.
func (p *pipe) commit(ctx context.Context) error {
	if !p.began && p.waiting.Len() == 1 {
		return nil
	}
	p.waiting.Queue("COMMIT").Exec(func(done pgconn.CommandTag) error {
		if done.String() != "COMMIT" {
			return pgx.ErrTxCommitRollback // a statement had failed whose error was swallowed
		}
		return nil
	})
	return p.flush(ctx)
}

// undo ends a transaction that was not committed, whatever has become of the
// request. Where that fails, the connection is of no use to anybody.
func (p *pipe) undo() {
	if !p.began {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), undoWithin)
	defer cancel()
	_ = p.conn.Raw(func(driver any) error {
		c := driver.(*stdlib.Conn).Conn()
		if c.IsClosed() || c.PgConn().TxStatus() == 'I' {
			return nil
		}
		if _, err := c.Exec(ctx, "ROLLBACK"); err != nil {
			return c.Close(ctx)
		}
		return nil
	})
}

// What gorm asks of a transaction: each statement follows what waits.

func (p *pipe) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	if err := p.flush(ctx); err != nil {
		return nil, err
	}
	return p.conn.PrepareContext(ctx, query)
}

func (p *pipe) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if err := p.flush(ctx); err != nil {
		return nil, err
	}
	return p.conn.ExecContext(ctx, query, args...)
}

func (p *pipe) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if err := p.flush(ctx); err != nil {
		return nil, err
	}
	return p.conn.QueryContext(ctx, query, args...)
}

// QueryRowContext has no way to say what became of what waited: the server refuses
// whatever follows a failure, and piped tells what failed first.
func (p *pipe) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	_ = p.flush(ctx)
	return p.conn.QueryRowContext(ctx, query, args...)
}

// dollars names the places of a statement as PostgreSQL does: ? becomes $1, $2 and
// so on. Statements say ? for nothing else.
func dollars(query string) string {
	var b strings.Builder
	b.Grow(len(query) + 2*strings.Count(query, "?"))
	for n := 1; ; n++ {
		before, after, there := strings.Cut(query, "?")
		b.WriteString(before)
		if !there {
			return b.String()
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(n))
		query = after
	}
}
