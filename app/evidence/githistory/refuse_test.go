package githistory_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"michinori/app/evidence/githistory"
)

func filled(t *testing.T, init ...string) repository {
	t.Helper()
	r := newRepository(t, init...)
	r.feed("main",
		commit{who: "ann", do: []string{put("a.go", goText("a"))}},
		commit{who: "ben", do: []string{put("a.go", goText("b"))}},
	)
	return r
}

func TestWhatCannotBeReadIsSaidInOneLine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		make func(*testing.T) string
		at   string
		want string
	}{
		"no folder":     {func(t *testing.T) string { return filepath.Join(t.TempDir(), "none") }, "", "cannot be opened"},
		"no repository": {func(t *testing.T) string { return t.TempDir() }, "", "is not a git repository"},
		"a file": {func(t *testing.T) string {
			path := filepath.Join(t.TempDir(), "f")
			writeFile(t, path, "x")
			return path
		}, "", "is no folder"},
		"a work tree whose repository went": {func(t *testing.T) string {
			dir := t.TempDir()
			writeFile(t, filepath.Join(dir, ".git"), "gitdir: ../gone/\x1b[31m\n")
			return dir
		}, "", "moved or deleted"},
		"empty": {func(t *testing.T) string { return newRepository(t).dir }, "", "is empty"},
		"an unborn branch": {func(t *testing.T) string {
			r := filled(t)
			r.write("HEAD", "ref: refs/heads/other\n")
			return r.dir
		}, "", `"other" has no commit yet`},
		"shallow": {func(t *testing.T) string {
			r := filled(t)
			shallow := filepath.Join(t.TempDir(), "s.git")
			r.git("", "clone", "-q", "--bare", "--depth=1", "file://"+r.dir, shallow)
			return shallow
		}, "", "git fetch --unshallow"},
		"an unknown revision": {func(t *testing.T) string { return filled(t).dir }, "v1.0", `no revision "v1.0"`},
		"an option":           {func(t *testing.T) string { return filled(t).dir }, "--output=/tmp/x", "no revision"},
		"two lines":           {func(t *testing.T) string { return filled(t).dir }, "main\nmain", "no revision"},
		"no commit":           {func(t *testing.T) string { return filled(t).dir }, "main:a.go", "no revision"},
		"a broken HEAD": {func(t *testing.T) string {
			r := filled(t)
			r.write("HEAD", "nonsense\n")
			return r.dir
		}, "", "damaged"},
		"a HEAD that is a pipe or too large": {func(t *testing.T) string {
			r := filled(t)
			r.write("HEAD", strings.Repeat("x", 5000))
			return r.dir
		}, "", "no ordinary file, or too large"},
		"a commit that went": {func(t *testing.T) string {
			r := filled(t)
			unpackWithout(r, r.git("", "--git-dir="+r.dir, "rev-parse", "main~1"))
			return r.dir
		}, "", "damaged or a partial clone"},
		"references in a table": {func(t *testing.T) string {
			r := filled(t)
			r.write("config", "[core]\nrepositoryformatversion=1\n[extensions]\nrefstorage=reftable\n")
			return r.dir
		}, "", "reftable"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			needGit(t)
			_, err := githistory.Read(context.Background(), c.make(t), githistory.Options{At: c.at})
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("%q, want one line with %q", err, c.want)
			}
		})
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestWithoutTheGitProgram(t *testing.T) {
	needGit(t)
	dir := filled(t).dir
	t.Setenv("PATH", t.TempDir()) // so this one is not parallel
	if _, err := githistory.Read(context.Background(), dir, githistory.Options{}); err == nil || !strings.Contains(err.Error(), "install git") {
		t.Errorf("%v, want to be told to install git", err)
	}
}

func TestWaysToKeepARepository(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]func(*testing.T) string{
		"longer names of objects": func(t *testing.T) string { return filled(t, "--object-format=sha256").dir },
		"a clone below which we stand": func(t *testing.T) string {
			r, dir := filled(t), filepath.Join(t.TempDir(), "clone")
			r.git("", "clone", "-q", "file://"+r.dir, dir)
			below := filepath.Join(dir, "sub", "folder")
			if err := os.MkdirAll(below, 0o755); err != nil {
				t.Fatal(err)
			}
			return below
		},
		"objects borrowed from another": func(t *testing.T) string {
			r, dir := filled(t), filepath.Join(t.TempDir(), "clone \"é\" \\")
			r.git("", "clone", "-q", "--shared", r.dir, dir)
			return dir
		},
		"a .git file, as submodules have": func(t *testing.T) string {
			r, dir := filled(t), t.TempDir()
			writeFile(t, filepath.Join(dir, ".git"), "gitdir: "+r.dir+"\n")
			return dir
		},
		"a detached HEAD": func(t *testing.T) string {
			r := filled(t)
			r.write("HEAD", r.git("", "--git-dir="+r.dir, "rev-parse", "main")+"\n")
			return r.dir
		},
		"a HEAD that is a link, as long ago": func(t *testing.T) string {
			r := filled(t)
			if err := os.Remove(filepath.Join(r.dir, "HEAD")); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink("refs/heads/main", filepath.Join(r.dir, "HEAD")); err != nil {
				t.Fatal(err)
			}
			return r.dir
		},
		"references that lead elsewhere, packed ones, grafts and replacements": func(t *testing.T) string {
			r := filled(t)
			r.git("", "--git-dir="+r.dir, "pack-refs", "--all")
			r.git("", "--git-dir="+r.dir, "replace", "--graft", "main")
			r.write("info/grafts", r.git("", "--git-dir="+r.dir, "rev-parse", "main")+"\n")
			if err := os.Symlink("/etc/passwd", filepath.Join(r.dir, "refs", "heads", "other")); err != nil {
				t.Fatal(err)
			}
			return r.dir
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, err := githistory.Read(context.Background(), path(t), githistory.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if h.Commits != 2 || works(h, "a.go") != "ann +0, ben 1" {
				t.Errorf("%d commits, a.go by %s", h.Commits, works(h, "a.go"))
			}
		})
	}
}
