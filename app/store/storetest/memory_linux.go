package storetest

import "syscall"

// enough is more room than the databases of a package take at once: containers
// have a memory of 64 MB there.
const enough = 2 << 30

// inMemory returns the folder that Linux keeps in memory, or "" where it is
// missing, small or nearly full: then the usual one has to do.
func inMemory() string {
	const dir = "/dev/shm"
	var free syscall.Statfs_t
	if err := syscall.Statfs(dir, &free); err != nil || free.Bavail*uint64(free.Bsize) < enough {
		return ""
	}
	return dir
}
