package web

import (
	"io/fs"
	"strings"
	"testing"
)

// TestPaperIsLight: dark colours are for screens. Those that a rule for paper
// forgot would print black cells under black numbers. The screen on a wall is
// printed by nobody.
func TestPaperIsLight(t *testing.T) {
	t.Parallel()
	const dark, screen = "(prefers-color-scheme: dark)", "@media screen and "
	seen := 0
	err := fs.WalkDir(staticFiles, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".css") || strings.HasSuffix(path, "/wall.css") {
			return err
		}
		css, err := fs.ReadFile(staticFiles, path)
		parts := strings.Split(string(css), dark)
		for _, before := range parts[:len(parts)-1] {
			seen++
			if !strings.HasSuffix(before, screen) {
				t.Errorf("%s: dark on paper too, behind %q", path, before[max(len(before)-len(screen), 0):])
			}
		}
		return err
	})
	if err != nil || seen < 2 {
		t.Errorf("%d rules for the dark: %v", seen, err)
	}
}
