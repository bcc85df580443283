package githistory_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"michinori/app/evidence/githistory"
	"michinori/app/knowledge"
)

// needGit skips a test where git is not installed, and fails it where the
// environment says that nothing may be skipped for want of it.
func needGit(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("git"); err == nil {
		return
	}
	if slices.Contains(strings.Split(os.Getenv("MICHINORI_TEST_REQUIRE"), ","), "git") || os.Getenv("CI") != "" {
		t.Fatal("git is required here and missing")
	}
	t.Skip("not tested: git is missing")
}

// repository is a bare one in a temporary folder, filled by streams.
type repository struct {
	testing.TB
	dir string
}

func newRepository(t testing.TB, init ...string) repository {
	t.Helper()
	needGit(t)
	r := repository{t, filepath.Join(t.TempDir(), "r.git")}
	r.git("", append(append([]string{"init", "-q", "--bare", "-b", "main"}, init...), r.dir)...)
	return r
}

// git runs git beside the code under test, on a machine without settings.
func (r repository) git(in string, args ...string) string {
	r.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = filepath.Dir(r.dir)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_DIR=")
	cmd.Env = slices.DeleteFunc(cmd.Env, func(s string) bool { return s == "GIT_DIR=" })
	cmd.Stdin = strings.NewReader(in)
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r repository) write(name, text string) {
	r.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		r.Fatal(err)
	}
}

// commit is one commit on top of the last: who, and what to which files.
type commit struct {
	who     string // "name", or "name <e-mail>"
	day     int    // of 2020, counted from 1 January; 0 is the day after the last one's
	message string
	do      []string // lines of fast-import; see put, move and drop
}

// put writes a file. Its text has lines enough for a rename to be seen.
func put(path, text string) string {
	return fmt.Sprintf("M 100644 inline %s\ndata %d\n%s\n", quoted(path), len(text), text)
}

func move(from, to string) string { return "R " + quoted(from) + " " + quoted(to) + "\n" }

func drop(path string) string { return "D " + quoted(path) + "\n" }

func link(path, target string) string {
	return strings.Replace(put(path, target), "100644", "120000", 1)
}

func quoted(path string) string {
	var b strings.Builder
	for _, c := range []byte(path) {
		if c < 0x20 || c >= 0x7f || c == '"' || c == '\\' {
			fmt.Fprintf(&b, `\%03o`, c)
			continue
		}
		b.WriteByte(c)
	}
	return `"` + b.String() + `"`
}

const (
	daySeconds = 86400
	newYear    = 1577836800 // of 2020
)

// feed makes the commits on a branch.
func (r repository) feed(branch string, commits ...commit) {
	r.Helper()
	var b strings.Builder
	day := 0
	for _, c := range commits {
		if day++; c.day > 0 {
			day = c.day
		}
		who := c.who
		if !strings.Contains(who, "<") {
			who += " <" + strings.ReplaceAll(who, " ", ".") + "@example.org>"
		}
		fmt.Fprintf(&b, "commit refs/heads/%s\nauthor %s %d +0000\n", branch, who, newYear+day*daySeconds)
		fmt.Fprintf(&b, "committer Somebody Else <else@example.org> %d +0900\ndata %d\n%s\n", newYear+day*daySeconds, len(c.message), c.message)
		b.WriteString(strings.Join(c.do, ""))
		b.WriteString("\n")
	}
	r.git(b.String(), "--git-dir="+r.dir, "fast-import", "--quiet", "--date-format=raw")
}

func (r repository) read(o githistory.Options) knowledge.CodeHistory {
	r.Helper()
	h, err := githistory.Read(context.Background(), r.dir, o)
	if err != nil {
		r.Fatal(err)
	}
	return h
}

// goText is source code that no two seeds share.
func goText(seed string) string {
	var b strings.Builder
	b.WriteString("package main\n\n")
	for i := range 12 {
		fmt.Fprintf(&b, "var %s%d = %q\n", seed, i, seed)
	}
	return b.String()
}

// works lists a file's developers as "name creates? changes", in order of name.
func works(h knowledge.CodeHistory, path string) string {
	i := slices.IndexFunc(h.Files, func(f knowledge.CodeFile) bool { return f.Path == path })
	if i < 0 {
		return "not there"
	}
	var out []string
	for _, w := range h.Files[i].Works {
		mark := ""
		if w.Created {
			mark = "+"
		}
		out = append(out, fmt.Sprintf("%s %s%d", h.Developers[w.Developer].Name, mark, w.Changes))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func filesOf(h knowledge.CodeHistory) string {
	var out []string
	for _, f := range h.Files {
		out = append(out, f.Path)
	}
	return strings.Join(out, " ")
}
