package store

import (
	"errors"
	"strings"
	"syscall"
	"time"
)

// confirmWithin bounds how long what was sent may stay unconfirmed. Without it
// Linux goes on sending for a quarter of an hour.
func confirmWithin(d time.Duration) func(network, address string, c syscall.RawConn) error {
	const tcpUserTimeout = 0x12 // TCP_USER_TIMEOUT of linux/tcp.h, which syscall lacks
	return func(network, _ string, c syscall.RawConn) error {
		if !strings.HasPrefix(network, "tcp") {
			return nil
		}
		var failed error
		err := c.Control(func(fd uintptr) {
			failed = syscall.SetsockoptInt(int(fd), syscall.IPPROTO_TCP, tcpUserTimeout, int(d.Milliseconds()))
		})
		return errors.Join(err, failed)
	}
}
