package githistory_test

import (
	"context"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"michinori/app/evidence/githistory"
)

// trap fills a git directory with everything that makes git run a program, each
// of which would leave a mark.
func trap(r repository, gitDir string) (mark string) {
	r.Helper()
	mark = filepath.Join(r.TempDir(), "executed")
	script := filepath.Join(r.TempDir(), "run")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho \"$0 $*\" >>'"+mark+"'\ncat\n"), 0o755); err != nil {
		r.Fatal(err)
	}
	config, err := os.ReadFile(filepath.Join(gitDir, "config"))
	if err != nil {
		r.Fatal(err)
	}
	included := filepath.Join(gitDir, "included")
	settings := strings.ReplaceAll(string(config)+`
[core]
	fsmonitor = RUN
	hooksPath = DIR/hooks
	pager = RUN
	editor = RUN
	sshCommand = RUN
	gitProxy = RUN
	attributesFile = DIR/info/attributes
[include]
	path = INCLUDED
[includeIf "gitdir:/"]
	path = INCLUDED
[diff]
	external = RUN
[diff "x"]
	command = RUN
	textconv = RUN
[filter "x"]
	clean = RUN
	smudge = RUN
	process = RUN
	required = true
[alias]
	log = !RUN
	cat-file = !RUN
	ls-tree = !RUN
	config = !RUN
[pager]
	log = RUN
[credential]
	helper = !RUN
[gpg]
	program = RUN
[log]
	showSignature = true
	mailmap = false
[mailmap]
	file = /etc/passwd
[remote "origin"]
	url = ext::RUN
	promisor = true
	partialclonefilter = blob:none
	uploadpack = RUN
[extensions]
	partialClone = origin
`, "RUN", script)
	settings = strings.NewReplacer("DIR", gitDir, "INCLUDED", included).Replace(settings)
	for name, text := range map[string]string{
		"config": settings, "included": "[core]\n\tfsmonitor = " + script + "\n", "info/attributes": "* filter=x diff=x text eol=crlf\n",
		"info/grafts": "", "hooks/post-index-change": "", "hooks/reference-transaction": "", "hooks/post-checkout": "",
	} {
		path := filepath.Join(gitDir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			r.Fatal(err)
		}
		if strings.HasPrefix(name, "hooks/") {
			text = "#!/bin/sh\necho hook >>'" + mark + "'\n"
		}
		if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
			r.Fatal(err)
		}
	}
	return mark
}

func TestNothingOfTheRepositoryIsExecuted(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	elsewhere := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.WriteFile(elsewhere, []byte("Nobody <nobody@example.org> <ann@example.org>\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r.feed("main", commit{who: "ann", do: []string{
		put("a.go", goText("a")), put("b.txt", "b"), link(".mailmap", elsewhere), link("sub/.gitattributes", elsewhere),
		put(".gitattributes", "* filter=x diff=x merge=x text eol=crlf working-tree-encoding=UTF-16\n"),
		put(".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh\n\tupdate = !sh\n"), put("sub/s.go", goText("s")),
	}})
	work := filepath.Join(t.TempDir(), "work")
	r.git("", "--git-dir="+r.dir, "worktree", "add", "-q", "-f", work, "main")
	mark := trap(r, r.dir)
	// The traps are sprung by git itself, so that their silence below means something.
	_ = exec.Command("git", "-C", work, "status").Run()
	if err := os.Remove(mark); err != nil {
		t.Errorf("git itself ran none of the programs: %v", err)
	}
	before := snapshot(t, r.dir)
	for _, path := range []string{r.dir, work, filepath.Join(work, "sub")} {
		h, err := githistory.Read(context.Background(), path, githistory.Options{Progress: func(int, int) {}})
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if works(h, "a.go") != "ann +0" || works(h, "sub/s.go") != "ann +0" {
			t.Errorf("a.go by %s, sub/s.go by %s", works(h, "a.go"), works(h, "sub/s.go"))
		}
	}
	if said, err := os.ReadFile(mark); err == nil {
		t.Errorf("executed: %s", said)
	}
	if after := snapshot(t, r.dir); after != before {
		t.Errorf("the repository was changed:\n%s\n%s", before, after)
	}
}

// snapshot lists the files of a folder with their sizes and times.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && !e.IsDir() {
			b.WriteString(path + " " + info.ModTime().String() + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestNamesThatWouldHarmATerminal(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main",
		commit{who: "alert(1)/script <x@example.org>", do: []string{put("a\x1b[31m\n\x07.go", goText("a"))}},
		commit{who: "b\x1b]0;owned\x07\x9b31m\u202e <b@example.org>", do: []string{put("<script>alert(1)</script>.go", goText("b")), put("bad\xff.go", goText("c"))}},
		commit{who: "long", do: []string{put(strings.Repeat("x", 60_000)+".go", goText("d")), put(strings.Repeat("long/", 1000)+"e.go", goText("e"))}},
	)
	h := r.read(githistory.Options{})
	if len(h.Files) != 3 || h.Skipped != 2 {
		t.Errorf("%d files, %d skipped: %q", len(h.Files), h.Skipped, filesOf(h))
	}
	for _, d := range h.Developers {
		if strings.ContainsFunc(d.Name+d.Email, func(c rune) bool { return unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) }) {
			t.Errorf("name %q", d.Name)
		}
	}
}

func TestANameOfTenMegabytes(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main", commit{who: "ann", do: []string{put("a.go", goText("a"))}})
	git := func(in string, args ...string) string {
		return r.git(in, append([]string{"--git-dir=" + r.dir}, args...)...)
	}
	blob, err := hex.DecodeString(git("", "rev-parse", "main:a.go"))
	if err != nil {
		t.Fatal(err)
	}
	tree := git("100644 "+strings.Repeat("n", 10<<20)+".go\x00"+string(blob), "hash-object", "-t", "tree", "-w", "--stdin", "--literally")
	head := git("", "-c", "user.name=ben", "-c", "user.email=ben@example.org", "commit-tree", "-p", "main", "-m", "x", tree)
	git("", "update-ref", "refs/heads/main", head)
	h := r.read(githistory.Options{})
	if len(h.Files) != 0 || h.Commits != 2 || h.Skipped != 1 {
		t.Errorf("%d files, %d commits, %d skipped", len(h.Files), h.Commits, h.Skipped)
	}
}

func TestAFewMissingFilesAreToldAndPassedOver(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main",
		commit{who: "ann", do: []string{put("a.go", goText("a")), put("z.bin", goText("z"))}},
		commit{who: "ben", do: []string{move("a.go", "b.go"), put("b.go", goText("a")+"//\n"), drop("z.bin"), put("y.bin", goText("y"))}},
		commit{who: "cid", do: []string{put("b.go", goText("a")+"// 2\n")}},
	)
	lost := r.git("", "--git-dir="+r.dir, "rev-parse", "main~2:z.bin")
	unpackWithout(r, lost)
	h := r.read(githistory.Options{})
	if h.Absent != 1 || h.Commits != 3 || works(h, "b.go") != "ann +0, ben 1, cid 1" {
		t.Errorf("%d absent, %d commits, b.go by %s", h.Absent, h.Commits, works(h, "b.go"))
	}
}

// unpackWithout keeps all objects loose, less one.
func unpackWithout(r repository, lost string) {
	r.Helper()
	packs, err := filepath.Glob(filepath.Join(r.dir, "objects/pack/*.pack"))
	if err != nil {
		r.Fatal(err)
	}
	for _, pack := range packs {
		text, err := os.ReadFile(pack)
		if err != nil {
			r.Fatal(err)
		}
		for _, name := range []string{pack, strings.TrimSuffix(pack, ".pack") + ".idx"} {
			if err := os.Remove(name); err != nil {
				r.Fatal(err)
			}
		}
		r.git(string(text), "--git-dir="+r.dir, "unpack-objects", "-q")
	}
	if err := os.Remove(filepath.Join(r.dir, "objects", lost[:2], lost[2:])); err != nil {
		r.Fatal(err)
	}
}

// Where the author of a commit is missing or damaged, the work is still
// somebody's, who needs a name to be shown and imported by.
func TestAuthorsWithoutANameOrAReadableLine(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main", commit{who: " <>", do: []string{put("a.go", goText("a"))}})
	tree := r.git("", "--git-dir="+r.dir, "rev-parse", "main^{tree}")
	parent := r.git("", "--git-dir="+r.dir, "rev-parse", "main")
	text := "tree " + tree + "\nparent " + parent + "\nauthor nobody at all\ncommitter nobody at all\n\nm\n"
	damaged := r.git(text, "--git-dir="+r.dir, "hash-object", "-t", "commit", "-w", "--stdin", "--literally")
	h := r.read(githistory.Options{At: damaged})
	if len(h.Developers) != 1 || h.Developers[0].Name != "(no name)" || h.Developers[0].Commits != 2 {
		t.Errorf("developers %+v", h.Developers)
	}
}
