package tracker_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
)

func TestNobodyOverwritesAClaimUnseen(t *testing.T) {
	onRegister(t, func(w *world) {
		a, v := w.area("DNS"), w.members[0]
		w.claims(a, v, 3, "")
		now, err := w.tracker.SaveClaim(w.ctx, w.champion, claim(a, v, 1, 0, "")) // saw nothing there
		w.wants(err, maturity.Conflict, "error.changed_meanwhile")
		if now.Level != 3 || now.Revision != 1 || now.UpdatedBy != v.Person.ID {
			w.t.Errorf("the conflict shows %+v", now)
		}
		_, err = w.tracker.SaveClaim(w.ctx, w.champion, claim(a, v, 3, 0, "")) // the same is no quarrel
		w.must(err)

		// Withdrawn and made again, it is not what was seen.
		withdraw := tracker.SaveClaim{Area: a.ID, Person: v.Person.ID, Revision: 1}
		_, err = w.tracker.SaveClaim(w.ctx, v, withdraw)
		w.must(err)
		now, err = w.tracker.SaveClaim(w.ctx, w.champion, claim(a, v, 2, 1, ""))
		w.wants(err, maturity.Conflict, "")
		if now.Revision != 0 || now.AreaID != a.ID {
			w.t.Errorf("the conflict with a withdrawn claim shows %+v", now)
		}
		_, err = w.tracker.SaveClaim(w.ctx, w.champion, withdraw) // gone already
		w.must(err)
		w.claims(a, v, 4, "")
		_, err = w.tracker.SaveClaim(w.ctx, w.champion, claim(a, v, 2, 1, ""))
		w.wants(err, maturity.Conflict, "")
		_, err = w.tracker.SaveClaim(w.ctx, w.champion, withdraw)
		w.wants(err, maturity.Conflict, "")
		if got := w.register().Claims[a.ID][v.Person.ID]; got.Level != 4 {
			w.t.Errorf("now it is %+v", got)
		}
	})
}

func TestOwnClaimsOfAPage(t *testing.T) {
	onRegister(t, func(w *world) {
		v := w.members[0]
		dns, mail, batch, gone := w.area("DNS"), w.area("Mail"), w.area("Batch"), w.area("Gone")
		w.claims(mail, v, 2, "")
		w.claims(batch, v, 1, "")
		_, err := w.tracker.SaveClaim(w.ctx, w.champion, claim(batch, v, 3, 1, "")) // the lead was faster
		w.must(err)
		w.must(w.tracker.ArchiveArea(w.ctx, v, gone.ID))
		page := []tracker.SaveClaim{
			claim(dns, w.members[1], 3, 0, "2026-07-01"), // whoever it says, it is one's own
			claim(mail, v, 2, 1, ""),
			claim(batch, v, 2, 1, ""),
			claim(gone, v, 2, 0, ""),
		}
		changed, conflicts, err := w.tracker.SaveOwnClaims(w.ctx, v, w.team.ID, page)
		w.must(err)
		if changed != 1 || len(conflicts) != 2 {
			w.t.Errorf("%d changed, conflicts %+v", changed, conflicts)
		}
		for _, c := range conflicts {
			if c.AreaID == batch.ID && (c.Level != 3 || c.Revision != 2) || c.AreaID == gone.ID && c.Revision != 0 {
				w.t.Errorf("conflict %+v", c)
			}
		}
		r := w.register()
		if r.Claims[dns.ID][v.Person.ID].Level != 3 || len(r.Claims[dns.ID]) != 1 || r.Claims[batch.ID][v.Person.ID].Level != 3 {
			w.t.Errorf("stored %+v", r.Claims)
		}

		_, _, err = w.tracker.SaveOwnClaims(w.ctx, v, w.team.ID, []tracker.SaveClaim{claim(mail, v, 4, 1, ""), claim(dns, v, 7, 1, "")})
		var e *maturity.Error
		if !errors.As(err, &e) || len(e.Fields) != 1 || e.Fields[0].Name != dns.ID+".level" {
			w.t.Errorf("got %v", err)
		}
		_, _, err = w.tracker.SaveOwnClaims(w.ctx, v, w.team.ID, []tracker.SaveClaim{claim(mail, v, 4, 1, ""), {Area: "x", Level: "1"}})
		w.wants(err, maturity.NotFound, "")
		if w.register().Claims[mail.ID][v.Person.ID].Level != 2 {
			w.t.Error("part of a refused page was stored")
		}
	})
}

// Two people change the same cells and different ones a thousand times. Each
// change that went through must stand in the history on top of the one its
// author had seen, and the last of each cell must be what is stored.
func TestAThousandInterleavings(t *testing.T) {
	onRegister(t, func(w *world) {
		const rounds = 500
		areas := []store.Area{w.area("One"), w.area("Two"), w.area("Three")}
		person := w.members[0]
		editors := []maturity.Viewer{w.champion, person}
		won := make([]int, len(editors))
		var group sync.WaitGroup
		for e, v := range editors {
			group.Go(func() {
				seen := map[string]store.Claim{}
				for i := range rounds {
					a := areas[(i+e)%len(areas)]
					in := claim(a, person, i%5, seen[a.ID].Revision, "2026-07-01")
					in.EvidenceLink = fmt.Sprintf("https://example.com/%d/%d", e, i) // no two say the same
					if i%17 == 16 {
						in.Level = ""
					}
					now, err := w.tracker.SaveClaim(w.ctx, v, in)
					seen[a.ID] = now
					switch {
					case err == nil && in.Level != "":
						won[e]++
					case err != nil && !errors.Is(err, &maturity.Error{Kind: maturity.Conflict, Key: "error.changed_meanwhile"}):
						w.t.Error(err)
						return
					}
				}
			})
		}
		group.Wait()
		if w.t.Failed() {
			return
		}
		changes := 0
		for _, a := range areas {
			h := w.history(store.ChangeFilter{AreaID: a.ID, PersonID: person.Person.ID})
			for _, c := range h {
				if c.Verb == store.ClaimChanged {
					changes++
				}
			}
			followEachOther(w, a, h)
			now, err := w.db.ClaimOf(w.ctx, a.ID, person.Person.ID)
			stored := json.RawMessage(nil)
			if err == nil {
				stored, _ = json.Marshal(now.State())
			}
			if string(stored) != string(h[0].After) {
				w.t.Errorf("%s ends as %s and is stored as %s", a.Key, h[0].After, stored)
			}
		}
		if changes != won[0]+won[1] || won[0] == 0 || won[1] == 0 {
			w.t.Errorf("%d changes in the history, of %v that went through", changes, won)
		}
	})
}

// followEachOther holds every change to have started from the one before.
func followEachOther(w *world, a store.Area, h []store.RegisterChange) {
	w.t.Helper()
	for i := range len(h) - 1 {
		if string(h[i].Before) != string(h[i+1].After) {
			w.t.Errorf("%s: change %d started from %s, not from %s", a.Key, len(h)-i, h[i].Before, h[i+1].After)
		}
	}
}

// Many people fill in their own columns at once: nobody disturbs anybody.
func TestDifferentCellsDoNotDisturbEachOther(t *testing.T) {
	onRegister(t, func(w *world) {
		areas := make([]store.Area, 8)
		for i := range areas {
			areas[i] = w.area("Area " + strconv.Itoa(i))
		}
		var group sync.WaitGroup
		for n, v := range w.members {
			group.Go(func() {
				page := make([]tracker.SaveClaim, len(areas))
				for i := range areas { // each in another order
					page[i] = claim(areas[(i*3+n)%len(areas)], v, n%5, 0, "")
				}
				changed, conflicts, err := w.tracker.SaveOwnClaims(w.ctx, v, w.team.ID, page)
				if err != nil || changed != len(areas) || len(conflicts) != 0 {
					w.t.Errorf("%d changed, %v, %v", changed, conflicts, err)
				}
			})
		}
		group.Wait()
		for _, of := range w.register().Claims {
			if len(of) != len(w.members) {
				w.t.Errorf("%d claims, want %d", len(of), len(w.members))
			}
		}
	})
}

// Two people add the same areas at once, and edit one at once.
func TestAreasAtOnce(t *testing.T) {
	onRegister(t, func(w *world) {
		a := w.area("DNS")
		var group sync.WaitGroup
		failed := make([]error, len(w.members))
		for i, v := range w.members {
			group.Go(func() {
				_, err := w.tracker.SaveArea(w.ctx, v, tracker.SaveArea{Team: w.team.ID, NameEN: "Mail", Criticality: "2", Kind: "vendor"})
				if err != nil {
					w.t.Error(err)
				}
				_, failed[i] = w.tracker.SaveArea(w.ctx, v, tracker.SaveArea{
					ID: a.ID, Revision: 1, NameEN: "DNS " + strconv.Itoa(i), Criticality: "3", Kind: "operation",
				})
			})
		}
		group.Wait()
		won := 0
		for _, err := range failed {
			if err == nil {
				won++
				continue
			}
			w.wants(err, maturity.Conflict, "error.changed_meanwhile")
		}
		if r := w.register(); won != 1 || len(r.Areas) != 2 {
			w.t.Errorf("%d of the editors won, %d areas", won, len(r.Areas))
		}
	})
}
