package questionnaires

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"michinori/app/maturity"
)

// What the guide shows must work as it stands.
func TestExamplesOfTheGuide(t *testing.T) {
	t.Parallel()
	s := compiledSchema(t)
	var examples [][][]byte
	for _, name := range []string{"questionnaire-format.md", "questionnaire-format.ja.md"} {
		raw, err := os.ReadFile("../docs/" + name)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(raw, -1)
		if len(found) != 2 {
			t.Fatalf("%s: %d examples, want 2", name, len(found))
		}
		examples = append(examples, found...)
	}
	for _, e := range examples {
		q, problems := Parse("guide", e[1], builtInBase)
		if len(problems) > 0 {
			t.Errorf("%v in\n%s", messages(problems), e[1])
			continue
		}
		v, err := plainValue(t, e[1])
		if err != nil || s.Validate(v) != nil {
			t.Errorf("%s: the schema does not accept it", q.Key)
		}
	}
}

// The guide for the talk holds every hint as the program shows it, in both
// languages.
func TestTheGuideOfTheTalkHoldsEveryHint(t *testing.T) {
	t.Parallel()
	for name, l := range map[string]maturity.Language{"facilitators-guide.ja.md": maturity.Japanese, "facilitators-guide.md": maturity.English} {
		raw, err := os.ReadFile("../docs/" + name)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range FacilitatorHints() {
			for _, want := range append([]maturity.Text{h.Name, h.Meaning, h.Avoid}, h.Ask...) {
				if !strings.Contains(string(raw), want.In(l)) {
					t.Errorf("%s of %s lacks %q", name, h.Pattern, want.In(l))
				}
			}
		}
	}
}
