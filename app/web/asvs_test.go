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
	// requirements are the numbers, without what is said of them.
	requirements = regexp.MustCompile(`^v5\.0\.0-[0-9., ]+`)
	testNamed    = regexp.MustCompile(`func (Test\w+)\(`)
)

// TestAsvsTable: every test and every file that the table of security
// requirements names exists, and both languages have the same rows.
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
	english, japanese := asvsRows(t, filepath.Join(root, "docs", "asvs.md")), asvsRows(t, filepath.Join(root, "docs", "asvs.ja.md"))
	if len(english) < 80 || len(english) != len(japanese) {
		t.Fatalf("%d rows in English, %d in Japanese", len(english), len(japanese))
	}
	for i, row := range english {
		if other := japanese[i]; row.requirement != other.requirement || row.evidence != other.evidence {
			t.Errorf("%s %s in English, %s %s in Japanese", row.requirement, row.evidence, other.requirement, other.evidence)
		}
		if row.how == japanese[i].how {
			t.Errorf("%s is not in Japanese", row.requirement)
		}
		named := inBackticks.FindAllStringSubmatch(row.evidence, -1)
		if row.met && len(named) == 0 {
			t.Errorf("no evidence: %s", row.requirement)
		}
		for _, m := range named {
			_, err := os.Stat(filepath.Join(root, m[1]))
			if strings.HasPrefix(m[1], "Test") && !tests[m[1]] || !strings.HasPrefix(m[1], "Test") && err != nil {
				t.Errorf("%s is gone", m[1])
			}
		}
	}
}

// asvsRow is one line of the table; those that are not met, or are the
// operator's, have no evidence.
type asvsRow struct {
	requirement, how, evidence string
	met                        bool
}

func asvsRows(t *testing.T, file string) []asvsRow {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []asvsRow
	for line := range strings.Lines(string(raw)) {
		if !strings.HasPrefix(line, "| v5.0.0-") {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "| "), " | ")
		row := asvsRow{requirement: strings.TrimRight(requirements.FindString(cells[0]), " "), how: cells[1], met: len(cells) == 3}
		if row.met {
			row.evidence = cells[2]
		}
		out = append(out, row)
	}
	return out
}
