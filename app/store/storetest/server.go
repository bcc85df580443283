package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"
)

// shared is the one server of this test process. It is mutable state at package
// level because the tests of a package have nothing else in common, and a
// cluster each would cost more than the tests.
var shared = pool{external: os.Getenv("TEST_POSTGRES_URL")}

// Main runs the tests of a package and keeps one cluster for all of them. A
// package that lends databases says
//
//	func TestMain(m *testing.M) { storetest.Main(m) }
//
// Without it a cluster lives only as long as somebody uses it, and the next
// test starts another.
func Main(m *testing.M) { os.Exit(Run(m)) }

// Run is Main for a package that has more to end than the cluster: it returns the
// exit code.
func Run(m *testing.M) int {
	// The program looks for garbage less often too, but within a bound that tests
	// end long before they reach.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	shared.keep()
	defer shared.release()
	return m.Run()
}

// pool hands one server to many tests.
type pool struct {
	external string // the address of a server that is not ours to stop

	mu      sync.Mutex
	users   int
	kept    bool
	cluster *cluster
	like    []string // clauses of CREATE DATABASE that make a prepared one
	err     error    // why no cluster could be started; it is not tried again
}

// take returns the address of a server, and starts it first where need be, and how
// a database is made there so that it is prepared. give follows each take that
// succeeded.
func (p *pool) take() (server string, like []string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.external != "" {
		p.users++
		return p.external, nil, nil
	}
	if p.cluster == nil && p.err == nil {
		p.start()
	}
	if p.err != nil {
		return "", nil, p.err
	}
	p.users++
	return p.cluster.url, p.like, nil
}

func (p *pool) start() {
	if p.cluster, p.err = startCluster(); p.err != nil {
		return
	}
	var template string
	if template, p.err = prepared.template(p.cluster.url); template != "" {
		p.like = []string{"TEMPLATE " + template}
	}
}

func (p *pool) give() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.users--
	p.stopUnused()
}

func (p *pool) keep() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept = true
}

func (p *pool) release() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.kept = false
	p.stopUnused()
}

func (p *pool) stopUnused() {
	if p.cluster != nil && p.users == 0 && !p.kept {
		p.cluster.stop()
		p.cluster = nil
	}
}

// create makes an empty database on a server. drop ends it, whoever is still
// connected.
func create(server string, clauses ...string) (address string, drop func() error, err error) {
	u, err := url.Parse(server)
	if err != nil || !strings.HasPrefix(u.Scheme, "postgres") {
		return "", nil, fmt.Errorf("TEST_POSTGRES_URL: want postgres://USER@HOST/NAME")
	}
	name := "michinori_test_" + strings.ToLower(rand.Text())
	if err := administer(server, func(ctx context.Context, db *sql.DB) error {
		return createDatabase(ctx, db, name, clauses)
	}); err != nil {
		return "", nil, err
	}
	drop = func() error {
		return administer(server, func(ctx context.Context, db *sql.DB) error {
			_, err := db.ExecContext(ctx, "DROP DATABASE "+name+" WITH (FORCE)")
			return err
		})
	}
	return u.ResolveReference(&url.URL{Path: "/" + name, RawQuery: u.RawQuery}).String(), drop, nil
}

// nameOf is the name of the database in an address.
func nameOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	_, rest, _ = strings.Cut(rest, "/")
	name, _, _ := strings.Cut(rest, "?")
	return name
}

// createDatabase sorts text as a Japanese organisation's server would, not byte
// by byte as SQLite does: whoever relies on the order of the database without
// saying which finds out here.
func createDatabase(ctx context.Context, db *sql.DB, name string, clauses []string) error {
	var version int
	if err := db.QueryRowContext(ctx, "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		return err
	}
	statement := "CREATE DATABASE " + name
	if !slices.ContainsFunc(clauses, func(c string) bool { return strings.HasPrefix(c, "TEMPLATE ") }) {
		statement += " TEMPLATE template0 ENCODING 'UTF8'"
		if version >= 150000 {
			statement += " LOCALE_PROVIDER icu ICU_LOCALE 'ja'"
		}
	}
	if version >= 150000 {
		// Its files are copied, as before that version: page by page through the
		// log costs half as much again where nothing waits for the disk.
		statement += " STRATEGY FILE_COPY"
	}
	_, err := db.ExecContext(ctx, strings.Join(append([]string{statement}, clauses...), " "))
	return err
}

// administer has its own deadline: the context of a test has ended by the time
// its database is dropped.
func administer(server string, do func(context.Context, *sql.DB) error) error {
	db, err := sql.Open("pgx", server)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err = do(ctx, db)
	if closing := db.Close(); err == nil {
		err = closing
	}
	return err
}
