package questionnaires

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"michinori/app/maturity"
)

// Source is a questionnaire file that has been read but not checked.
type Source struct {
	Name string // what messages call it
	Raw  []byte
}

// ReadSource reads a file, but never more of it than shows that it is too large.
func ReadSource(name string, in io.Reader) (Source, error) {
	raw, err := io.ReadAll(io.LimitReader(in, MaxBytes+1))
	if err != nil {
		return Source{}, fmt.Errorf("read %s: %w", name, err)
	}
	return Source{Name: name, Raw: raw}, nil
}

// OpenSource reads the file at path.
func OpenSource(path string) (Source, error) {
	f, err := os.Open(path)
	if err != nil {
		return Source{}, err
	}
	s, err := ReadSource(path, f)
	return s, errors.Join(err, f.Close())
}

// Checked is what became of a Source: a questionnaire, or problems.
type Checked struct {
	Source        Source
	Questionnaire *maturity.Questionnaire
	Problems      Problems
}

// Check reads questionnaires that may extend each other and the built-in ones,
// whatever their order. The answers are in the order of the sources.
func Check(sources ...Source) []Checked {
	builtin, err := builtIn()
	if err != nil {
		builtin = shelf{}
	}
	return check(sources, builtin.clone())
}

// LoadFile reads and checks one questionnaire, which may extend a built-in one.
// The error is Problems where the file could be read but is not right.
func LoadFile(path string) (*maturity.Questionnaire, error) {
	s, err := OpenSource(path)
	if err != nil {
		return nil, err
	}
	c := Check(s)[0]
	return c.Questionnaire, c.Problems.Err()
}

// check parses each source after those it extends. Sources that extend each
// other in a circle come last, and each is told that the other is not known.
func check(sources []Source, known shelf) []Checked {
	out := make([]Checked, len(sources))
	heads := make([]head, len(sources))
	waiting := make([]int, len(sources))
	for i, s := range sources {
		heads[i], waiting[i] = headOf(s), i
	}
	for len(waiting) > 0 {
		ready, later := split(waiting, heads)
		for _, i := range ready {
			c := Checked{Source: sources[i]}
			c.Questionnaire, c.Problems = Parse(sources[i].Name, sources[i].Raw, known.find)
			if c.Questionnaire != nil {
				known.add(c.Questionnaire)
			}
			out[i] = c
		}
		waiting = later
	}
	return out
}

// split takes out the sources that extend nothing still waiting, or all of them
// when each waits for another.
func split(waiting []int, heads []head) (ready, later []int) {
	for _, i := range waiting {
		blocked := false
		for _, j := range waiting {
			blocked = blocked || heads[j].key != "" && heads[j].key == heads[i].extends
		}
		if blocked {
			later = append(later, i)
		} else {
			ready = append(ready, i)
		}
	}
	if len(ready) == 0 {
		return later, nil
	}
	return ready, later
}

// head is what a file says about itself before it is checked.
type head struct {
	key, extends string
	line, column int // of the key
}

func headOf(s Source) head {
	r := reader{hurried: true}
	root := r.root(s.Raw)
	h := head{line: 1, column: 1}
	if root == nil {
		return h
	}
	if n := scalarUnder(root, "key"); n != nil {
		h.key, h.line, h.column = n.Value, n.Line, n.Column
	}
	if n := scalarUnder(root, "extends"); n != nil {
		h.extends, _, _ = strings.Cut(n.Value, "@")
	}
	return h
}
