package tracker_test

import (
	"strconv"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
	"michinori/app/tracker"
)

// onRegister runs a test of the register on every database.
func onRegister(t *testing.T, test func(w *world)) {
	t.Helper()
	t.Parallel()
	storetest.Each(t, func(t *testing.T, database storetest.Database) { test(newWorld(t, database)) })
}

// member returns the member of that name.
func (w *world) member(name string) maturity.Viewer {
	w.t.Helper()
	for _, v := range w.members {
		if v.Person.Name == name {
			return v
		}
	}
	w.t.Fatalf("no member %s", name)
	return maturity.Viewer{}
}

// area makes an area of criticality 3 with that English name.
func (w *world) area(name string) store.Area {
	w.t.Helper()
	a, err := w.tracker.SaveArea(w.ctx, w.members[0], tracker.SaveArea{
		Team: w.team.ID, NameEN: name, Criticality: "3", Kind: "operation",
	})
	w.must(err)
	return a
}

// claim is a claim by the viewer for themselves; from level 3 on with evidence
// of that day.
func claim(a store.Area, v maturity.Viewer, level, revision int, day string) tracker.SaveClaim {
	c := tracker.SaveClaim{Area: a.ID, Person: v.Person.ID, Level: strconv.Itoa(level), Revision: revision}
	if day != "" {
		c.EvidenceAt, c.EvidenceKind = day, "operated"
	}
	return c
}

func (w *world) claims(a store.Area, v maturity.Viewer, level int, day string) store.Claim {
	w.t.Helper()
	now, err := w.db.ClaimOf(w.ctx, a.ID, v.Person.ID)
	if err != nil {
		now.Revision = 0
	}
	c, err := w.tracker.SaveClaim(w.ctx, v, claim(a, v, level, now.Revision, day))
	w.must(err)
	return c
}

func (w *world) register() store.TeamRegister {
	w.t.Helper()
	r, err := w.db.RegisterOf(w.ctx, w.team.ID)
	w.must(err)
	return r
}

func (w *world) history(f store.ChangeFilter) []store.RegisterChange {
	w.t.Helper()
	out, err := w.db.RegisterChanges(w.ctx, w.team.ID, f)
	w.must(err)
	return out
}

// factor returns the strict bus factor of the register on a day, -1 for none.
func (w *world) factor(day string) int {
	w.t.Helper()
	on, err := time.Parse(time.DateOnly, day)
	w.must(err)
	s := knowledge.Summarise(w.register().Register(on))
	if s.BusFactor == nil {
		return -1
	}
	return s.BusFactor.Size
}

// strangers are everybody to whom the team's register does not exist.
func (w *world) strangers() map[string]maturity.Viewer {
	other := map[string]maturity.MemberRole{"t": maturity.MemberLead}
	return map[string]maturity.Viewer{
		"nobody":     {},
		"other lead": {Person: maturity.Person{ID: "p"}, Memberships: other},
		"champion":   {Person: maturity.Person{ID: "p", Role: maturity.RoleChampion}},
		"leader":     {Person: maturity.Person{ID: "p", Role: maturity.RoleLeader}},
	}
}
