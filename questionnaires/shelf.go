package questionnaires

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strconv"
	"sync"

	"michinori/app/maturity"
)

//go:embed sre-core.yaml sre-starter.yaml
var builtInFiles embed.FS

// builtInOrder lists the built-in files in the order in which people are
// offered them; a new edition is one more file.
var builtInOrder = []string{"sre-core.yaml", "sre-starter.yaml"}

var builtIn = sync.OnceValues(func() (shelf, error) {
	var sources []Source
	for _, name := range builtInOrder {
		raw, err := builtInFiles.ReadFile(name)
		if err != nil {
			return shelf{}, err
		}
		sources = append(sources, Source{Name: name, Raw: raw})
	}
	s := shelf{}
	for _, c := range check(sources, shelf{}) {
		if c.Questionnaire == nil {
			return shelf{}, fmt.Errorf("built-in questionnaire: %w", c.Problems)
		}
		s.add(c.Questionnaire)
	}
	return s, nil
})

// BuiltIn returns the newest built-in edition of a questionnaire. It is shared:
// do not change it.
func BuiltIn(key string) (*maturity.Questionnaire, error) {
	s, err := builtIn()
	if err != nil {
		return nil, err
	}
	return s.get(key, "")
}

// BuiltInKeys returns the keys of the built-in questionnaires in the order in
// which they are offered.
func BuiltInKeys() []string {
	s, err := builtIn()
	if err != nil {
		return nil
	}
	return s.keys()
}

// UnknownError says that there is no such questionnaire. As a domain error it
// is NotFound.
type UnknownError struct {
	Key, Edition string   // Edition is empty where any would have done
	Known        []string // keys that exist
}

// Error implements error with what would have worked.
func (e *UnknownError) Error() string {
	what := strconv.Quote(e.Key)
	if e.Edition != "" {
		what += " edition " + strconv.Quote(e.Edition)
	}
	return fmt.Sprintf("there is no questionnaire %s; known are %q", what, e.Known)
}

// Unwrap returns the error of the domain.
func (e *UnknownError) Unwrap() error { return maturity.Fail(maturity.NotFound, "error.not_found") }

// shelf holds editions by questionnaire, oldest first, in the order of arrival.
type shelf struct {
	order []string
	all   map[string][]*maturity.Questionnaire
}

func (s *shelf) add(q *maturity.Questionnaire) {
	if s.all == nil {
		s.all = map[string][]*maturity.Questionnaire{}
	}
	if len(s.all[q.Key]) == 0 {
		s.order = append(s.order, q.Key)
	}
	if s.has(q.Key, q.Edition) {
		return
	}
	editions := append(slices.Clone(s.all[q.Key]), q)
	slices.SortStableFunc(editions, func(a, b *maturity.Questionnaire) int { return compareEditions(a.Edition, b.Edition) })
	s.all[q.Key] = editions
}

func (s *shelf) has(key, edition string) bool {
	return slices.ContainsFunc(s.all[key], func(q *maturity.Questionnaire) bool { return q.Edition == edition })
}

// find returns an edition, or the newest where edition is "".
func (s *shelf) find(key, edition string) (*maturity.Questionnaire, bool) {
	editions := s.all[key]
	if edition == "" && len(editions) > 0 {
		return editions[len(editions)-1], true
	}
	for _, q := range editions {
		if q.Edition == edition {
			return q, true
		}
	}
	return nil, false
}

func (s *shelf) get(key, edition string) (*maturity.Questionnaire, error) {
	if q, ok := s.find(key, edition); ok {
		return q, nil
	}
	return nil, &UnknownError{Key: key, Edition: edition, Known: s.keys()}
}

func (s *shelf) keys() []string { return slices.Clone(s.order) }

func (s *shelf) clone() shelf {
	out := shelf{order: slices.Clone(s.order), all: make(map[string][]*maturity.Questionnaire, len(s.all))}
	for k, v := range s.all {
		out.all[k] = slices.Clone(v)
	}
	return out
}

// compareEditions orders 2 before 10, and numbers before words.
func compareEditions(a, b string) int {
	m, errM := strconv.Atoi(a)
	n, errN := strconv.Atoi(b)
	switch {
	case errM == nil && errN == nil:
		return cmp.Compare(m, n)
	case errM == nil:
		return -1
	case errN == nil:
		return 1
	}
	return cmp.Compare(a, b)
}
