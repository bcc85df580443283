package transfer

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"michinori/app/archive"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// TestExportsAreTheSameBytes goes from SQLite to PostgreSQL and back, with rows in
// every table and texts of every kind, and finds the same bytes at each place.
func TestExportsAreTheSameBytes(t *testing.T) {
	t.Parallel()
	from := full(t, 4, 3)
	for _, purpose := range []archive.Purpose{archive.Export, archive.Backup} {
		first := packed(t, from, purpose)
		for _, f := range takeApart(t, first).manifest.Files {
			if f.Rows == 0 {
				t.Errorf("%s: no row of %s was tried", purpose, f.Table)
			}
		}
		pg, back := open(t, storetest.Postgres(t)), open(t, storetest.SQLite(t))
		fatal(t, unpack(t.Context(), pg, first, Unpacking{Purpose: purpose}))
		second := packed(t, pg, purpose)
		fatal(t, unpack(t.Context(), back, second, Unpacking{Purpose: purpose}))
		if third := packed(t, back, purpose); !bytes.Equal(first, second) || !bytes.Equal(first, third) {
			t.Errorf("%s: SQLite wrote %d bytes, PostgreSQL %d, SQLite again %d", purpose, len(first), len(second), len(third))
		}
		for _, table := range store.LeftOut(purpose) {
			n, err := pg.CountRows(t.Context(), archive.Table{Name: table})
			if fatal(t, err); n > 0 {
				t.Errorf("%s: %d rows of %s came along", purpose, n, table)
			}
		}
	}
}

// TestPostgresCountsOn changes a register after an import: the numbers of its
// history go on behind those that were brought.
func TestPostgresCountsOn(t *testing.T) {
	t.Parallel()
	raw := packed(t, filled(t, storetest.SQLite(t), 2, 2), archive.Export)
	db := open(t, storetest.Postgres(t))
	fatal(t, unpack(t.Context(), db, raw, Unpacking{Purpose: archive.Export}))
	teams, err := db.Teams(t.Context())
	fatal(t, err)
	fatal(t, db.Tx(t.Context(), func(tx *store.Tx) error {
		return tx.InsertChanges(t.Context(), []store.RegisterChange{{TeamID: teams[0].ID, At: packedAt, Verb: "area.added"}})
	}))
}

func TestNothingIsPutOnTopOfSomething(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		db := filled(t, database, 1, 1)
		raw := packed(t, db, archive.Export)
		for _, dry := range []bool{false, true} {
			if err := unpack(t.Context(), db, raw, Unpacking{Purpose: archive.Export, DryRun: dry}); !errors.Is(err, store.ErrNotEmpty) {
				t.Errorf("dry %v: %v", dry, err)
			}
		}
		if again := packed(t, db, archive.Export); !bytes.Equal(raw, again) {
			t.Error("it is not as it was")
		}
	})
}

// TestASetUpLinkIsNothing fills a database that serve has been started on once,
// and whose set-up link must not work afterwards.
func TestASetUpLinkIsNothing(t *testing.T) {
	t.Parallel()
	raw := packed(t, filled(t, storetest.SQLite(t), 1, 1), archive.Export)
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		db := open(t, database)
		fatal(t, db.Migrate(t.Context()))
		fatal(t, db.Tx(t.Context(), func(tx *store.Tx) error {
			return tx.InsertLink(t.Context(), store.Link{Hash: "h", Purpose: store.SetUpLink, CreatedAt: packedAt, ExpiresAt: packedAt.Add(time.Hour)})
		}))
		fatal(t, unpack(t.Context(), db, raw, Unpacking{Purpose: archive.Export}))
		if _, err := db.LinkByHash(t.Context(), "h"); !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			t.Errorf("the set-up link: %v", err)
		}
	})
}

func TestADryRunLeavesNothing(t *testing.T) {
	t.Parallel()
	raw := packed(t, filled(t, storetest.SQLite(t), 1, 2), archive.Export)
	db := open(t, storetest.SQLite(t))
	looked := false
	fatal(t, unpack(t.Context(), db, raw, Unpacking{Purpose: archive.Export, DryRun: true, Inspect: func(ctx context.Context, seen *store.DB) error {
		rounds, err := seen.Rounds(ctx)
		looked = len(rounds) == 2
		return err
	}}))
	status, err := db.SchemaStatus(t.Context())
	if fatal(t, err); status.Current != 0 || !looked {
		t.Errorf("the schema is %d, looked %v", status.Current, looked)
	}
}

func TestProgressEndsNowhereBeyondTheTotal(t *testing.T) {
	t.Parallel()
	db := filled(t, storetest.SQLite(t), 8, 4)
	var last, of int64
	see := func(done, total int64) {
		if done < last || done > total {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last, of = done, total
	}
	var out bytes.Buffer
	m, err := Pack(t.Context(), db, &out, Packing{Purpose: archive.Export, Progress: see})
	if fatal(t, err); of != m.Rows() || last < of-step {
		t.Errorf("last %d of %d, written %d", last, of, m.Rows())
	}
}

// TestWritersAreNotHeldUp writes while an archive is made; what is written
// later is not in it.
func TestWritersAreNotHeldUp(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		db := filled(t, database, 2, 2)
		before := packed(t, db, archive.Export)
		wrote := false
		var out bytes.Buffer
		_, err := Pack(t.Context(), db, writing(func(p []byte) (int, error) {
			if !wrote {
				wrote = true
				fatal(t, db.Tx(t.Context(), func(tx *store.Tx) error {
					return tx.InsertEvent(t.Context(), store.Event{ID: "later", At: packedAt, Verb: "later", Subject: "x"})
				}))
			}
			return out.Write(p)
		}), Packing{Purpose: archive.Export, Program: "test"})
		if fatal(t, err); !wrote || !bytes.Equal(before, out.Bytes()) {
			t.Errorf("wrote %v, %d bytes instead of %d", wrote, out.Len(), len(before))
		}
	})
}

type writing func([]byte) (int, error)

func (w writing) Write(p []byte) (int, error) { return w(p) }

// TestAnEarlierSchemaIsBroughtUpToDate reads what a program wrote that knew
// nothing of registers.
func TestAnEarlierSchemaIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	raw := packed(t, filled(t, storetest.SQLite(t), 2, 2), archive.Export)
	old := edit(t, raw, func(a *parts) {
		a.manifest.Schema = 1
		keep := a.manifest.Files[:0]
		for _, f := range a.manifest.Files {
			if strings.Contains(firstTables, " "+f.Table+" ") {
				keep = append(keep, f)
			} else {
				delete(a.files, f.Name)
			}
		}
		a.manifest.Files = keep
		a.dropColumns("memberships", "active_from", "active_to")
		a.dropColumns("events", "way", "token_id")
		a.dropRows("actions")
		a.dropColumns("actions", "drill_id")
		for i, c := range a.file("actions").Columns {
			a.file("actions").Columns[i].Null = c.Name == "closed_at"
		}
	})
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		db := open(t, database)
		fatal(t, unpack(t.Context(), db, old, Unpacking{Purpose: archive.Export}))
		status, err := db.SchemaStatus(t.Context())
		if fatal(t, err); status.Pending() {
			t.Errorf("the schema is %+v", status)
		}
		teams, err := db.Teams(t.Context())
		if fatal(t, err); len(teams) != 2 {
			t.Errorf("%d teams", len(teams))
		}
		results, err := db.HistoryOf(t.Context(), teams[0].ID)
		if fatal(t, err); len(results) != 2 {
			t.Errorf("%d rounds", len(results))
		}
	})
}

// firstTables are those of the first schema.
const firstTables = ` organisation groups teams people memberships editions rounds assessments responses answers facts agreements results scores actions events `
