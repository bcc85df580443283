package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"

	"michinori/app/config"
	"michinori/app/store"
)

// moment is how far a mail has come when the program is killed.
type moment string

const (
	met      moment = "as they meet"
	midway   moment = "in the middle of a mail"
	accepted moment = "when a mail is accepted and the program not yet told so"
	answered moment = "just after it was told so"
)

// TestFaultKilledWhileNoticesAreSent kills the program while it sends mails. Each
// arrives, and only one that was accepted as the program died arrives again, under
// the same Message-ID.
func TestFaultKilledWhileNoticesAreSent(t *testing.T) {
	t.Parallel()
	needFaults(t)
	box := newPostbox(t)
	var more []string
	for i := range pick(7, 150) {
		more = append(more, fmt.Sprintf("千葉%d, chiba%d@example.com", i, i))
	}
	smtp := "smtp://" + box.listener.Addr().String() + "?tls=none"
	address, _ := told(t, config.Notices{SMTPURL: smtp, MailFrom: "m@example.com", NoticesAllowPrivate: true}, more...)
	want := unsent(t, address)
	if len(want) < len(more) {
		t.Fatalf("only %d mails wait", len(want))
	}

	var p *running
	may := 0 // come once more
	for range pick(1, 20) {
		for _, m := range []moment{met, midway, accepted, answered} {
			hit := box.arm(m)
			if p == nil {
				p = newRunning(t, address, "--smtp-url", smtp, "--mail-from", "m@example.com", "--notices-allow-private", "--base-url", "http://m.example.com")
			} else {
				p.start()
			}
			select {
			case <-hit:
			case <-time.After(slowest):
				t.Fatalf("nothing was sent %s: %s", m, tail(p.out.String()))
			}
			p.kill()
			endLeases(t, address)
			if m == accepted || m == answered {
				may++
			}
		}
	}
	p.start()
	for begun := time.Now(); len(unsent(t, address)) > 0; <-time.After(50 * time.Millisecond) {
		if time.Since(begun) > slowest {
			t.Fatalf("%v still wait: %s", unsent(t, address), tail(p.out.String()))
		}
	}
	p.kill()
	box.check(want, may)
}

// unsent are the addresses that notices wait for.
func unsent(t *testing.T, address string) []string {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	all, err := db.NoticesWaiting(t.Context(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, n := range all {
		out = append(out, n.Address)
	}
	return out
}

// endLeases lets the time pass for which nobody else tries what one has begun.
func endLeases(t *testing.T, address string) {
	t.Helper()
	db, err := driver.Open(strings.TrimPrefix(address, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "UPDATE notices SET locked_to = NULL"); err != nil {
		t.Fatal(err)
	}
}

// postbox takes mails, and can be told when to say that one has come so far.
type postbox struct {
	t        *testing.T
	listener net.Listener

	mu    sync.Mutex
	when  moment
	hit   chan struct{}
	mails []letter
}

// letter is a mail that was accepted.
type letter struct{ id, to string }

func newPostbox(t *testing.T) *postbox {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	b := &postbox{t: t, listener: l}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go b.serve(c)
		}
	}()
	return b
}

// arm returns what is closed when the next mail has come so far; it then waits
// for its sender to go.
func (b *postbox) arm(m moment) <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.when, b.hit = m, make(chan struct{})
	return b.hit
}

// at reports whether a mail goes on.
func (b *postbox) at(m moment, r *bufio.Reader) bool {
	b.mu.Lock()
	struck := b.when == m
	if struck {
		b.when = ""
		close(b.hit)
	}
	b.mu.Unlock()
	if struck {
		_, _ = io.Copy(io.Discard, r)
	}
	return !struck
}

func (b *postbox) serve(c net.Conn) {
	defer func() { _ = c.Close() }()
	r := bufio.NewReader(c)
	say := func(line string) { _, _ = c.Write([]byte(line + "\r\n")) }
	if !b.at(met, r) {
		return
	}
	say("220 postbox")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		switch word, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(line)), " "); word {
		case "DATA":
			say("354 go")
			if !b.take(r) {
				return
			}
			say("250 taken")
			if !b.at(answered, r) {
				return
			}
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// take reads one mail and keeps it as soon as all of it is there.
func (b *postbox) take(r *bufio.Reader) bool {
	var l letter
	for n := 0; ; n++ {
		line, err := r.ReadString('\n')
		if err != nil {
			return false
		}
		if id, ok := strings.CutPrefix(line, "Message-ID: "); ok {
			l.id = strings.TrimSpace(id)
		}
		if to, ok := strings.CutPrefix(line, "To: "); ok {
			l.to = strings.Trim(strings.TrimSpace(to), "<>")
		}
		if n == 3 && !b.at(midway, r) {
			return false
		}
		if line == ".\r\n" {
			break
		}
	}
	b.mu.Lock()
	b.mails = append(b.mails, l)
	b.mu.Unlock()
	return b.at(accepted, r)
}

// check holds what was accepted to whom mails were meant for, and how many
// may have come once more.
func (b *postbox) check(want []string, may int) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	ids, times := map[string]string{}, map[string]int{}
	for _, l := range b.mails {
		times[l.to]++
		if id, known := ids[l.to]; known && id != l.id {
			b.t.Errorf("%s was sent the same under %s and %s", l.to, id, l.id)
		}
		ids[l.to] = l.id
	}
	for _, to := range want {
		if times[to] == 0 {
			b.t.Errorf("%s was sent nothing", to)
		}
	}
	doubled := len(b.mails) - len(want)
	if len(times) != len(want) || doubled > may {
		b.t.Errorf("%d mails came once more, at most %d may; %d people were told, %d are to be", doubled, may, len(times), len(want))
	}
	b.t.Logf("%d mails, none lost, %d accepted once more under their Message-ID where the program died before it was told", len(want), doubled)
}
