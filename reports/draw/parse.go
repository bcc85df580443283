package draw

import (
	"fmt"
	"strings"

	"michinori/reports/typeface"
)

// parser turns elements into items. It knows what the chart library writes;
// anything else is an error, since to leave it out would change what is shown.
type parser struct {
	byID  map[string]*node
	clips map[string]*path
	out   []item
	depth int // of patterns within patterns
}

// state is what elements hand down to those in them.
type state struct {
	at      matrix
	clips   []*path
	opacity float64
}

func parse(svg []byte) (*Picture, error) {
	root, byID, err := readNodes(svg)
	if err != nil {
		return nil, err
	}
	size, err := root.numbers("width", "height")
	if err != nil {
		return nil, err
	}
	p := parser{byID: byID, clips: map[string]*path{}}
	if err := p.all(root.children, state{at: identity, opacity: 1}); err != nil {
		return nil, err
	}
	return &Picture{width: size[0], height: size[1], items: p.out}, nil
}

func (p *parser) all(nodes []*node, s state) error {
	for _, n := range nodes {
		if err := p.element(n, s); err != nil {
			return err
		}
	}
	return nil
}

// silent are attributes that do not change what is seen on paper.
var silent = map[string]bool{
	"id": true, "class": true, "pointer-events": true, "space": true, "cursor": true, "font-family": true, "role": true, "lang": true,
}

// shown are the attributes that items are made from.
var shown = map[string]bool{
	"d": true, "x": true, "y": true, "width": true, "height": true, "cx": true, "cy": true, "r": true, "rx": true, "ry": true,
	"x1": true, "y1": true, "x2": true, "y2": true, "points": true, "transform": true, "clip-path": true,
	"fill": true, "fill-opacity": true, "opacity": true, "stroke": true, "stroke-width": true, "stroke-opacity": true,
	"stroke-dasharray": true, "stroke-dashoffset": true, "stroke-linecap": true, "stroke-linejoin": true,
	"stroke-miterlimit": true, "paint-order": true,
	"text-anchor": true, "dominant-baseline": true, "font-size": true, "font-weight": true,
}

func (p *parser) element(n *node, s state) error {
	switch n.name {
	case "title", "desc", "defs":
		return nil
	}
	for name := range n.attrs {
		if !silent[name] && !shown[name] {
			return fmt.Errorf("read the picture: %s of %s", name, n.name)
		}
	}
	s, err := p.within(n, s)
	if err != nil {
		return err
	}
	switch n.name {
	case "g":
		return p.all(n.children, s)
	case "text":
		return p.words(n, s)
	}
	outline, err := outlineOf(n)
	if err != nil {
		return err
	}
	return p.shape(n, outline, s)
}

// within is the state inside an element.
func (p *parser) within(n *node, s state) (state, error) {
	m, err := transformOf(n.attrs["transform"])
	if err != nil {
		return s, err
	}
	s.at = s.at.times(m)
	opacity, err := n.number("opacity", 1)
	if err != nil {
		return s, err
	}
	s.opacity *= opacity
	if ref := n.attrs["clip-path"]; ref != "" && ref != "none" {
		c, err := p.clip(ref, s.at)
		if err != nil {
			return s, err
		}
		s.clips = append(s.clips[:len(s.clips):len(s.clips)], c)
	}
	return s, nil
}

func (p *parser) referred(ref, name string) (*node, error) {
	id := strings.TrimSuffix(strings.TrimPrefix(ref, "url(#"), ")")
	n, ok := p.byID[id]
	if !ok || name != "" && n.name != name {
		return nil, fmt.Errorf("read the picture: nothing at %q", ref)
	}
	return n, nil
}

func (p *parser) clip(ref string, at matrix) (*path, error) {
	known := fmt.Sprint(ref, at)
	if c, ok := p.clips[known]; ok {
		return c, nil
	}
	n, err := p.referred(ref, "clipPath")
	if err != nil {
		return nil, err
	}
	c := path{}
	for _, child := range n.children {
		m, err := transformOf(child.attrs["transform"])
		if err != nil {
			return nil, err
		}
		outline, err := outlineOf(child)
		if err != nil {
			return nil, err
		}
		c = append(c, outline.transformed(at.times(m))...)
	}
	p.clips[known] = &c
	return &c, nil
}

// outlineOf returns the path of a shape.
func outlineOf(n *node) (path, error) {
	switch n.name {
	case "path":
		return pathOf(n.attrs["d"])
	case "rect":
		v, err := n.numbers("x", "y", "width", "height")
		if err != nil {
			return nil, err
		}
		if n.attrs["rx"] != "" || n.attrs["ry"] != "" {
			return nil, fmt.Errorf("read the picture: a rect with round corners")
		}
		return box(v[0], v[1], v[2], v[3]), nil
	case "circle":
		v, err := n.numbers("cx", "cy", "r")
		if err != nil {
			return nil, err
		}
		return ellipse(v[0], v[1], v[2], v[2]), nil
	case "ellipse":
		v, err := n.numbers("cx", "cy", "rx", "ry")
		if err != nil {
			return nil, err
		}
		return ellipse(v[0], v[1], v[2], v[3]), nil
	case "line":
		v, err := n.numbers("x1", "y1", "x2", "y2")
		if err != nil {
			return nil, err
		}
		return polygon([]point{{v[0], v[1]}, {v[2], v[3]}}, false), nil
	case "polygon", "polyline":
		v, err := floats(n.attrs["points"])
		if err != nil {
			return nil, err
		}
		points := make([]point, len(v)/2)
		for i := range points {
			points[i] = point{v[2*i], v[2*i+1]}
		}
		return polygon(points, n.name == "polygon"), nil
	}
	return nil, fmt.Errorf("read the picture: element %s", n.name)
}

func (p *parser) shape(n *node, outline path, s state) error {
	it := item{clips: s.clips, path: outline.transformed(s.at), under: strings.HasPrefix(n.attrs["paint-order"], "stroke")}
	fill := n.attrs["fill"]
	var err error
	if it.stroke, it.fill, err = p.paints(n, outline, s); err != nil {
		return err
	}
	if err := stroked(&it, n, s.at.scale()); err != nil {
		return err
	}
	if ref, err := p.pattern(fill); err != nil {
		return err
	} else if ref != nil {
		if err := p.tiled(ref, it.path, s); err != nil {
			return err
		}
	}
	p.add(it)
	return nil
}

func (p *parser) add(it item) {
	if it.fill.visible() || it.stroke.visible() && it.width > 0 {
		p.out = append(p.out, it)
	}
}

// stroked reads how a line is drawn.
func stroked(it *item, n *node, scale float64) error {
	v, err := n.number("stroke-width", 1)
	if err != nil {
		return err
	}
	it.width = v * scale
	if it.miter, err = n.number("stroke-miterlimit", 4); err != nil {
		return err
	}
	if it.dashOffset, err = n.number("stroke-dashoffset", 0); err != nil {
		return err
	}
	it.dashOffset *= scale
	it.cap, it.join = n.attrs["stroke-linecap"], n.attrs["stroke-linejoin"]
	dash := n.attrs["stroke-dasharray"]
	if dash == "" || dash == "none" {
		return nil
	}
	if it.dash, err = floats(dash); err != nil {
		return err
	}
	sum := 0.0
	for i := range it.dash {
		it.dash[i] *= scale
		sum += it.dash[i]
	}
	if len(it.dash)%2 == 1 {
		it.dash = append(it.dash, it.dash...)
	}
	if sum <= 0 {
		it.dash = nil
	}
	return nil
}

func (p *parser) words(n *node, s state) error {
	v, err := n.numbers("x", "y")
	if err != nil {
		return err
	}
	size, err := n.number("font-size", 12)
	if err != nil {
		return err
	}
	it := item{
		clips: s.clips, text: typeface.Printable(n.text), place: s.at.times(translate(v[0], v[1])), size: size,
		bold: isBold(n.attrs["font-weight"]), under: true,
	}
	switch n.attrs["text-anchor"] {
	case "middle":
		it.anchor = 0.5
	case "end":
		it.anchor = 1
	}
	switch n.attrs["dominant-baseline"] {
	case "central", "middle":
		it.drop = middleOfLetters
	case "hanging", "text-before-edge":
		it.drop = topOfLetters
	}
	if it.stroke, it.fill, err = p.paints(n, nil, s); err != nil {
		return err
	}
	if err := stroked(&it, n, 1); err != nil {
		return err
	}
	it.join = "round"
	if it.text != "" {
		p.add(it)
	}
	return nil
}

const (
	middleOfLetters = 0.37 // half of a numeral's height, and near that of a kanji
	topOfLetters    = 0.88
)

func isBold(weight string) bool {
	return weight == "bold" || weight == "bolder" || weight >= "600" && weight <= "900"
}
