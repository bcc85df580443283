//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestWhatIsNoFileIsWrittenTo: root who sends a report to /dev/null must not put
// a file in its place.
func TestWhatIsNoFileIsWrittenTo(t *testing.T) {
	t.Parallel()
	pipe := filepath.Join(t.TempDir(), "pipe")
	must(t, syscall.Mkfifo(pipe, 0o600))
	arrived := make(chan string, 2)
	go func() {
		f, err := os.OpenFile(pipe, os.O_RDWR, 0)
		if err != nil {
			arrived <- err.Error()
			return
		}
		defer f.Close()
		arrived <- "" // whoever writes finds somebody who reads
		buf := make([]byte, len("a report"))
		_, _ = io.ReadFull(f, buf)
		arrived <- string(buf)
	}()
	<-arrived
	must(t, writeFile(pipe, 0o644, func(w io.Writer) error { _, err := io.WriteString(w, "a report"); return err }))
	select {
	case got := <-arrived:
		if got != "a report" {
			t.Errorf("through the pipe came %q", got)
		}
	case <-time.After(10 * time.Second):
		t.Error("nothing came through the pipe")
	}
	if there, err := os.Lstat(pipe); err != nil || there.Mode().Type() != os.ModeNamedPipe {
		t.Errorf("the pipe has become %v, %v", there.Mode(), err)
	}
}

// TestLinksStayLinks: what a link leads to is written, and the link is left.
func TestLinksStayLinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	must(t, os.WriteFile(file, []byte("old"), 0o600))
	must(t, os.Symlink(file, link))
	must(t, writeFile(link, 0o644, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }))
	if there, err := os.Lstat(link); err != nil || there.Mode().Type() != os.ModeSymlink || string(read(t, file)) != "new" {
		t.Errorf("the link has become %v, %v; the file says %s", there.Mode(), err, read(t, file))
	}
}
