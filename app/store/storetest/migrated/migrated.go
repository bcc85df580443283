// Package migrated lends tests databases that hold the schema already: it is made
// once for all tests of a package, and copied. The tests of migrations themselves
// start from an empty one, with storetest.Main.
package migrated

import (
	"context"
	"errors"
	"testing"

	"michinori/app/store"
	"michinori/app/store/storetest"
)

// Main runs the tests of a package in place of storetest.Main.
func Main(m *testing.M) { storetest.Prepared(m, migrate) }

func migrate(url string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, url)
	if err != nil {
		return err
	}
	return errors.Join(db.Migrate(ctx), db.Close())
}
