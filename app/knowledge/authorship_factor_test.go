package knowledge_test

import (
	"slices"
	"testing"

	"michinori/app/knowledge"
)

func TestTruckFactor(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		files    [][]int
		changes  map[int]int
		removed  []knowledge.Authored
		coverage float64
	}{
		"no files":       {nil, nil, nil, 0},
		"nobody wrote":   {[][]int{nil, nil}, nil, nil, 0},
		"one wrote all":  {[][]int{{1}, {1}, {1}}, nil, []knowledge.Authored{{1, 3}}, 0},
		"half goes on":   {[][]int{{1}, {1}, {2}, {3}}, nil, []knowledge.Authored{{1, 2}, {2, 1}}, 0.25},
		"shared is safe": {[][]int{{1, 2}, {1, 2}, {1, 2}}, map[int]int{2: 5}, []knowledge.Authored{{2, 3}, {1, 3}}, 0},
		"less than half from the start": {
			[][]int{{1}, nil, nil}, nil, nil, 1.0 / 3,
		},
	} {
		got := knowledge.TruckFactor(c.files, c.changes)
		if !slices.Equal(got.Removed, c.removed) || got.Coverage != c.coverage {
			t.Errorf("%s: %+v, want %v and %v", name, got, c.removed, c.coverage)
		}
	}
}

func TestAbsenceFactor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		contributions []int
		want          int
	}{
		{nil, 0}, {[]int{0, 0}, 0}, {[]int{5}, 1}, {[]int{1, 1}, 1}, {[]int{1, 1, 1}, 2},
		{[]int{1000, 202, 90, 33, 332, 343, 42, 433}, 2}, // the example of CHAOSS
	} {
		if got := knowledge.AbsenceFactor(c.contributions); got != c.want {
			t.Errorf("AbsenceFactor(%v) = %d, want %d", c.contributions, got, c.want)
		}
	}
}
