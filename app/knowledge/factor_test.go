package knowledge_test

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/knowledge"
)

// holdings reads "deploy A,B" or, with a weight, "core A 3".
func holdings(lines ...string) []knowledge.Holding {
	var out []knowledge.Holding
	for _, l := range lines {
		h := knowledge.Holding{Weight: 1}
		fields := strings.Fields(l)
		if len(fields) > 1 && fields[1] != "-" {
			h.People = strings.Split(fields[1], ",")
		}
		if len(fields) > 2 {
			h.Weight, _ = strconv.Atoi(fields[2])
		}
		out = append(out, h)
	}
	return out
}

func TestBusFactor(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		areas []knowledge.Holding
		size  int
		sets  string
	}{
		{"F1 lone SRE", holdings("deploy A", "db A", "dns A", "alerts A,B"), 1, "[[A]]"},
		{"F2", holdings("deploy A,B", "db A,B", "dns A,C", "alerts B,C", "batch C"), 3, "[[A B C]]"},
		{"F3 lost already", holdings("a -", "b -", "c A,B"), 0, "[[]]"},
		{"F4 half is not more than half", holdings("a A", "b A", "c B", "d B"), 2, "[[A B]]"},
		{"F5b greedy would say 3", holdings("a X", "b X,Y", "c Y", "d G,P", "e G,Q", "f G,S", "g X,Y"), 2, "[[X Y]]"},
		{"F6 weights", holdings("core A 3", "x B,C", "y B,C"), 1, "[[A]]"},
		{"several smallest sets", holdings("a A", "b B", "c C"), 2, "[[A B] [A C] [B C]]"},
		{"nobody anywhere", holdings("a -"), 0, "[[]]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, ok := knowledge.BusFactor(tt.areas)
			if !ok || got.Size != tt.size || !got.Exact || fmt.Sprint(got.Sets) != tt.sets {
				t.Errorf("%+v, want %d by %s", got, tt.size, tt.sets)
			}
		})
	}
	if f, ok := knowledge.BusFactor(holdings("a A 0")); ok {
		t.Errorf("%+v of areas that weigh nothing", f)
	}
}

func TestManyPeople(t *testing.T) {
	t.Parallel()
	area := func(n int) []knowledge.Holding {
		var out []knowledge.Holding
		for i := range n {
			out = append(out, knowledge.Holding{Weight: 1, People: []string{fmt.Sprintf("p%02d", i)}})
		}
		return out
	}
	twenty, _ := knowledge.BusFactor(area(20))
	if twenty.Size != 11 || !twenty.Exact || len(twenty.Sets) != 20 {
		t.Errorf("20 people: %d, exact %v, %d sets", twenty.Size, twenty.Exact, len(twenty.Sets))
	}
	more, _ := knowledge.BusFactor(area(21))
	if more.Size != 11 || more.Exact || len(more.Sets) != 1 {
		t.Errorf("21 people: %+v, want at most 11", more)
	}
	// F5b with 20 bystanders: the greedy answer is an upper bound, and says so.
	crowd := holdings("a X", "b X,Y", "c Y", "d G,P", "e G,Q", "f G,S", "g X,Y")
	for i := range crowd {
		crowd[i].Weight = 30
	}
	for i := range 20 {
		crowd = append(crowd, knowledge.Holding{Weight: 1, People: []string{fmt.Sprintf("p%02d", i)}})
	}
	if f, _ := knowledge.BusFactor(crowd); f.Exact || fmt.Sprint(f.Sets) != "[[G X Y]]" {
		t.Errorf("%+v, want at most 3 by G, X and Y", f)
	}
	if f, _ := knowledge.BusFactor(append(crowd, knowledge.Holding{Weight: 1000})); f.Size != 0 || fmt.Sprint(f.Sets) != "[[]]" {
		t.Errorf("%+v, want 0", f)
	}
}

// TestBusFactorAgainstPlainSearch draws up to 16 people, so that sets of more
// than one block are weighed too.
func TestBusFactorAgainstPlainSearch(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		people := strings.Split("abcdefghijklmnop", "")
		if rapid.IntRange(0, 3).Draw(t, "few") > 0 {
			people = people[:6]
		}
		odds := rapid.IntRange(1, len(people)).Draw(t, "odds")
		var areas []knowledge.Holding
		for range rapid.IntRange(1, 12).Draw(t, "areas") {
			h := knowledge.Holding{Weight: rapid.IntRange(0, 3).Draw(t, "weight")}
			for _, p := range people {
				if rapid.IntRange(0, odds).Draw(t, p) == 0 {
					h.People = append(h.People, p)
				}
			}
			areas = append(areas, h)
		}
		got, ok := knowledge.BusFactor(areas)
		want, found := plainSearch(areas, people)
		if ok != found || ok && fmt.Sprint(got.Sets) != fmt.Sprint(want) {
			t.Fatalf("%+v, want %v", got, want)
		}
		if ok && (got.Size != len(want[0]) || !got.Exact) {
			t.Fatalf("%+v, want size %d", got, len(want[0]))
		}
	})
}

// plainSearch tries every set of people and returns the first 20 of the
// smallest that lose more than half, sorted.
func plainSearch(areas []knowledge.Holding, people []string) ([][]string, bool) {
	best := len(people) + 1
	var out [][]string
	for set := range 1 << len(people) {
		if size := bits.OnesCount(uint(set)); size <= best && loses(areas, people, set) {
			if size < best {
				best, out = size, nil
			}
			away := []string{}
			for i, p := range people {
				if set>>i&1 == 1 {
					away = append(away, p)
				}
			}
			out = append(out, away)
		}
	}
	slices.SortFunc(out, slices.Compare)
	return out[:min(20, len(out))], out != nil
}

func loses(areas []knowledge.Holding, people []string, away int) bool {
	lost, total := 0, 0
	for _, a := range areas {
		total += a.Weight
		there := func(p string) bool { return away>>slices.Index(people, p)&1 == 0 }
		if !slices.ContainsFunc(a.People, there) {
			lost += a.Weight
		}
	}
	return lost*2 > total
}
