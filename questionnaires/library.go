package questionnaires

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"michinori/app/maturity"
)

const maxOwnFiles = 200

// Library is what an organisation may ask: the built-in questionnaires and its
// own. It does not change once opened; what it returns is shared and must not
// be changed either.
type Library struct{ shelf shelf }

// OpenLibrary reads the *.yaml, *.yml and *.json files of a folder besides the
// built-in questionnaires; "" is no folder. Files that are not right are left
// out and listed as problems, so that one draft does not stop the program; the
// error says that the folder itself could not be read.
func OpenLibrary(dir string) (*Library, Problems, error) {
	builtin, err := builtIn()
	if err != nil {
		return nil, nil, err
	}
	l := &Library{shelf: builtin.clone()}
	if dir == "" {
		return l, nil, nil
	}
	sources, problems, err := readFolder(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("folder of questionnaires: %w", err)
	}
	for _, c := range check(sources, builtin.clone()) {
		problems = append(problems, c.Problems...)
		if c.Questionnaire != nil {
			problems = append(problems, l.take(c)...)
		}
	}
	return l, problems.sorted(), nil
}

// take adds an own questionnaire, unless that edition is there already: an
// edition means one thing for good.
func (l *Library) take(c Checked) Problems {
	q := c.Questionnaire
	if !l.shelf.has(q.Key, q.Edition) {
		l.shelf.add(q)
		return nil
	}
	h := headOf(c.Source)
	return Problems{{
		File: c.Source.Name, Line: h.line, Column: h.column,
		Message: fmt.Sprintf("%s edition %q exists already, built in or in another file; choose another key or edition", q.Key, q.Edition),
	}}
}

// readFolder reads plain files, also through links, by name. Anything that
// cannot be read is a problem of its own.
func readFolder(dir string) ([]Source, Problems, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	var sources []Source
	var problems Problems
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if !isQuestionnaireFile(path) {
			continue
		}
		if len(sources) == maxOwnFiles {
			problems = append(problems, Problem{File: path, Message: fmt.Sprintf("more than %d files; this one is not read", maxOwnFiles)})
			break
		}
		s, err := OpenSource(path)
		if err != nil {
			problems = append(problems, Problem{File: path, Message: err.Error()})
			continue
		}
		sources = append(sources, s)
	}
	return sources, problems, nil
}

func isQuestionnaireFile(path string) bool {
	name := strings.ToLower(filepath.Base(path))
	if strings.HasPrefix(name, ".") || !slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(name)) {
		return false
	}
	// A pipe or a device would block the start for ever.
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular()
}

// Get returns that edition, or an *UnknownError.
func (l *Library) Get(key, edition string) (*maturity.Questionnaire, error) {
	if edition == "" {
		return nil, &UnknownError{Key: key, Known: l.shelf.keys()}
	}
	return l.shelf.get(key, edition)
}

// Latest returns the newest edition, or an *UnknownError.
func (l *Library) Latest(key string) (*maturity.Questionnaire, error) { return l.shelf.get(key, "") }

// List returns the newest edition of each questionnaire: the built-in ones
// first, then the organisation's own.
func (l *Library) List() []*maturity.Questionnaire {
	var out []*maturity.Questionnaire
	for _, key := range l.shelf.order {
		q, _ := l.shelf.find(key, "")
		out = append(out, q)
	}
	return out
}

// Editions returns all editions of a questionnaire, oldest first.
func (l *Library) Editions(key string) []*maturity.Questionnaire {
	return slices.Clone(l.shelf.all[key])
}
