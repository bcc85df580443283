package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whoever runs a command into a wall is told in one line what to do.
func TestFailuresSayWhatToDo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := "sqlite:" + filepath.Join(dir, "a.db")
	said := func(want int, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, &Streams{In: strings.NewReader(""), Out: &out, Err: &errs}); code != want {
			t.Fatalf("%v: exit %d, want %d: %s", args, code, want, &errs)
		}
		if want != 0 && (strings.Count(errs.String(), "\n") != 1 || out.Len() > 0) {
			t.Errorf("%v says %q and prints %q", args, &errs, &out)
		}
		return errs.String() + out.String()
	}
	said(0, "setup", "--organisation", "A", "--email", "a@example.jp", "--name", "B", "--database", db)
	file := filepath.Join(dir, "e.zip")
	said(0, "export", "-o", file, "--database", db)
	for _, c := range []struct {
		code int
		args []string
		want string
	}{
		{1, []string{"score", filepath.Join(dir, "none.yaml")}, "no such file or directory; check the name"},
		{1, []string{"score", dir}, "is a directory; name a file"},
		{1, []string{"healthcheck", "--listen", "127.0.0.1:1"}, "connection refused; check that it runs, and the address"},
		{1, []string{"export", "-o", dir, "--database", db}, "is a folder: name a file"},
		{1, []string{"user", "link", "--email", "none@example.jp", "--database", db}, "nobody who may sign in has the address none@example.jp"},
		{1, []string{"report", "team", "--team", "x", "--round", "2026-Q3", "--database", db}, "there is no round yet"},
		{2, []string{"migrate", "status", "--database", "mysql://root:secret@x/y"}, "want sqlite:PATH or postgres://USER@HOST/NAME; see michinori --help"},
		{2, []string{"backup", "-o", "-", "--json", "--database", db}, "leave --json out"},
	} {
		if got := said(c.code, c.args...); !strings.Contains(got, c.want) || strings.Contains(got, "error.") || strings.Contains(got, "secret") {
			t.Errorf("%v says %q, want %q", c.args, got, c.want)
		}
	}
	// What changes nothing makes no database, and - is standard output.
	none := filepath.Join(dir, "none.db")
	said(0, "import", file, "--dry-run", "--database", "sqlite:"+none)
	if _, err := os.Stat(none); !os.IsNotExist(err) {
		t.Errorf("a dry run made %s: %v", none, err)
	}
	if got := said(0, "backup", "-o", "-", "--database", db); !strings.Contains(got, "PK\x03\x04") {
		t.Errorf("backup -o - prints %.80q", got)
	}
	if got := said(0, "version", "--json"); !strings.Contains(got, `"version": "dev"`) {
		t.Errorf("version --json prints %q", got)
	}
}
