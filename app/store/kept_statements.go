package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	sqlite "github.com/ncruces/go-sqlite3/driver"
)

const (
	// keptStatements is how many statements a connection to SQLite keeps.
	keptStatements = 200
	// keptLength is the longest text of a statement that is kept, in bytes: longer
	// ones name many rows one by one, and never come again.
	keptLength = 4 << 10
)

// openKeeping opens a pool of connections to SQLite that keep the statements they
// have prepared: to prepare one often takes longer than to carry it out. What
// gorm offers for this can stand still when all connections are taken by
// transactions that wait for each other's statements.
func openKeeping(name string) (*sql.DB, error) {
	connector, err := (&sqlite.SQLite{}).OpenConnector(name)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(keepingConnector{connector}), nil
}

type keepingConnector struct{ driver.Connector }

// Connect returns a connection that keeps its statements.
func (k keepingConnector) Connect(ctx context.Context) (driver.Conn, error) {
	plain, err := k.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	conn, ok := plain.(sqliteConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("a connection is a %T", plain), plain.Close())
	}
	return &keepingConn{sqliteConn: conn, kept: map[string]sqliteStmt{}}, nil
}

// sqliteConn is what database/sql uses of a connection to SQLite.
type sqliteConn interface {
	sqlite.Conn
	driver.ExecerContext
	driver.NamedValueChecker
}

// sqliteStmt is what database/sql uses of a statement of SQLite.
type sqliteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
	driver.NamedValueChecker
}

// keepingConn is used by one goroutine at a time, as all connections are.
type keepingConn struct {
	sqliteConn
	kept map[string]sqliteStmt // by text; those in use are not among them
}

// Prepare is PrepareContext without end.
func (c *keepingConn) Prepare(query string) (driver.Stmt, error) {
	return c.PrepareContext(context.Background(), query)
}

// PrepareContext returns a statement that is kept, or prepares it.
func (c *keepingConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if s, ok := c.kept[query]; ok {
		delete(c.kept, query)
		return &keptStmt{sqliteStmt: s, conn: c, query: query}, nil
	}
	plain, err := c.sqliteConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if s, ok := plain.(sqliteStmt); ok && len(query) <= keptLength {
		return &keptStmt{sqliteStmt: s, conn: c, query: query}, nil
	}
	return plain, nil
}

// keep takes a statement back, and lets go of another where there are too many,
// whichever it is: those that come often are soon here again.
func (c *keepingConn) keep(query string, s sqliteStmt) error {
	if _, ok := c.kept[query]; ok { // it was in use twice
		return s.Close()
	}
	var err error
	if len(c.kept) >= keptStatements {
		for other, old := range c.kept {
			delete(c.kept, other)
			err = old.Close()
			break
		}
	}
	c.kept[query] = s
	return err
}

// Close closes the statements first: SQLite closes no connection that has any.
func (c *keepingConn) Close() error {
	var failed []error
	for _, s := range c.kept {
		failed = append(failed, s.Close())
	}
	clear(c.kept)
	return errors.Join(append(failed, c.sqliteConn.Close())...)
}

// keptStmt goes back to its connection when it is closed. Its rows, which are
// closed before, have taken it back to its beginning.
type keptStmt struct {
	sqliteStmt
	conn  *keepingConn
	query string
}

// Close keeps the statement.
func (s *keptStmt) Close() error { return s.conn.keep(s.query, s.sqliteStmt) }
