package reporting_test

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// TestNothingStaleIsKept lets some people share and unshare results while
// others read reports, and then holds what is kept to what is counted anew.
func TestNothingStaleIsKept(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent, 6, 3, 5)
		rounds := w.rounds(t)
		round := rounds[len(rounds)-2]
		var shared []maturity.Assessment
		all, err := w.db.AssessmentsIn(t.Context(), round.ID)
		check(t, err)
		for _, a := range all {
			if a.State == maturity.Shared {
				shared = append(shared, a)
			}
		}
		kept := 0
		for try := range 12 {
			var wait sync.WaitGroup
			for i := range 3 {
				wait.Go(func() { w.toggle(t, shared[i%len(shared)], uint64(3*try+i)) })
				wait.Go(func() { w.organisation(t, round, "") })
			}
			wait.Wait()
			if rows, err := w.db.RollUps(t.Context(), ""); err == nil && len(rows) > 0 {
				kept++
			}
			got := written(t, w.organisation(t, round, ""))
			w.forget(t)
			if want := written(t, w.organisation(t, round, "")); got != want {
				t.Fatalf("after %d tries what was kept is stale: %s", try+1, firstDifference(got, want))
			}
		}
		t.Logf("something was kept in %d of 12 tries", kept)
	})
}

// toggle takes a shared result back and shares it again, some times over.
func (w *world) toggle(t *testing.T, a maturity.Assessment, seed uint64) {
	dice := rand.New(rand.NewPCG(seed, 1))
	for range 2 + dice.IntN(3) {
		b := a
		if dice.IntN(2) == 0 {
			b.State, b.SharedAt = maturity.Agreed, nil
		}
		if err := w.db.Tx(t.Context(), func(tx *store.Tx) error { return tx.SaveAssessment(t.Context(), b) }); err != nil {
			t.Error(err)
		}
	}
}

// TestCountsAreKeptBeforeSomebodyReads: what is counted beforehand is what a reader
// would have counted, of every round, once.
func TestCountsAreKeptBeforeSomebodyReads(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, lent storetest.Database) {
		w := newWorld(t, lent, 4, 3, 5)
		rounds := w.rounds(t)
		read := written(t, w.organisation(t, rounds[0], ""))
		var told []int64
		keep := func() {
			t.Helper()
			told = nil
			check(t, w.reports.KeepCounts(t.Context(), func(done, total int64) { told = append(told, done, total) }))
		}
		if keep(); !slices.Equal(told, []int64{1, 2, 2, 2}) { // the first round was read
			t.Errorf("it told %v", told)
		}
		if keep(); told != nil {
			t.Errorf("it counted again: %v", told)
		}
		w.forget(t)
		keep()
		kept, err := w.db.RollUps(t.Context(), "")
		check(t, err)
		if len(kept) != len(rounds) {
			t.Errorf("%d of %d rounds are kept", len(kept), len(rounds))
		}
		if got := written(t, w.organisation(t, rounds[0], "")); got != read {
			t.Errorf("counted beforehand it is %s, was %s", got, read)
		}
	})
}

// TestOtherRulesCountAgain: what an earlier version kept is not read, and is
// counted again beforehand too.
func TestOtherRulesCountAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t), 4, 3, 5)
	rounds := w.rounds(t)
	want := written(t, w.organisation(t, rounds[1], ""))
	old := func() {
		check(t, w.db.KeepRollUps(t.Context(), rounds[1].ID, "/round", noon, func(store.Reader) (map[string]string, error) {
			return map[string]string{"": `{"Key":"1999-Q1"}`, "/teams": "0 0123456789abcdef\n[]", store.Past: "{}"}, nil
		}))
	}
	old()
	if got := written(t, w.organisation(t, rounds[1], "")); got != want {
		t.Errorf("it is %s, was %s", got, want)
	}
	old()
	n := 0
	check(t, w.reports.KeepCounts(t.Context(), func(int64, int64) { n++ }))
	if n == 0 {
		t.Error("nothing was counted again")
	}
}

// TestCountsAreKeptByOneReplica: while one counts beforehand, others do not.
func TestCountsAreKeptByOneReplica(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.Postgres(t), 4, 3, 5)
	counted := func() (n int) {
		check(t, w.reports.KeepCounts(t.Context(), func(int64, int64) { n++ }))
		return n
	}
	check(t, w.db.IfNobodyElse(t.Context(), "counts", func() error {
		if n := counted(); n != 0 {
			t.Errorf("%d rounds are counted twice", n)
		}
		return nil
	}))
	if n := counted(); n != len(w.rounds(t)) {
		t.Errorf("%d rounds are counted once nobody else does", n)
	}
}
