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
// question, and the last writes go with the commit. Where nothing is asked, all of
// it is said at once, and the server makes it one transaction by itself.
type pipe struct {
	conn    *sql.Conn
	dialect gorm.ErrorTranslator
	waiting pgx.Batch
	began   bool  // something has been sent, and is not at its end
	failed  error // of what waited, the first time

	anew    bool    // nothing is to be taken for granted
	granted granted // what was, and the server has not yet been told
}

// undoWithin is how long the end of a transaction that failed may take. The
// connection is closed after it, which ends the transaction too.
const undoWithin = 2 * time.Second

// piped runs f in one transaction on PostgreSQL: committed when f returns nil,
// else undone. Unless it is to ask anew, f may be told what was known before; an
// error that it makes of that is errChanged, as is that of the server which knows
// better.
func (d *DB) piped(ctx context.Context, anew bool, f func(tx *Tx) error) error {
	conn, err := d.sql.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // it goes back to the others, or is gone already
	p := &pipe{conn: conn, dialect: d.g.Dialector.(gorm.ErrorTranslator), anew: anew}
	defer p.undo()
	g := d.g.Session(&gorm.Session{NewDB: true, Context: ctx})
	g.Statement.ConnPool = p
	err = f(&Tx{Reader: Reader{g: g}, pipe: p, known: &d.known})
	switch {
	case p.failed != nil && !errors.Is(err, p.failed): // whatever was asked after it was refused for its sake
		return p.failed
	case err != nil && p.granted.conditions != nil:
		return errChanged
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

// flush says what waits, so that something can be asked after it, and returns the
// first error of it.
func (p *pipe) flush(ctx context.Context) error {
	if p.began {
		return p.say(ctx)
	}
	return p.say(ctx, "BEGIN")
}

// say says what waits, after what it is to begin with.
func (p *pipe) say(ctx context.Context, first ...string) error {
	b := &pgx.Batch{}
	for _, statement := range first {
		b.Queue(statement)
	}
	held := p.granted.conditions != nil
	if held {
		b.Queue(dollars(p.granted.statement()), p.granted.args...)
	}
	b.QueuedQueries = append(b.QueuedQueries, p.waiting.QueuedQueries...)
	if p.failed != nil || b.Len() == 0 {
		return p.failed
	}
	p.waiting, p.granted, p.began = pgx.Batch{}, granted{}, true
	err := p.conn.Raw(func(driver any) error { return driver.(*stdlib.Conn).Conn().SendBatch(ctx, b).Close() })
	switch {
	case held && state(err) == notANumber:
		p.failed = errChanged
	case err != nil:
		p.failed = p.dialect.Translate(err)
	}
	return p.failed
}

// commit says what waits and ends the transaction. What is said at once is one of
// its own: it neither begins nor ends by a statement.
func (p *pipe) commit(ctx context.Context) error {
	if p.began {
		p.waiting.Queue("COMMIT").Exec(func(done pgconn.CommandTag) error {
			if done.String() != "COMMIT" {
				return pgx.ErrTxCommitRollback // a statement had failed whose error was swallowed
			}
			return nil
		})
	}
	err := p.say(ctx)
	p.began = p.began && err != nil
	return err
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
