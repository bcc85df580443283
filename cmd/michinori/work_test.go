package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// workOf is how long the cores have worked for a process since it started, 0
// where the system does not tell.
func workOf(pid int) (sum time.Duration) {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid)) // the pattern is well formed
	for _, task := range tasks {
		raw, err := os.ReadFile(task)
		if err != nil {
			continue // the thread has ended
		}
		var one time.Duration
		if n, _ := fmt.Sscan(string(raw), &one); n == 1 {
			sum += one // ns
		}
	}
	return sum
}

// parentOf returns the process that started another, 0 where the system does not
// tell.
func parentOf(pid int) int {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	// What follows the name in brackets is the state and the parent.
	fields := strings.Fields(string(raw[strings.LastIndexByte(string(raw), ')')+1:]))
	parent, _ := strconv.Atoi(fields[1])
	return parent
}

// serverOf returns the process of PostgreSQL that starts one for each connection.
func serverOf(b *testing.B, database string) int {
	b.Helper()
	db, err := sql.Open("pgx", database)
	must(b, err)
	defer db.Close()
	var pid int
	must(b, db.QueryRowContext(b.Context(), "SELECT pg_backend_pid()").Scan(&pid))
	return parentOf(pid)
}

// childrenOf returns the processes that one has started and that still run.
func childrenOf(parent int) []int {
	var out []int
	all, _ := filepath.Glob("/proc/[0-9]*") // the pattern is well formed
	for _, dir := range all {
		if pid, err := strconv.Atoi(filepath.Base(dir)); err == nil && parentOf(pid) == parent {
			out = append(out, pid)
		}
	}
	return out
}
