package locale

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
)

var placeholder = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// messages reads the texts of a language; a key that stands in two areas would
// hide one of its texts.
func messages(t *testing.T, l maturity.Language) map[string]string {
	t.Helper()
	names, err := fs.Glob(files, string(l)+"/*.json")
	if err != nil {
		t.Fatal(err)
	}
	out, area := map[string]string{}, map[string]string{}
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]json.RawMessage
		if err := json.Unmarshal(raw, &texts); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for key, text := range texts {
			if area[key] != "" {
				t.Errorf("%s stands in %s and in %s", key, area[key], name)
			}
			area[key], out[key] = name, string(text)
		}
	}
	return out
}

func TestLanguagesAreComplete(t *testing.T) {
	t.Parallel()
	ja, en := messages(t, maturity.Japanese), messages(t, maturity.English)
	for key := range ja {
		if _, ok := en[key]; !ok {
			t.Errorf("%s has no English", key)
		}
	}
	for key, text := range en {
		if _, ok := ja[key]; !ok {
			t.Errorf("%s has no Japanese", key)
			continue
		}
		if a, b := names(ja[key]), names(text); !slices.Equal(a, b) {
			t.Errorf("%s has the placeholders %v in Japanese and %v in English", key, a, b)
		}
		if plural := strings.HasPrefix(text, "{"); plural && (!strings.Contains(text, `"one"`) || !strings.Contains(text, `"other"`)) {
			t.Errorf("%s lacks a plural form in English", key)
		}
	}
}

func names(text string) []string {
	set := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		set[m[1]] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// TestTextsThatTemplatesNameExist finds a key that is misspelt in a template.
func TestTextsThatTemplatesNameExist(t *testing.T) {
	t.Parallel()
	ja := messages(t, maturity.Japanese)
	named := regexp.MustCompile(`\.[TN] "([a-z_0-9.]+)"`)
	templates, err := filepath.Glob("../view/*/*.html")
	if err != nil || len(templates) < 20 {
		t.Fatal(len(templates), err)
	}
	for _, name := range templates {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllStringSubmatch(string(raw), -1) {
			if _, ok := ja[m[1]]; !ok {
				t.Errorf("%s names %s, which is no text", name, m[1])
			}
		}
	}
}

// TestProblemsOfAnswersCanBeSaid holds the domain's messages to both languages.
func TestProblemsOfAnswersCanBeSaid(t *testing.T) {
	t.Parallel()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range maturity.Languages {
		for _, key := range maturity.AnswerProblemKeys() {
			if c.In(l).Text(key, nil) == key {
				t.Errorf("%s has no text in %s", key, l)
			}
		}
	}
}
