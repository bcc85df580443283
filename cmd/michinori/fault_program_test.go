package main

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"michinori/app/store/storetest"
)

// asProgram makes this test binary the program: the tests of faults run it as
// a process of its own, which can be killed.
const asProgram = "TEST_AS_PROGRAM"

// needFaults ends a test of faults where none are asked for: together they take
// minutes, which are not everybody's.
func needFaults(t *testing.T) {
	t.Helper()
	if os.Getenv("MICHINORI_TEST_FAULTS") == "" {
		storetest.Missing(t, "faults", "MICHINORI_TEST_FAULTS is neither short nor long")
	}
}

// long reports whether faults last as long as they are known to outside, and
// come as often; else they are short, for every day.
func long() bool { return os.Getenv("MICHINORI_TEST_FAULTS") == "long" }

// pick returns the one for every day or the one for the long run.
func pick[T any](everyDay, longRun T) T {
	if long() {
		return longRun
	}
	return everyDay
}

// slowest is how long a wait may last before a test gives up: much longer than
// anything takes on a busy machine.
const slowest = 90 * time.Second

// running is the program as a process.
type running struct {
	t        testing.TB
	database string
	listen   string
	flags    []string
	cmd      *exec.Cmd
	out      *words
	ended    chan struct{}
}

// words is what a process says, to be read while it still speaks.
type words struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *words) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(p)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// newRunning starts the program on a database and a port that it keeps. It
// ends with the test.
func newRunning(t testing.TB, database string, flags ...string) *running {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &running{t: t, database: database, listen: l.Addr().String(), flags: flags, out: &words{}}
	_ = l.Close()
	p.start()
	t.Cleanup(func() {
		p.kill()
		for line := range strings.Lines(p.out.String()) {
			if strings.Contains(line, "panic") || strings.Contains(line, `"status":500`) {
				t.Errorf("the program said: %s", line)
			}
		}
	})
	return p
}

// start runs the program; ready waits for it.
func (p *running) start() {
	p.t.Helper()
	self, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	words := append([]string{"serve", "--database", p.database, "--listen", p.listen, "--log-format", "json"}, p.flags...)
	p.cmd = exec.Command(self, words...)
	p.cmd.Env = append(os.Environ(), asProgram+"=1")
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.out
	p.cmd.WaitDelay = time.Second
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.ended = make(chan struct{})
	go func(cmd *exec.Cmd, ended chan struct{}) {
		_ = cmd.Wait() // how it ended is read from its state
		close(ended)
	}(p.cmd, p.ended)
}

// kill ends the program as a crash or the kernel would.
func (p *running) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// stop asks the program to end, and returns its exit code.
func (p *running) stop() int {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	select {
	case <-p.ended:
	case <-time.After(slowest):
		p.t.Fatalf("it did not stop: %s", p.out)
	}
	return p.cmd.ProcessState.ExitCode()
}

func (p *running) url() string { return "http://" + p.listen }

// patient is a client that waits longer than the program may take.
var patient = &http.Client{
	Timeout:       slowest,
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// ask returns the status of an address, 0 where nobody answers.
func (p *running) ask(path string) int {
	r, err := patient.Get(p.url() + path)
	if err != nil {
		return 0
	}
	defer r.Body.Close()
	_, _ = io.Copy(io.Discard, r.Body)
	return r.StatusCode
}

// await asks until the status is as wanted, and returns how long that took.
func (p *running) await(path string, want int) time.Duration {
	p.t.Helper()
	begun := time.Now()
	for got := p.ask(path); got != want; got = p.ask(path) {
		select {
		case <-p.ended:
			p.t.Fatalf("it ended by itself: %s", tail(p.out.String()))
		case <-time.After(20 * time.Millisecond):
		}
		if time.Since(begun) > slowest {
			p.t.Fatalf("%s answers %d, not %d: %s", path, got, want, tail(p.out.String()))
		}
	}
	return time.Since(begun)
}

func (p *running) ready() time.Duration {
	p.t.Helper()
	return p.await("/readyz", http.StatusOK)
}

func tail(s string) string { return s[max(0, len(s)-2000):] }
