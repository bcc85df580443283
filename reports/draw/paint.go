package draw

import (
	"fmt"
	"strconv"
	"strings"
)

// rgba is a colour with its opacity, 0 to 1.
type rgba struct {
	r, g, b uint8
	alpha   float64
}

// paint is what fills or strokes: nothing, a colour or a gradient.
type paint struct {
	set      bool
	rgba     rgba
	gradient *gradient
}

func (p paint) visible() bool { return p.set && (p.gradient != nil || p.rgba.alpha > 0) }

// gradient runs between two points of the picture, or from a centre to a circle.
type gradient struct {
	from, to point
	radius   float64 // 0 is a linear one
	stops    []stop
	alpha    float64
}

type stop struct {
	offset float64
	rgba   rgba
}

// at returns the colour at a place along the gradient.
func (g *gradient) at(t float64) rgba {
	out := g.stops[len(g.stops)-1].rgba
	for i, s := range g.stops {
		if t > s.offset {
			continue
		}
		out = s.rgba
		if i > 0 && s.offset > g.stops[i-1].offset {
			before := g.stops[i-1]
			out = between(before.rgba, s.rgba, (t-before.offset)/(s.offset-before.offset))
		}
		break
	}
	out.alpha *= g.alpha
	return out
}

func between(a, b rgba, t float64) rgba {
	mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + 0.5) }
	return rgba{mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), a.alpha + (b.alpha-a.alpha)*t}
}

var named = map[string]rgba{
	"black": {0, 0, 0, 1}, "white": {255, 255, 255, 1}, "red": {255, 0, 0, 1}, "green": {0, 128, 0, 1},
	"blue": {0, 0, 255, 1}, "gray": {128, 128, 128, 1}, "grey": {128, 128, 128, 1}, "transparent": {},
}

// colourOf reads a CSS colour.
func colourOf(s string) (rgba, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if c, ok := named[s]; ok {
		return c, nil
	}
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		return hexColour(hex)
	}
	for _, form := range []string{"rgba(", "rgb("} {
		if inner, ok := strings.CutPrefix(s, form); ok {
			return rgbColour(strings.TrimSuffix(inner, ")"))
		}
	}
	return rgba{}, fmt.Errorf("read the picture: colour %q", s)
}

func hexColour(hex string) (rgba, error) {
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	if len(hex) == 6 {
		hex += "ff"
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 8 {
		return rgba{}, fmt.Errorf("read the picture: colour #%s", hex)
	}
	return rgba{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8), float64(uint8(v)) / 255}, nil
}

func rgbColour(inner string) (rgba, error) {
	v, err := floats(inner)
	if err != nil || len(v) < 3 || len(v) > 4 {
		return rgba{}, fmt.Errorf("read the picture: colour rgb(%s)", inner)
	}
	c := rgba{uint8(clamp(v[0], 255)), uint8(clamp(v[1], 255)), uint8(clamp(v[2], 255)), 1}
	if len(v) == 4 {
		c.alpha = clamp(v[3], 1)
	}
	return c, nil
}

func clamp(v, most float64) float64 { return min(max(v, 0), most) }
