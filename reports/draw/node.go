package draw

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// node is an element of an SVG document.
type node struct {
	name     string
	attrs    map[string]string
	children []*node
	text     string
}

// deepest bounds how far elements may stand in each other.
const deepest = 64

// readNodes reads a document and finds its elements by id.
func readNodes(svg []byte) (root *node, byID map[string]*node, err error) {
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	byID = map[string]*node{}
	var open []*node
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, fmt.Errorf("read the picture: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := nodeOf(t)
			if root == nil {
				root = n
			}
			if len(open) > 0 {
				parent := open[len(open)-1]
				parent.children = append(parent.children, n)
			}
			if id := n.attrs["id"]; id != "" {
				byID[id] = n
			}
			if open = append(open, n); len(open) > deepest {
				return nil, nil, errors.New("read the picture: elements too deep in each other")
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				open[len(open)-1].text += string(t)
			}
		}
	}
	if root == nil || root.name != "svg" {
		return nil, nil, errors.New("read the picture: no svg")
	}
	return root, byID, nil
}

// nodeOf reads an element, and the declarations of its style as attributes.
func nodeOf(t xml.StartElement) *node {
	n := &node{name: t.Name.Local, attrs: make(map[string]string, len(t.Attr))}
	for _, a := range t.Attr {
		if a.Name.Local != "style" {
			n.attrs[a.Name.Local] = a.Value
			continue
		}
		for declaration := range strings.SplitSeq(a.Value, ";") {
			if name, value, ok := strings.Cut(declaration, ":"); ok {
				n.attrs[strings.TrimSpace(name)] = strings.TrimSpace(value)
			}
		}
	}
	return n
}

// number reads an attribute that is a number, perhaps with px or %.
func (n *node) number(name string, otherwise float64) (float64, error) {
	s, ok := n.attrs[name]
	if !ok || s == "" {
		return otherwise, nil
	}
	s, percent := strings.CutSuffix(s, "%")
	v, err := strconv.ParseFloat(strings.TrimSuffix(s, "px"), 64)
	if err != nil || v != v || v-v != 0 {
		return 0, fmt.Errorf("read the picture: %s of %s is %q", name, n.name, n.attrs[name])
	}
	if percent {
		v /= 100
	}
	return v, nil
}

// numbers reads several attributes that are numbers, 0 where there is none.
func (n *node) numbers(names ...string) ([]float64, error) {
	out := make([]float64, len(names))
	for i, name := range names {
		v, err := n.number(name, 0)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}
