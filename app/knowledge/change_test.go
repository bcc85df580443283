package knowledge_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/knowledge"
)

// team is four people, one of whom leaves within 90 days, and four areas.
func team() knowledge.Register {
	fresh := operated(3, "2026-09-01")
	type claims = map[string]knowledge.Claim
	return knowledge.Register{
		AsOf: on("2026-09-30"),
		People: []knowledge.Person{
			{Key: "aoki"}, {Key: "baba"}, {Key: "chiba", ActiveTo: on("2026-12-29")}, {Key: "doi", ActiveTo: on("2026-09-29")},
		},
		Areas: []knowledge.Area{
			{Key: "dns", Criticality: 3, Claims: claims{"aoki": fresh, "chiba": fresh}},
			{Key: "batch", Criticality: 3, Claims: claims{"aoki": fresh, "baba": {Level: 4}, "doi": fresh}},
			{Key: "wiki", Criticality: 1, Claims: claims{"baba": fresh}},
			{Key: "deploy", Criticality: 2, Claims: claims{"doi": fresh, "baba": {Level: 2}}},
		},
	}
}

func TestWithout(t *testing.T) {
	t.Parallel()
	tests := []struct{ away, want string }{
		{"nobody", "{Away:[] Lost:[] Thin:[] Weight:5 LostWeight:0}"},
		{"aoki", "{Away:[aoki] Lost:[{Area:batch Criticality:3 Left:[]}] Thin:[{Area:dns Criticality:3 Left:[chiba]}] Weight:5 LostWeight:2}"},
		{"chiba aoki aoki", "{Away:[aoki chiba] Lost:[{Area:batch Criticality:3 Left:[]} {Area:dns Criticality:3 Left:[]}] Thin:[] Weight:5 LostWeight:4}"},
		{"baba", "{Away:[baba] Lost:[{Area:wiki Criticality:1 Left:[]}] Thin:[] Weight:5 LostWeight:0}"},
		{"doi", "{Away:[doi] Lost:[] Thin:[] Weight:5 LostWeight:0}"},
	}
	for _, tt := range tests {
		if got := fmt.Sprintf("%+v", knowledge.Without(team(), strings.Fields(tt.away)...)); got != tt.want {
			t.Errorf("without %s: %s, want %s", tt.away, got, tt.want)
		}
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	want := "[{Criticality:3 Areas:2 Single:1 Orphan:0} {Criticality:2 Areas:1 Single:0 Orphan:1} {Criticality:1 Areas:1 Single:1 Orphan:0}]"
	if got := fmt.Sprintf("%+v", knowledge.Count(team())); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := knowledge.Count(knowledge.Register{}); len(got) != 3 || got[0].Areas != 0 {
		t.Errorf("%v of no areas", got)
	}
}

func TestFragileAndShares(t *testing.T) {
	t.Parallel()
	s := knowledge.Summarise(team())
	if !slices.Equal(s.Fragile, []string{"dns"}) || s.Alone != 5 || s.FreshAlone != 4 {
		t.Errorf("fragile %v, %d of %d fresh", s.Fragile, s.FreshAlone, s.Alone)
	}
	r := team()
	r.People[2].ActiveTo = on("2026-12-30")
	r.Areas[0].NonOwnerRun = &knowledge.Occasion{Day: on("2026-09-01")}
	s = knowledge.Summarise(r)
	for _, a := range s.Areas {
		if a.Fragile || a.Area == "batch" && (a.Depth != 1 || a.LenientDepth != 2) || a.Area == "dns" && a.NonOwnerRun == nil {
			t.Errorf("%+v", a)
		}
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	after := team()
	after.AsOf = on("2027-03-01") // the evidence of 1 September has grown old
	after.Areas[0].Claims = map[string]knowledge.Claim{"aoki": operated(3, "2027-02-01"), "baba": operated(3, "2027-02-01")}
	after.Areas[3] = knowledge.Area{Key: "mail", Criticality: 2, Claims: map[string]knowledge.Claim{"baba": operated(3, "2027-02-01")}}
	got := fmt.Sprintf("%+v", knowledge.Compare(team(), after))
	want := "{SingleOpened:[mail] SingleClosed:[batch wiki] OrphanOpened:[batch wiki] OrphanClosed:[deploy] Added:[mail] Removed:[deploy]}"
	if got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestFiguresAgree: before + opened − closed is after, and every way to count
// the same areas gives the same number.
func TestFiguresAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		below := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") }
		before, after := drawn(1+below(5), 1+below(6), below), drawn(1+below(5), 1+below(6), below)
		was, is, change := knowledge.Summarise(before), knowledge.Summarise(after), knowledge.Compare(before, after)
		if len(was.SingleOwner)+len(change.SingleOpened)-len(change.SingleClosed) != len(is.SingleOwner) ||
			len(was.Orphans)+len(change.OrphanOpened)-len(change.OrphanClosed) != len(is.Orphans) ||
			len(before.Areas)+len(change.Added)-len(change.Removed) != len(after.Areas) {
			t.Fatalf("%+v from %+v to %+v", change, was, is)
		}
		for key, in := range map[string]bool{"opened": false, "closed": true} {
			list := map[string][]string{"opened": change.SingleOpened, "closed": change.SingleClosed}[key]
			for _, area := range list {
				if slices.Contains(was.SingleOwner, area) != in || slices.Contains(is.SingleOwner, area) == in {
					t.Fatalf("%s %s: %v to %v", area, key, was.SingleOwner, is.SingleOwner)
				}
			}
		}
		for view, f := range map[knowledge.View]*knowledge.Factor{knowledge.Strict: is.BusFactor, knowledge.Lenient: is.Lenient} {
			if figures := knowledge.Figures(after, view); f != nil && figures.TeamFactor != f.Size || figures.CriticalAreas != is.CriticalAreas {
				t.Fatalf("%s: %+v, and the summary says %+v", view, figures, f)
			}
		}
		areas, single, orphan, critical := 0, 0, 0, 0
		for _, c := range knowledge.Count(after) {
			areas, single, orphan = areas+c.Areas, single+c.Single, orphan+c.Orphan
			if c.Criticality >= 2 {
				critical += c.Areas
			}
		}
		if areas != len(after.Areas) || single != len(is.SingleOwner) || orphan != len(is.Orphans) || critical != is.CriticalAreas {
			t.Fatalf("%d areas, %d single, %d orphans, %d critical: %+v", areas, single, orphan, critical, is)
		}
	})
}

// TestWithoutAgreesWithTheFactor: without a removal set more than half of the
// weight has nobody, and without everybody nothing is left.
func TestWithoutAgreesWithTheFactor(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawn(5, 5, func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "n") })
		s := knowledge.Summarise(r)
		if s.BusFactor == nil {
			return
		}
		orphaned := knowledge.Without(r, "a", "b", "c", "d", "e")
		already := orphaned.Weight - orphaned.LostWeight
		for _, set := range s.BusFactor.Sets {
			if a := knowledge.Without(r, set...); 2*(a.LostWeight+already) <= a.Weight {
				t.Fatalf("without %v: %+v, with nobody already %d", set, a, already)
			}
		}
		for _, p := range r.People {
			a := knowledge.Without(r, p.Key)
			for _, loss := range a.Lost {
				if can := qualifiedOf(r, loss.Area); !slices.Equal(can, []string{p.Key}) {
					t.Fatalf("%s is lost without %s, and %v can", loss.Area, p.Key, can)
				}
			}
			for _, loss := range a.Thin {
				if can := qualifiedOf(r, loss.Area); len(can) != 2 || !slices.Contains(can, p.Key) || len(loss.Left) != 1 {
					t.Fatalf("%+v is thin without %s, and %v can", loss, p.Key, can)
				}
			}
		}
	})
}
