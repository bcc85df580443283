package store

import (
	"context"
	"fmt"
	"slices"

	"michinori/app/archive"
	"michinori/migrations"
)

// keeping says where a table goes when everything goes out.
type keeping int

const (
	// exported tables are in exports and in backups.
	exported keeping = iota
	// secret tables let somebody in; they are in backups alone.
	secret
	// passing tables are made again when they are needed; they are in neither.
	passing
)

// tableSpec is one table and what becomes of it.
type tableSpec struct {
	name string
	keep keeping
	// parent is the column that refers to the table itself; rows stand behind
	// those they refer to.
	parent string
}

// tables is the one list of all tables: those that others refer to stand first.
var tables = []tableSpec{
	{name: "organisation"},
	{name: "groups", parent: "parent_id"},
	{name: "teams"},
	{name: "people"},
	{name: "memberships"},
	{name: "links", keep: secret},
	{name: "sessions", keep: secret},
	{name: "passwords", keep: secret},
	{name: "identities", keep: secret},
	{name: "counters", keep: passing},
	{name: "api_tokens", keep: secret},
	{name: "idempotency_keys", keep: secret},
	{name: "editions"},
	{name: "rounds"},
	{name: "pools"},
	{name: "pool_tallies"},
	{name: "assessments"},
	{name: "responses"},
	{name: "answers"},
	{name: "facts"},
	{name: "agreements"},
	{name: "told_spreads"},
	{name: "earlier_results"},
	{name: "results"},
	{name: "scores"},
	{name: "areas"},
	{name: "claims"},
	{name: "register_changes"},
	{name: "register_snapshots"},
	{name: "snapshot_areas"},
	{name: "code_evidence"},
	{name: "code_people"},
	{name: "evidence_files"},
	{name: "evidence_marks"},
	{name: "practices"},
	{name: "trials"},
	{name: "drills"},
	{name: "drill_people"},
	{name: "drill_reveals"},
	{name: "drill_notes"},
	{name: "drill_gaps"},
	{name: "occurrences"},
	{name: "hands"},
	{name: "oncall_steps"},
	{name: "rotas"},
	{name: "actions"},
	{name: "action_reviews"},
	{name: "feeds", keep: secret},
	{name: "notices"},
	{name: "roll_ups", keep: passing},
	{name: "asks"},
	{name: "decks"},
	{name: "report_links", keep: secret},
	{name: "practice_targets"},
	{name: "events"},
}

// LeftOut names the tables that an archive for that purpose does not hold.
func LeftOut(purpose archive.Purpose) []string {
	out := []string{}
	for _, t := range tables {
		if !t.in(purpose) {
			out = append(out, t.name)
		}
	}
	return out
}

func (t tableSpec) in(purpose archive.Purpose) bool {
	return t.keep == exported || t.keep == secret && purpose == archive.Backup
}

func specOf(name string) tableSpec {
	for _, t := range tables {
		if t.name == name {
			return t
		}
	}
	return tableSpec{name: name}
}

// Tables returns the tables that an archive for that purpose holds, as this
// database has them: in the one order in which they can be filled.
func (r Reader) Tables(ctx context.Context, purpose archive.Purpose) ([]archive.Table, error) {
	var out []archive.Table
	for _, t := range tables {
		if !t.in(purpose) {
			continue
		}
		columns, err := r.columns(ctx, t.name)
		switch {
		case err != nil:
			return nil, fmt.Errorf("columns of %s: %w", t.name, err)
		case len(columns) > 0: // else of a later schema
			out = append(out, archive.Table{Name: t.name, Columns: columns})
		}
	}
	return out, nil
}

// columnRow is a column as the catalogue of a database describes it.
type columnRow struct {
	Name     string
	Type     string
	Required bool
	Key      int // place in the primary key, from 1; 0 is outside
}

// columns returns the columns of a table, those of the key first and the others
// by name, so that both databases agree.
func (r Reader) columns(ctx context.Context, table string) ([]archive.Column, error) {
	rows, err := r.catalogue(ctx, table)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, compareColumns)
	out := make([]archive.Column, len(rows))
	for i, c := range rows {
		kind, ok := columnKinds[c.Type]
		if !ok {
			return nil, fmt.Errorf("column %s has the unknown type %s", c.Name, c.Type)
		}
		out[i] = archive.Column{Name: c.Name, Kind: kind, Null: !c.Required && c.Key == 0}
	}
	return out, nil
}

func compareColumns(a, b columnRow) int {
	switch {
	case a.Key > 0 && b.Key > 0:
		return a.Key - b.Key
	case a.Key > 0:
		return -1
	case b.Key > 0 || a.Name > b.Name:
		return 1
	}
	return -1
}

var columnKinds = map[string]archive.Kind{
	"TEXT": archive.Text, "INTEGER": archive.Integer, "REAL": archive.Real, "BOOLEAN": archive.Boolean,
	"DATETIME": archive.Time, "BLOB": archive.Bytes,
	"text": archive.Text, "integer": archive.Integer, "bigint": archive.Integer, "double precision": archive.Real,
	"boolean": archive.Boolean, "timestamp with time zone": archive.Time, "bytea": archive.Bytes,
}

func (r Reader) catalogue(ctx context.Context, table string) ([]columnRow, error) {
	query := `SELECT name, type, "notnull" AS required, pk AS key FROM pragma_table_info(?)`
	if r.onPostgres() {
		query = `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
			COALESCE(array_position(i.indkey::int[], a.attnum::int) + 1, 0) AS key
			FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
			WHERE a.attrelid = to_regclass(quote_ident(?)) AND a.attnum > 0 AND NOT a.attisdropped`
	}
	var out []columnRow
	return out, translate(r.g.WithContext(ctx).Raw(query, table).Scan(&out).Error)
}

func (r Reader) onPostgres() bool { return r.g.Name() == string(migrations.Postgres) }
