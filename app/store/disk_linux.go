package store

import (
	"path/filepath"
	"syscall"
)

// little is less room than a write asks for.
const little = 1 << 20

// noRoom reports whether there is no room left beside a file.
func noRoom(file string) bool {
	var s syscall.Statfs_t
	return syscall.Statfs(filepath.Dir(file), &s) == nil && s.Bavail*uint64(s.Bsize) < little
}
