package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
	"unicode"

	"go.yaml.in/yaml/v3"

	"michinori/app/evidence/paths"
	"michinori/app/knowledge"
)

// ReadCode reads what "bus-factor git --json" prints, in any encoding that a
// shell writes it in. Keys it does not know are left alone: a newer program may
// print more. Names come out of a history that anybody may have written, so
// control characters in them are replaced and long ones cut. All that is wrong
// is Problems, each with its Reason.
func ReadCode(r io.Reader) (knowledge.CodeEvidence, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return knowledge.CodeEvidence{}, fmt.Errorf("read file: %w", err)
	}
	if len(raw) > MaxSize {
		return knowledge.CodeEvidence{}, Problems{tooLarge(MaxSize, "code.too_large")}
	}
	root, err := codeRoot([]byte(Text(raw)))
	if err != nil {
		return knowledge.CodeEvidence{}, err
	}
	in := &codeReader{}
	out := in.evidence(root)
	for i := range in.problems {
		if p := &in.problems[i]; p.Reason == "" {
			p.Reason, p.Detail = "code.shape", p.Key
		}
	}
	if err := in.err(); err != nil {
		return knowledge.CodeEvidence{}, err
	}
	return out, nil
}

// codeRoot reads the JSON, and turns down what is something else.
func codeRoot(raw []byte) (*yaml.Node, error) {
	begin := strings.TrimSpace(string(raw))
	if begin == "" {
		return nil, Problems{{Message: "the file is empty", Reason: "code.empty"}}
	}
	other := Problems{{Line: 1, Message: "this is not what bus-factor git --json prints", Reason: "code.other"}}
	if begin[0] != '{' {
		return nil, other
	}
	var any json.RawMessage
	var wrong *json.SyntaxError
	if err := json.Unmarshal(raw, &any); errors.As(err, &wrong) {
		line := 1 + strings.Count(string(raw[:min(int(wrong.Offset), len(raw))]), "\n")
		return nil, Problems{{Line: line, Message: "not valid JSON: " + wrong.Error(), Reason: "code.syntax"}}
	}
	root, err := parseJSON(raw)
	if err != nil {
		return nil, err
	}
	if scalarAt(root, "revision") == "" || valueAt(root, "areas") == nil {
		return nil, other
	}
	return root, nil
}

type codeReader struct{ reader }

func (r *codeReader) evidence(n *yaml.Node) knowledge.CodeEvidence {
	var out knowledge.CodeEvidence
	for _, e := range r.entries(n, "") {
		switch e.key {
		case "revision":
			out.Revision = r.loose(e.value, e.key)
		case "as_of":
			out.AsOf = r.codeDay(e.value, e.key)
		case "since":
			out.Since = r.codeDay(e.value, e.key)
		case "areas":
			out.Areas = r.codeAreas(e.value, e.key)
		}
	}
	return out
}

func (r *codeReader) codeAreas(n *yaml.Node, path string) []knowledge.CodeArea {
	if isNull(n) {
		return nil
	}
	items := r.items(n, path)
	if len(items) > maxAreas {
		r.add(n, path, "more than %d areas", maxAreas)
		return nil
	}
	var out []knowledge.CodeArea
	seen := map[string]bool{}
	for i, item := range items {
		where := indexed(path, i)
		a := r.codeArea(item, where)
		if id := a.Key + "\x00" + a.Path; seen[id] {
			r.problem(item, where, "code.twice", "the area stands here twice")
		} else {
			seen[id] = true
		}
		out = append(out, a)
	}
	return out
}

func (r *codeReader) codeArea(n *yaml.Node, path string) knowledge.CodeArea {
	var a knowledge.CodeArea
	for _, e := range r.entries(n, path) {
		where := join(path, e.key)
		switch e.key {
		case "key":
			a.Key = r.loose(e.value, where)
		case "path":
			a.Path = r.looseUpTo(e.value, where, paths.MaxLength)
		case "paths":
			a.Paths = r.looseList(e.value, where)
		case "files":
			a.Files = r.count(e.value, where)
		case "truck_factor":
			a.TruckFactor = r.count(e.value, where)
		case "authors":
			a.Authors = r.count(e.value, where)
		case "single_author_files":
			a.SingleAuthorFiles = r.count(e.value, where)
		case "departed_top_author":
			a.DepartedTopAuthor = r.yes(e.value, where)
		case "people":
			a.People = r.codePeople(e.value, where)
		}
	}
	if a.Key == "" && a.Path == "" {
		r.add(n, path, "an area needs a key or a path")
	}
	return a
}

func (r *codeReader) codePeople(n *yaml.Node, path string) []knowledge.CodeAuthor {
	if isNull(n) {
		return nil
	}
	var out []knowledge.CodeAuthor
	for i, item := range r.items(n, path) {
		if i == knowledge.MaxCodeAuthors {
			break
		}
		out = append(out, r.codeAuthor(item, indexed(path, i)))
	}
	return out
}

func (r *codeReader) codeAuthor(n *yaml.Node, path string) knowledge.CodeAuthor {
	var p knowledge.CodeAuthor
	for _, e := range r.entries(n, path) {
		where := join(path, e.key)
		switch e.key {
		case "name":
			p.Name = r.loose(e.value, where)
		case "email":
			p.Email = r.loose(e.value, where)
		case "files":
			p.Files = r.count(e.value, where)
		case "recent_files":
			p.RecentFiles = r.count(e.value, where)
		case "share":
			p.Share = r.share(e.value, where)
		case "recent_share":
			p.RecentShare = r.share(e.value, where)
		case "recent_commits":
			p.RecentCommits = r.count(e.value, where)
		case "last_commit":
			p.LastCommit = r.codeDay(e.value, where)
		}
	}
	if p.Name == "" && p.Email == "" {
		r.add(n, path, "an author needs a name or an e-mail address")
	}
	return p
}

func (r *codeReader) problem(n *yaml.Node, key, reason, message string) {
	p := at(n, key, "%s", message)
	p.Reason, p.Detail = reason, key
	r.problems = append(r.problems, p)
}

// loose reads a text that may hold anything, made fit to be shown.
func (r *codeReader) loose(n *yaml.Node, path string) string { return r.looseUpTo(n, path, maxText) }

func (r *codeReader) looseUpTo(n *yaml.Node, path string, most int) string {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str" && !isNull(n) {
		r.add(n, path, "expected a text")
		return ""
	}
	if isNull(n) {
		return ""
	}
	s := strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) {
			return unicode.ReplacementChar
		}
		return c
	}, n.Value)
	if signs := []rune(s); len(signs) > most {
		return string(signs[:most]) + "…"
	}
	return s
}

func (r *codeReader) looseList(n *yaml.Node, path string) []string {
	if isNull(n) {
		return nil
	}
	var out []string
	for i, item := range r.items(n, path) {
		out = append(out, r.looseUpTo(item, indexed(path, i), paths.MaxLength))
	}
	return out
}

func (r *codeReader) number(n *yaml.Node, path string, most float64) float64 {
	v, err := plain(n)
	f, ok := toFloat(v)
	if err == nil && ok && f >= 0 && f <= most {
		return f
	}
	r.problem(n, path, "code.number", fmt.Sprintf("expected a number from 0 to %v", most))
	return 0
}

func (r *codeReader) count(n *yaml.Node, path string) int {
	return int(math.Round(r.number(n, path, 1e9)))
}

func (r *codeReader) share(n *yaml.Node, path string) float64 { return r.number(n, path, 1) }

func (r *codeReader) yes(n *yaml.Node, path string) bool {
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" {
		r.add(n, path, "expected true or false")
	}
	return n.Value == "true"
}

// codeDay reads a day, or a time of which the day in UTC counts; nothing where
// there is none.
func (r *codeReader) codeDay(n *yaml.Node, path string) time.Time {
	if isNull(n) || n.Kind == yaml.ScalarNode && n.Value == "" {
		return time.Time{}
	}
	if t, err := time.Parse(time.RFC3339, n.Value); err == nil && n.Kind == yaml.ScalarNode {
		return t.UTC().Truncate(24 * time.Hour)
	}
	return r.date(n, path)
}
