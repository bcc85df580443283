package main

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"

	"michinori/app/store/storetest"
)

// TestFaultKilledInMidSubmit kills the program again and again while twenty people
// send complete responses. What was acknowledged is there afterwards, nothing
// is there in part, and nothing twice.
func TestFaultKilledInMidSubmit(t *testing.T) {
	t.Parallel()
	needFaults(t)
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		c := newCrowd(t, lent.URL, 20)
		p := newRunning(t, lent.URL)
		p.ready()
		unexpected := func(got reply) {
			if got.status != 0 {
				t.Errorf("answered %d: %s", got.status, tail(got.body))
			}
		}
		stop := c.sendAll(p.url, unexpected)
		defer stop()
		for range pick(3, 200) {
			c.acknowledged(1 + rand.IntN(60))
			<-time.After(time.Duration(rand.IntN(5000)) * time.Microsecond) // somewhere within the next ones
			p.kill()
			c.mu.Lock()
			c.check()
			p.start()
			p.ready()
			c.mu.Unlock()
			if t.Failed() {
				break
			}
		}
		stop()
		p.kill()
		c.check()
		if lent.Name == "sqlite" {
			checkIntegrity(t, lent.URL)
		}
		t.Logf("%s: %d responses acknowledged, none lost, none half, none twice", lent.Name, c.count())
	})
}

func checkIntegrity(t *testing.T, url string) {
	t.Helper()
	db, err := driver.Open(strings.TrimPrefix(url, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var said string
	if err := db.QueryRowContext(t.Context(), "PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
		t.Errorf("the file is damaged: %s, %v", said, err)
	}
}
