package storetest

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"runtime"
	"strconv"
	"syscall"
)

// account is who the server runs as; nil is whoever runs the tests.
type account struct{ credential *syscall.Credential }

// serverAccount finds an account for the server: PostgreSQL refuses to run as
// root.
func serverAccount() (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		u, err = user.Lookup("nobody")
	}
	if err != nil {
		return account{}, fmt.Errorf("run postgres as another user than root: %w", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return account{}, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return account{}, err
	}
	return account{&syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

func (a account) own(path string) error {
	if a.credential == nil {
		return nil
	}
	return os.Chown(path, int(a.credential.Uid), int(a.credential.Gid))
}

func (a account) command(dir, program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: a.credential}
	return cmd
}

// launch starts the server so that the kernel ends it when this process dies,
// be it killed or timed out. The kernel watches the thread that started it, so
// that thread is held until the server has ended. Then it is given back: one that
// is held to the end ends too, and with it whatever else it has started on the same
// terms, such as the browser of a test.
func (p *process) launch() error {
	p.cmd.SysProcAttr.Pdeathsig = syscall.SIGQUIT
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := p.cmd.Start()
		started <- err
		if err == nil {
			_ = p.cmd.Wait() // how a stopped server ends is of no interest
		}
		close(p.ended)
	}()
	return <-started
}

// stop ends the server at once, without a last word to the disk.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGQUIT) // it may have ended by itself
	<-p.ended
}
