package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	inBackticks = regexp.MustCompile("`([^`]+)`")
	testNamed   = regexp.MustCompile(`func (Test\w+)\(`)
)

// TestAsvsTable: every test and every file that the table of security
// requirements names exists.
func TestAsvsTable(t *testing.T) {
	t.Parallel()
	const root = "../.."
	tests := map[string]bool{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		raw, err := os.ReadFile(path)
		for _, m := range testNamed.FindAllStringSubmatch(string(raw), -1) {
			tests[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(root, "docs", "asvs.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for line := range strings.Lines(string(raw)) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) != 3 || !strings.HasPrefix(line, "| v5.0.0-") {
			continue
		}
		rows++
		named := inBackticks.FindAllStringSubmatch(cells[2], -1)
		if len(named) == 0 {
			t.Errorf("no evidence: %s", line)
		}
		for _, m := range named {
			_, err := os.Stat(filepath.Join(root, m[1]))
			if strings.HasPrefix(m[1], "Test") && !tests[m[1]] || !strings.HasPrefix(m[1], "Test") && err != nil {
				t.Errorf("%s is gone", m[1])
			}
		}
	}
	if rows < 60 {
		t.Errorf("%d rows", rows)
	}
}
