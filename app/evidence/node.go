package evidence

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// reader collects the problems of one file while it is understood.
type reader struct {
	problems Problems
}

func (r *reader) add(n *yaml.Node, key, format string, args ...any) {
	r.problems = append(r.problems, at(n, key, format, args...))
}

func (r *reader) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	return r.problems.sorted()
}

// entry is one key with its value.
type entry struct {
	key   string
	node  *yaml.Node // of the key
	value *yaml.Node
}

// entries returns the keys of a mapping, each once. With fields, other keys
// are problems.
func (r *reader) entries(n *yaml.Node, path string, fields ...string) []entry {
	if n.Kind != yaml.MappingNode {
		r.add(n, path, "expected keys with values")
		return nil
	}
	var out []entry
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		e := entry{n.Content[i].Value, n.Content[i], n.Content[i+1]}
		where := join(path, e.key)
		switch {
		case e.node.Kind != yaml.ScalarNode || e.node.ShortTag() == "!!null":
			r.add(e.node, path, "a key must be a plain text")
		case seen[e.key] > 0:
			r.add(e.node, where, "stands here twice, first in line %d", seen[e.key])
		case fields != nil && !slices.Contains(fields, e.key):
			r.add(e.node, where, "unknown key; known are %s", strings.Join(fields, ", "))
		default:
			out = append(out, e)
		}
		seen[e.key] = e.node.Line
	}
	return out
}

// items returns the items of a list.
func (r *reader) items(n *yaml.Node, path string) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		r.add(n, path, "expected a list")
		return nil
	}
	return n.Content
}

// maxText is how many characters a name may have: as many as the pages take, so
// that what is written out can be read again.
const maxText = 300

// text reads a text of 1 to 300 characters.
func (r *reader) text(n *yaml.Node, path string) string { return r.textUpTo(n, path, maxText) }

func (r *reader) textUpTo(n *yaml.Node, path string, most int) string {
	switch {
	case n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" && n.ShortTag() != "!!timestamp":
		r.add(n, path, "expected a text")
	case n.Value == "" || utf8.RuneCountInString(n.Value) > most:
		r.add(n, path, "expected 1 to %d characters", most)
	case strings.ContainsFunc(n.Value, unicode.IsControl):
		r.add(n, path, "the text holds control characters")
	default:
		return n.Value
	}
	return ""
}

// name reads a text or a number that names something.
func (r *reader) name(n *yaml.Node, path string) string {
	if n.Kind == yaml.ScalarNode && (n.ShortTag() == "!!int" || n.ShortTag() == "!!float") {
		return n.Value
	}
	return r.text(n, path)
}

func (r *reader) whole(n *yaml.Node, path string, low, high int) int {
	v, err := plain(n)
	if f, ok := toFloat(v); err == nil && ok && f == math.Trunc(f) && f >= float64(low) && f <= float64(high) {
		return int(f)
	}
	r.add(n, path, "expected a whole number from %d to %d", low, high)
	return 0
}

func (r *reader) date(n *yaml.Node, path string) time.Time {
	t, err := time.Parse(time.DateOnly, n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || t.Year() < 1900 {
		r.add(n, path, "expected a date such as 2026-09-30")
		return time.Time{}
	}
	return t
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// plain turns a node into plain values: numbers, texts, lists, maps.
func plain(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.ScalarNode:
		return plainScalar(n)
	case yaml.SequenceNode:
		out := make([]any, len(n.Content))
		for i, item := range n.Content {
			v, err := plain(item)
			if err != nil {
				return nil, err
			}
			out[i] = v
		}
		return out, nil
	case yaml.MappingNode:
		return plainMap(n)
	}
	return nil, Problems{at(n, "", "aliases are not read; write the value out")}
}

func plainMap(n *yaml.Node) (any, error) {
	r := &reader{}
	out := map[string]any{}
	for _, e := range r.entries(n, "") {
		v, err := plain(e.value)
		if err != nil {
			return nil, err
		}
		out[e.key] = v
	}
	return out, r.err()
}

// decimal is a number that needs no YAML reader.
var decimal = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

func plainScalar(n *yaml.Node) (any, error) {
	switch n.ShortTag() {
	case "!!str", "!!timestamp":
		return n.Value, nil
	case "!!null":
		return nil, nil
	case "!!int", "!!float":
		if decimal.MatchString(n.Value) {
			return json.Number(n.Value), nil
		}
		fallthrough
	case "!!bool":
		var v any
		if err := n.Decode(&v); err != nil {
			return nil, Problems{at(n, "", "%q is not a value of its type", n.Value)}
		}
		return v, nil
	}
	return nil, Problems{at(n, "", "values of type %s are not read", n.ShortTag())}
}

func toFloat(v any) (float64, bool) {
	switch n := v.(type) {
	case json.Number:
		f, err := strconv.ParseFloat(n.String(), 64)
		return f, err == nil
	case int:
		return float64(n), true
	case int64:
		return float64(n), true
	case uint64:
		return float64(n), true
	case float64:
		return n, !math.IsNaN(n) && !math.IsInf(n, 0)
	}
	return 0, false
}

func indexed(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i+1) }
