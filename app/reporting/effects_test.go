package reporting

import (
	"math"
	"testing"
	"time"

	"michinori/app/maturity"
)

// TestEffectIsWhatTheFormulaSays works out one comparison by hand: three teams
// with a practice from the first round to the third, three without.
func TestEffectIsWhatTheFormulaSays(t *testing.T) {
	t.Parallel()
	day := func(month int) time.Time { return time.Date(2026, time.Month(month), 1, 0, 0, 0, 0, time.UTC) }
	in := scores{since: map[maturity.Dimension][]int{maturity.Toil: {0, 0, 0}}}
	values := map[string][3]float64{
		"a": {40, 45, 60}, "b": {50, 55, 64}, "c": {30, 30, 38}, // rise by 20, 14 and 8
		"x": {40, 41, 44}, "y": {60, 60, 62}, "z": {20, 20, 20}, // rise by 4, 2 and 0
	}
	for i := range 3 {
		in.rounds = append(in.rounds, span{opened: day(3*i + 1), ended: day(3*i + 3)})
		of := map[string]map[maturity.Dimension]float64{}
		for team, v := range values {
			of[team] = map[maturity.Dimension]float64{maturity.Toil: v[i]}
		}
		in.of = append(in.of, of)
	}
	during := day(5) // of the second round
	since := map[string]time.Time{"a": during, "b": during, "c": during}
	others := []string{"x", "y", "z"}
	got, ok := effect(maturity.Toil, since, others, in)
	if !ok || got.Teams != 3 || got.Others != 3 {
		t.Fatalf("%+v, %v", got, ok)
	}
	half := 2.920 * math.Sqrt(36.0/3+4.0/3) // variances 36 and 4, so 2.4 degrees of freedom
	for name, pair := range map[string][2]float64{
		"before": {got.Before, 40}, "after": {got.After, 54}, "others before": {got.OthersBefore, 40}, "others after": {got.OthersAfter, 42},
		"low": {got.Low, 12 - half}, "high": {got.High, 12 + half},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-9 {
			t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
		}
	}
	if _, ok := effect(maturity.Toil, since, others[:2], in); ok {
		t.Error("two other teams are enough")
	}
	delete(since, "a")
	if _, ok := effect(maturity.Toil, since, others, in); ok {
		t.Error("two teams are enough")
	}
	since["a"] = during
	in.since[maturity.Toil] = []int{0, 1, 1}
	if _, ok := effect(maturity.Toil, since, others, in); ok {
		t.Error("scores of another meaning compare")
	}
}
