package questionnaires

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
)

const ownStarter = `format: 1
key: our-start
edition: "1"
title: {ja: 私たちの5問, en: Our five questions}
intro: {ja: 人事評価には使いません。, en: Not for performance review.}
minutes: 3
extends: sre-core@1
select: [toil.hours, bus.absence, incident.procedure, slo.review, learn.allies]
`

// ownMore takes over all of ownStarter and whatever its newest edition is.
const ownMore = `format: 1
key: our-more
edition: "1"
title: {ja: もう少し, en: A little more}
intro: {ja: 人事評価には使いません。, en: Not for performance review.}
minutes: 4
extends: our-start
`

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, raw := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(raw), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestOpenLibraryWithoutFolder(t *testing.T) {
	t.Parallel()
	l, problems, err := OpenLibrary("")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if got := listed(l); !slices.Equal(got, []string{"sre-core 1", "sre-starter 1"}) {
		t.Errorf("List() = %q", got)
	}
	q, err := l.Get("sre-core", "1")
	if err != nil || q != core(t) {
		t.Errorf("Get gives %p and %v, want the built-in one", q, err)
	}
	for _, edition := range []string{"", "2"} {
		_, err = l.Get("sre-core", edition)
		var unknown *UnknownError
		if !errors.As(err, &unknown) || !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			t.Errorf("Get of edition %q: %v, want an *UnknownError that is NotFound", edition, err)
		}
	}
	if _, _, err := OpenLibrary(filepath.Join(t.TempDir(), "nowhere")); err == nil {
		t.Error("a folder that is not there was opened")
	}
}

func TestOpenLibraryWithOwn(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"a-more.yaml":   ownMore, // before what it extends
		"b-start.yml":   ownStarter,
		"c-start.yaml":  strings.Replace(ownStarter, `edition: "1"`, `edition: "10"`, 1),
		"d-start.yaml":  strings.Replace(ownStarter, `edition: "1"`, `edition: "2"`, 1),
		"own.yaml":      own,
		".hidden.yaml":  "nonsense",
		"readme.txt":    "nonsense",
		"notes.yaml.md": "nonsense",
	})
	if err := os.Mkdir(filepath.Join(dir, "folder.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	l, problems, err := OpenLibrary(dir)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	want := []string{"sre-core 1", "sre-starter 1", "our-more 1", "our-start 10", "our-release 2026"}
	if got := listed(l); !slices.Equal(got, want) {
		t.Errorf("List() = %q, want %q", got, want)
	}
	if got := len(l.Editions("our-start")); got != 3 {
		t.Errorf("%d editions, want 3", got)
	}
	q, err := l.Latest("our-more")
	if err != nil || len(q.Questions) != 5 || len(q.Gates) != 4 {
		t.Errorf("our-more: %+v, %v", q, err)
	}
	if keys := BuiltInKeys(); len(keys) != 2 {
		t.Errorf("own questionnaires became built in: %q", keys)
	}
}

func listed(l *Library) []string {
	var out []string
	for _, q := range l.List() {
		out = append(out, q.Key+" "+q.Edition)
	}
	return out
}

func TestOpenLibraryNamesProblems(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"a.yaml": ownStarter,
		"b.yaml": ownStarter, // the same edition once more
		"c.yaml": strings.Replace(ownStarter, "key: our-start", "key: sre-core", 1),
		"d.yaml": strings.Replace(ownStarter, "bus.absence", "bus.absense", 1),
		"e.yaml": strings.NewReplacer("our-more", "egg", "our-start", "hen").Replace(ownMore),
		"f.yaml": strings.NewReplacer("our-more", "hen", "our-start", "egg").Replace(ownMore),
		"g.json": `{"format": 1`,
	})
	l, problems, err := OpenLibrary(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`b.yaml:2:6: our-start edition "1" exists already, built in or in another file; choose another key or edition`,
		`c.yaml:2:6: sre-core edition "1" exists already, built in or in another file; choose another key or edition`,
		`d.yaml:8:22: questionnaire: sre-core has no question "bus.absense"; did you mean bus.absence?`,
		`e.yaml:7:10: questionnaire: extends "hen", which is not known`,
		`f.yaml:7:10: questionnaire: extends "egg", which is not known`,
		`g.json:1:12: this is not valid YAML: did not find expected ',' or '}'; a text with : # , ? [ ] { } in it may need quotes`,
	}
	var got []string
	for _, p := range problems {
		got = append(got, strings.TrimPrefix(p.String(), dir+string(filepath.Separator)))
	}
	if !slices.Equal(got, want) {
		t.Errorf("problems\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := listed(l); !slices.Equal(got, []string{"sre-core 1", "sre-starter 1", "our-start 1"}) {
		t.Errorf("List() = %q", got)
	}
}

func TestLoadFile(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"own.yaml": ownStarter, "bad.yaml": "format: 3"})
	q, err := LoadFile(filepath.Join(dir, "own.yaml"))
	if err != nil || q.Key != "our-start" {
		t.Errorf("LoadFile = %v, %v", q, err)
	}
	var problems Problems
	if _, err := LoadFile(filepath.Join(dir, "bad.yaml")); !errors.As(err, &problems) || len(problems) < 5 {
		t.Errorf("LoadFile of a bad file: %v, want Problems", err)
	}
	if _, err := LoadFile(filepath.Join(dir, "none.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("LoadFile of no file: %v", err)
	}
}

// Extending keeps what belongs together, and no more.
func TestExtendTakesGatesAlong(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, extends string
		gates         []string
		questions     int
	}{
		{"all", "extends: sre-core", gateNames(core(t)), 37},
		{"one with its gate", "extends: sre-core@1\nselect: [slo.review, learn.blameless]", []string{"slo.review"}, 2},
		{"a register figure brings orphans", "extends: sre-core\nselect: [bus.single_owner]", []string{"bus.orphan"}, 1},
		{
			"own gate besides", "extends: sre-core\nselect: [slo.review, bus.docs]\ngates:\n  - {name: bus.docs, when: at_most, limit: 0, max_level: 1}",
			[]string{"slo.review", "bus.docs"}, 2,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			head, _, _ := strings.Cut(ownStarter, "extends")
			raw := head + c.extends + "\n"
			q, problems := Parse("f", []byte(raw), builtInBase)
			if len(problems) > 0 {
				t.Fatal(messages(problems))
			}
			if !slices.Equal(gateNames(q), c.gates) || len(q.Questions) != c.questions {
				t.Errorf("gates %q and %d questions", gateNames(q), len(q.Questions))
			}
		})
	}
}
