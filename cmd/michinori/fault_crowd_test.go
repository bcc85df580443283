package main

import (
	"path/filepath"
	"testing"
	"time"
)

// TestFaultCrowdOnSQLite has fifty people send complete responses as fast as
// they are acknowledged. The database takes one write at a time, and each is on
// the disk before the next: everybody waits their turn, nobody is refused, and
// everything is stored.
func TestFaultCrowdOnSQLite(t *testing.T) {
	t.Parallel()
	needFaults(t)
	database := "sqlite:" + filepath.Join(t.TempDir(), "michinori.db") // on the disk, where a sync takes its time
	c := newCrowd(t, database, 50)
	p := newRunning(t, database)
	p.ready()
	lasting := pick(2*time.Second, time.Minute)
	start := time.Now()
	stop := c.sendAll(p.url, func(got reply) { t.Errorf("answered %d: %s", got.status, tail(got.body)) })
	defer stop()
	<-time.After(lasting)
	stop()
	n, took := c.count(), time.Since(start)
	p.kill()
	c.check()
	checkIntegrity(t, database)
	t.Logf("%d responses acknowledged in %s, %.0f a second, none refused, none lost", n, took.Round(time.Second), float64(n)/took.Seconds())
}
