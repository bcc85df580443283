package store_test

import (
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// TestVersion: the version stays while nothing is written, and is another one
// after each commit, of this process or of another.
func TestVersion(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		ctx := t.Context()
		open := func() *store.DB {
			db, err := store.Open(ctx, lent.URL)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = db.Close() })
			return db
		}
		db, other := open(), open()
		if err := db.Migrate(ctx); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		version := func() string {
			v, err := db.Version(ctx)
			if err != nil {
				t.Fatal(err)
			}
			return v
		}
		for i, writer := range []*store.DB{db, other, db, db, other} {
			seen[version()] = true
			err := writer.Tx(ctx, func(tx *store.Tx) error {
				return tx.SaveOrganisation(ctx, maturity.Organisation{Name: "みちのり", Language: maturity.Japanese, TimeZone: "UTC", FiscalStart: 4, K: 5 + i})
			})
			if err != nil {
				t.Fatal(err)
			}
			if seen[version()] {
				t.Errorf("write %d changed nothing: %q", i, version())
			}
		}
		if before := version(); lent.Name == "sqlite" && version() != before {
			t.Error("it changes by itself")
		}
	})
}
