package evidence

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// What the description shows can be read as it stands.
func TestDescribedFilesCanBeRead(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../docs/register.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```(yaml|csv)\n(.*?)```").FindAllStringSubmatch(string(raw), -1)
	if len(blocks) != 3 {
		t.Fatalf("%d examples", len(blocks))
	}
	for _, b := range blocks {
		if b[1] == "yaml" {
			if r, err := ReadRegister(strings.NewReader(b[2])); err != nil || len(r.Areas) != 1 {
				t.Errorf("%v %+v", err, r)
			}
			continue
		}
		if s := ReadSheet(b[2]); len(s.Problems) > 0 || len(s.Claims) == 0 {
			t.Errorf("%+v", s)
		}
	}
}
