package paths_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"michinori/app/evidence/paths"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	tests := []struct{ pattern, matches, not string }{
		{"batch/billing/**", "batch/billing/run.go batch/billing/a/b.sql", "batch/billing batch/billings/x src/batch/billing/x"},
		{"batch/billing", "batch/billing batch/billing/x", "batch/billing2 x/batch/billing"},
		{"lib/", "lib/a.rb lib/a/b.rb src/lib/a.rb", "lib liba/x src/lib"},
		{"/lib/", "lib/a.rb lib/a/b.rb", "lib src/lib/a.rb"},
		{"./lib/", "lib/a.rb", "src/lib/a.rb"},
		{"*.sql", "a.sql db/x/a.sql .sql", "a.sqlx a.SQL sql"},
		{"/*.sql", "a.sql", "db/a.sql"},
		{"/Makefile", "Makefile", "sub/Makefile makefile Makefile.am"},
		{"Makefile", "Makefile sub/Makefile", "Makefile.am"},
		{"**/test/**", "test/a x/test/a x/y/test/a/b", "test x/test xtest/a"},
		{"**/test", "test x/test x/test/y", "xtest"},
		{"a/*/b", "a/x/b a/x/b/c", "a/b a/x/y/b x/a/y/b"},
		{"a/**/b", "a/b a/x/b a/x/y/b a/x/b/c", "a/x/c ab b"},
		{"a/**/**/b", "a/b a/x/y/b", "a/c"},
		{"a/**/*", "a/b a/x/y", "a b/a/x"},
		{"docs/*", "docs/a.md", "docs/x/a.md docs x/docs/a.md"},
		{"*", "a x/y .github/x", ""},
		{"/*", "a", "a/b"},
		{"**", "a a/b", ""},
		{"**/", "a/b a/b/c", "a"},
		{"a/**/", "a/b/c", "a/b b/a/c"},
		{"a?c", "abc x/aあc", "ac abbc a/c"},
		{"v[0-9].txt", "v1.txt", "vx.txt v10.txt"},
		{"v[!0-9].txt", "vx.txt vあ.txt", "v1.txt"},
		{"[]x].c", "].c x.c", "y.c"},
		{"[あ-お].txt", "い.txt", "か.txt"},
		{`a\*b`, "a*b", "axb"},
		{`with\ space/`, "", "with"},
		{"a**b", "ab axxb", "a/b"},
		{"決済/**", "決済/入金.go", "決/入金.go"},
		{" src/ ", "src/a", "a"},
		{"a/b/", "a/b/c", "a/b x/a/b/c"},
	}
	for _, tt := range tests {
		set, err := paths.Compile([]string{tt.pattern})
		if err != nil {
			t.Errorf("%q: %v", tt.pattern, err)
			continue
		}
		for _, path := range strings.Fields(tt.matches) {
			if !set.Match(path) {
				t.Errorf("%q does not match %q", tt.pattern, path)
			}
		}
		for _, path := range strings.Fields(tt.not) {
			if set.Match(path) {
				t.Errorf("%q matches %q", tt.pattern, path)
			}
		}
	}
}

func TestSetMatchesAnyPattern(t *testing.T) {
	t.Parallel()
	set, err := paths.Compile([]string{"/a/", "*.go", `dir\ x/`})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{"a/x": true, "b/x.go": true, "dir x/y": true, "b/x": false, "": false} {
		if set.Match(path) != want {
			t.Errorf("%q: %v", path, !want)
		}
	}
	if (paths.Set{}).Match("a") {
		t.Error("no pattern matches nothing")
	}
}

func TestPatternsThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for pattern, reason := range map[string]string{
		"":                        "names nothing",
		"/":                       "names nothing",
		"!lib/":                   "exceptions",
		"a//b":                    "two slashes",
		"../x":                    "no name of a folder",
		"a/./b":                   "no name of a folder",
		"v[0-9":                   "never closed",
		"v[":                      "never closed",
		"v[a-":                    "never closed",
		"v[9-0]":                  "backwards",
		`a\`:                      "none",
		`batch\billing`:           "parted by /",
		"a\x00b":                  "no text",
		"a\xffb":                  "no text",
		strings.Repeat("a", 1001): "longer than",
	} {
		_, err := paths.Compile([]string{"fine", pattern})
		var wrong *paths.Error
		if !errors.As(err, &wrong) || wrong.Pattern != pattern || !strings.Contains(wrong.Reason, reason) ||
			!slices.Contains(paths.ErrorKeys(), wrong.Key) {
			t.Errorf("%q: %v, want %q", pattern, err, reason)
		}
	}
}

func TestFolder(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]string{
		"/lib/": "lib", "batch/billing/**": "batch/billing", "*": "", "*.js": "", "/*": "", "**": "", "docs/*": "docs",
		"**/logs": "logs", "/apps/github": "apps/github", "src/main.go": "src", "/Makefile": "", "a/*/b": "a", "*/b/": "b", "**/a/b/*.ts": "a/b",
		".github/": ".github", "go.mod": "", "v1.2/": "v1.2", "README": "", "docs/README": "docs", "**/*.go": "", "決済/": "決済",
	} {
		p, err := paths.Parse(pattern)
		if err != nil || p.Folder() != want {
			t.Errorf("%q: %q, %v, want %q", pattern, p.Folder(), err, want)
		}
	}
}

// translate says in regular expressions what a pattern means, to hold the
// matcher against.
func translate(pattern string) *regexp.Regexp {
	body, folder := strings.CutSuffix(pattern, "/")
	body, rooted := strings.CutPrefix(body, "/")
	if !rooted && !strings.Contains(body, "/") {
		body = "**/" + body
	}
	tail := "(/.*)?"
	switch last := body[strings.LastIndex(body, "/")+1:]; {
	case folder || last == "**":
		tail = "/.*"
	case last == "*":
		tail = ""
	}
	expr := ""
	names := strings.Split(body, "/")
	for i, name := range names {
		switch {
		case name == "**" && i == len(names)-1:
			expr, tail = strings.TrimSuffix(expr, "/"), "(/.+|/)"
			if expr == "" {
				tail = ".+"
			}
		case name == "**":
			expr += "([^/]*/)*"
		default:
			expr += strings.NewReplacer("*", "[^/]*", "?", "[^/]", ".", `\.`).Replace(name)
			if i < len(names)-1 {
				expr += "/"
			}
		}
	}
	if strings.HasSuffix(expr, ")*") && tail == "(/.+|/)" {
		tail = ".+"
	}
	return regexp.MustCompile("(?s)^" + expr + tail + "$")
}

func TestMatchIsWhatTheRegularExpressionSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringMatching(`/?((a|b|\*|\?|ab|a\*|\*b)/|\*\*/){0,4}(a|b|\*|a\*|\*b|b\?|\*\*|a/|b/)`).Draw(t, "pattern")
		path := rapid.StringMatching(`[ab]{1,3}(/[ab]{1,3}){0,5}`).Draw(t, "path")
		set, err := paths.Compile([]string{pattern})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := set.Match(path), translate(pattern).MatchString(path); got != want {
			t.Fatalf("%q on %q: %v, the expression %v says %v", pattern, path, got, translate(pattern), want)
		}
	})
}

func FuzzMatch(f *testing.F) {
	f.Add("batch/**", "batch/a")
	f.Add("*a*a*a*b", strings.Repeat("a", 40))
	f.Add("[a-z]?\\*/**/x", "b/c")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		set, err := paths.Compile([]string{pattern})
		if err == nil {
			set.Match(path)
		}
	})
}

// BenchmarkHostile holds a pattern made for backtracking against a name made
// to fail at its very end; twice the name must take about twice the time.
func BenchmarkHostile(b *testing.B) {
	for name, pattern := range map[string]string{
		"stars":   strings.Repeat("*a", 100) + "b?",
		"run":     "*" + strings.Repeat("a", 400) + "b?",
		"folders": strings.Repeat("**/a/", 100) + "b?",
	} {
		set, err := paths.Compile([]string{pattern})
		if err != nil {
			b.Fatal(err)
		}
		for _, size := range []string{"10k", "20k", "40k"} {
			n := map[string]int{"10k": 10_000, "20k": 20_000, "40k": 40_000}[size]
			path := strings.Repeat("a", n)
			if name == "folders" {
				path = strings.Repeat("a/", n/2) + "c"
			}
			b.Run(name+"/"+size, func(b *testing.B) {
				for b.Loop() {
					set.Match(path)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/byte")
			})
		}
	}
}

func BenchmarkUsual(b *testing.B) {
	set, err := paths.Compile([]string{"batch/billing/**", "*.sql", "lib/"})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		set.Match("app/services/payment/internal/gateway/client_test.go")
	}
}
