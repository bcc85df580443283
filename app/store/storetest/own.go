package storetest

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Server is a PostgreSQL server of one test's own, which the test may end,
// start again, and copy. Unlike the shared one it keeps what it has promised.
type Server struct {
	t        testing.TB
	cluster  *cluster
	password string
	settings []string
}

// NewServer starts a server that ends with the test, or ends the test as Missing
// does. Settings are such as "max_connections=20".
func NewServer(t testing.TB, settings ...string) *Server {
	t.Helper()
	c, err := newCluster("")
	if err != nil {
		Missing(t, "postgres", err.Error())
	}
	s := &Server{t: t, cluster: c, password: rand.Text(), settings: settings}
	if err = c.initialise(s.password); err == nil {
		err = c.start(s.password, settings...)
	}
	s.endWithTest()
	s.must(err)
	return s
}

func (s *Server) endWithTest() {
	s.t.Cleanup(func() {
		if s.cluster.proc != nil {
			s.cluster.stop()
		}
		_ = os.RemoveAll(s.cluster.dir)
	})
}

func (s *Server) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// Address is host and port.
func (s *Server) Address() string { return "127.0.0.1:" + s.cluster.port }

// Database makes an empty database. Clauses may say where, as CREATE DATABASE
// takes it.
func (s *Server) Database(clauses ...string) Database {
	s.t.Helper()
	address, _, err := create(s.cluster.url, clauses...)
	s.must(err)
	return Database{Name: "postgres", URL: address}
}

// Do carries out a statement as the superuser.
func (s *Server) Do(statement string) {
	s.t.Helper()
	s.must(administer(s.cluster.url, func(ctx context.Context, db *sql.DB) error {
		_, err := db.ExecContext(ctx, statement)
		return err
	}))
}

// Own gives a folder to the account that the server runs as.
func (s *Server) Own(path string) {
	s.t.Helper()
	s.must(s.cluster.as.own(path))
}

// Stop ends the server at once; what it has promised is on the disk.
func (s *Server) Stop() { s.cluster.proc.stop() }

// Kill ends the server as a crash does.
func (s *Server) Kill() { s.cluster.proc.kill() }

// Start runs the server again, where it was.
func (s *Server) Start() {
	s.t.Helper()
	// What is left of a killed server may take a moment to go.
	var err error
	for range 20 {
		if err = s.cluster.run(s.settings...); err == nil {
			return
		}
		<-time.After(100 * time.Millisecond)
	}
	s.must(err)
}

// Standby starts another server that follows this one.
func (s *Server) Standby(name string) *Server {
	s.t.Helper()
	c, err := newCluster("")
	s.must(err)
	standby := &Server{t: s.t, cluster: c, password: s.password}
	standby.endWithTest()
	u, err := url.Parse(s.cluster.url)
	s.must(err)
	from := fmt.Sprintf("host=127.0.0.1 port=%s user=%s password=%s application_name=%s", s.cluster.port, u.User.Username(), s.password, name)
	cmd := c.as.command(c.dir, filepath.Join(c.bin, "pg_basebackup"), "--pgdata="+c.data(), "--write-recovery-conf", "--checkpoint=fast",
		"--no-sync", "--dbname="+from)
	if out, err := cmd.CombinedOutput(); err != nil {
		s.t.Fatalf("pg_basebackup: %v: %s", err, strings.TrimSpace(string(out)))
	}
	s.must(c.start(s.password))
	return standby
}

// Promote makes a standby the primary.
func (s *Server) Promote() {
	s.t.Helper()
	s.must(administer(s.cluster.url, func(ctx context.Context, db *sql.DB) error {
		var done bool
		err := db.QueryRowContext(ctx, "SELECT pg_promote(true, 60)").Scan(&done)
		if err == nil && !done {
			err = errors.New("not promoted in a minute")
		}
		return err
	}))
}

// Command is one of the programs that come with the server, such as pgbench, to
// be run on a database of it.
func (s *Server) Command(database Database, program string, args ...string) *exec.Cmd {
	return s.cluster.as.command(s.cluster.dir, filepath.Join(s.cluster.bin, program), append(args, database.URL)...)
}
