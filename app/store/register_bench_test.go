package store_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

var benchDay = time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)

// BenchmarkRegisterOf reads the register of 200 people and 150 areas, everybody
// with a claim to each, and tells how often the time of the plainest reading of
// the same rows that is.
func BenchmarkRegisterOf(b *testing.B) {
	for _, database := range storetest.Databases(b) {
		b.Run(database.Name, func(b *testing.B) {
			db := newBenchDB(b, database)
			team := manyTeams(b, db, 1, 200)[0]
			fill(b, db, team, 150, 200)
			raw := openRaw(b, database)
			plain := timed(b, func() int {
				return scanAll(b, raw, strings.Replace(`
					SELECT c.* FROM claims c JOIN areas a ON a.id = c.area_id WHERE a.team_id = '$'`, "$", team, 1))
			})
			took := timed(b, func() int {
				r, err := db.RegisterOf(b.Context(), team)
				fatal(b, err)
				return len(r.Claims[r.Areas[0].ID]) * len(r.Areas)
			})
			for b.Loop() {
				if _, err := db.RegisterOf(b.Context(), team); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(took)/float64(plain), "×plain")
		})
	}
}

// BenchmarkSharedAreas reads 12 areas of each of 500 teams over 12 rounds.
func BenchmarkSharedAreas(b *testing.B) {
	for _, database := range storetest.Databases(b) {
		b.Run(database.Name, func(b *testing.B) {
			db := newBenchDB(b, database)
			teams := manyTeams(b, db, 500, 0)
			fatal(b, db.Tx(b.Context(), func(tx *store.Tx) error { return manySnapshots(b, tx, teams, 12, 12) }))
			raw := openRaw(b, database)
			plain := timed(b, func() int { return scanAll(b, raw, "SELECT * FROM snapshot_areas") })
			took := timed(b, func() int {
				areas, err := db.SharedAreas(b.Context(), teams)
				fatal(b, err)
				return len(areas)
			})
			for b.Loop() {
				if _, err := db.SharedAreas(b.Context(), teams); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(took)/float64(plain), "×plain")
		})
	}
}

func newBenchDB(b *testing.B, database storetest.Database) *store.DB {
	b.Helper()
	db, err := store.Open(b.Context(), database.URL)
	fatal(b, err)
	b.Cleanup(func() { _ = db.Close() })
	fatal(b, db.Migrate(b.Context()))
	return db
}

// timed returns the shortest of several runs; each must read something.
func timed(b *testing.B, read func() int) time.Duration {
	b.Helper()
	best := time.Hour
	for range 5 {
		start := time.Now()
		if read() == 0 {
			b.Fatal("nothing was read")
		}
		best = min(best, time.Since(start))
	}
	return best
}

// scanAll reads rows into the plainest types there are.
func scanAll(b *testing.B, db *sql.DB, query string) int {
	b.Helper()
	rows, err := db.QueryContext(b.Context(), query)
	fatal(b, err)
	defer rows.Close()
	columns, err := rows.Columns()
	fatal(b, err)
	into := make([]any, len(columns))
	for i := range into {
		into[i] = new(any)
	}
	n := 0
	for ; rows.Next(); n++ {
		fatal(b, rows.Scan(into...))
	}
	fatal(b, rows.Err())
	return n
}

// manyTeams makes teams of so many members and returns their ids.
func manyTeams(b *testing.B, db *store.DB, teams, members int) []string {
	b.Helper()
	var ids []string
	fatal(b, db.Tx(b.Context(), func(tx *store.Tx) error {
		var all []maturity.Team
		var people []maturity.Person
		var parts []maturity.Membership
		for i := range teams {
			id := fmt.Sprintf("team%03d", i)
			ids = append(ids, id)
			all = append(all, maturity.Team{ID: id, Key: id, Name: id})
			for j := range members {
				p := fmt.Sprintf("person%05d", i*members+j)
				people = append(people, maturity.Person{ID: p, Name: "名前 " + p, Language: maturity.Japanese})
				parts = append(parts, maturity.Membership{TeamID: id, PersonID: p, Role: maturity.MemberMember})
			}
		}
		if err := tx.SaveTeams(b.Context(), all); err != nil {
			return err
		}
		if err := tx.SavePeople(b.Context(), people); err != nil {
			return err
		}
		return tx.SaveMemberships(b.Context(), parts)
	}))
	return ids
}

// fill gives a team areas and everybody a claim to each.
func fill(b *testing.B, db *store.DB, team string, areas, people int) {
	b.Helper()
	var as []store.Area
	var cs []store.Claim
	for i := range areas {
		id := fmt.Sprintf("area%03d", i)
		as = append(as, store.Area{ID: id, TeamID: team, Revision: 1, CreatedAt: benchDay, Area: knowledge.Area{
			Key: id, Name: maturity.Text{JA: "領域 " + id, EN: id}, Criticality: i%3 + 1, Kind: knowledge.Code, Paths: []string{"lib/**"},
		}})
		for j := range people {
			cs = append(cs, store.Claim{
				AreaID: id, PersonID: fmt.Sprintf("person%05d", j), Revision: 1, UpdatedAt: benchDay, UpdatedBy: "person00000",
				Claim: knowledge.Claim{
					Level: (i + j) % 5, ClaimedAt: benchDay, EvidenceAt: benchDay, EvidenceKind: knowledge.Operated,
					EvidenceLink: "https://example.com/runs/1234",
				},
			})
		}
	}
	fatal(b, db.Tx(b.Context(), func(tx *store.Tx) error { return tx.InsertRegister(b.Context(), as, cs, nil) }))
}

func manySnapshots(b *testing.B, tx *store.Tx, teams []string, rounds, areas int) error {
	b.Helper()
	ctx := b.Context()
	register := knowledge.Register{AsOf: benchDay, People: []knowledge.Person{{Key: "p"}}}
	for i := range areas {
		register.Areas = append(register.Areas, knowledge.Area{
			Key: fmt.Sprintf("area%02d", i), Name: maturity.Text{JA: "領域"}, Criticality: i%3 + 1,
		})
	}
	if err := tx.InsertEdition(ctx, store.Edition{Questionnaire: "core", Edition: "1", CreatedAt: benchDay, Document: []byte("x")}); err != nil {
		return err
	}
	for r := range rounds {
		round := maturity.Round{
			ID: fmt.Sprintf("round%02d", r), Key: fmt.Sprintf("2026-%02d", r+1), Questionnaire: "core", Edition: "1", K: 5,
			OpenedAt: benchDay, ClosesAt: benchDay,
		}
		if err := tx.InsertRound(ctx, round); err != nil {
			return err
		}
		var whole []store.WholeAssessment
		for _, team := range teams {
			id := round.ID + team
			whole = append(whole, store.WholeAssessment{
				Assessment: maturity.Assessment{ID: id, RoundID: round.ID, TeamID: team, State: maturity.Shared},
				Snapshot:   &store.Snapshot{AssessmentID: id, TakenAt: benchDay, View: knowledge.Strict, Register: register},
			})
		}
		if err := tx.InsertWhole(ctx, whole); err != nil {
			return err
		}
	}
	return nil
}

func fatal(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
