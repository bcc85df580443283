package evidence

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

// jsonReader turns JSON into the nodes that a YAML reader gives, so that both
// are understood, and complained about, by the same code.
type jsonReader struct {
	raw     []byte
	decoder *json.Decoder
	// line and from are where the last token was found, so that the file is
	// walked through once.
	line, from, offset int
}

func parseJSON(raw []byte) (*yaml.Node, error) {
	r := &jsonReader{raw: raw, decoder: json.NewDecoder(bytes.NewReader(raw)), line: 1}
	r.decoder.UseNumber()
	return r.value()
}

func (r *jsonReader) value() (*yaml.Node, error) {
	n := &yaml.Node{}
	token, err := r.next(n)
	if err != nil {
		return nil, fmt.Errorf("read JSON: %w", err)
	}
	switch v := token.(type) {
	case json.Delim:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		if v == '{' {
			n.Kind, n.Tag = yaml.MappingNode, "!!map"
		}
		return n, r.fill(n)
	case string:
		n.Tag, n.Value = "!!str", v
	case json.Number:
		n.Tag, n.Value = "!!float", v.String()
		if !strings.ContainsAny(n.Value, ".eE") {
			n.Tag = "!!int"
		}
	case bool:
		n.Tag, n.Value = "!!bool", fmt.Sprint(v)
	default:
		n.Tag, n.Value = "!!null", "null"
	}
	n.Kind = yaml.ScalarNode
	return n, nil
}

// fill reads keys and values, or items, up to the closing bracket.
func (r *jsonReader) fill(n *yaml.Node) error {
	for r.decoder.More() {
		child, err := r.value()
		if err != nil {
			return err
		}
		n.Content = append(n.Content, child)
	}
	_, err := r.decoder.Token()
	return err
}

// next reads a token and notes on n where it stands.
func (r *jsonReader) next(n *yaml.Node) (json.Token, error) {
	start := int(r.decoder.InputOffset())
	token, err := r.decoder.Token()
	for start < len(r.raw) && strings.IndexByte(" \t\r\n,:", r.raw[start]) >= 0 {
		start++
	}
	for ; r.offset < start; r.offset++ {
		if r.raw[r.offset] == '\n' {
			r.line++
			r.from = r.offset + 1
		}
	}
	n.Line, n.Column = r.line, start-r.from+1
	return token, err
}
