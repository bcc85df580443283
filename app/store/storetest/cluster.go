package storetest

import (
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const superuser = "michinori"

// cluster is a running PostgreSQL of our own.
type cluster struct {
	url  string // the superuser's, to the database postgres
	dir  string
	bin  string // the folder of the programs
	as   account
	port string
	proc *process
}

// startCluster makes a cluster in a new temporary folder and waits until it
// takes connections. It returns an error where PostgreSQL is not installed.
func startCluster() (*cluster, error) {
	c, err := newCluster(inMemory())
	if err != nil {
		return nil, err
	}
	password := rand.Text()
	if err = c.initialise(password); err == nil {
		err = c.start(password, hasty...)
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(c.dir))
	}
	return c, nil
}

// newCluster finds what a cluster needs and makes its folder within another, or
// where the system has the temporary ones.
func newCluster(within string) (*cluster, error) {
	bin, err := findPrograms()
	if err != nil {
		return nil, err
	}
	as, err := serverAccount()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(within, "michinori-postgres-")
	if err != nil {
		return nil, err
	}
	if err := as.own(dir); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return &cluster{dir: dir, bin: bin, as: as}, nil
}

// start runs the server for the first time, on a port that it keeps.
func (c *cluster) start(password string, with ...string) error {
	// A port that was free a moment ago may be taken by now, so one failure
	// proves nothing.
	var failed error
	for range 3 {
		port, err := freePort()
		if err != nil {
			return err
		}
		c.port = port
		if err := c.run(with...); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		u := url.URL{
			Scheme: "postgres", User: url.UserPassword(superuser, password), Host: net.JoinHostPort("127.0.0.1", port),
			Path: "/postgres", RawQuery: "sslmode=disable",
		}
		c.url = u.String()
		return nil
	}
	return fmt.Errorf("start postgres: %w", failed)
}

// run starts the server and waits until it takes connections.
func (c *cluster) run(with ...string) error {
	args := []string{"-D", c.data()}
	for _, s := range slices.Concat([]string{"port=" + c.port}, everywhere, with) {
		args = append(args, "-c", s)
	}
	var err error
	c.proc, err = startProcess(c.as.command(c.dir, filepath.Join(c.bin, "postgres"), args...))
	return err
}

func (c *cluster) data() string { return filepath.Join(c.dir, "data") }

// initialise runs initdb. The password keeps other users of the machine out:
// the port is open to all of them.
func (c *cluster) initialise(password string) error {
	file := filepath.Join(c.dir, "password")
	if err := os.WriteFile(file, []byte(password), 0o600); err != nil {
		return err
	}
	if err := c.as.own(file); err != nil {
		return err
	}
	cmd := c.as.command(c.dir, filepath.Join(c.bin, "initdb"),
		"--pgdata="+c.data(), "--username="+superuser, "--auth=password", "--pwfile="+file,
		"--encoding=UTF8", "--locale=C", "--no-sync")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, strings.TrimSpace(string(out)))
	}
	return os.Remove(file)
}

// everywhere puts the server in another time zone than UTC, as servers are.
var everywhere = []string{
	"listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200", "shared_buffers=64MB", "timezone=<+09>-09",
	"log_destination=stderr", "logging_collector=off",
}

// hasty trades safety for speed, where nobody will miss the data.
var hasty = []string{"fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"}

func (c *cluster) stop() {
	c.proc.stop()
	// A folder that stays behind in the temporary one is no reason to fail.
	_ = os.RemoveAll(c.dir)
}

// findPrograms returns the folder that holds initdb and postgres.
func findPrograms() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		// initdb looks for postgres beside itself, wherever the link to it is.
		path, err = filepath.EvalSymlinks(path)
		return filepath.Dir(path), err
	}
	var found []string
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin/initdb", "/usr/pgsql-*/bin/initdb",
		"/opt/homebrew/opt/postgresql@*/bin/initdb", "/usr/local/opt/postgresql@*/bin/initdb",
	} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			return "", err
		}
		found = append(found, paths...)
	}
	if len(found) == 0 {
		return "", errors.New("no initdb in PATH or where PostgreSQL is usually installed, and no TEST_POSTGRES_URL")
	}
	return filepath.Dir(newest(found)), nil
}

// newest returns the path with the highest number in it: 9 comes before 15.
func newest(paths []string) string {
	best, highest := paths[0], -1
	for _, path := range paths {
		digits := strings.FieldsFunc(path, func(r rune) bool { return r < '0' || r > '9' })
		if len(digits) == 0 {
			continue
		}
		if n, err := strconv.Atoi(digits[0]); err == nil && n > highest {
			best, highest = path, n
		}
	}
	return best
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, errors.Join(err, l.Close())
}
