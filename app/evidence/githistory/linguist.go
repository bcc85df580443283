package githistory

import (
	"bytes"
	"path"
	"strings"

	"github.com/go-enry/go-enry/v2/data"
)

// The rules of Linguist, as data: which paths are vendored, documentation or
// generated, and what language a file is in. The classifier that Linguist asks
// last is left out: its tables would make every start of the program slower
// and larger, and it could only tell apart languages of one ending that are
// nearly always of one type. See docs/git-evidence.md.

// leftOutByPath reports whether a file is vendored, documentation or of a kind
// that is not counted, which needs no look into it.
func (c candidate) leftOutByPath() bool {
	if c.marks.vendored.or(func() bool { return data.FastVendorMatcher.MatchString(c.path) }) {
		return true
	}
	if c.marks.documentation.or(func() bool { return isDocumentation(c.path) }) {
		return true
	}
	return c.marks.detectable == no || c.marks.generated == yes
}

// counts reports whether a file is source code, given how it begins.
func (c candidate) counts(text []byte) bool {
	if isBinary(text) || c.marks.generated.or(func() bool { return isGenerated(c.path, text) }) {
		return false
	}
	languages := languagesOf(c.path, text)
	if c.marks.language != "" {
		languages = nil
		if name, ok := data.LanguageByAlias(c.marks.language); ok {
			languages = []string{name}
		}
	}
	if len(languages) == 0 {
		return false
	}
	return c.marks.detectable.or(func() bool { return isSource(languages) })
}

// isSource reports whether languages are ones that Linguist counts: in doubt,
// what most of them are.
func isSource(languages []string) bool {
	source := 0
	for _, l := range languages {
		if isCounted(l) {
			source++
		}
	}
	return 2*source >= len(languages)
}

// allAlike reports whether Linguist counts all of the languages, or none.
func allAlike(languages []string) bool {
	for _, l := range languages {
		if isCounted(l) != isCounted(languages[0]) {
			return false
		}
	}
	return true
}

func isCounted(language string) bool {
	t := data.Type(data.LanguagesType[language])
	return t == data.TypeProgramming || t == data.TypeMarkup
}

func isDocumentation(path string) bool {
	for _, m := range data.DocumentationMatchers {
		if m.MatchString(path) {
			return true
		}
	}
	return false
}

// isGenerated follows Linguist: first what the name says, then what the file
// says.
func isGenerated(name string, text []byte) bool {
	ext := strings.ToLower(path.Ext(name))
	if _, ok := data.GeneratedCodeExtensions[ext]; ok {
		return true
	}
	for _, matches := range data.GeneratedCodeNameMatchers {
		if matches(name) {
			return true
		}
	}
	lower := strings.ToLower(name)
	for _, matches := range data.GeneratedCodeMatchers {
		if matches(lower, ext, text) {
			return true
		}
	}
	return false
}

// isBinary looks for a NUL where git does.
func isBinary(text []byte) bool {
	const sniffed = 8000
	return bytes.IndexByte(text[:min(len(text), sniffed)], 0) >= 0
}
