package reporting_test

import (
	"database/sql"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"michinori/app/demo"
	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/store/storetest/migrated"
	"michinori/app/tracker"
	"michinori/questionnaires"
	"michinori/reports/quarter"
)

func TestMain(m *testing.M) { migrated.Main(m) }

var noon = time.Date(2026, time.August, 20, 3, 0, 0, 0, time.UTC)

// world is a demo with everything that reads it.
type world struct {
	db      *store.DB
	raw     *sql.DB
	seats   demo.Organisation
	tracker *tracker.Tracker
	reports *reporting.Reporting
}

func newWorld(t testing.TB, lent storetest.Database, teams, rounds, members int) *world {
	t.Helper()
	return newWorldIn(t, lent, maturity.Japanese, teams, rounds, members)
}

func newWorldIn(t testing.TB, lent storetest.Database, l maturity.Language, teams, rounds, members int) *world {
	t.Helper()
	db, err := store.Open(t.Context(), lent.URL)
	check(t, err)
	t.Cleanup(func() { check(t, db.Close()) })
	check(t, db.Migrate(t.Context()))
	library, _, err := questionnaires.OpenLibrary("")
	check(t, err)
	w := &world{db: db, raw: openRaw(t, lent)}
	w.seats, err = demo.Build(t.Context(), db, library, demo.Options{
		Teams: teams, Rounds: rounds, Members: members, Seed: 3, Now: noon, Language: l,
	})
	check(t, err)
	w.start(library)
	return w
}

func (w *world) start(library *questionnaires.Library) {
	w.tracker = tracker.New(tracker.Settings{DB: w.db, Library: library, Clock: func() time.Time { return noon }, Session: time.Hour})
	w.reports = reporting.New(w.db, w.tracker)
}

// restart is what a new process begins with.
func (w *world) restart(t testing.TB, lent storetest.Database) {
	t.Helper()
	db, err := store.Open(t.Context(), lent.URL)
	check(t, err)
	t.Cleanup(func() { check(t, db.Close()) })
	w.db = db
	w.start(w.tracker.Library())
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) leader() maturity.Viewer { return maturity.Viewer{Person: w.seats.Leader.Person} }

func (w *world) rounds(t testing.TB) []maturity.Round {
	t.Helper()
	rounds, err := w.db.Rounds(t.Context())
	check(t, err)
	return rounds
}

func (w *world) organisation(t testing.TB, r maturity.Round, group string) quarter.Organisation {
	t.Helper()
	out, err := w.reports.Organisation(t.Context(), w.leader(), r, group, false)
	check(t, err)
	return out
}

// forget takes away all that is kept, past the code that should.
func (w *world) forget(t testing.TB) {
	t.Helper()
	_, err := w.raw.ExecContext(t.Context(), "DELETE FROM roll_ups")
	check(t, err)
}

func openRaw(t testing.TB, lent storetest.Database) *sql.DB {
	t.Helper()
	driver, name := "pgx", lent.URL
	if lent.Name == "sqlite" {
		driver, name = "sqlite3", "file:"+strings.TrimPrefix(lent.URL, "sqlite:")+"?_pragma=busy_timeout(10000)"
	}
	raw, err := sql.Open(driver, name)
	check(t, err)
	t.Cleanup(func() { check(t, raw.Close()) })
	return raw
}

func written(t testing.TB, what any) string {
	t.Helper()
	raw, err := json.MarshalIndent(what, "", " ")
	check(t, err)
	return string(raw)
}
