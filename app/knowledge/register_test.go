package knowledge_test

import (
	"encoding/json"
	"testing"
	"time"

	"michinori/app/knowledge"
)

func on(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func operated(level int, day string) knowledge.Claim {
	return knowledge.Claim{Level: level, EvidenceAt: on(day), EvidenceKind: knowledge.Operated}
}

// billing is a register of one area: one fresh owner, one without evidence,
// one who has left.
func billing() knowledge.Register {
	return knowledge.Register{
		AsOf:   on("2026-09-30"),
		People: []knowledge.Person{{Key: "aoki"}, {Key: "baba"}, {Key: "chiba", ActiveTo: on("2026-08-31")}},
		Areas: []knowledge.Area{{
			Key: "billing-batch", Criticality: 3,
			Claims: map[string]knowledge.Claim{
				"aoki": operated(4, "2026-09-01"), "baba": {Level: 3}, "chiba": operated(4, "2026-08-01"),
			},
		}},
	}
}

func TestSummaryInItsJSONForm(t *testing.T) {
	t.Parallel()
	got, err := json.Marshal(knowledge.Summarise(billing()).Public())
	if err != nil {
		t.Fatal(err)
	}
	want := `{"bus_factor":1,"bus_factor_lenient":2,"exact":true,"lenient_exact":true,"first_loss_factor":1,` +
		`"critical_areas":1,"orphans":[],"single_owner":["billing-batch"],"removal_sets":[["aoki"]],` +
		`"areas":[{"key":"billing-batch","criticality":3,"depth":1,"stale":1,"risk":2,"suggested":"pair_operation","candidate_level":2,"depth_lenient":2,"fragile":false}],"fragile":[],"fresh_share":0.5}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestNoCriticalAreaHasNoFactor(t *testing.T) {
	t.Parallel()
	r := billing()
	r.Areas[0].Criticality = 1
	got, _ := json.Marshal(knowledge.Summarise(r).Public())
	want := `{"bus_factor":null,"bus_factor_lenient":null,"exact":true,"lenient_exact":true,"first_loss_factor":null,` +
		`"critical_areas":0,"orphans":[],"single_owner":["billing-batch"],"removal_sets":null,` +
		`"areas":[{"key":"billing-batch","criticality":1,"depth":1,"stale":1,"risk":0,"suggested":"pair_operation","candidate_level":2,"depth_lenient":2,"fragile":false}],"fragile":[],"fresh_share":0.5}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if f := knowledge.Figures(r, knowledge.Strict); f.CriticalAreas != 0 || f.TeamFactor != 0 {
		t.Errorf("figures %+v", f)
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	r := billing()
	r.Areas = append(r.Areas, knowledge.Area{Key: "dns", Criticality: 3}, knowledge.Area{Key: "wiki", Criticality: 1})
	strict, lenient := knowledge.Figures(r, knowledge.Strict), knowledge.Figures(r, knowledge.Lenient)
	if strict.CriticalAreas != 2 || strict.TeamFactor != 1 || strict.SingleOwner != 2 || !strict.CriticalOrphan {
		t.Errorf("strict %+v", strict)
	}
	if lenient.TeamFactor != 2 || lenient.SingleOwner != 1 {
		t.Errorf("lenient %+v", lenient)
	}
}

func TestFreshness(t *testing.T) {
	t.Parallel()
	today := on("2026-09-30")
	for day, fresh := range map[string]bool{
		"2026-09-30": true, "2026-10-01": false, "2026-04-03": true, "2026-04-02": false,
	} {
		if c := operated(3, day); c.Fresh(today) != fresh || c.Stale(today) == fresh {
			t.Errorf("evidence of %s: fresh %v, want %v", day, c.Fresh(today), fresh)
		}
	}
	if c := (knowledge.Claim{Level: 2}); c.Stale(today) {
		t.Error("level 2 needs no evidence")
	}
}

func TestActivity(t *testing.T) {
	t.Parallel()
	p := knowledge.Person{ActiveFrom: on("2026-04-01"), ActiveTo: on("2026-08-31")}
	for day, active := range map[string]bool{
		"2026-03-31": false, "2026-04-01": true, "2026-08-31": true, "2026-09-01": false,
	} {
		if p.Active(on(day)) != active {
			t.Errorf("on %s: %v", day, !active)
		}
	}
}

func TestRisks(t *testing.T) {
	t.Parallel()
	base := billing()
	area := func(change func(r *knowledge.Register, a *knowledge.Area)) knowledge.Risk {
		r := billing()
		change(&r, &r.Areas[0])
		return knowledge.Summarise(r).Areas[0]
	}
	claims := func(c map[string]knowledge.Claim) func(*knowledge.Register, *knowledge.Area) {
		return func(_ *knowledge.Register, a *knowledge.Area) { a.Claims = c }
	}
	owner := operated(3, "2026-09-01")
	tests := []struct {
		name      string
		got       knowledge.Risk
		risk      float64
		suggested string
	}{
		{"one owner, one can with help", area(claims(base.Areas[0].Claims)), 2, "pair_operation"},
		{"one owner, one has seen it", area(claims(map[string]knowledge.Claim{"aoki": owner, "baba": {Level: 1}})), 2, "oncall_shadowing"},
		{"one owner, nobody else", area(claims(map[string]knowledge.Claim{"aoki": owner})), 2, "runbook"},
		{"orphan", area(claims(nil)), 4, "runbook"},
		{"two owners", area(claims(map[string]knowledge.Claim{"aoki": owner, "baba": owner})), 0, "runbook"},
		{"the owner leaves", area(func(r *knowledge.Register, _ *knowledge.Area) {
			r.People[0].ActiveTo = on("2026-12-29")
		}), 3, "pair_operation"},
		{"the owner leaves later", area(func(r *knowledge.Register, _ *knowledge.Area) {
			r.People[0].ActiveTo = on("2026-12-30")
		}), 2, "pair_operation"},
		{"no tested runbook, no other run", area(func(_ *knowledge.Register, a *knowledge.Area) {
			a.RunbookTested, a.NonOwnerRun = &knowledge.Occasion{}, &knowledge.Occasion{Day: on("2026-01-01")}
		}), 2 * 1.25 * 1.25, "pair_operation"},
		{"tested and run", area(func(_ *knowledge.Register, a *knowledge.Area) {
			a.RunbookTested, a.NonOwnerRun = &knowledge.Occasion{Day: on("2026-01-01")}, &knowledge.Occasion{Day: on("2026-09-01")}
		}), 2, "pair_operation"},
		{"criticality 2", area(func(_ *knowledge.Register, a *knowledge.Area) { a.Criticality = 2 }), 1, "pair_operation"},
	}
	for _, tt := range tests {
		if tt.got.Risk != tt.risk || tt.got.Suggested != tt.suggested {
			t.Errorf("%s: %+v, want %v by %s", tt.name, tt.got, tt.risk, tt.suggested)
		}
	}
}

func TestRisksComeLargestFirst(t *testing.T) {
	t.Parallel()
	r := billing()
	r.Areas = append(r.Areas,
		knowledge.Area{Key: "b-orphan", Criticality: 2}, knowledge.Area{Key: "a-orphan", Criticality: 2},
		knowledge.Area{Key: "dns", Criticality: 3},
	)
	var got []string
	for _, a := range knowledge.Summarise(r).Areas {
		got = append(got, a.Area)
	}
	want := []string{"dns", "billing-batch", "a-orphan", "b-orphan"}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}
