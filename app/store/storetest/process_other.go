//go:build !linux

package storetest

import (
	"errors"
	"os"
	"os/exec"
)

// account is who the server runs as: whoever runs the tests.
type account struct{}

// serverAccount fails for root: PostgreSQL refuses to run as root.
func serverAccount() (account, error) {
	if os.Geteuid() == 0 {
		return account{}, errors.New("run the tests as another user than root, or set TEST_POSTGRES_URL")
	}
	return account{}, nil
}

func (account) own(string) error { return nil }

func (account) command(dir, program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	return cmd
}

func (p *process) launch() error {
	if err := p.cmd.Start(); err != nil {
		return err
	}
	go func() {
		_ = p.cmd.Wait() // how a stopped server ends is of no interest
		close(p.ended)
	}()
	return nil
}

// stop ends the server, so that it ends its own children; where the system
// knows no interrupt, hard.
func (p *process) stop() {
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		_ = p.cmd.Process.Kill()
	}
	<-p.ended
}
