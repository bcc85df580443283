package draw

import (
	"fmt"
	"strings"
)

// paints reads what strokes and what fills an element.
func (p *parser) paints(n *node, outline path, s state) (stroke, fill paint, err error) {
	if stroke, err = p.paint(n, "stroke", "none", outline, s); err != nil {
		return stroke, fill, err
	}
	fill, err = p.paint(n, "fill", "#000", outline, s)
	return stroke, fill, err
}

func (p *parser) paint(n *node, name, otherwise string, outline path, s state) (paint, error) {
	value := n.attrs[name]
	if value == "" {
		value = otherwise
	}
	if value == "none" {
		return paint{}, nil
	}
	opacity, err := n.number(name+"-opacity", 1)
	if err != nil {
		return paint{}, err
	}
	opacity *= s.opacity
	if strings.HasPrefix(value, "url(") {
		return p.gradient(value, opacity, outline, s.at)
	}
	c, err := colourOf(value)
	if err != nil {
		return paint{}, err
	}
	c.alpha *= opacity
	return paint{set: true, rgba: c}, nil
}

// gradient reads a reference to a gradient. One to a pattern paints nothing
// here: its tiles become items of their own.
func (p *parser) gradient(ref string, opacity float64, outline path, at matrix) (paint, error) {
	n, err := p.referred(ref, "")
	if err != nil {
		return paint{}, err
	}
	g := &gradient{alpha: opacity}
	space := at
	if n.attrs["gradientUnits"] != "userSpaceOnUse" {
		low, high := outline.bounds()
		space = at.times(matrix{a: high.x - low.x, d: high.y - low.y, e: low.x, f: low.y})
	}
	switch n.name {
	case "pattern":
		return paint{}, nil
	case "linearGradient":
		v, err := n.numbers("x1", "y1", "x2", "y2")
		if err != nil {
			return paint{}, err
		}
		g.from, g.to = space.apply(point{v[0], v[1]}), space.apply(point{v[2], v[3]})
	case "radialGradient":
		v, err := n.numbers("cx", "cy", "r")
		if err != nil {
			return paint{}, err
		}
		g.from, g.radius = space.apply(point{v[0], v[1]}), v[2]*space.scale()
	default:
		return paint{}, fmt.Errorf("read the picture: %s is no paint", n.name)
	}
	if g.stops, err = stopsOf(n); err != nil {
		return paint{}, err
	}
	return paint{set: true, gradient: g}, nil
}

func stopsOf(n *node) ([]stop, error) {
	var out []stop
	for _, child := range n.children {
		offset, err := child.number("offset", 0)
		if err != nil {
			return nil, err
		}
		c, err := colourOf(child.attrs["stop-color"])
		if err != nil {
			return nil, err
		}
		opacity, err := child.number("stop-opacity", 1)
		if err != nil {
			return nil, err
		}
		c.alpha *= opacity
		out = append(out, stop{offset: offset, rgba: c})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("read the picture: a gradient without colours")
	}
	return out, nil
}
