package githistory

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

const someCommit = "0123456789abcdef0123456789abcdef01234567"

func logText(parts ...string) string { return strings.Join(parts, "\x00") + "\x00" }

func TestLogIsReadCommitByCommit(t *testing.T) {
	t.Parallel()
	text := logText(someCommit, "1", "ann", "a@x", "ben <b@x>\x1fcid <c@x>", "", "\nA", "a\nb", "R100", someCommit, "c", "T", "t") +
		logText(someCommit, "-5", "", "", "", "")
	log := newLogReader(strings.NewReader(text))
	var got []string
	for {
		c, err := log.commit()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, c.when+c.author.name+c.author.email+strings.Join(c.coauthors, ","))
		if err := log.changes(func(c logChange) { got = append(got, string(c.kind)+string(c.from)+">"+string(c.path)) }); err != nil {
			t.Fatal(err)
		}
	}
	want := "1anna@xben <b@x>,cid <c@x>|A>a\nb|R" + someCommit + ">c|T>t|-5"
	if strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAnUnknownLogIsRefused(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"no name of a commit":       logText("x", "1", "a", "b", "", ""),
		"cut in the middle":         logText(someCommit, "1") + "ann",
		"cut after a field":         logText(someCommit, "1"),
		"more than the format":      logText(someCommit, "1", "a", "b", "", "more"),
		"a change of no known kind": logText(someCommit, "1", "a", "b", "", "", "\nmodified", "x"),
		"a kind without a path":     logText(someCommit, "1", "a", "b", "", "", "\nA"),
		"a rename to nowhere":       logText(someCommit, "1", "a", "b", "", "", "\nR100", "x"),
	} {
		if err := newHistory(0, nil).read(newLogReader(strings.NewReader(text)), nil); errors.Is(err, io.EOF) || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLongTokensAreCut(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 1<<20)
	h := newHistory(0, nil)
	err := h.read(newLogReader(strings.NewReader(logText(someCommit, "1", long, "a@x", "", "", "\nA", long, "A", "b"))), nil)
	if !errors.Is(err, io.EOF) || h.skipped != 1 || len(h.paths) != 1 || len(h.people.list[0].name) != maxToken {
		t.Errorf("%v, %d skipped, %d paths", err, h.skipped, len(h.paths))
	}
}

func FuzzLog(f *testing.F) {
	f.Add([]byte(logText(someCommit, "1", "ann", "a@x", "ben <b@x>", "", "\nA", "a", "R100", "a", "b")))
	f.Add([]byte(logText(someCommit, "99999999999999999999", "", "", "<>\x1f<\x1f>", "", "\nM", "")))
	f.Fuzz(func(t *testing.T, text []byte) {
		h := newHistory(10, map[string]bool{someCommit: true})
		if err := h.read(newLogReader(bytes.NewReader(text)), func(int) {}); err == nil {
			t.Error("reading ends with an error or the end")
		}
		var paths []string
		for path := range h.paths {
			paths = append(paths, path)
		}
		h.result(paths).Report(nil)
	})
}

func FuzzAttributes(f *testing.F) {
	f.Add([]byte("*.go linguist-vendored -linguist-generated !linguist-detectable linguist-language=Go\n"), "a/b.go")
	f.Add([]byte("[attr]x linguist-vendored\n\"a b\" linguist-vendored=false\r\n"), "a b")
	f.Fuzz(func(_ *testing.T, text []byte, path string) {
		lines := parseAttributes("", text)
		lines.of(path)
		candidate{blob: blob{path: path}, marks: lines.of(path)}.counts(text)
		_, _ = readTree(bytes.NewReader(text))
		ignoredCommits(text)
		committed(text)
	})
}
