package knowledge_test

import (
	"math"
	"slices"
	"testing"

	"michinori/app/knowledge"
)

func TestDOASeparatesTheTwoThresholds(t *testing.T) {
	t.Parallel()
	// One creates the file, another edits it three times, a third once.
	for _, c := range []struct {
		created     bool
		own, others int
		want        float64
	}{
		{true, 0, 4, 3.8744}, {false, 3, 1, 3.5625}, {false, 1, 3, 3.0120},
	} {
		if got := knowledge.DOA(c.created, c.own, c.others); math.Abs(got-c.want) > 0.00005 {
			t.Errorf("DOA(%t, %d, %d) = %.4f, want %.4f", c.created, c.own, c.others, got, c.want)
		}
	}
}

func work(developer int, created bool, changes int) knowledge.Work {
	return knowledge.Work{Developer: developer, Created: created, Changes: changes}
}

func TestAuthors(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		works []knowledge.Work
		want  []int
	}{
		"nobody":                           {nil, nil},
		"the share is reached, not degree": {[]knowledge.Work{work(1, true, 0), work(2, false, 3), work(3, false, 1)}, []int{1, 2}},
		"a second who adds it":             {[]knowledge.Work{work(1, true, 0), work(2, true, 0)}, []int{1, 2}},
		"who creates needs the share":      {[]knowledge.Work{work(1, true, 0), work(2, false, 40)}, []int{2}},
		// 3.23 of 3.23 for the creator; 3.18 for each of the others.
		"who creates needs no degree": {
			[]knowledge.Work{work(1, true, 0), work(2, false, 6), work(3, false, 6), work(4, false, 6), work(5, false, 6), work(6, false, 6), work(7, false, 6)}, []int{1},
		},
	} {
		if got := knowledge.Authors(c.works); !slices.Equal(got, c.want) {
			t.Errorf("%s: authors %v, want %v", name, got, c.want)
		}
	}
}
