package draw

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// mostTiles bounds how often the tile of a pattern is laid.
const mostTiles = 20000

// pattern returns the pattern that a fill refers to, nil for any other fill.
func (p *parser) pattern(fill string) (*node, error) {
	if !strings.HasPrefix(fill, "url(") {
		return nil, nil
	}
	n, err := p.referred(fill, "")
	if err != nil || n.name != "pattern" {
		return nil, err
	}
	return n, nil
}

// tile is one pattern in the space of what it fills.
type tile struct {
	at            matrix
	width, height float64
	low, high     point // of what is filled, in the space of the pattern
}

// tiled lays a pattern over an area: one item for each shape of the tile.
func (p *parser) tiled(n *node, area path, s state) error {
	if p.depth > 0 {
		return fmt.Errorf("read the picture: a pattern in a pattern")
	}
	t, err := tileOf(n, area, s.at)
	if err != nil {
		return err
	}
	within := parser{byID: p.byID, clips: p.clips, depth: 1}
	if err := within.all(n.children, state{at: identity, opacity: s.opacity}); err != nil {
		return err
	}
	clips := append(slices.Clone(s.clips), &area)
	for _, it := range within.out {
		if it.text != "" {
			return fmt.Errorf("read the picture: words in a pattern")
		}
		if !t.shows(it.path) {
			continue
		}
		laid, err := t.lay(it.path)
		if err != nil {
			return err
		}
		it.path, it.clips = laid.transformed(t.at), clips
		it.width *= t.at.scale()
		p.add(it)
	}
	return nil
}

func tileOf(n *node, area path, at matrix) (tile, error) {
	v, err := n.numbers("width", "height", "x", "y")
	if err != nil {
		return tile{}, err
	}
	m, err := transformOf(n.attrs["patternTransform"])
	if err != nil {
		return tile{}, err
	}
	if n.attrs["patternUnits"] != "userSpaceOnUse" || v[0] <= 0 || v[1] <= 0 {
		return tile{}, fmt.Errorf("read the picture: a pattern without a size")
	}
	t := tile{at: at.times(m).times(translate(v[2], v[3])), width: v[0], height: v[1]}
	back, ok := t.at.inverse()
	if !ok {
		return tile{}, fmt.Errorf("read the picture: a flat pattern")
	}
	low, high := area.bounds()
	t.low, t.high = box(low.x, low.y, high.x-low.x, high.y-low.y).transformed(back).bounds()
	return t, nil
}

// shows reports whether any of a shape is within the tile. echarts draws some
// beside it, where the next tile has its own: laid too, they would stand twice.
func (t tile) shows(shape path) bool {
	const touching = 1e-6
	low, high := shape.bounds()
	return high.x > touching && high.y > touching && low.x < t.width-touching && low.y < t.height-touching
}

// lay repeats a shape over the area. A bar that goes through the whole tile is
// drawn through the whole area, as hatching is: it would be thousands of pieces.
func (t tile) lay(shape path) (path, error) {
	low, high := shape.bounds()
	x0, x1 := math.Floor(t.low.x/t.width)-1, math.Ceil(t.high.x/t.width)+1
	y0, y1 := math.Floor(t.low.y/t.height)-1, math.Ceil(t.high.y/t.height)+1
	if isBox(shape) && high.x-low.x >= t.width-1e-6 {
		shape = box(x0*t.width, low.y, (x1-x0+1)*t.width, high.y-low.y)
		x0, x1 = 0, 0
	} else if isBox(shape) && high.y-low.y >= t.height-1e-6 {
		shape = box(low.x, y0*t.height, high.x-low.x, (y1-y0+1)*t.height)
		y0, y1 = 0, 0
	}
	if (x1-x0+1)*(y1-y0+1) > mostTiles {
		return nil, fmt.Errorf("read the picture: a pattern of too many tiles")
	}
	var out path
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			out = append(out, shape.transformed(translate(x*t.width, y*t.height))...)
		}
	}
	return out, nil
}

// isBox reports whether a path is a rectangle along the axes.
func isBox(p path) bool {
	low, high := p.bounds()
	corners := 0
	for _, s := range p {
		if s.op == 'C' {
			return false
		}
		for k := range s.points() {
			if (s.p[k].x != low.x && s.p[k].x != high.x) || (s.p[k].y != low.y && s.p[k].y != high.y) {
				return false
			}
			corners++
		}
	}
	return corners == 4 || corners == 5
}
