package draw

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// segment is a part of a path: 'M' and 'L' with one point, 'C' with three, and
// 'Z'.
type segment struct {
	op byte
	p  [3]point
}

type path []segment

func (p *path) move(a point)        { *p = append(*p, segment{op: 'M', p: [3]point{a}}) }
func (p *path) line(a point)        { *p = append(*p, segment{op: 'L', p: [3]point{a}}) }
func (p *path) curve(a, b, c point) { *p = append(*p, segment{op: 'C', p: [3]point{a, b, c}}) }
func (p *path) close()              { *p = append(*p, segment{op: 'Z'}) }

func (s segment) points() int {
	switch s.op {
	case 'Z':
		return 0
	case 'C':
		return 3
	}
	return 1
}

func (p path) transformed(m matrix) path {
	out := make(path, len(p))
	for i, s := range p {
		out[i].op = s.op
		for k := range s.points() {
			out[i].p[k] = m.apply(s.p[k])
		}
	}
	return out
}

// bounds returns a box around the path. Curves stay within their points.
func (p path) bounds() (low, high point) {
	low, high = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, s := range p {
		for k := range s.points() {
			low = point{math.Min(low.x, s.p[k].x), math.Min(low.y, s.p[k].y)}
			high = point{math.Max(high.x, s.p[k].x), math.Max(high.y, s.p[k].y)}
		}
	}
	return low, high
}

func box(x, y, w, h float64) path {
	return polygon([]point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, true)
}

func polygon(points []point, closed bool) path {
	var p path
	for i, at := range points {
		if i == 0 {
			p.move(at)
		} else {
			p.line(at)
		}
	}
	if closed && len(p) > 0 {
		p.close()
	}
	return p
}

func ellipse(cx, cy, rx, ry float64) path {
	var p path
	p.move(point{cx + rx, cy})
	arc(&p, point{cx + rx, cy}, [2]float64{rx, ry}, 0, false, true, point{cx - rx, cy})
	arc(&p, point{cx - rx, cy}, [2]float64{rx, ry}, 0, false, true, point{cx + rx, cy})
	p.close()
	return p
}

// tokens splits path data and lists of numbers.
type tokens struct{ rest string }

func (t *tokens) skip() { t.rest = strings.TrimLeft(t.rest, " ,\t\r\n") }

// command returns the next letter, and false where a number follows.
func (t *tokens) command() (byte, bool) {
	t.skip()
	if t.rest == "" || !strings.ContainsRune("MmLlHhVvCcSsQqTtAaZz", rune(t.rest[0])) {
		return 0, false
	}
	c := t.rest[0]
	t.rest = t.rest[1:]
	return c, true
}

func (t *tokens) number() (float64, error) {
	t.skip()
	end, dot, e := 0, false, false
	for end < len(t.rest) {
		c := t.rest[end]
		switch {
		case c >= '0' && c <= '9':
		case (c == '-' || c == '+') && (end == 0 || t.rest[end-1] == 'e' || t.rest[end-1] == 'E'):
		case c == '.' && !dot && !e:
			dot = true
		case (c == 'e' || c == 'E') && end > 0 && !e:
			e = true
		default:
			return t.take(end)
		}
		end++
	}
	return t.take(end)
}

func (t *tokens) take(end int) (float64, error) {
	v, err := strconv.ParseFloat(t.rest[:end], 64)
	if err != nil || v-v != 0 {
		return 0, fmt.Errorf("read the picture: a number at %q", t.rest[:min(len(t.rest), 20)])
	}
	t.rest = t.rest[end:]
	return v, nil
}

// floats reads a list of numbers.
func floats(s string) ([]float64, error) {
	t := tokens{s}
	var out []float64
	for t.skip(); t.rest != ""; t.skip() {
		v, err := t.number()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
