package githistory

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strings"

	"michinori/app/evidence/paths"
)

// marks are what the .gitattributes of a repository say of a file, where
// Linguist listens to them.
type marks struct {
	vendored, generated, documentation, detectable mark
	language                                       string
}

// mark is set, unset or not given.
type mark int

const (
	unmarked mark = iota
	yes
	no
)

// or returns the mark, or the rule where there is none.
func (m mark) or(rule func() bool) bool {
	if m == unmarked {
		return rule()
	}
	return m == yes
}

// attributes are the lines of all .gitattributes that concern Linguist, in the
// order in which the later ones win.
type attributes []attributeLine

type attributeLine struct {
	folder  string // with its slash, or empty at the top
	pattern paths.Set
	open    bool // the pattern ends in *, and so means what is below as well
	set     []string
}

const (
	maxAttributes     = 100 << 10 // of one file
	maxAttributeFiles = 1000
	maxAttributeLines = 5000
)

// readAttributes reads those of a revision as data. git itself never sees them.
func readAttributes(o *objects, blobs []blob) (attributes, error) {
	var files []blob
	for _, b := range blobs {
		if path.Base(b.path) == ".gitattributes" && b.size > 0 && len(files) < maxAttributeFiles {
			files = append(files, b)
		}
	}
	// The deeper folder wins.
	slices.SortStableFunc(files, func(a, b blob) int { return strings.Count(a.path, "/") - strings.Count(b.path, "/") })
	var out attributes
	for _, f := range files {
		got, err := o.get(f.object, maxAttributes)
		if errors.Is(err, errNoObject) {
			continue
		}
		if err != nil {
			return nil, err
		}
		folder, _ := path.Split(f.path)
		out = append(out, parseAttributes(folder, got.text)...)
	}
	return out[:min(len(out), maxAttributeLines)], nil
}

func parseAttributes(folder string, text []byte) attributes {
	var out attributes
	for line := range bytes.Lines(text) {
		words := strings.Fields(string(line))
		if len(words) < 2 || strings.HasPrefix(words[0], "#") || strings.HasPrefix(words[0], "[") {
			continue
		}
		set := slices.DeleteFunc(words[1:], func(w string) bool {
			return !strings.HasPrefix(strings.TrimLeft(w, "-!"), "linguist-")
		})
		if len(set) == 0 {
			continue
		}
		pattern, err := paths.Compile(words[:1])
		if err != nil {
			continue // git takes no note of it either
		}
		out = append(out, attributeLine{folder, pattern, strings.HasSuffix(words[0], "*"), set})
	}
	return out
}

// of returns the marks of a file.
func (a attributes) of(file string) marks {
	var m marks
	for _, line := range a {
		if line.matches(file) {
			for _, word := range line.set {
				m.apply(word)
			}
		}
	}
	return m
}

// matches reports whether the line is of the file itself. A pattern that names
// a folder says nothing, to git, of what is in it.
func (l attributeLine) matches(file string) bool {
	below, ok := strings.CutPrefix(file, l.folder)
	if !ok || !l.pattern.Match(below) {
		return false
	}
	return l.open || !l.pattern.Match(path.Dir(below))
}

func (m *marks) apply(word string) {
	name, value, _ := strings.Cut(strings.TrimLeft(word, "-!"), "=")
	to := yes
	switch {
	case word[0] == '!':
		to = unmarked
	case word[0] == '-' || value == "false":
		to = no
	}
	switch name {
	case "linguist-vendored":
		m.vendored = to
	case "linguist-generated":
		m.generated = to
	case "linguist-documentation":
		m.documentation = to
	case "linguist-detectable":
		m.detectable = to
	case "linguist-language":
		m.language = value
	}
}
