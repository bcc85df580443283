package evidence

import (
	"path"
	"regexp"
	"strings"

	"michinori/app/knowledge"
)

var (
	catalogLine = regexp.MustCompile(`(?m)^apiVersion:\s*["']?backstage\.io/`)
	kindLine    = regexp.MustCompile(`(?m)^kind:\s*["']?(Component|System|Domain|API|Resource|Location|Group|User|Template)\b`)
	ownerWord   = regexp.MustCompile(`^(@[\w./-]+|[^\s@]+@[^\s@]+\.[^\s@]+)$`)
)

// Recognise tells which source of suggestions a text is: a catalogue, a CODEOWNERS
// file or names. The name of a file counts more than what is in it.
func Recognise(name, text string) string {
	switch base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/"))); {
	case strings.HasPrefix(base, "codeowners"):
		return knowledge.FromCodeOwners
	case strings.HasSuffix(base, ".yaml"), strings.HasSuffix(base, ".yml"):
		return knowledge.FromCatalog
	}
	if catalogLine.MatchString(text) || kindLine.MatchString(text) && strings.Contains(text, "metadata:") {
		return knowledge.FromCatalog
	}
	if looksLikeCodeOwners(text) {
		return knowledge.FromCodeOwners
	}
	return knowledge.FromNames
}

// looksLikeCodeOwners reports whether most lines are a pattern with owners, or
// a path on its own.
func looksLikeCodeOwners(text string) bool {
	lines, fit := 0, 0
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), " #")
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		lines++
		if pattern(words) {
			fit++
		}
	}
	return fit > 0 && fit*2 > lines
}

func pattern(words []string) bool {
	if len(words) == 1 {
		w := words[0]
		return strings.HasPrefix(w, "/") || strings.HasSuffix(w, "/") || strings.HasPrefix(w, "*.") || strings.Contains(w, "/**")
	}
	for _, w := range words[1:] {
		if !ownerWord.MatchString(w) {
			return false
		}
	}
	return true
}

// Suggestions finds areas in a text of a source, and says what of it was left
// out. It is an error, of Problems, where that was all.
func Suggestions(source, text string) (found []knowledge.Suggestion, notes Problems, err error) {
	switch source {
	case knowledge.FromCodeOwners:
		var owners CodeOwners
		owners, notes, err = ReadCodeOwners(text)
		found = owners.Suggest()
	case knowledge.FromCatalog:
		var catalog Catalog
		catalog, notes, err = ReadCatalog(text)
		found = catalog.Suggest()
	default:
		found = SuggestFromNames(text)
	}
	if err == nil && len(found) == 0 && len(notes) > 0 {
		err = notes
	}
	return found, notes, err
}
