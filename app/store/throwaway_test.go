package store

import (
	"errors"
	"io/fs"
	"os"
	"testing"
)

func TestThrowAwayIsGoneWhenClosed(t *testing.T) {
	t.Parallel()
	db, err := OpenThrowAway(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Migrate(t.Context()); err != nil {
		t.Error(err)
	}
	dir := db.scratch
	if _, err := os.Stat(dir); err != nil {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", dir, err)
	}
}
