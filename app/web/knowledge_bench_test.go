package web

import (
	"testing"
	"time"

	"michinori/app/store/storetest"
)

// BenchmarkLargeKnowledge asks for what a register of 200 people and 150 areas
// says, as BenchmarkPages does.
func BenchmarkLargeKnowledge(b *testing.B) {
	for _, lent := range storetest.Databases(b) {
		s := newDemoServer(b, lent.URL)
		team := s.seats.Lead.Team.ID
		s.growRegister(b, team, 200, 150)
		for _, path := range []string{"risks", "away", "trend"} {
			b.Run(lent.Name+"/register/"+path, func(b *testing.B) {
				var page, nothing []time.Duration
				for b.Loop() {
					page = append(page, s.time(b, s.url+"/teams/"+team+"/register/"+path, "lead"))
					nothing = append(nothing, s.time(b, s.nothing, "lead"))
				}
				b.ReportMetric(float64(median(page)), "ns/op")
				b.ReportMetric(float64(median(page))/float64(median(nothing)), "x-nothing")
			})
		}
	}
}
