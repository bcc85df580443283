package knowledge_test

import (
	"fmt"
	"testing"
	"time"

	"michinori/app/knowledge"
)

// alone is a register in which each of the able people does some areas alone,
// among people who can do nothing: no small set loses more than half.
func alone(people, able, areas int) knowledge.Register {
	r := knowledge.Register{AsOf: on("2026-09-30")}
	for i := range people {
		r.People = append(r.People, knowledge.Person{Key: fmt.Sprintf("p%03d", i), ActiveTo: on("2027-09-30")})
	}
	for i := range areas {
		a := knowledge.Area{Key: fmt.Sprintf("a%03d", i), Criticality: 3 - i%3, Claims: map[string]knowledge.Claim{}}
		a.NonOwnerRun = &knowledge.Occasion{}
		for j := range people {
			a.Claims[r.People[j].Key] = knowledge.Claim{Level: (i + j) % 3}
		}
		a.Claims[r.People[i%able].Key] = operated(4, "2026-09-01")
		r.Areas = append(r.Areas, a)
	}
	return r
}

// mixed is the same with three people, spread widely, for each area.
func mixed(people, able, areas int) knowledge.Register {
	r := alone(people, able, areas)
	for i, a := range r.Areas {
		for k := range 1 + i%3 {
			a.Claims[r.People[(i*7+k*k*11)%able].Key] = operated(3, "2026-09-01")
		}
		a.Claims[r.People[(i*13+5)%people].Key] = knowledge.Claim{Level: 3}
	}
	return r
}

// limit is how long any figure of a large register may take.
const limit = 50 * time.Millisecond

// BenchmarkRegister prints, beside the time, its share of the limit.
func BenchmarkRegister(b *testing.B) {
	for name, r := range map[string]knowledge.Register{
		"20 alone": alone(200, 20, 150), "20 mixed": mixed(200, 20, 150), "19 alone": alone(200, 19, 150),
		"200 alone": alone(200, 200, 150), "200 mixed": mixed(200, 200, 150),
	} {
		after := mixed(200, 20, 150)
		for figure, work := range map[string]func(){
			"summary":     func() { knowledge.Summarise(r) },
			"figures":     func() { knowledge.Figures(r, knowledge.Strict) },
			"pairing":     func() { knowledge.PairingPlan(r, 10) },
			"pairing all": func() { knowledge.PairingPlan(r, 1000) },
			"without":     func() { knowledge.Without(r, "p000", "p001") },
			"compare":     func() { knowledge.Compare(r, after) },
			"count":       func() { knowledge.Count(r) },
		} {
			b.Run(name+"/"+figure, func(b *testing.B) {
				for b.Loop() {
					work()
				}
				b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(limit), "of-limit")
			})
		}
	}
}
