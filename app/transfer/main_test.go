package transfer

import (
	"bytes"
	"context"
	"testing"
	"time"

	"michinori/app/archive"
	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/questionnaires"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func fatal(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// open opens a database that may have no schema yet.
func open(t testing.TB, database storetest.Database) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), database.URL)
	fatal(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// filled is a database with a fictional organisation in it.
func filled(t testing.TB, database storetest.Database, teams, rounds int) *store.DB {
	t.Helper()
	db := open(t, database)
	fatal(t, db.Migrate(t.Context()))
	library, _, err := questionnaires.OpenLibrary("")
	fatal(t, err)
	_, err = demo.Build(t.Context(), db, library, demo.Options{
		Teams: teams, Rounds: rounds, Members: 5, Seed: 1, Language: maturity.Japanese, Now: time.Date(2026, 9, 20, 3, 0, 0, 0, time.UTC),
	})
	fatal(t, err)
	return db
}

var packedAt = time.Date(2026, 9, 21, 3, 0, 0, 0, time.UTC)

func packed(t testing.TB, db *store.DB, purpose archive.Purpose) []byte {
	t.Helper()
	var out bytes.Buffer
	_, err := Pack(t.Context(), db, &out, Packing{Purpose: purpose, Program: "test", At: packedAt})
	fatal(t, err)
	return out.Bytes()
}

func unpack(ctx context.Context, db *store.DB, raw []byte, u Unpacking) error {
	r, err := archive.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return err
	}
	return Unpack(ctx, db, r, u)
}
