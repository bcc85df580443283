package questionnaires

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// MaxBytes is the size of the largest questionnaire file that is read.
const MaxBytes = 1 << 20

// locateBytes is the size up to which a fault of syntax is looked for: it takes
// some twenty readings, too many for what is hardly a questionnaire.
const locateBytes = 200 << 10

// root returns the top of the only document in raw, or nil with the reasons
// reported.
func (r *reader) root(raw []byte) *yaml.Node {
	if len(raw) > MaxBytes {
		r.reportAt(1, 1, "the file is larger than 1 MB")
		return nil
	}
	if !r.characters(raw) {
		return nil
	}
	var doc, second yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(raw))
	err := d.Decode(&doc)
	if errors.Is(err, io.EOF) || err == nil && isNull(doc.Content[0]) {
		r.reportAt(1, 1, "the file is empty")
		return nil
	}
	if err == nil {
		if err = d.Decode(&second); err == nil {
			r.report(&second, "the file holds a second document; keep one questionnaire in one file")
			return nil
		}
	}
	if !errors.Is(err, io.EOF) {
		line, column := r.locate(raw, err)
		r.reportAt(line, column, "this is not valid YAML: %s; a text with : # , ? [ ] { } in it may need quotes", reason(err))
		return nil
	}
	r.plain(doc.Content[0])
	return doc.Content[0]
}

// characters reports bytes that no text may hold, once a line, because the YAML
// library stops at them without saying where.
func (r *reader) characters(raw []byte) bool {
	good := true
	for i, line := range bytes.Split(raw, []byte("\n")) {
		line = bytes.TrimSuffix(line, []byte("\r"))
		if i == 0 {
			line = bytes.TrimPrefix(line, []byte("\uFEFF"))
		}
		column, what := badCharacter(string(line))
		if what != "" {
			r.reportAt(i+1, column, "%s", what)
			good = false
		}
	}
	return good
}

// badCharacter finds the first character of one line that must not be there.
func badCharacter(line string) (column int, what string) {
	for i, c := range line {
		column++
		switch {
		case c == utf8.RuneError && !strings.HasPrefix(line[i:], "\uFFFD"):
			return column, "this is not valid UTF-8; save the file as UTF-8"
		case c != '\t' && forbidden(c):
			return column, "there is an invisible control character here; remove it"
		}
	}
	return 0, ""
}

// forbidden reports whether c could hide or reorder what people read.
func forbidden(c rune) bool {
	return unicode.IsControl(c) || c == '\u2028' || c == '\u2029' || c == '\uFEFF' ||
		c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069'
}

// plain reports the parts of YAML that the format leaves out. Without aliases
// no file can grow while it is read.
func (r *reader) plain(n *yaml.Node) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.report(n, "YAML aliases (%s) are not part of the format; write the value out", clip("*"+n.Value))
		return
	case n.Anchor != "":
		r.report(n, "YAML anchors (%s) are not part of the format; leave it out", clip("&"+n.Anchor))
	case n.Style&yaml.TaggedStyle != 0:
		r.report(n, "YAML tags (%s) are not part of the format; leave it out", clip(n.Tag))
	}
	for _, c := range n.Content {
		r.plain(c)
	}
}

var libraryPrefix = regexp.MustCompile(`^yaml: (line (\d+): )?`)

func reason(err error) string { return libraryPrefix.ReplaceAllString(err.Error(), "") }

// locate finds where the YAML library gave up: the library names the line on
// which the surrounding block began, which may be the first. The place is the
// end of the shortest beginning of the file that fails in the same way.
func (r *reader) locate(raw []byte, failure error) (line, column int) {
	if r.hurried || len(raw) > locateBytes {
		if m := libraryPrefix.FindStringSubmatch(failure.Error()); m != nil {
			line, _ = strconv.Atoi(m[2]) // no line is the first
		}
		return max(1, line), 1
	}
	lines := bytes.SplitAfter(raw, []byte("\n"))
	fails := func(part []byte) bool {
		err := syntax(part)
		return err != nil && err.Error() == failure.Error()
	}
	ends := make([]int, len(lines)+1)
	for i, l := range lines {
		ends[i+1] = ends[i] + len(l)
	}
	n := sort.Search(len(lines), func(i int) bool { return fails(raw[:ends[i+1]]) })
	if n == len(lines) {
		return max(1, n), 1
	}
	text := []rune(string(lines[n]))
	m := sort.Search(len(text), func(i int) bool {
		return fails(append(bytes.Clone(raw[:ends[n]]), string(text[:i+1])...))
	})
	return n + 1, min(m+1, max(1, len(text)))
}

func syntax(raw []byte) error {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	for {
		var n yaml.Node
		switch err := d.Decode(&n); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}
