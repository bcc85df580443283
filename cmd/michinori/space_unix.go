//go:build linux || darwin || freebsd

package main

import "syscall"

// freeSpace is what others than root may still write in a folder, in bytes.
func freeSpace(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}
