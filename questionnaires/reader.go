package questionnaires

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"michinori/app/maturity"
)

const (
	maxText     = 2000 // characters in one text
	maxProblems = 1000 // listed of one file; a file of nonsense has a problem in every line
)

// reader reads one file and collects everything wrong with it.
type reader struct {
	file     string
	hurried  bool // nobody will see the problems
	problems Problems
}

func (r *reader) report(n *yaml.Node, format string, args ...any) {
	r.reportAt(n.Line, n.Column, format, args...)
}

func (r *reader) reportAt(line, column int, format string, args ...any) {
	if len(r.problems) == maxProblems {
		format, args = "there are more problems than are listed here; mend these first", nil
	} else if len(r.problems) > maxProblems {
		return
	}
	r.problems = append(r.problems, Problem{File: r.file, Line: line, Column: column, Message: fmt.Sprintf(format, args...)})
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// wrongKind reports that n is not what the format wants. Aliases have been
// reported already.
func (r *reader) wrongKind(n *yaml.Node, format string, args ...any) {
	if n.Kind != yaml.AliasNode {
		r.report(n, format, args...)
	}
}

// fields is one mapping; what names it in messages.
type fields struct {
	*reader
	node   *yaml.Node
	what   string
	values map[string]*yaml.Node
}

// fields reads a mapping and reports keys that are unknown or stand twice.
func (r *reader) fields(n *yaml.Node, what string, known ...string) (fields, bool) {
	f := fields{reader: r, node: n, what: what, values: map[string]*yaml.Node{}}
	if n.Kind != yaml.MappingNode {
		r.wrongKind(n, "%s must be a set of “name: value” lines", what)
		return f, false
	}
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		name := key.Value
		if key.Kind != yaml.ScalarNode || key.ShortTag() != "!!str" {
			r.wrongKind(key, "%s: a name must be plain text", what)
			continue
		}
		if line, twice := first[name]; twice {
			r.report(key, "%s: %s stands twice (first on line %d)", what, clip(name), line)
			continue
		}
		first[name] = key.Line
		if !contains(known, name) {
			r.report(key, "%s: %s is not known here%s", what, clip(name), hint(name, known))
			continue
		}
		if isNull(value) {
			r.report(key, "%s: %s has no value; write one, or remove the line", what, name)
		}
		f.values[name] = value
	}
	return f, true
}

// has reports whether the field stands there with a value.
func (f fields) has(name string) bool {
	n, ok := f.values[name]
	return ok && !isNull(n)
}

// at is where to point for the field: its value, or the mapping without it.
func (f fields) at(name string) *yaml.Node {
	if n, ok := f.values[name]; ok {
		return n
	}
	return f.node
}

// get returns the value of a field, and reports a missing one that is needed.
func (f fields) get(name string, need bool) (*yaml.Node, bool) {
	n, ok := f.values[name]
	if !ok && need {
		f.report(f.node, "%s: %s is missing", f.what, name)
	}
	return n, ok && !isNull(n) // an empty value has been reported with its name
}

// str reads one line or paragraph of text.
func (f fields) str(name string, need bool) string {
	n, ok := f.get(name, need)
	if !ok {
		return ""
	}
	return f.textAt(n, f.what+": "+name)
}

func (r *reader) textAt(n *yaml.Node, what string) string {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" {
		r.wrongKind(n, "%s must be text (a number, date or yes/no as text stands in quotes)", what)
		return ""
	}
	s := strings.TrimSpace(strings.ReplaceAll(n.Value, "\r\n", "\n"))
	switch {
	case s == "":
		r.report(n, "%s is empty", what)
	case utf8.RuneCountInString(n.Value) > maxText:
		r.report(n, "%s is longer than %d characters", what, maxText)
	case strings.ContainsFunc(s, func(c rune) bool { return c != '\n' && c != '\t' && forbidden(c) }):
		r.report(n, "%s holds an invisible control character; remove it", what)
	}
	return s
}

// text reads a text in both languages.
func (f fields) text(name string, need bool) maturity.Text {
	n, ok := f.get(name, need)
	if !ok {
		return maturity.Text{}
	}
	return f.textIn(n, f.what+": "+name)
}

func (r *reader) textIn(n *yaml.Node, what string) maturity.Text {
	if n.Kind == yaml.ScalarNode {
		r.report(n, "%s needs both languages: {ja: …, en: …}", what)
		return maturity.Text{}
	}
	both, ok := r.fields(n, what, "ja", "en")
	if !ok {
		return maturity.Text{}
	}
	return maturity.Text{JA: both.str("ja", true), EN: both.str("en", true)}
}

// number reads a number from low to high.
func (f fields) number(name string, need bool, low, high float64) (float64, bool) {
	n, ok := f.get(name, need)
	if !ok {
		return 0, false
	}
	return f.numberAt(n, f.what+": "+name, low, high)
}

func (r *reader) numberAt(n *yaml.Node, what string, low, high float64) (float64, bool) {
	tag := n.ShortTag()
	var v float64
	if n.Kind != yaml.ScalarNode || tag != "!!int" && tag != "!!float" || n.Decode(&v) != nil {
		r.wrongKind(n, "%s must be a number, such as 20 or 0.33 (not in quotes, no %% sign)", what)
		return 0, false
	}
	if math.IsNaN(v) || v < low || v > high {
		r.report(n, "%s must be from %v to %v", what, low, high)
		return 0, false
	}
	return v, true
}

// whole reads a whole number from low to high.
func (f fields) whole(name string, need bool, low, high int) int {
	v, ok := f.number(name, need, float64(low), float64(high))
	if ok && v != math.Trunc(v) {
		f.report(f.at(name), "%s: %s must be a whole number", f.what, name)
	}
	return int(v)
}

// flag reads true or false; nothing is false.
func (f fields) flag(name string) bool {
	n, ok := f.get(name, false)
	if !ok {
		return false
	}
	var v bool
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" || n.Decode(&v) != nil {
		f.wrongKind(n, "%s: %s must be true or false", f.what, name)
	}
	return v
}

// list reads the members of a list; those beyond most are not looked at.
func (f fields) list(name string, need bool, most int) []*yaml.Node {
	n, ok := f.get(name, need)
	if !ok {
		return nil
	}
	switch {
	case n.Kind != yaml.SequenceNode:
		f.wrongKind(n, "%s: %s must be a list", f.what, name)
		return nil
	case len(n.Content) == 0:
		f.report(n, "%s: %s is empty", f.what, name)
	case len(n.Content) > most:
		f.report(n, "%s: %s has %d members; %d is the most", f.what, name, len(n.Content), most)
		return n.Content[:most]
	}
	return n.Content
}
