package githistory_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"michinori/app/evidence/githistory"
)

func TestWorkIsFollowedThroughRenames(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	text := goText("a")
	r.feed("main",
		commit{who: "ann", do: []string{put("a.go", text)}},
		commit{who: "ben", do: []string{put("a.go", text+"// 1\n")}},
		commit{who: "ben", do: []string{put("a.go", text+"// 2\n")}},
		commit{who: "cid", do: []string{move("a.go", "lib/b.go")}},
		commit{who: "dot", do: []string{move("lib/b.go", "lib/c.go"), put("d.go", goText("d"))}},
		commit{who: "ann", do: []string{drop("d.go")}},
		commit{who: "eve", do: []string{put("d.go", goText("e"))}},
	)
	h := r.read(githistory.Options{})
	if got := works(h, "lib/c.go"); got != "ann +0, ben 2, cid 1, dot 1" {
		t.Errorf("through two renames: %s", got)
	}
	if got := works(h, "d.go"); got != "dot +0, eve +0" {
		t.Errorf("added again by another: %s", got)
	}
	if h.Commits != 7 || filesOf(h) != "d.go lib/c.go" {
		t.Errorf("%d commits, files %s", h.Commits, filesOf(h))
	}
}

func TestAPathIsOneHistory(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main",
		commit{who: "ann", do: []string{put("a.go", goText("a"))}},
		commit{who: "ben", do: []string{move("a.go", "b.go")}},
		commit{who: "cid", do: []string{put("a.go", goText("c"))}},
		commit{who: "dot", do: []string{move("b.go", "x.go")}},
		commit{who: "dot", do: []string{move("x.go", "b.go")}}, // and back: no endless walk
	)
	h := r.read(githistory.Options{})
	if works(h, "a.go") != "ann +0, cid +0" || works(h, "b.go") != "ann +0, ben 1, cid +0, dot 2" {
		t.Errorf("a.go by %s, b.go by %s", works(h, "a.go"), works(h, "b.go"))
	}
}

func TestReadingCanBeBrokenOff(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main", commit{who: "ann", do: []string{put("a.go", goText("a"))}}, commit{who: "ann", do: []string{put("b.go", goText("b"))}})
	ctx, cancel := context.WithCancel(context.Background())
	_, err := githistory.Read(ctx, r.dir, githistory.Options{Progress: func(int, int) { cancel() }})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("broken off while reading: %v", err)
	}
	if _, err = githistory.Read(ctx, r.dir, githistory.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("broken off before: %v", err)
	}
}

func TestMergesAndBranches(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main", commit{who: "ann", do: []string{put("a.go", goText("a"))}})
	first := r.git("", "--git-dir="+r.dir, "rev-parse", "main")
	r.feed("side", commit{who: "ben", day: 9, do: []string{"from " + first + "\n", put("b.go", goText("b"))}})
	side := r.git("", "--git-dir="+r.dir, "rev-parse", "side")
	r.feed("main", commit{who: "cid", day: 5, do: []string{"from " + first + "\n", put("c.go", goText("c"))}})
	r.feed("main", commit{who: "dot", day: 10, do: []string{"from refs/heads/main^0\n", "merge " + side + "\n", put("b.go", goText("b"))}})
	h := r.read(githistory.Options{At: "main"})
	if h.Commits != 4 || works(h, "b.go") != "ben +0" {
		t.Errorf("%d commits, b.go by %s: a merge is a commit and no work on files", h.Commits, works(h, "b.go"))
	}
	if h = r.read(githistory.Options{At: "main~1"}); h.Commits != 2 || filesOf(h) != "a.go c.go" {
		t.Errorf("before the merge: %d commits, files %s", h.Commits, filesOf(h))
	}
}

func TestPeopleAreMergedAndProgramsLeftOut(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	note := func(n string) string { return put("a.go", goText("a")+n) }
	r.feed("main",
		commit{who: "José Pérez <jose@work.example>", do: []string{note("1"), put(".mailmap", "Dorothy <dot@home.example> <dot@old.example>\n")}},
		commit{who: "José Pérez <jose@work.example>", do: []string{note("1b")}},
		commit{who: "JOSE PEREZ <jp@home.example>", do: []string{note("2")}},
		commit{who: "zorro <JOSE@work.example>", do: []string{note("3")}},
		commit{who: "d <dot@old.example>", do: []string{note("4")}},
		commit{who: "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>", do: []string{note("5")}},
		commit{who: "Renovate Bot <bot@renovateapp.com>", do: []string{note("6")}},
		commit{who: "ann", do: []string{note("7")}, message: "Squash\n\nCo-authored-by: x <dot@old.example>\n" +
			"Co-authored-by: ann <ann@example.org>\nCo-authored-by: Helper <noreply@example.org>\nco-authored-by: ben <ben@example.org>\n"},
	)
	h := r.read(githistory.Options{})
	if got, want := works(h, "a.go"), "Dorothy 2, José Pérez +3, ann 1, ben 1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if h.Commits != 8 || len(h.Developers) != 4 {
		t.Errorf("%d commits by %d developers", h.Commits, len(h.Developers))
	}
}

func TestCommitsThatBlameIgnores(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main",
		commit{who: "ann", do: []string{put("a.go", goText("a"))}},
		commit{who: "tidy", do: []string{put("a.go", goText("a")+"\n")}},
	)
	tidied := r.git("", "--git-dir="+r.dir, "rev-parse", "main")
	r.feed("main", commit{who: "ann", do: []string{"from refs/heads/main^0\n", put(".git-blame-ignore-revs", "# formatted\n"+tidied+" # all\nnonsense\n")}})
	if got := works(r.read(githistory.Options{}), "a.go"); got != "ann +0" {
		t.Errorf("a.go by %s: who only formatted has not written it", got)
	}
}

func TestTheLatestTime(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main",
		commit{who: "ann", day: 1, do: []string{put("lib/a.go", goText("a")), put("lib/b.go", goText("b"))}},
		commit{who: "ben", day: 400, do: []string{put("lib/a.go", goText("a")+"//\n"), put("x.go", goText("x"))}},
	)
	h := r.read(githistory.Options{})
	if h.AsOf.Format(time.DateOnly) != "2021-02-04" || h.Since.Format(time.DateOnly) != "2020-02-04" {
		t.Errorf("as of %v since %v", h.AsOf, h.Since)
	}
	report := h.Report(nil)
	if len(report.Areas) != 2 || report.Areas[0].Path != "." || report.Areas[1].Path != "lib/" {
		t.Fatalf("areas %+v", report.Areas)
	}
	lib := report.Areas[1]
	if !lib.TopDeparted || len(lib.People) != 2 || lib.People[0].Name != "ann" || lib.People[1].RecentFiles != 1 || lib.People[1].LastCommit != "2021-02-04" {
		t.Errorf("lib/ %+v", lib)
	}
	if h = r.read(githistory.Options{Since: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}); h.Report(nil).Areas[1].TopDeparted {
		t.Error("ann is here since 2020")
	}
}

func TestWhatCountsAsSource(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.feed("main", commit{who: "ann", do: []string{
		put("main.go", goText("m")), put("script", "#!/usr/bin/env python3\nprint(1)\n"), put("page.html", "<p>x</p>\n"), put("a/style.css", "p{}\n"),
		put("empty.go", ""), put("binary.go", "package a\x00\x01"), put("README.md", "# x\n"), put("docs/x.go", goText("d")), put("data.json", "{}\n"),
		put("vendor/x.go", goText("v")), put("node_modules/x.js", "x()\n"), put("a/jquery.js", "x()\n"), put("x.min.js", "x()\n"), put("notes.txt", "x\n"),
		put("gen.go", "// Code generated by x. DO NOT EDIT.\n"+goText("g")), put("unknown.zzz", "x\n"), link("link.go", "main.go"),
		put("mine/vendor/x.go", goText("w")), put("made.go", goText("n")), put("q.sql", "select 1;\n"), put("deep/z.go", goText("z")), put("deep/y.go", goText("y")),
		put("page.tpl", "x\n"),
		put(".gitattributes", "mine/vendor/* -linguist-vendored\nmade.go linguist-generated=true\n*.sql linguist-detectable\n"+
			"deep/*.go linguist-vendored\n*.tpl linguist-language=HTML\n[attr]linguist-x linguist-vendored\n"),
		put("deep/.gitattributes", "z.go linguist-vendored=false\n"),
	}})
	got := filesOf(r.read(githistory.Options{}))
	if want := "a/style.css deep/z.go main.go mine/vendor/x.go page.html page.tpl q.sql script"; got != want {
		t.Errorf("counted %s\n   want %s", got, want)
	}
}
