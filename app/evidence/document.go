package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// MaxSize is how large a file may be, in bytes.
const MaxSize = 8 << 20

// Document is a file that was read but not yet understood.
type Document struct {
	root *yaml.Node
}

// Open reads a YAML or JSON file. What is neither is Problems; a reader that
// fails is its own error.
func Open(r io.Reader) (*Document, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read file: %w", err)
	}
	if len(raw) > MaxSize {
		return nil, Problems{{Message: fmt.Sprintf("the file is larger than %d MB", MaxSize>>20)}}
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(raw) {
		return nil, Problems{{Line: invalidLine(raw), Message: "the file is not valid UTF-8"}}
	}
	root, err := parse(raw)
	if err != nil {
		return nil, err
	}
	if root.Kind != yaml.MappingNode {
		return nil, Problems{at(root, "", "expected keys with values")}
	}
	return &Document{root: root}, nil
}

// parse prefers JSON where the file is JSON: YAML readers do not take all of
// its escapes.
func parse(raw []byte) (*yaml.Node, error) {
	if json.Valid(raw) {
		return parseJSON(raw)
	}
	d := yaml.NewDecoder(bytes.NewReader(raw))
	var doc yaml.Node
	if err := d.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, Problems{{Message: "the file is empty"}}
	} else if err != nil {
		return nil, syntaxProblem(err)
	}
	var more yaml.Node
	if err := d.Decode(&more); err == nil {
		return nil, Problems{at(&more, "", "the file holds more than one document")}
	} else if !errors.Is(err, io.EOF) {
		return nil, syntaxProblem(err)
	}
	return doc.Content[0], nil
}

var (
	yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)
	// What the reader's parser, unlike its scanner, finds is counted from line 0.
	fromZero = regexp.MustCompile(`did not find expected (node content|key|'-' indicator|',' or|<)`)
)

// syntaxProblem takes the line out of what the YAML reader says.
func syntaxProblem(err error) Problems {
	text := err.Error()
	p := Problem{Line: 1, Message: "not valid YAML or JSON: " + yamlLine.ReplaceAllString(text, "")}
	if m := yamlLine.FindStringSubmatch(text); m != nil && m[1] != "" {
		p.Line, _ = strconv.Atoi(m[1])
		if fromZero.MatchString(text) {
			p.Line++
		}
	}
	return Problems{p}
}

func invalidLine(raw []byte) int {
	line := 1
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		raw = raw[size:]
	}
	return line
}

func at(n *yaml.Node, key, format string, args ...any) Problem {
	return Problem{Line: n.Line, Column: n.Column, Key: key, Message: fmt.Sprintf(format, args...)}
}
