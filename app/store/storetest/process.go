package storetest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// process is a running server whose output is read until it ends.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{}
}

// startProcess returns once the server says that it takes connections, or with
// what it said before it ended.
func startProcess(cmd *exec.Cmd) (*process, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd.Stdout, cmd.Stderr = w, w
	p := &process{cmd: cmd, ended: make(chan struct{})}
	err = p.launch()
	if closing := w.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	ready := make(chan error, 1)
	go watch(r, ready)
	select {
	case err = <-ready:
	case <-time.After(time.Minute):
		err = errors.New("no word of readiness in a minute")
	}
	if err != nil {
		p.stop()
		return nil, err
	}
	return p, nil
}

// watch sends nil once the server is ready, be it to be read alone, or its words if it ends before, and
// reads on: a server whose output nobody reads stands still.
func watch(r io.ReadCloser, ready chan<- error) {
	defer func() { _ = r.Close() }()
	var said []string
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "ready to accept") {
			ready <- nil
			_, _ = io.Copy(io.Discard, r)
			return
		}
		said = append(said, lines.Text())
	}
	ready <- fmt.Errorf("it ended: %s", strings.Join(said, " / "))
}

// kill ends the server as a crash does, and returns once it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}
