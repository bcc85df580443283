package web

import (
	"context"
	"fmt"
	"testing"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/store/storetest"
)

// BenchmarkLargeRegister asks for the pages of a register of 200 people and 150
// areas in which everybody has said something of everything, as BenchmarkPages
// does.
func BenchmarkLargeRegister(b *testing.B) {
	for _, lent := range storetest.Databases(b) {
		s := newDemoServer(b, lent.URL)
		team := s.seats.Lead.Team.ID
		s.growRegister(b, team, 200, 150)
		for _, path := range []string{"", "?people=2&page=2", "/mine", "/history"} {
			b.Run(lent.Name+"/register"+path, func(b *testing.B) {
				var page, nothing []time.Duration
				for b.Loop() {
					page = append(page, s.time(b, s.url+"/teams/"+team+"/register"+path, "lead"))
					nothing = append(nothing, s.time(b, s.nothing, "lead"))
				}
				b.ReportMetric(float64(median(page)), "ns/op")
				b.ReportMetric(float64(median(page))/float64(median(nothing)), "x-nothing")
			})
		}
	}
}

// growRegister gives a team so many people and areas, beside those it has, and
// a claim of each person in each of them.
func (s *demoServer) growRegister(b *testing.B, team string, people, areas int) {
	b.Helper()
	ctx := context.Background()
	now := time.Date(2026, time.August, 19, 0, 0, 0, 0, time.UTC)
	err := s.db.Tx(ctx, func(tx *store.Tx) error {
		var members []string
		for i := range people {
			p := maturity.Person{ID: store.NewID(), Name: fmt.Sprintf("人 %03d", i), Language: maturity.Japanese}
			if err := tx.SavePerson(ctx, p); err != nil {
				return err
			}
			if err := tx.SaveMembership(ctx, maturity.Membership{TeamID: team, PersonID: p.ID, Role: maturity.MemberMember}); err != nil {
				return err
			}
			members = append(members, p.ID)
		}
		var grown []store.Area
		var claims []store.Claim
		for i := range areas {
			a := store.Area{ID: store.NewID(), TeamID: team, Revision: 1, CreatedAt: now}
			a.Key, a.Name, a.Criticality, a.Kind = fmt.Sprintf("grown-%d", i), maturity.Text{JA: fmt.Sprintf("領域 %d", i)}, 1+i%3, knowledge.Code
			grown = append(grown, a)
			for j, person := range members {
				claims = append(claims, store.Claim{
					Claim:  knowledge.Claim{Level: (i*7 + j*3) % 5, ClaimedAt: now, EvidenceAt: now.AddDate(0, 0, -j*2), EvidenceKind: knowledge.Operated},
					AreaID: a.ID, PersonID: person, Revision: 1, UpdatedBy: person, UpdatedAt: now,
				})
			}
		}
		return tx.InsertRegister(ctx, grown, claims, nil)
	})
	if err != nil {
		b.Fatal(err)
	}
}
