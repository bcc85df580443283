package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/alecthomas/kong"
)

// documents are what people read beside the program, from its top folder.
func documents(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/adr/*.md", "deploy/*.md"} {
		found, err := filepath.Glob(filepath.Join("..", "..", pattern))
		must(t, err)
		all = append(all, found...)
	}
	if len(all) < 40 {
		t.Fatalf("only %d documents", len(all))
	}
	return all
}

// TestDocumentsAreInBothLanguages leaves out what only who works on the program
// reads: decisions, and how to work on it.
func TestDocumentsAreInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, name := range documents(t) {
		top := filepath.Dir(name) == filepath.Join("..", "..")
		if strings.HasSuffix(name, ".ja.md") || filepath.Base(filepath.Dir(name)) == "adr" || top && filepath.Base(name) != "README.md" {
			continue
		}
		if _, err := os.Stat(strings.TrimSuffix(name, ".md") + ".ja.md"); err != nil {
			t.Errorf("%s has no Japanese beside it", name)
		}
	}
}

var (
	mdLink    = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	mdHeading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	mdFence   = regexp.MustCompile("(?ms)^```.*?^```$")
)

// TestLinksOfDocumentsLead follows the links within the documents to the file,
// and to the heading in it.
func TestLinksOfDocumentsLead(t *testing.T) {
	t.Parallel()
	for _, name := range documents(t) {
		text := mdFence.ReplaceAllString(string(read(t, name)), "")
		for _, found := range mdLink.FindAllStringSubmatch(text, -1) {
			file, anchor, _ := strings.Cut(found[1], "#")
			if strings.Contains(found[1], "://") {
				continue
			}
			to := name
			if file != "" {
				to = filepath.Join(filepath.Dir(name), file)
			}
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s leads to %s, which is not there", name, found[1])
				continue
			}
			if anchor != "" && !anchors(string(read(t, to)))[anchor] {
				t.Errorf("%s leads to %s: the file has no such heading", name, found[1])
			}
		}
	}
}

// anchors are the names that headings of a document are reached by.
func anchors(text string) map[string]bool {
	all := map[string]bool{}
	for _, h := range mdHeading.FindAllStringSubmatch(mdFence.ReplaceAllString(text, ""), -1) {
		all[strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, h[1])] = true
	}
	return all
}

// TestREADMEsNameEverySettingAndCommand takes a row such as --oidc-… for all
// that begin so, and a secret for the file it may come from.
func TestREADMEsNameEverySettingAndCommand(t *testing.T) {
	t.Parallel()
	parser, err := kong.New(&commands{}, kong.Name("michinori"), kong.Exit(func(int) {}))
	must(t, err)
	for _, name := range []string{"README.md", "README.ja.md"} {
		text := string(read(t, filepath.Join("..", "..", name)))
		var families []string
		for _, m := range regexp.MustCompile("`--([a-z-]+)…`").FindAllStringSubmatch(text, -1) {
			families = append(families, m[1])
		}
		for _, leaf := range parser.Model.Leaves(true) {
			command := strings.Fields(leaf.FullPath())[1]
			if !regexp.MustCompile("(`|michinori |cmd/michinori )" + command + "\\b").MatchString(text) {
				t.Errorf("%s does not name the command %s", name, command)
			}
			if command != "serve" {
				continue
			}
			for _, f := range leaf.Flags {
				named := strings.Contains(text, "--"+strings.TrimSuffix(f.Name, "-file")+"`") || strings.Contains(text, "--no-"+f.Name+"`") || f.Name == "help"
				for _, family := range families {
					named = named || strings.HasPrefix(f.Name, family)
				}
				if !named {
					t.Errorf("%s does not name --%s", name, f.Name)
				}
			}
		}
	}
}

// TestTheGuideNamesEveryPackage holds the map in CONTRIBUTING.md to the folders
// below app; what lies further down is named by its own folder.
func TestTheGuideNamesEveryPackage(t *testing.T) {
	t.Parallel()
	text := string(read(t, filepath.Join("..", "..", "CONTRIBUTING.md")))
	found, err := filepath.Glob(filepath.Join("..", "..", "app", "*", "doc.go"))
	must(t, err)
	if len(found) < 15 {
		t.Fatalf("only %d packages", len(found))
	}
	for _, doc := range found {
		if name := "app/" + filepath.Base(filepath.Dir(doc)); !strings.Contains(text, "`"+name+"`") {
			t.Errorf("the map does not name %s", name)
		}
	}
}
