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
	var blocks [][]string
	for _, name := range []string{"register.md", "register.ja.md"} {
		raw, err := os.ReadFile("../../docs/" + name)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile("(?s)```(yaml|csv)\n(.*?)```").FindAllStringSubmatch(string(raw), -1)
		if len(found) != 3 {
			t.Fatalf("%s: %d examples", name, len(found))
		}
		blocks = append(blocks, found...)
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
