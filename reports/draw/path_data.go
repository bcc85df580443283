package draw

import (
	"fmt"
	"math"
)

// pen writes a path from SVG path data.
type pen struct {
	path
	at, start point
	control   point // of the curve before, for the smooth ones
	last      byte
}

var operands = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// pathOf reads path data. Arcs and quadratic curves become cubic ones.
func pathOf(d string) (path, error) {
	t := tokens{d}
	var p pen
	var command byte
	for t.skip(); t.rest != ""; t.skip() {
		if c, ok := t.command(); ok {
			command = c
		} else if command == 0 || command == 'Z' || command == 'z' {
			return nil, fmt.Errorf("read the picture: path %q", d[:min(len(d), 40)])
		}
		if err := p.step(&t, command); err != nil {
			return nil, err
		}
		switch command { // what follows a move without a letter are lines
		case 'M':
			command = 'L'
		case 'm':
			command = 'l'
		}
	}
	return p.path, nil
}

func (p *pen) step(t *tokens, command byte) error {
	upper := command &^ 0x20
	var v [7]float64
	for i := range operands[upper] {
		if upper == 'A' && (i == 3 || i == 4) {
			flag, err := t.flag()
			if err != nil {
				return err
			}
			v[i] = flag
			continue
		}
		n, err := t.number()
		if err != nil {
			return err
		}
		v[i] = n
	}
	base := point{}
	if command != upper {
		base = p.at
	}
	p.draw(upper, v, base)
	p.last = upper
	return nil
}

func (p *pen) draw(op byte, v [7]float64, base point) {
	to := func(i int) point { return point{base.x + v[i], base.y + v[i+1]} }
	switch op {
	case 'M':
		p.at = to(0)
		p.start = p.at
		p.move(p.at)
	case 'L':
		p.lineTo(to(0))
	case 'H':
		p.lineTo(point{base.x + v[0], p.at.y})
	case 'V':
		p.lineTo(point{p.at.x, base.y + v[0]})
	case 'C':
		p.curveTo(to(0), to(2), to(4))
	case 'S':
		p.curveTo(p.mirrored('C', 'S'), to(0), to(2))
	case 'Q':
		p.quadTo(to(0), to(2))
	case 'T':
		p.quadTo(p.mirrored('Q', 'T'), to(0))
	case 'A':
		end := to(5)
		arc(&p.path, p.at, [2]float64{v[0], v[1]}, v[2], v[3] != 0, v[4] != 0, end)
		p.at = end
	case 'Z':
		p.close()
		p.at = p.start
	}
}

func (p *pen) lineTo(a point) {
	p.line(a)
	p.at = a
}

func (p *pen) curveTo(a, b, c point) {
	p.curve(a, b, c)
	p.control, p.at = b, c
}

func (p *pen) quadTo(c, end point) {
	a, b := raised(p.at, c, end)
	p.curve(a, b, end)
	p.control, p.at = c, end
}

// raised returns the control points of the cubic curve that is the quadratic
// one.
func raised(start, c, end point) (a, b point) {
	return point{start.x + 2*(c.x-start.x)/3, start.y + 2*(c.y-start.y)/3},
		point{end.x + 2*(c.x-end.x)/3, end.y + 2*(c.y-end.y)/3}
}

func (p *pen) mirrored(after ...byte) point {
	for _, op := range after {
		if p.last == op {
			return point{2*p.at.x - p.control.x, 2*p.at.y - p.control.y}
		}
	}
	return p.at
}

// flag reads one of 0 and 1, which need nothing between them and what follows.
func (t *tokens) flag() (float64, error) {
	t.skip()
	if t.rest == "" || t.rest[0] != '0' && t.rest[0] != '1' {
		return 0, fmt.Errorf("read the picture: a flag at %q", t.rest[:min(len(t.rest), 20)])
	}
	v := float64(t.rest[0] - '0')
	t.rest = t.rest[1:]
	return v, nil
}

// arc adds an elliptic arc as curves of at most a quarter each, by the
// conversion to a centre that the SVG specification gives (appendix B.2.4).
func arc(p *path, from point, r [2]float64, degrees float64, large, sweep bool, to point) {
	rx, ry := math.Abs(r[0]), math.Abs(r[1])
	if rx == 0 || ry == 0 {
		p.line(to)
		return
	}
	if from == to {
		return
	}
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	dx, dy := (from.x-to.x)/2, (from.y-to.y)/2
	x, y := cos*dx+sin*dy, cos*dy-sin*dx
	if over := x*x/(rx*rx) + y*y/(ry*ry); over > 1 {
		rx, ry = rx*math.Sqrt(over), ry*math.Sqrt(over)
	}
	k := math.Sqrt(math.Max(0, (rx*rx*ry*ry-rx*rx*y*y-ry*ry*x*x)/(rx*rx*y*y+ry*ry*x*x)))
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	start := math.Atan2((y-cy)/ry, (x-cx)/rx)
	turn := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - start
	if sweep && turn < 0 {
		turn += 2 * math.Pi
	} else if !sweep && turn > 0 {
		turn -= 2 * math.Pi
	}
	centre := point{cos*cx - sin*cy + (from.x+to.x)/2, sin*cx + cos*cy + (from.y+to.y)/2}
	circle := matrix{cos * rx, sin * rx, -sin * ry, cos * ry, centre.x, centre.y}
	parts := math.Ceil(math.Abs(turn)/(math.Pi/2) - 1e-9)
	for i := range int(parts) {
		quarter(p, circle, start+turn*float64(i)/parts, turn/parts)
	}
}

// quarter adds an arc of the unit circle under m.
func quarter(p *path, m matrix, start, turn float64) {
	k := 4.0 / 3 * math.Tan(turn/4)
	s0, c0 := math.Sincos(start)
	s1, c1 := math.Sincos(start + turn)
	p.curve(m.apply(point{c0 - k*s0, s0 + k*c0}), m.apply(point{c1 + k*s1, s1 - k*c1}), m.apply(point{c1, s1}))
}
