package main

import (
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"michinori/app/store/storetest"
)

// smallDisk mounts a disk of so many megabytes, which only root may.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "michinori-disk-") // not within a folder that PostgreSQL's account may not enter
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		_ = os.Remove(dir)
		storetest.Missing(t, "tmpfs", "mounting a small disk: "+err.Error())
	}
	t.Cleanup(func() {
		if err := errors.Join(syscall.Unmount(dir, syscall.MNT_DETACH), os.Remove(dir)); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill takes all the room there is; the function it returns gives it back.
func fill(t *testing.T, disk string) (free func()) {
	t.Helper()
	name := filepath.Join(disk, "filler")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, size := range []int{64 << 10, 512} { // coarse, then nearly to the last byte
		for err = nil; err == nil; {
			_, err = io.WriteString(f, strings.Repeat("x", size))
		}
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("the disk is not full: %v", err)
	}
	return func() { _ = os.Remove(name) }
}

// TestFaultDiskFull fills the disk of SQLite, and of a tablespace of PostgreSQL,
// while people send. They are told why, pages can still be read, and once there
// is room everything goes on by itself.
func TestFaultDiskFull(t *testing.T) {
	t.Parallel()
	needFaults(t)
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		disk := smallDisk(t, "16m")
		c := fullDisk(t, "sqlite:"+filepath.Join(disk, "michinori.db"), disk, func() {})
		checkIntegrity(t, c.database)
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		server := storetest.NewServer(t)
		disk := smallDisk(t, "48m")
		server.Own(disk)
		server.Do("CREATE TABLESPACE small LOCATION '" + disk + "'")
		database := server.Database("TABLESPACE small").URL
		fullDisk(t, database, disk, func() { readAllAlong(t, database) })
		server.Stop() // before its disk goes
	})
}

// readAllAlong keeps a reader at what PostgreSQL holds now, as a backup does, until
// the test ends. Rows that it may still see are not cleared away, so that whatever
// is stored again takes room; without it PostgreSQL can go on for minutes in the
// room of old rows.
func readAllAlong(t *testing.T, database string) {
	t.Helper()
	db, err := sql.Open("pgx", database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // the server may be gone by then
	tx, err := db.BeginTx(t.Context(), &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err == nil {
		_, err = tx.ExecContext(t.Context(), "SELECT 1")
	}
	if err != nil {
		t.Fatal(err)
	}
}

func fullDisk(t *testing.T, database, disk string, before func()) *crowd {
	t.Helper()
	c := newCrowd(t, database, 6)
	p := newRunning(t, database)
	p.ready()
	var told, otherwise atomic.Int64
	refused := make(chan struct{}, 1)
	stop := c.sendAll(p.url, func(got reply) {
		if got.status != http.StatusServiceUnavailable || got.retry == "" {
			t.Errorf("answered %d, Retry-After %q: %s", got.status, got.retry, tail(got.body))
		}
		if !strings.Contains(got.body, "ディスクがいっぱい") {
			t.Log(tail(got.body), tail(p.out.String()))
			otherwise.Add(1)
		}
		told.Add(1)
		select {
		case refused <- struct{}{}:
		default:
		}
	})
	defer stop()
	c.acknowledged(4)
	before()
	free := fill(t, disk)
	for range 10 { // what is stored again and again takes room
		select {
		case <-refused:
		case <-time.After(slowest):
			t.Fatal("nothing is refused on a full disk")
		}
	}
	if got := p.ask("/healthz"); got != http.StatusOK {
		t.Errorf("/healthz answers %d", got)
	}
	// A champion, who is the first of them, is shown also what the log should tell of.
	for _, page := range []string{"/assessments/" + c.assessment + "/answers", "/people", "/overview", "/audit"} {
		if got := c.people[0].look(t, p, page); got != http.StatusOK {
			t.Errorf("%s, which only reads, answers %d", page, got)
		}
	}
	// PostgreSQL has room left in the last page of the log's table.
	if said := p.out.String(); strings.HasPrefix(database, "sqlite:") && !strings.Contains(said, "reading not noted") {
		t.Errorf("the program does not say that a reading was not noted: %s", tail(said))
	}
	free()
	c.acknowledged(4)
	stop()
	if otherwise.Load() > 0 {
		t.Errorf("%d of %d were told something else than that the disk is full", otherwise.Load(), told.Load())
	}
	p.kill()
	c.check()
	t.Logf("%d told that the disk is full, %d acknowledged", told.Load(), c.count())
	return c
}
