package evidence_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"michinori/app/evidence"
)

// The example of "About code owners", docs.github.com, shortened.
const codeOwnersFile = `# This is a comment.
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
/apps/github/x @doctocat
`

func TestOwners(t *testing.T) {
	t.Parallel()
	owners, notes, err := evidence.ReadCodeOwners(codeOwnersFile)
	if err != nil || len(notes) > 0 {
		t.Fatal(notes, err)
	}
	for path, want := range map[string]string{
		"README.md":              "@global-owner1 @global-owner2",
		"a/b/c.js":               "@js-owner",
		"x/main.go":              "docs@example.com",
		"notes.txt":              "@octo-org/octocats",
		"build/logs/a.log":       "@octocat", // **/logs comes later
		"build/logs.txt":         "@octo-org/octocats",
		"deeply/nested/logs/x/y": "@octocat",
		"docs/start.md":          "@doctocat", // /docs/ comes later than docs/*
		"x/docs/start.md":        "@global-owner1 @global-owner2",
		"x/apps/a":               "@octocat",
		"apps/a":                 "@octocat",
		"apps/github/a":          "",
		"apps/github":            "",
		"apps/github/x":          "@doctocat",
		"apps/GitHub/a":          "@octocat",
		"scripts/run.js":         "@doctocat @octocat",
	} {
		if got := strings.Join(owners.Owners(path), " "); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	alone, _, _ := evidence.ReadCodeOwners("docs/* docs@example.com\n")
	if alone.Owners("docs/start.md") == nil || alone.Owners("docs/build-app/trouble.md") != nil {
		t.Error("docs/* is the files of docs alone")
	}
}

func TestLinesThatGitHubSkips(t *testing.T) {
	t.Parallel()
	owners, notes, err := evidence.ReadCodeOwners("\uFEFF/a/ @one\r\n" +
		"!/b/ @one\n\\#c @one\n/d[0-9]/ @one\n[Docs][2] @one\n^[Optional]\n/e/ one\n/f//g @one\n/h\\ i/ @one # @two\n/j/ @o/n/e\n  /k\t@one @one #x\n")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range notes {
		got = append(got, fmt.Sprint(n.Line, " ", n.Reason))
		if !slices.Contains(evidence.ProblemReasons(), n.Reason) {
			t.Errorf("%s is no known reason", n.Reason)
		}
	}
	want := []string{
		"2 codeowners.exception", "3 codeowners.hash", "4 codeowners.range", "5 codeowners.section", "6 codeowners.section",
		"7 codeowners.owner", "8 paths.slashes", "10 codeowners.owner",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	for path, owner := range map[string]string{"a/x": "@one", "b/x": "", "h i/x": "@one", "k": "@one"} {
		if o := strings.Join(owners.Owners(path), " "); o != owner {
			t.Errorf("%s: %q", path, o)
		}
	}
	if _, _, err := evidence.ReadCodeOwners(strings.Repeat("# long\n", 600_000)); err == nil {
		t.Error("a file over 3 MB is not loaded")
	}
}

func TestSuggestFromCodeOwners(t *testing.T) {
	t.Parallel()
	got, err := evidence.SuggestFromCodeOwners(`* @all
*.js @js
/Makefile @build
/batch/billing/ @shop/billing aoki@example.jp
/batch/billing/*.sql @shop/data
/batch/billing/ @shop/money aoki@example.jp
src/payment @shop/pay
/src-payment/ @shop/pay
/gone/ @x
/gone/
決済/ @shop/pay
`)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range got {
		lines = append(lines, fmt.Sprint(s.Key, "|", s.Name.JA, s.Name.EN, "|", s.Kind, "|", s.Paths, s.Owners, s.Source))
	}
	want := []string{
		"batch-billing|batch/billing|code|[/batch/billing/*.sql /batch/billing/] [@shop/data @shop/money aoki@example.jp]codeowners",
		"src-payment|src/payment|code|[src/payment] [@shop/pay]codeowners",
	}
	if len(lines) != 4 || !slices.Equal(lines[:2], want) || got[2].Key == got[1].Key || got[3].Name.JA != "決済" {
		t.Errorf("%s", strings.Join(lines, "\n"))
	}
	if _, err := evidence.SuggestFromCodeOwners("!a @b\n"); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("nothing to use: %v", err)
	}
}

func TestSuggestFromNames(t *testing.T) {
	t.Parallel()
	got := evidence.SuggestFromNames("請求バッチ / Billing batch\n\n- DNSの切り替え\n１．夜間 対応\n* Tax rules\ntax  RULES\nA / B\n3D models\n" + strings.Repeat("長", 301))
	var lines []string
	for _, s := range got {
		lines = append(lines, s.Name.JA+"|"+s.Name.EN)
	}
	want := []string{"請求バッチ|Billing batch", "DNSの切り替え|", "夜間 対応|", "|Tax rules", "|A / B", "|3D models"}
	if !slices.Equal(lines, want) || got[0].Key != "billing-batch" || got[3].Key != "tax-rules" {
		t.Errorf("%q", lines)
	}
}

func FuzzCodeOwners(f *testing.F) {
	f.Add(codeOwnersFile, "apps/x")
	f.Add("!a\n[x]\n\\", "a")
	f.Fuzz(func(t *testing.T, text, path string) {
		owners, notes, err := evidence.ReadCodeOwners(text)
		if err != nil {
			return
		}
		owners.Owners(path)
		keys := map[string]bool{}
		for _, s := range owners.Suggest() {
			if s.Key == "" || keys[s.Key] || len(s.Owners) == 0 || len(s.Paths) == 0 {
				t.Errorf("%+v", s)
			}
			keys[s.Key] = true
		}
		for _, n := range notes {
			if n.Line == 0 || !slices.Contains(evidence.ProblemReasons(), n.Reason) {
				t.Errorf("%+v", n)
			}
		}
	})
}
