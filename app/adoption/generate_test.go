package adoption_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

// hostile are names that people, or programs, might give.
var hostile = []string{
	"{owner}", "{area}{when}", "</script><script>alert(1)</script>", "「」」「", "'; DROP TABLE areas; --", "a\x00b\x1b[31mred",
	"\u202eevil\u2066", "行1\r\n行2\u2028行3", strings.Repeat("長", 300), strings.Repeat("x", 300), "\xff\xfe broken", "%s %d %!", "👩‍👩‍👧 family", ".",
}

func materials(name string) []adoption.Material {
	both := maturity.Text{JA: name, EN: name}
	return []adoption.Material{
		adoption.FromArea{Name: both, Criticality: 3, Kind: "code", Owner: name, Services: []string{name, "", name}, Candidates: []string{name}},
		adoption.FromArea{Name: maturity.Text{JA: name}, Criticality: 2, Kind: "operation", RunbookTested: true},
		adoption.FromArea{Name: maturity.Text{EN: name}, Criticality: 1, Kind: "vendor"},
		adoption.FromArea{Name: both, Criticality: 3, Kind: "domain", Owner: name},
		adoption.FromArea{Name: both, Kind: "something new"},
		adoption.FromService{Name: name},
		adoption.FromIncident{Title: name, Happened: strings.Repeat(name+" ", 40)},
		adoption.FromIncident{Title: name},
	}
}

// everyText is all that a scenario says.
func everyText(s adoption.Scenario) []maturity.Text {
	out := []maturity.Text{s.Name, s.Background, s.Brief}
	for _, in := range s.Injects {
		out = append(out, in.Text, in.Expect)
	}
	for _, list := range [][]maturity.Text{s.Good, s.Questions, s.Needs, s.From} {
		out = append(out, list...)
	}
	return out
}

// Whatever the name and the seed, what comes out can be played.
func TestGeneratedScenariosAreSound(t *testing.T) {
	t.Parallel()
	seeds := rand.New(rand.NewPCG(5, 3))
	for _, name := range append([]string{"決済バッチ", "Billing batch"}, hostile...) {
		for _, m := range materials(name) {
			for range 5 {
				s, ok := adoption.Generate(m, seeds.Uint64())
				if !ok {
					t.Fatalf("nothing was made of %+v", m)
				}
				if err := s.Check(); err != nil {
					t.Errorf("%+v: %v", m, err)
				}
				soundTexts(t, s)
			}
		}
	}
}

func soundTexts(t *testing.T, s adoption.Scenario) {
	t.Helper()
	for _, x := range everyText(s) {
		for _, one := range []string{x.JA, x.EN} {
			if !utf8.ValidString(one) || strings.ContainsAny(one, "\x00\x1b\r\u202e\u2066\u2028") {
				t.Errorf("%q holds what cannot be shown", one)
			}
		}
	}
}

func TestGeneratedScenarioNamesItsMaterial(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"決済バッチ", "</script>", "{owner}", strings.Repeat("長", 200)} {
		for _, m := range materials(name) {
			for seed := range uint64(60) {
				s, _ := adoption.Generate(m, seed)
				for _, text := range []maturity.Text{s.Name, s.From[0]} {
					if !strings.Contains(text.JA, name) || !strings.Contains(text.EN, name) {
						t.Fatalf("%q is not in %+v", name, text)
					}
				}
			}
		}
	}
}

// No mark of a template is left; a name that looks like one stays as typed.
func TestGeneratedScenarioHasNoMarksLeft(t *testing.T) {
	t.Parallel()
	for _, m := range materials("請求") {
		for seed := range uint64(60) {
			s, _ := adoption.Generate(m, seed)
			for _, x := range everyText(s) {
				if strings.ContainsAny(x.JA+x.EN, "{}") {
					t.Errorf("a mark is left in %+v", x)
				}
			}
		}
	}
}

func TestNextSeedIsAnotherStory(t *testing.T) {
	t.Parallel()
	for _, m := range materials("請求") {
		for seed := range uint64(100) {
			one, _ := adoption.Generate(m, seed)
			same, _ := adoption.Generate(m, seed)
			next, _ := adoption.Generate(m, seed+1)
			if !reflect.DeepEqual(one, same) {
				t.Errorf("%T: seed %d gives two scenarios", m, seed)
			}
			if reflect.DeepEqual(one.Injects, next.Injects) || one.Brief == next.Brief {
				t.Errorf("%T: seeds %d and %d tell the same story", m, seed, seed+1)
			}
		}
	}
}

func TestNothingIsMadeOfNothing(t *testing.T) {
	t.Parallel()
	for _, m := range append(materials(""), append(materials(" \u3000\n"), materials("\x00\u202e")...)...) {
		if s, ok := adoption.Generate(m, 1); ok {
			t.Errorf("%+v became %q", m, s.Name)
		}
	}
	if _, ok := adoption.Generate(nil, 1); ok {
		t.Error("no material became a scenario")
	}
}

// Without a name nobody is named, and with one only that team's drill does.
func TestOwnerIsNamedOnlyWhereGiven(t *testing.T) {
	t.Parallel()
	area := adoption.FromArea{Name: maturity.Text{JA: "請求", EN: "Billing"}, Kind: "code", Owner: "佐藤 花子", Candidates: []string{"Ken", "Mei"}}
	named, _ := adoption.Generate(area, 7)
	area.Owner, area.Candidates = "", nil
	plain, _ := adoption.Generate(area, 7)
	if !mentions(named, "佐藤 花子さん", "佐藤 花子") || !mentions(named, "Ken、Mei", "Ken, Mei") {
		t.Errorf("the names are missing: %+v", named.Background)
	}
	if mentions(plain, "佐藤", "佐藤") || !mentions(plain, "一番詳しい人", "the person who knows it best") {
		t.Errorf("somebody is named, or nobody is meant: %+v", plain.Background)
	}
	if mentions(plain, "：。", ": .") {
		t.Error("an empty list is announced")
	}
}

func mentions(s adoption.Scenario, ja, en string) bool {
	var inJA, inEN bool
	for _, x := range everyText(s) {
		inJA = inJA || strings.Contains(x.JA, ja)
		inEN = inEN || strings.Contains(x.EN, en)
	}
	return inJA && inEN
}

// A tested runbook and how much an area matters change what is met.
func TestRunbookAndCriticalityShow(t *testing.T) {
	t.Parallel()
	area := adoption.FromArea{Name: maturity.Text{JA: "請求", EN: "Billing"}, Kind: "operation"}
	seen := map[string]bool{}
	for criticality := 1; criticality <= 3; criticality++ {
		for _, tested := range []bool{false, true} {
			area.Criticality, area.RunbookTested = criticality, tested
			s, _ := adoption.Generate(area, 0)
			seen[s.Injects[1].Text.EN+s.Injects[4].Text.EN] = true
		}
	}
	if len(seen) != 6 {
		t.Errorf("%d different drills, want 6", len(seen))
	}
}

// At ten past two nobody is at their desk to ask friendly questions.
func TestVoicesFitTheHour(t *testing.T) {
	t.Parallel()
	for _, m := range materials("請求") {
		for seed := range uint64(60) {
			s, _ := adoption.Generate(m, seed)
			night := strings.Contains(s.Background.JA, "午前") || strings.Contains(s.Background.JA, "23時")
			for _, in := range s.Injects {
				if night && (strings.HasPrefix(in.Text.JA, "サポート：") || strings.HasPrefix(in.Text.JA, "部長：")) {
					t.Errorf("%T, seed %d: %q in the middle of the night", m, seed, in.Text.JA)
				}
			}
		}
	}
}
