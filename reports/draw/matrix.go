package draw

import (
	"fmt"
	"math"
	"regexp"
	"strings"
)

type point struct{ x, y float64 }

// matrix takes (x, y) to (a x + c y + e, b x + d y + f).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

func (m matrix) apply(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

// times is what n does, and then m.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

// scale is how much larger lengths become, on average of the directions.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

func (m matrix) inverse() (matrix, bool) {
	det := m.a*m.d - m.b*m.c
	if math.Abs(det) < 1e-12 {
		return identity, false
	}
	return matrix{
		m.d / det, -m.b / det, -m.c / det, m.a / det,
		(m.c*m.f - m.d*m.e) / det, (m.b*m.e - m.a*m.f) / det,
	}, true
}

func translate(x, y float64) matrix { return matrix{a: 1, d: 1, e: x, f: y} }

func scaling(x, y float64) matrix { return matrix{a: x, d: y} }

func rotation(degrees float64) matrix {
	s, c := math.Sincos(degrees * math.Pi / 180)
	return matrix{a: c, b: s, c: -s, d: c}
}

var transformation = regexp.MustCompile(`(\w+)\(([^)]*)\)`)

// transformOf reads the attribute transform.
func transformOf(s string) (matrix, error) {
	out := identity
	for _, m := range transformation.FindAllStringSubmatch(s, -1) {
		v, err := floats(m[2])
		if err != nil {
			return out, err
		}
		step, ok := stepOf(m[1], v)
		if !ok {
			return out, fmt.Errorf("read the picture: transform %q", s)
		}
		out = out.times(step)
	}
	if strings.TrimSpace(transformation.ReplaceAllString(s, "")) != "" {
		return out, fmt.Errorf("read the picture: transform %q", s)
	}
	return out, nil
}

func stepOf(name string, v []float64) (matrix, bool) {
	switch {
	case name == "matrix" && len(v) == 6:
		return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}, true
	case name == "translate" && len(v) == 2:
		return translate(v[0], v[1]), true
	case name == "translate" && len(v) == 1:
		return translate(v[0], 0), true
	case name == "scale" && len(v) == 2:
		return scaling(v[0], v[1]), true
	case name == "scale" && len(v) == 1:
		return scaling(v[0], v[0]), true
	case name == "rotate" && len(v) == 1:
		return rotation(v[0]), true
	case name == "rotate" && len(v) == 3:
		return translate(v[1], v[2]).times(rotation(v[0])).times(translate(-v[1], -v[2])), true
	}
	return identity, false
}
