package store_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// fullRegister has everything that a register can hold, and its least.
func fullRegister() knowledge.Register {
	day := benchDay
	return knowledge.Register{
		AsOf:   day,
		People: []knowledge.Person{{Key: "p", Name: "青木 <b>", ActiveFrom: day, ActiveTo: day.AddDate(0, 1, 0)}, {Key: "q"}},
		Areas: []knowledge.Area{
			{
				Key: "dns", Name: maturity.Text{JA: "名前", EN: "DNS"}, Criticality: 3, Kind: knowledge.Vendor, Paths: []string{"a,b", "\"c\""},
				Services: []string{"dns"}, RunbookTested: &knowledge.Occasion{}, NonOwnerRun: &knowledge.Occasion{Day: day},
				Claims: map[string]knowledge.Claim{
					"p": {Level: 4, ClaimedAt: day, EvidenceAt: day, EvidenceKind: knowledge.Taught, EvidenceLink: "https://example.com/?a=1&b=2"},
					"q": {Level: 0},
				},
			},
			{Key: "mail", Criticality: 1, Claims: map[string]knowledge.Claim{}},
		},
	}
}

func TestSnapshotsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		firstSchema(t, database)
		db, ctx := open(t, database.URL), t.Context()
		if err := db.Migrate(ctx); err != nil {
			t.Fatal(err)
		}
		want := store.Snapshot{AssessmentID: "a", TakenAt: benchDay.Add(time.Hour), View: knowledge.Strict, Register: fullRegister()}
		for range 2 { // the second takes the place of the first
			if err := db.Tx(ctx, func(tx *store.Tx) error { return tx.SaveSnapshot(ctx, want) }); err != nil {
				t.Fatal(err)
			}
		}
		got, err := db.SnapshotOf(ctx, "a")
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%v\ngot  %+v\nwant %+v", err, got, want)
		}
		rounds, err := db.SnapshotsOf(ctx, "t")
		if err != nil || len(rounds) != 1 || rounds[0].Round.Key != "2026-Q1" || !reflect.DeepEqual(rounds[0].Snapshot, want) {
			t.Errorf("by round: %+v, %v", rounds, err)
		}
		for key, earlier := range map[string]bool{"2026-Q1": false, "2026-Q2": true} {
			if got, err := db.HasSnapshotBefore(ctx, "t", key); err != nil || got != earlier {
				t.Errorf("before %s: %v, %v", key, got, err)
			}
		}
	})
}

func TestOnlySharedAreasAreSeen(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) {
		raw := firstSchema(t, database)
		db, ctx := open(t, database.URL), t.Context()
		if err := db.Migrate(ctx); err != nil {
			t.Fatal(err)
		}
		run(t, raw, `INSERT INTO teams (id, key, name) VALUES ('u', 'search', '検索'), ('v', 'web', 'ウェブ')`)
		var whole []store.WholeAssessment
		for _, a := range []maturity.Assessment{
			{ID: "1", TeamID: "v", State: maturity.Shared}, {ID: "2", TeamID: "u", State: maturity.Shared},
		} {
			a.RoundID = "r"
			whole = append(whole, store.WholeAssessment{Assessment: a, Snapshot: &store.Snapshot{
				AssessmentID: a.ID, TakenAt: benchDay, View: knowledge.Lenient, Register: fullRegister(),
			}})
		}
		err := db.Tx(ctx, func(tx *store.Tx) error {
			agreed := store.Snapshot{AssessmentID: "a", TakenAt: benchDay, View: knowledge.Lenient, Register: fullRegister()}
			if err := tx.SaveSnapshot(ctx, agreed); err != nil {
				return err
			}
			return tx.InsertWhole(ctx, whole)
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := db.SharedAreas(ctx, []string{"t", "u", "v"})
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, a := range got {
			said += fmt.Sprintf("%s %s %s %d/%d/%d, ", a.RoundKey, a.TeamID, a.Key, a.Criticality, a.Depth, a.Stale)
		}
		want := "2026-Q1 u dns 3/1/0, 2026-Q1 u mail 1/0/0, 2026-Q1 v dns 3/1/0, 2026-Q1 v mail 1/0/0, "
		if said != want {
			t.Errorf("got  %s\nwant %s", said, want)
		}
		if got, err = db.SharedAreas(ctx, []string{"v"}); err != nil || len(got) != 2 {
			t.Errorf("of one team: %+v, %v", got, err)
		}
		if got, err = db.SharedAreas(ctx, nil); err != nil || got != nil {
			t.Errorf("of no team: %+v, %v", got, err)
		}
	})
}
