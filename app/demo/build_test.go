package demo

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/store/storetest/migrated"
	"michinori/app/tracker"
	"michinori/questionnaires"
)

func TestMain(m *testing.M) { migrated.Main(m) }

var noon = time.Date(2026, time.August, 20, 3, 0, 0, 0, time.UTC)

func options(teams, rounds, members int) Options {
	return Options{Teams: teams, Rounds: rounds, Members: members, Seed: 1, Now: noon, Language: maturity.Japanese}
}

func library(t testing.TB) *questionnaires.Library {
	t.Helper()
	l, problems, err := questionnaires.OpenLibrary("")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return l
}

func open(t testing.TB, url string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

func build(t testing.TB, db *store.DB, o Options) Organisation {
	t.Helper()
	out, err := Build(t.Context(), db, library(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSameSeedSameData(t *testing.T) {
	t.Parallel()
	first, again, other := storetest.SQLite(t), storetest.SQLite(t), storetest.SQLite(t)
	o := options(9, 4, 6)
	build(t, open(t, first.URL), o)
	o.Now = o.Now.Add(5 * time.Hour) // the same day
	build(t, open(t, again.URL), o)
	o.Seed = 2
	build(t, open(t, other.URL), o)

	want := dump(t, first.URL)
	for _, table := range []string{"organisation", "people", "answers", "facts", "agreements", "results", "scores", "actions", "events",
		"areas", "claims", "register_changes", "register_snapshots", "snapshot_areas", "code_evidence", "code_people", "evidence_files",
		"trials", "occurrences", "drills", "drill_people", "drill_reveals", "drill_notes", "drill_gaps", "hands", "oncall_steps", "rotas",
		"action_reviews",
	} {
		if len(want[table]) == 0 {
			t.Errorf("nothing in %s", table)
		}
	}
	if got := dump(t, again.URL); !reflect.DeepEqual(got, want) {
		for table := range want {
			if !reflect.DeepEqual(got[table], want[table]) {
				t.Errorf("%s differs between two builds of one seed", table)
			}
		}
	}
	if got := dump(t, other.URL); reflect.DeepEqual(got["answers"], want["answers"]) {
		t.Error("another seed gives the same answers")
	}
}

// dump returns every row of every table of ours as text, in order.
func dump(t *testing.T, url string) map[string][]string {
	t.Helper()
	db, err := driver.Open("file:" + strings.TrimPrefix(url, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string][]string{}
	for _, table := range rowsOf(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'") {
		name := strings.Trim(table, "[]")
		out[name] = rowsOf(t, db, `SELECT * FROM "`+name+`" ORDER BY 1, 2`)
	}
	return out
}

func rowsOf(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		values, targets := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			targets[i] = &values[i]
		}
		if err := rows.Scan(targets...); err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprint(values))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// Both databases hold the results that maturity.Score gives for the answers
// they hold, to the last digit.
func TestResultsAreScoresOfTheAnswers(t *testing.T) {
	t.Parallel()
	o := options(9, 5, 6)
	want := madeUp(t, o)
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		db := open(t, lent.URL)
		build(t, db, o)
		seen := 0
		for id, a := range want {
			result, err := db.ResultOf(t.Context(), id)
			if a.Result == nil {
				if !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
					t.Errorf("a result before the reveal: %v", err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			seen++
			if got := scoreAgain(t, db, id); document(t, result) != document(t, got) {
				t.Errorf("stored %s\nscored %s", document(t, result), document(t, got))
			}
			if document(t, result) != document(t, *a.Result) {
				t.Errorf("stored %s\nmade up %s", document(t, result), document(t, *a.Result))
			}
		}
		if seen < 20 {
			t.Errorf("%d results only", seen)
		}
	})
}

// madeUp is what Build stores, by assessment.
func madeUp(t *testing.T, o Options) map[string]store.WholeAssessment {
	t.Helper()
	p, err := newPlan(library(t), o)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]store.WholeAssessment{}
	for i := range p.teams {
		h := p.history(&p.teams[i])
		if h.err != nil {
			t.Fatal(h.err)
		}
		for _, a := range h.assessments {
			out[a.ID] = a
		}
	}
	return out
}

func scoreAgain(t *testing.T, db *store.DB, assessment string) maturity.Result {
	t.Helper()
	ctx := t.Context()
	a, err := db.AssessmentByID(ctx, assessment)
	if err != nil {
		t.Fatal(err)
	}
	r, err := db.RoundByID(ctx, a.RoundID)
	if err != nil {
		t.Fatal(err)
	}
	e, err := db.EditionOf(ctx, r.Questionnaire, r.Edition)
	if err != nil {
		t.Fatal(err)
	}
	q, err := questionnaires.FromDocument(e.Document)
	if err != nil {
		t.Fatal(err)
	}
	responses, err := db.ResponsesIn(ctx, assessment, q)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := db.FactsOf(ctx, assessment, q)
	if err != nil {
		t.Fatal(err)
	}
	agreements, err := db.AgreementsOf(ctx, assessment)
	if err != nil {
		t.Fatal(err)
	}
	in := maturity.Input{
		Questionnaire: q, Members: max(a.Members, len(responses)), Responses: responses, MinAnswers: a.MinAnswers(r),
		Team: a.TeamID, Period: r.Key, Facts: map[string]maturity.Answer{}, Agreements: map[string]float64{},
	}
	for key, f := range facts {
		in.Facts[key] = f.Answer
	}
	for key, x := range agreements {
		in.Agreements[key] = x.Level
	}
	snapshot, err := db.SnapshotOf(ctx, assessment)
	switch {
	case err == nil:
		in.Register = tracker.RegisterFigures(snapshot.Register, snapshot.View)
	case !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}):
		t.Fatal(err)
	}
	return maturity.Score(in)
}

func document(t *testing.T, r maturity.Result) string {
	t.Helper()
	raw, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestRefusesAUsedDatabase(t *testing.T) {
	t.Parallel()
	lent := storetest.SQLite(t)
	db := open(t, lent.URL)
	build(t, db, options(2, 2, 3))
	before := dump(t, lent.URL)
	if _, err := Build(t.Context(), db, library(t), options(2, 2, 3)); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("a second build: %v", err)
	}
	if !reflect.DeepEqual(dump(t, lent.URL), before) {
		t.Error("the refused build changed something")
	}
}

func TestEmptyMeansNoSchemaEither(t *testing.T) {
	t.Parallel()
	db, err := store.OpenThrowAway(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := CheckEmpty(t.Context(), db); err != nil {
		t.Error(err)
	}
	if s, err := db.SchemaStatus(t.Context()); err != nil || s.Current != 0 {
		t.Errorf("asking changed the schema: %+v %v", s, err)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	for _, change := range []func(*Options){
		func(o *Options) { o.Teams = 0 },
		func(o *Options) { o.Teams = MaxTeams + 1 },
		func(o *Options) { o.Rounds = -1 },
		func(o *Options) { o.Members = MaxMembers + 1 },
		func(o *Options) { o.Language = "fr" },
	} {
		o := options(8, 8, 6)
		change(&o)
		if o.Check() == nil {
			t.Errorf("%+v passes", o)
		}
	}
}

// Whatever the size, there is somebody to play each part.
func TestEverySizeBuilds(t *testing.T) {
	t.Parallel()
	for _, size := range [][3]int{{1, 1, 1}, {1, 3, 2}, {2, 2, 4}, {6, 1, 5}, {30, 3, 2}, {10, 12, 12}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			o := options(size[0], size[1], size[2])
			db := open(t, storetest.SQLite(t).URL)
			out := build(t, db, o)
			for name, seat := range map[string]Seat{"champion": out.Champion, "leader": out.Leader, "lead": out.Lead, "member": out.Member} {
				p, err := db.PersonByEmail(t.Context(), seat.Person.Email)
				if err != nil || p.ArchivedAt != nil {
					t.Errorf("%s: %+v %v", name, p, err)
				}
			}
			rounds, err := db.Rounds(t.Context())
			if err != nil || len(rounds) != o.Rounds {
				t.Fatalf("%d rounds, %v", len(rounds), err)
			}
			as, err := db.AssessmentsIn(t.Context(), rounds[len(rounds)-1].ID)
			if err != nil || len(as) != o.Teams {
				t.Errorf("%d teams in the open round, %v", len(as), err)
			}
		})
	}
}
