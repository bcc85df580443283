package tracker_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// A large team with a large skill map: 150 areas and 200 people, all at once.
func TestLargeSpreadsheet(t *testing.T) {
	t.Parallel()
	w := newWorld(t, storetest.SQLite(t))
	lines := ""
	for i := range 194 {
		lines += fmt.Sprintf("名前 %d, p%d@example.jp\n", i, i)
	}
	_, err := w.tracker.AddMembers(w.ctx, w.champion, w.team.ID, lines)
	w.must(err)
	var s knowledge.Sheet
	for i := range 150 {
		s.Areas = append(s.Areas, sheetArea(i+2, fmt.Sprintf("area-%d", i), fmt.Sprintf("Area %d", i)))
		for j := range 194 {
			s.Claims = append(s.Claims, sheetClaim(i+2, fmt.Sprintf("area-%d", i), fmt.Sprintf("p%d@example.jp", j), (i+j)%5))
		}
	}
	plan, err := w.tracker.ImportRegister(w.ctx, w.champion, w.team.ID, s, "")
	w.must(err)
	r := w.register()
	if len(r.People) != 200 || len(r.Areas) != 150 || len(plan.Changes) != 150+150*194 || len(r.Claims[r.Areas[0].ID]) != 194 {
		t.Errorf("%d people, %d areas, %d changes", len(r.People), len(r.Areas), len(plan.Changes))
	}
	for i := range s.Claims {
		s.Claims[i].Claim.Level = 4 - s.Claims[i].Claim.Level
	}
	plan, err = w.tracker.ImportRegister(w.ctx, w.champion, w.team.ID, s, "")
	w.must(err)
	if n := plan.Count(store.ClaimChanged); n < 20_000 || plan.Same() != plan.Rows-n {
		t.Errorf("%d changed", n)
	}
}

// Imports while people change and withdraw the same claims: each change must
// still stand on the one before.
func TestImportsAmongEdits(t *testing.T) {
	onRegister(t, func(w *world) {
		const rounds = 40
		areas := []store.Area{w.area("One"), w.area("Two")}
		var group sync.WaitGroup
		group.Go(func() {
			for i := range rounds {
				var s knowledge.Sheet
				for _, a := range areas {
					s.Claims = append(s.Claims, sheetClaim(2, a.Key, "馬場", i%5), sheetClaim(3, a.Key, "千葉", (i+1)%5))
				}
				_, err := w.tracker.ImportRegister(w.ctx, w.champion, w.team.ID, s, "")
				if err != nil && !errors.Is(err, &maturity.Error{Kind: maturity.Conflict}) {
					w.t.Error(err)
				}
			}
		})
		for _, v := range []maturity.Viewer{w.member("馬場"), w.member("千葉")} {
			group.Go(func() {
				seen := map[string]store.Claim{}
				for i := range rounds {
					a := areas[i%len(areas)]
					in := claim(a, v, (i*2)%5, seen[a.ID].Revision, "")
					if i%5 == 4 {
						in.Level = ""
					}
					now, err := w.tracker.SaveClaim(w.ctx, v, in)
					seen[a.ID] = now
					if err != nil && !errors.Is(err, &maturity.Error{Kind: maturity.Conflict}) {
						w.t.Error(err)
					}
				}
			})
		}
		group.Wait()
		changes := 0
		for _, a := range areas {
			for _, v := range []maturity.Viewer{w.member("馬場"), w.member("千葉")} {
				h := w.history(store.ChangeFilter{AreaID: a.ID, PersonID: v.Person.ID})
				followEachOther(w, a, h)
				changes += len(h)
			}
		}
		if changes < rounds {
			w.t.Errorf("only %d changes", changes)
		}
	})
}
