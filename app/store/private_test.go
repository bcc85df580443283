package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"michinori/app/store"
)

// TestOnlyTheOwnerReadsADatabase: its file and those beside it are for nobody
// else, unless somebody let others read the database itself.
func TestOnlyTheOwnerReadsADatabase(t *testing.T) {
	t.Parallel()
	for mode, given := range map[os.FileMode]bool{0o600: false, 0o640: true} {
		path := filepath.Join(t.TempDir(), "michinori.db")
		if given {
			if err := os.WriteFile(path, nil, mode); err != nil {
				t.Fatal(err)
			}
		}
		db, err := store.Open(t.Context(), "sqlite:"+path)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(path + "*")
		if err != nil || len(files) < 3 {
			t.Fatalf("there are %v, %v", files, err)
		}
		for _, file := range files {
			info, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			if got := info.Mode().Perm(); got&^mode != 0 {
				t.Errorf("%s is %o, want %o", filepath.Base(file), got, mode)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
