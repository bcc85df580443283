package demo

import (
	"reflect"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// The made-up organisation is a real one: its people can go on where the story
// leaves them, and what it stored is what the use cases would have stored.
func TestTheStoryGoesOn(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		db := open(t, lent.URL)
		o := options(7, 3, 6)
		out := build(t, db, o)
		now := o.Now
		tr := tracker.New(tracker.Settings{
			DB: db, Library: library(t), Clock: func() time.Time { return now }, Session: time.Hour,
		})
		payments := assessmentOf(t, db, out.Round.ID, out.Lead.Team.ID)
		if payments.State != maturity.Revealed {
			t.Fatalf("the lead's team is %s", payments.State)
		}
		lead := viewer(t, db, out.Lead.Person)
		revealed, err := db.ResultOf(t.Context(), payments.ID)
		if err != nil {
			t.Fatal(err)
		}
		// The register is judged on the day of the talk, so it is held again.
		now = *payments.RevealedAt
		kept, err := db.SnapshotOf(t.Context(), payments.ID)
		must(t, err)
		must(t, tr.Reopen(t.Context(), lead, payments.ID, "もう一度"))
		must(t, tr.Reveal(t.Context(), lead, payments.ID))
		again, err := db.ResultOf(t.Context(), payments.ID)
		if err != nil || document(t, revealed) != document(t, again) {
			t.Errorf("%v\nmade up  %s\nrevealed %s", err, document(t, revealed), document(t, again))
		}
		if s, err := db.SnapshotOf(t.Context(), payments.ID); err != nil || !reflect.DeepEqual(s, kept) {
			t.Errorf("%v\nmade up  %+v\nrevealed %+v", err, kept, s)
		}
		now = o.Now
		must(t, tr.Agree(t.Context(), lead, tracker.Agree{Assessment: payments.ID}))
		must(t, tr.Share(t.Context(), lead, payments.ID))

		delivery := assessmentOf(t, db, out.Round.ID, out.Member.Team.ID)
		if delivery.State != maturity.Answering {
			t.Fatalf("the member's team is %s", delivery.State)
		}
		member := viewer(t, db, out.Member.Person)
		own, err := db.OwnProgress(t.Context(), delivery, out.Member.Person.ID)
		if err != nil || own.Answers == 0 || own.Finished {
			t.Errorf("the member's own answers: %+v %v", own, err)
		}
		_, err = tr.SaveAnswers(t.Context(), member, tracker.SaveAnswers{Assessment: delivery.ID, Finish: true})
		must(t, err)
	})
}

func assessmentOf(t *testing.T, db *store.DB, round, team string) maturity.Assessment {
	t.Helper()
	as, err := db.AssessmentsIn(t.Context(), round)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range as {
		if a.TeamID == team {
			return a
		}
	}
	t.Fatalf("team %s is not in the round", team)
	return maturity.Assessment{}
}

func viewer(t *testing.T, db *store.DB, p maturity.Person) maturity.Viewer {
	t.Helper()
	v, err := db.ViewerOf(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
