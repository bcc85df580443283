package main

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"michinori/app/store/storetest"
)

// The limits of what an operator is promised, with room for a busy machine. The
// log of the test says what it took.
const (
	noticedWithin   = 5 * time.Second
	recoveredWithin = 5 * time.Second
	room            = 2
)

// TestFaultPostgresAway takes PostgreSQL away in four ways. Meanwhile the program
// lives and says that it is not ready; whoever sends something is told to come
// back, soon; and when PostgreSQL is there again, so is the program, by itself.
func TestFaultPostgresAway(t *testing.T) {
	t.Parallel()
	needFaults(t)
	server := storetest.NewServer(t)
	wire := newWire(t, server.Address())
	database := through(t, server.Database().URL, wire.address())
	c := newCrowd(t, database, 8)
	p := newRunning(t, database)
	p.ready()
	for name, fault := range map[string]struct{ begin, end func() }{
		"stopped":   {server.Stop, server.Start},
		"crashed":   {server.Kill, server.Start},
		"cut off":   {func() { wire.become(cut) }, func() { wire.become(intact) }},
		"swallowed": {func() { wire.become(swallowed) }, func() { wire.become(intact) }},
	} {
		for _, lasting := range pick([]time.Duration{time.Second}, []time.Duration{5 * time.Second, time.Minute}) {
			away(t, c, p, name, lasting, fault.begin, fault.end)
		}
	}
	p.kill()
	c.check()
}

func through(t *testing.T, database, address string) string {
	t.Helper()
	u, err := url.Parse(database)
	if err != nil {
		t.Fatal(err)
	}
	u.Host = address
	return u.String()
}

func away(t *testing.T, c *crowd, p *running, name string, lasting time.Duration, begin, end func()) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var told, slow atomic.Int64
	stopSending := c.sendAll(p.url, func(got reply) {
		if got.status != http.StatusServiceUnavailable || got.retry == "" {
			t.Errorf("%s: answered %d, Retry-After %q: %s", name, got.status, got.retry, tail(got.body))
		}
		told.Add(1)
		slow.Store(max(slow.Load(), int64(got.took)))
	})
	defer stopSending()
	defer stop()
	alive := c.alive(ctx, p, name)
	c.acknowledged(4)
	begin()
	noticed := p.await("/readyz", http.StatusServiceUnavailable)
	<-time.After(lasting - noticed)
	end()
	recovered := p.ready()
	c.acknowledged(4)
	stopSending()
	stop()
	<-alive
	t.Logf("%s for %s: noticed after %s, recovered after %s; %d requests told to come back, the slowest after %s",
		name, lasting, noticed.Round(time.Millisecond), recovered.Round(time.Millisecond), told.Load(), time.Duration(slow.Load()).Round(time.Millisecond))
	if noticed > room*noticedWithin || recovered > room*recoveredWithin {
		t.Errorf("%s: noticed after %s, recovered after %s", name, noticed, recovered)
	}
}

// alive asks all the while whether the program lives.
func (c *crowd) alive(ctx context.Context, p *running, name string) (ended chan struct{}) {
	ended = make(chan struct{})
	go func() {
		defer close(ended)
		for ctx.Err() == nil {
			if got := p.ask("/healthz"); got != http.StatusOK {
				c.t.Errorf("%s: /healthz answered %d", name, got)
				return
			}
			<-time.After(50 * time.Millisecond)
		}
	}()
	return ended
}

// TestFaultKeepsTheRefusedForm sends a form while PostgreSQL is away: the
// page that says so holds all of it, and sent again from there, without a script,
// it is stored as it was meant.
func TestFaultKeepsTheRefusedForm(t *testing.T) {
	t.Parallel()
	needFaults(t)
	server := storetest.NewServer(t)
	c := newCrowd(t, server.Database().URL, 2)
	p := newRunning(t, c.database)
	p.ready()
	server.Stop()
	s := c.people[0]
	got := s.send(t.Context(), patient, p.url(), s.response(1))
	if got.status != http.StatusServiceUnavailable || got.retry == "" {
		t.Fatalf("answered %d, Retry-After %q", got.status, got.retry)
	}
	if !strings.Contains(got.body, "しばらく待ってから、下のボタンで") {
		t.Errorf("the page does not say how to go on: %s", tail(got.body))
	}
	kept := url.Values{}
	for _, field := range hidden.FindAllStringSubmatch(got.body, -1) {
		kept.Add(html.UnescapeString(field[1]), html.UnescapeString(field[2]))
	}
	server.Start()
	p.ready()
	s.attempts, s.trying, s.acked = 2, 1, 1
	if got := s.send(t.Context(), patient, p.url(), kept.Encode()); got.status != http.StatusSeeOther {
		t.Fatalf("sent again, it is answered %d: %s", got.status, tail(got.body))
	}
	p.kill()
	c.check()
}

var hidden = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
