package papertest

import (
	"bytes"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Heard returns what poppler reads aloud of a PDF, a line for each element and,
// in quotation marks, for each text. For the rest it is as Poppler.
func Heard(t testing.TB, pdf []byte) []string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(Poppler(t, pdf, "pdfinfo", "-struct-text", "-")) {
		line = strings.TrimSpace(line)
		lines = append(lines, strings.TrimSuffix(strings.TrimSuffix(line, " (block)"), " (inline)"))
	}
	return lines
}

// Poppler returns what a tool of poppler prints about a PDF, which it reads from
// its standard input, or about the files that args name. The test fails where
// the tool says a word about the file itself. Where there is no such tool the
// test is skipped, and fails where MICHINORI_TEST_REQUIRE names poppler.
func Poppler(t testing.TB, pdf []byte, tool string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err != nil {
		if slices.Contains(strings.Split(os.Getenv("MICHINORI_TEST_REQUIRE"), ","), "poppler") {
			t.Fatalf("poppler is required here and missing: no %s", tool)
		}
		t.Skipf("not tested, poppler is missing: no %s", tool)
	}
	var out, warned bytes.Buffer
	c := exec.CommandContext(t.Context(), path, args...)
	c.Stdin, c.Stdout, c.Stderr = bytes.NewReader(pdf), &out, &warned
	if err := c.Run(); err != nil || warned.Len() > 0 {
		t.Fatalf("%s: %v %s", tool, err, warned.String())
	}
	return out.String()
}
