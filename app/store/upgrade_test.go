package store_test

import (
	"database/sql"
	"os"
	"testing"

	"github.com/pressly/goose/v3"

	"michinori/app/store/storetest"
)

// firstSchema makes the schema of the first version, with a quarter's rows.
func firstSchema(t *testing.T, database storetest.Database) *sql.DB {
	t.Helper()
	raw := openRaw(t, database)
	dialect := goose.DialectSQLite3
	if database.Name == "postgres" {
		dialect = goose.DialectPostgres
	}
	p, err := goose.NewProvider(dialect, raw, os.DirFS("../../migrations/"+database.Name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	run(t, raw,
		`INSERT INTO organisation VALUES (1, 'みちのり', 'ja', 'Asia/Tokyo', 4, 5, '2026-04-01 00:00:00+00:00')`,
		`INSERT INTO teams (id, key, name) VALUES ('t', 'payments', '決済')`,
		`INSERT INTO people (id, name, language) VALUES ('p', '青木', 'ja'), ('q', '馬場', 'ja')`,
		`INSERT INTO memberships VALUES ('t', 'p', 'lead'), ('t', 'q', 'member')`,
		`INSERT INTO editions VALUES ('core', '1', 'sum', 'x', '2026-04-01 00:00:00+00:00')`,
		`INSERT INTO rounds (id, key, questionnaire, edition, checksum, k, opened_at, closes_at)
		 VALUES ('r', '2026-Q1', 'core', '1', 'sum', 5, '2026-04-01 00:00:00+00:00', '2026-04-15 00:00:00+00:00')`,
		`INSERT INTO assessments (id, round_id, team_id, state) VALUES ('a', 'r', 't', 'agreed')`,
		`INSERT INTO results VALUES ('a', '{"Questionnaire":"core","Edition":"1"}', '2026-04-15 00:00:00+00:00')`,
	)
	return raw
}

func run(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

func TestUpgradeKeepsWhatIsThere(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		raw := firstSchema(t, database)
		db := open(t, database.URL)
		ctx := t.Context()
		if err := db.Migrate(ctx); err != nil {
			t.Fatal(err)
		}
		r, err := db.RegisterOf(ctx, "t")
		if err != nil || len(r.People) != 2 || len(r.Areas) != 0 || r.People[0].ActiveFrom != "" || r.People[0].ActiveTo != "" {
			t.Errorf("the register of a team from before: %+v, %v", r, err)
		}
		result, err := db.ResultOf(ctx, "a")
		if err != nil || result.Edition != "1" || result.Register != nil {
			t.Errorf("a result from before: %+v, %v", result, err)
		}
		snapshots, err := db.SnapshotsOf(ctx, "t")
		if err != nil || len(snapshots) != 0 {
			t.Errorf("%d snapshots, %v", len(snapshots), err)
		}
		run(t, raw,
			`INSERT INTO areas (id, team_id, key, name_ja, name_en, criticality, kind, revision, created_at)
			 VALUES ('x', 't', 'dns', '', 'DNS', 3, 'operation', 1, '2026-07-01 00:00:00+00:00')`,
			`INSERT INTO claims (area_id, person_id, level, revision, updated_at) VALUES ('x', 'q', 3, 1, '2026-07-01 00:00:00+00:00')`)
		if r, err = db.RegisterOf(ctx, "t"); err != nil || len(r.Areas) != 1 || r.Claims["x"]["q"].Level != 3 {
			t.Errorf("the register: %+v, %v", r, err)
		}
	})
}

func TestRegisterSchemaRefusesNonsense(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		raw := firstSchema(t, database)
		db := open(t, database.URL)
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if database.Name == "sqlite" {
			run(t, raw, "PRAGMA foreign_keys = 1")
			raw.SetMaxOpenConns(1)
		}
		const area = `INSERT INTO areas (id, team_id, key, name_ja, name_en, criticality, kind, revision, created_at) VALUES `
		const claim = `INSERT INTO claims (area_id, person_id, level, evidence_kind, revision, updated_at) VALUES `
		const at = `'2026-07-01 00:00:00+00:00'`
		run(t, raw, area+`('x', 't', 'dns', '', 'DNS', 3, 'operation', 1, `+at+`)`, claim+`('x', 'q', 0, '', 1, `+at+`)`)
		for _, s := range []string{
			area + `('y', 't', 'dns', '', 'DNS', 3, 'operation', 1, ` + at + `)`,
			area + `('y', 'no', 'mail', '', 'Mail', 3, 'operation', 1, ` + at + `)`,
			area + `('y', 't', 'mail', '', 'Mail', 0, 'operation', 1, ` + at + `)`,
			area + `('y', 't', 'mail', '', 'Mail', 3, 'sport', 1, ` + at + `)`,
			claim + `('x', 'q', 1, '', 1, ` + at + `)`,
			claim + `('x', 'p', 5, '', 1, ` + at + `)`,
			claim + `('x', 'p', 1, 'hearsay', 1, ` + at + `)`,
			claim + `('no', 'p', 1, '', 1, ` + at + `)`,
			claim + `('x', 'no', 1, '', 1, ` + at + `)`,
			`INSERT INTO register_snapshots VALUES ('a', ` + at + `, 'kind', '{}')`,
			`INSERT INTO snapshot_areas VALUES ('no', 'dns', '', '', 3, 0, 0)`,
		} {
			if _, err := raw.ExecContext(t.Context(), s); err == nil {
				t.Errorf("taken: %s", s)
			}
		}
	})
}
