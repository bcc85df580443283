package reports

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
)

var verb = regexp.MustCompile(`%\[\d\][a-z]`)

// TestTextsAreComplete: both languages, with the same arguments.
func TestTextsAreComplete(t *testing.T) {
	t.Parallel()
	japanese := regexp.MustCompile(`[\p{Hiragana}\p{Katakana}\p{Han}、。]`)
	spared := []string{"pairs.bar", "pairs.axis", "slope.tip", "matched.axis", "pieces.tip", "effect.name", "column.piece", "heat.column.share", "pieces.group", "levels.series", "levels.axis", "tip.dimension", "column.share", "list.inner", "areas.axis", "tip.factor"}
	for key, text := range texts {
		if text.JA == "" || text.EN == "" {
			t.Errorf("%s lacks a language", key)
		}
		if !japanese.MatchString(text.JA) && !slices.Contains(spared, key) {
			t.Errorf("%s is not Japanese: %s", key, text.JA)
		}
		if japanese.MatchString(text.EN) {
			t.Errorf("%s is not English: %s", key, text.EN)
		}
		ja, en := verbsOf(text.JA), verbsOf(text.EN)
		if !slices.Equal(ja, en) {
			t.Errorf("%s takes %v in Japanese and %v in English", key, ja, en)
		}
	}
	for _, names := range []map[maturity.Dimension]maturity.Text{dimensionNames, axisNames} {
		for _, d := range maturity.Dimensions {
			if names[d].JA == "" || names[d].EN == "" {
				t.Errorf("%s has no name", d)
			}
		}
	}
	for level := range levelNames {
		if n := LevelName(level); n.JA == "" || n.EN == "" {
			t.Errorf("level %d has no name", level)
		}
	}
}

func verbsOf(s string) []string {
	out := verb.FindAllString(s, -1)
	slices.Sort(out)
	return slices.Compact(out)
}

// TestTextsAreUsed: every key that is said exists, and every text is said.
func TestTextsAreUsed(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile(`"([a-z0-9_]+(?:\.[a-z0-9_]+)+)"`)
	said := map[string]bool{}
	for _, f := range files {
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		body := string(source)
		if strings.HasPrefix(f, "text") {
			body = regexp.MustCompile(`(?s)var \w+Texts = map.*`).ReplaceAllString(body, "")
		}
		for _, m := range quoted.FindAllStringSubmatch(body, -1) {
			said[m[1]] = true
		}
		for _, m := range regexp.MustCompile(`say\([A-Za-z.]+, "([^"]+)"`).FindAllStringSubmatch(body, -1) {
			if _, ok := texts[m[1]]; !ok {
				t.Errorf("%s says %s, which has no text", f, m[1])
			}
		}
	}
	for key := range texts {
		if base := key[:max(0, len(key)-len(withTeam))]; !said[key] && !said[base] {
			t.Errorf("nobody says %s", key)
		}
	}
}
