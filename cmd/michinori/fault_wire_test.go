package main

import (
	"errors"
	"io"
	"net"
	"sync"
	"testing"
)

// wire is a piece of network between the program and its database that can be
// cut, or made to swallow what it is given.
type wire struct {
	t        *testing.T
	listener net.Listener
	to       string

	mu     sync.Mutex
	state  wireState
	open   map[net.Conn]bool
	passes *sync.Cond
}

type wireState int

const (
	intact    wireState = iota
	cut                 // connections are reset, new ones too
	swallowed           // nothing arrives, and nobody says so
)

// newWire passes connections on to an address until the test ends.
func newWire(t *testing.T, to string) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{t: t, listener: l, to: to, open: map[net.Conn]bool{}}
	w.passes = sync.NewCond(&w.mu)
	go w.serve()
	t.Cleanup(func() {
		_ = l.Close()
		w.become(cut)
	})
	return w
}

func (w *wire) address() string { return w.listener.Addr().String() }

// become changes what happens to what is sent. Whatever was swallowed arrives
// when the wire is whole again, as it does where packets are sent again.
func (w *wire) become(s wireState) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state = s
	w.passes.Broadcast()
	if s == cut {
		w.reset()
	}
}

// reset breaks what is open, as a firewall does that has restarted.
func (w *wire) reset() {
	for c := range w.open {
		_ = c.(*net.TCPConn).SetLinger(0) // a reset instead of an end
		_ = c.Close()
	}
	clear(w.open)
}

func (w *wire) serve() {
	for {
		in, err := w.listener.Accept()
		if err != nil {
			return
		}
		go w.pass(in)
	}
}

func (w *wire) pass(in net.Conn) {
	if !w.keep(in) {
		return
	}
	defer w.end(in)
	if !w.wait() { // a new connection is a packet too
		return
	}
	out, err := net.Dial("tcp", w.to)
	if err != nil || !w.keep(out) {
		return
	}
	defer w.end(out)
	back := make(chan struct{})
	go func() { w.carry(in, out); close(back) }()
	w.carry(out, in)
	<-back
}

// carry moves bytes one way while they pass.
func (w *wire) carry(to, from net.Conn) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		if !w.wait() {
			return
		}
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				break
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				break
			}
			_ = to.(*net.TCPConn).CloseWrite()
			return
		}
	}
	w.end(to)
	w.end(from)
}

// wait returns once bytes pass, or false where the wire is cut.
func (w *wire) wait() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for w.state == swallowed {
		w.passes.Wait()
	}
	return w.state == intact
}

func (w *wire) keep(c net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.state == cut {
		_ = c.(*net.TCPConn).SetLinger(0)
		_ = c.Close()
		return false
	}
	w.open[c] = true
	return true
}

func (w *wire) end(c net.Conn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.open, c)
	_ = c.Close()
}
