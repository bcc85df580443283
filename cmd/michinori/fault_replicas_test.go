package main

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"michinori/app/store"
	"michinori/app/store/storetest"
)

// balancer sends to a replica that says it is ready, as what stands before
// several does.
type balancer struct {
	mu    sync.Mutex
	ready []string
	next  int
}

func (b *balancer) pick() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.next++
	return b.ready[b.next%len(b.ready)]
}

// watch asks all replicas whether they are ready until ctx ends.
func (b *balancer) watch(ctx context.Context, replicas []*running) (ended chan struct{}) {
	ended = make(chan struct{})
	go func() {
		defer close(ended)
		for ctx.Err() == nil {
			var ready []string
			for _, p := range replicas {
				if p.ask("/readyz") == http.StatusOK {
					ready = append(ready, p.url())
				}
			}
			b.mu.Lock()
			if len(ready) > 0 {
				b.ready = ready
			}
			b.mu.Unlock()
			<-time.After(50 * time.Millisecond)
		}
	}()
	return ended
}

// TestFaultRollingRestart restarts two replicas one after the other while people
// send: not one request fails. A session that begins or ends at one has begun or
// ended at the other.
func TestFaultRollingRestart(t *testing.T) {
	t.Parallel()
	needFaults(t)
	database := storetest.Postgres(t).URL
	c := newCrowd(t, database, 8)
	replicas := []*running{newRunning(t, database, "--stop-delay", "3s"), newRunning(t, database, "--stop-delay", "3s")}
	for _, p := range replicas {
		p.ready()
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	b := &balancer{ready: []string{replicas[0].url()}}
	watched := b.watch(ctx, replicas)
	stopSending := c.sendAll(b.pick, func(got reply) { t.Errorf("answered %d: %s", got.status, tail(got.body)) })
	defer stopSending()
	for range pick(1, 5) {
		for _, p := range replicas {
			c.acknowledged(10)
			if code := p.stop(); code != 0 {
				t.Errorf("it ended with %d: %s", code, tail(p.out.String()))
			}
			c.acknowledged(10)
			p.start()
			p.ready()
		}
	}
	c.acknowledged(10)
	stopSending()
	stop()
	<-watched
	c.check()
	t.Logf("%d acknowledged, none failed", c.count())

	someone := c.people[0]
	for _, p := range replicas {
		if got := someone.look(t, p, "/"); got != http.StatusOK {
			t.Errorf("signed in: %d", got)
		}
	}
	someone.signOut(t, replicas[0])
	for _, p := range replicas {
		if got := someone.look(t, p, "/assessments/"+c.assessment); got == http.StatusOK {
			t.Error("signed out at one replica, signed in at another")
		}
	}
}

// TestFaultTenStartsAtOnce starts ten replicas at once on an empty database: one
// makes the schema, all of them serve.
func TestFaultTenStartsAtOnce(t *testing.T) {
	t.Parallel()
	needFaults(t)
	database := storetest.Postgres(t).URL
	var replicas []*running
	for range 10 {
		replicas = append(replicas, newRunning(t, database))
	}
	for _, p := range replicas {
		p.ready()
	}
	db, err := store.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if s, err := db.SchemaStatus(t.Context()); err != nil || s.Pending() {
		t.Errorf("schema %+v, %v", s, err)
	}
}

// TestFaultFailOver kills the primary under load and promotes its standby, which has
// every commit before it is acknowledged. The program finds the new primary by
// itself, and nothing that was acknowledged is lost.
func TestFaultFailOver(t *testing.T) {
	t.Parallel()
	needFaults(t)
	primary := storetest.NewServer(t, "wal_level=replica", "max_wal_senders=5")
	lent := primary.Database()
	standby := primary.Standby("standby")
	primary.Do("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
	primary.Do("SELECT pg_reload_conf()")
	database := through(t, lent.URL, primary.Address()+","+standby.Address()) + "&target_session_attrs=read-write"
	c := newCrowd(t, database, 8)
	p := newRunning(t, database)
	p.ready()
	stop := c.sendAll(p.url, func(got reply) {
		if got.status != http.StatusServiceUnavailable {
			t.Errorf("answered %d: %s", got.status, tail(got.body))
		}
	})
	defer stop()
	c.acknowledged(pick(20, 1000))
	primary.Kill()
	killed := time.Now()
	before := c.count()
	standby.Promote()
	promoted := time.Now()
	c.acknowledged(20)
	t.Logf("%d acknowledged before; the standby took %s to be primary; the next answer was acknowledged at most %s later",
		before, promoted.Sub(killed).Round(time.Millisecond), time.Since(promoted).Round(time.Millisecond))
	stop()
	p.kill()
	c.check()
}

// look asks for a page as the sender and returns the status.
func (s *sender) look(t *testing.T, p *running, path string) int {
	t.Helper()
	return s.do(t, p, http.MethodGet, path)
}

func (s *sender) signOut(t *testing.T, p *running) {
	t.Helper()
	if got := s.do(t, p, http.MethodPost, "/sign-out"); got != http.StatusSeeOther {
		t.Errorf("signing out answered %d", got)
	}
}

func (s *sender) do(t *testing.T, p *running, method, path string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, p.url()+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", "michinori_session="+s.session)
	got, err := patient.Do(r)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer got.Body.Close()
	return got.StatusCode
}
