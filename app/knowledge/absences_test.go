package knowledge_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/knowledge"
)

func TestAbsencesAreThoseOfEachPerson(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		below := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }
		r := drawn(1+below(6), 1+below(6), below)
		all := knowledge.Absences(r)
		for _, a := range all {
			if got, want := fmt.Sprintf("%+v", a), fmt.Sprintf("%+v", knowledge.Without(r, a.Away...)); got != want {
				t.Fatalf("%s, want %s", got, want)
			}
		}
		active := 0
		for _, p := range r.People {
			if p.Active(r.AsOf) {
				active++
			}
		}
		if len(all) != active {
			t.Fatalf("%d absences of %d people", len(all), active)
		}
	})
}
