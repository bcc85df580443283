package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"michinori/app/store"
)

// takers are commands that take a database as it is.
var takers = [][]string{
	{"report", "organisation", "--round", "2026-Q2"}, {"talk", "--round", "2026-Q2"},
	{"user", "link", "--email", "a@example.com"}, {"token", "create", "--email", "a@example.com", "--name", "x"},
	{"notices"}, {"export", "-o", os.DevNull},
}

// TestNoDatabase: a wrong path makes no empty database, and neither that nor a
// schema of another version ends in words of the database.
func TestNoDatabase(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	missing, earlier := filepath.Join(folder, "missing.db"), filepath.Join(folder, "earlier.db")
	db, err := store.Open(t.Context(), "sqlite:"+earlier)
	must(t, err)
	must(t, db.MigrateTo(t.Context(), 2))
	must(t, db.Close())
	for _, args := range takers {
		for file, want := range map[string]string{missing: "michinori serve", earlier: "michinori migrate up"} {
			var out, problems bytes.Buffer
			code := run(t.Context(), append(args[:len(args):len(args)], "--database", "sqlite:"+file), &Streams{Out: &out, Err: &problems})
			if said := problems.String(); code != 1 || out.Len() > 0 || strings.Count(said, "\n") != 1 || !strings.Contains(said, want) {
				t.Errorf("%v: %d, %q, %q", args, code, out.String(), said)
			}
		}
	}
	if _, err := os.Stat(missing); !os.IsNotExist(err) {
		t.Errorf("the missing file: %v", err)
	}
}
