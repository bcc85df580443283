package questionnaires

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

// scenarioTexts is all that a scenario says.
func scenarioTexts(s adoption.Scenario) []maturity.Text {
	out := []maturity.Text{s.Name, s.Background, s.Brief}
	for _, in := range s.Injects {
		out = append(out, in.Text, in.Expect)
	}
	for _, list := range [][]maturity.Text{s.Good, s.Questions, s.Needs, s.From} {
		out = append(out, list...)
	}
	return out
}

func TestScenariosCanBePlayed(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{}
	for _, s := range Scenarios() {
		if err := s.Check(); err != nil {
			t.Error(err)
		}
		if keys[s.Key] || strings.HasPrefix(s.Key, "generated_") {
			t.Errorf("%s stands twice, or is a name for what is generated", s.Key)
		}
		keys[s.Key] = true
		if got, ok := ScenarioByKey(s.Key); !ok || got.Name != s.Name {
			t.Errorf("ScenarioByKey(%s) = %q, %v", s.Key, got.Name, ok)
		}
	}
	if _, ok := ScenarioByKey("nothing"); ok {
		t.Error("there is a scenario called nothing")
	}
}

// Whatever a team lacks, there is something to play, the gentlest first.
func TestScenariosCoverEverySource(t *testing.T) {
	t.Parallel()
	all := Scenarios()
	if len(all) < 26 {
		t.Errorf("%d scenarios, want at least 26", len(all))
	}
	counts, levels := map[adoption.ScenarioSource]int{}, map[int]int{}
	for _, s := range all {
		counts[s.Source]++
		levels[s.Level]++
	}
	for _, source := range adoption.ScenarioSources {
		if counts[source] < 4 {
			t.Errorf("%d scenarios of %s, want at least 4", counts[source], source)
		}
	}
	if levels[1] < 4 || levels[3] < 4 {
		t.Errorf("levels %v: too few to begin with, or to grow into", levels)
	}
	ordered := slices.IsSortedFunc(all, func(a, b adoption.Scenario) int {
		if a.Source == b.Source {
			return a.Level - b.Level
		}
		return slices.Index(adoption.ScenarioSources, a.Source) - slices.Index(adoption.ScenarioSources, b.Source)
	})
	if !ordered {
		t.Error("the scenarios are not in the order of sources and levels")
	}
}

var (
	link = regexp.MustCompile(`https?://[^\s）)、。]+`)
	// An inject is read aloud, or from a phone; a brief is read beforehand.
	longestAloud, longestRead = 420, 900
)

func TestScenariosAreWrittenInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, s := range Scenarios() {
		for _, x := range scenarioTexts(s) {
			ja := link.ReplaceAllString(x.JA, "")
			switch {
			case asciiInJapanese.MatchString(ja):
				t.Errorf("%s: half-width punctuation in %q", s.Key, x.JA)
			case wideInEnglish.MatchString(x.EN) || strings.ContainsFunc(x.EN, japanese):
				t.Errorf("%s: Japanese in %q", s.Key, x.EN)
			case !strings.ContainsFunc(ja, japanese):
				t.Errorf("%s: %q is not Japanese", s.Key, x.JA)
			case strings.Count(x.JA, "「") != strings.Count(x.JA, "」"), strings.Count(x.JA, "（") != strings.Count(x.JA, "）"):
				t.Errorf("%s: a bracket is open in %q", s.Key, x.JA)
			case strings.Count(x.EN, "“") != strings.Count(x.EN, "”"):
				t.Errorf("%s: a quotation is open in %q", s.Key, x.EN)
			case utf8.RuneCountInString(x.EN) < 12 || utf8.RuneCountInString(x.JA) < 6:
				t.Errorf("%s: %+v says too little", s.Key, x)
			}
		}
	}
}

func TestScenariosAreShortEnoughToPlay(t *testing.T) {
	t.Parallel()
	long := func(s string, most int) bool { return utf8.RuneCountInString(s) > most }
	for _, s := range Scenarios() {
		if long(s.Name.JA, 40) || long(s.Name.EN, 80) || long(s.Brief.JA, longestRead) || long(s.Brief.EN, longestRead) {
			t.Errorf("%s: the name or the brief is too long", s.Key)
		}
		if s.Injects[0].Minute != 0 || s.Injects[len(s.Injects)-1].Minute > s.Minutes-3 {
			t.Errorf("%s: it must begin at once and leave three minutes for the last inject", s.Key)
		}
		for _, in := range s.Injects {
			for _, x := range []string{in.Text.JA, in.Text.EN, in.Expect.JA, in.Expect.EN} {
				if long(x, longestAloud) {
					t.Errorf("%s, minute %d: %d characters are too many to read while playing", s.Key, in.Minute, utf8.RuneCountInString(x))
				}
			}
		}
		if len(s.Needs) == 0 {
			t.Errorf("%s: it does not say what to prepare", s.Key)
		}
	}
}

// A retold story says whose it is; links are safe to follow and the same in
// both languages.
func TestPublicStoriesNameTheirSource(t *testing.T) {
	t.Parallel()
	for _, s := range Scenarios() {
		if s.Source == adoption.PublicStory && len(s.From) == 0 {
			t.Errorf("%s does not say where it comes from", s.Key)
		}
		for _, x := range s.From {
			ja, en := link.FindAllString(x.JA, -1), link.FindAllString(x.EN, -1)
			if len(ja) != 1 || !slices.Equal(ja, en) || !strings.HasPrefix(ja[0], "https://") {
				t.Errorf("%s: links %q and %q", s.Key, ja, en)
			}
		}
	}
}

// The material blames nobody.
func TestScenariosBlameNobody(t *testing.T) {
	t.Parallel()
	blame := regexp.MustCompile(`(?i)\bcareless|\bincompetent|\bstupid|\bnegligen|\bfault of\b|\bhero(es|ic)?\b|うっかり|怠慢|犯人|英雄|無能|やらかし`)
	for _, s := range Scenarios() {
		for _, x := range scenarioTexts(s) {
			if found := blame.FindString(x.JA + " " + x.EN); found != "" {
				t.Errorf("%s: %q", s.Key, found)
			}
		}
	}
}

// What the guide shows can be played as it stands.
func TestExampleOfTheDrillGuide(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../docs/drills.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindSubmatch(raw)
	if example == nil {
		t.Fatal("the guide shows no scenario")
	}
	var got []adoption.Scenario
	d := yaml.NewDecoder(bytes.NewReader(example[1]))
	d.KnownFields(true)
	if err := d.Decode(&got); err != nil || len(got) != 1 {
		t.Fatalf("%d scenarios, %v", len(got), err)
	}
	if err := got[0].Check(); err != nil {
		t.Error(err)
	}
}
