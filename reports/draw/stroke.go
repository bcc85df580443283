package draw

import "math"

// polyline is a part of a path with its curves as short lines.
type polyline struct {
	points []point
	closed bool
}

// outlined is the area that a stroke of a path covers, as pieces that turn the
// same way, so that where they lie over each other stays covered.
func outlined(p path, it *item, width, scale float64) path {
	s := stroker{half: width / 2, cap: it.cap, join: it.join, miter: it.miter}
	for _, l := range flattened(p) {
		if len(it.dash) == 0 {
			s.stroke(l)
			continue
		}
		for _, d := range dashed(l, it.dash, it.dashOffset, scale) {
			s.stroke(d)
		}
	}
	return s.out
}

func flattened(p path) []polyline {
	var out []polyline
	var now polyline
	end := func() {
		if len(now.points) > 0 {
			out = append(out, now)
		}
		now = polyline{}
	}
	for _, s := range p {
		switch s.op {
		case 'M':
			end()
			now.points = []point{s.p[0]}
		case 'L':
			now.points = append(now.points, s.p[0])
		case 'C':
			now.points = flatten(now.points, s.p)
		case 'Z':
			if len(now.points) == 0 {
				continue
			}
			start := now.points[0]
			now.closed = true
			end()
			now.points = []point{start} // of what goes on without a move
		}
	}
	if len(now.points) > 1 || len(out) == 0 {
		end()
	}
	return out
}

func flatten(points []point, c [3]point) []point {
	if len(points) == 0 {
		return []point{c[2]}
	}
	a := points[len(points)-1]
	length := math.Hypot(c[0].x-a.x, c[0].y-a.y) + math.Hypot(c[1].x-c[0].x, c[1].y-c[0].y) + math.Hypot(c[2].x-c[1].x, c[2].y-c[1].y)
	n := int(math.Min(math.Max(math.Ceil(math.Sqrt(length)*1.5), 4), 200))
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		w := [4]float64{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}
		points = append(points, point{
			w[0]*a.x + w[1]*c[0].x + w[2]*c[1].x + w[3]*c[2].x, w[0]*a.y + w[1]*c[0].y + w[2]*c[1].y + w[3]*c[2].y,
		})
	}
	return points
}

// dashed cuts a line into its dashes.
func dashed(l polyline, dash []float64, offset, scale float64) []polyline {
	points := l.points
	if l.closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	i, left := 0, 0.0
	for left = dash[0] * scale; offset*scale >= left && offset > 0; left = dash[i] * scale {
		offset -= left / scale
		i = (i + 1) % len(dash)
	}
	left -= offset * scale
	var out []polyline
	now := []point{points[0]}
	for k := 1; k < len(points); k++ {
		a, b := points[k-1], points[k]
		length := math.Hypot(b.x-a.x, b.y-a.y)
		done := 0.0
		for length-done > left {
			done += left
			at := point{a.x + (b.x-a.x)*done/length, a.y + (b.y-a.y)*done/length}
			if i%2 == 0 {
				out = append(out, polyline{points: append(now, at)})
			}
			now = []point{at}
			i = (i + 1) % len(dash)
			left = math.Max(dash[i]*scale, 1e-3)
		}
		left -= length - done
		now = append(now, b)
	}
	if i%2 == 0 && len(now) > 1 {
		out = append(out, polyline{points: now})
	}
	return out
}

type stroker struct {
	half      float64
	cap, join string
	miter     float64
	out       path
}

// piece adds a polygon, turned the way all are.
func (s *stroker) piece(points ...point) {
	area := 0.0
	for i, a := range points {
		b := points[(i+1)%len(points)]
		area += a.x*b.y - b.x*a.y
	}
	if area < 0 {
		for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
			points[i], points[j] = points[j], points[i]
		}
	}
	s.out = append(s.out, polygon(points, true)...)
}

func (s *stroker) disc(at point) {
	s.out = append(s.out, ellipse(at.x, at.y, s.half, s.half)...)
}

func (s *stroker) stroke(l polyline) {
	points := distinct(l)
	n := len(points)
	if n == 1 {
		if s.cap == "round" {
			s.disc(points[0])
		}
		return
	}
	sides := n - 1
	if l.closed {
		sides = n
	}
	for i := range sides {
		a, b := points[i], points[(i+1)%n]
		ux, uy := direction(a, b)
		if s.cap == "square" && !l.closed {
			if i == 0 {
				a = point{a.x - ux*s.half, a.y - uy*s.half}
			}
			if i == sides-1 {
				b = point{b.x + ux*s.half, b.y + uy*s.half}
			}
		}
		ox, oy := -uy*s.half, ux*s.half
		s.piece(point{a.x + ox, a.y + oy}, point{b.x + ox, b.y + oy}, point{b.x - ox, b.y - oy}, point{a.x - ox, a.y - oy})
		if i < sides-1 || l.closed {
			s.corner(points[i], points[(i+1)%n], points[(i+2)%n])
		}
	}
	if s.cap == "round" && !l.closed {
		s.disc(points[0])
		s.disc(points[n-1])
	}
}

// distinct are the points of a line without those that repeat the one before.
func distinct(l polyline) []point {
	var out []point
	for _, p := range l.points {
		if len(out) == 0 || math.Hypot(p.x-out[len(out)-1].x, p.y-out[len(out)-1].y) > 1e-6 {
			out = append(out, p)
		}
	}
	if l.closed && len(out) > 1 && math.Hypot(out[0].x-out[len(out)-1].x, out[0].y-out[len(out)-1].y) <= 1e-6 {
		out = out[:len(out)-1]
	}
	return out
}

func direction(a, b point) (x, y float64) {
	l := math.Hypot(b.x-a.x, b.y-a.y)
	return (b.x - a.x) / l, (b.y - a.y) / l
}

func (s *stroker) corner(a, b, c point) {
	if s.join == "round" {
		s.disc(b)
		return
	}
	ux, uy := direction(a, b)
	vx, vy := direction(b, c)
	side := s.half
	if ux*vy-uy*vx > 0 {
		side = -side // the outer side of the turn
	}
	p, q := point{b.x - uy*side, b.y + ux*side}, point{b.x - vy*side, b.y + vx*side}
	s.piece(b, p, q)
	if s.join == "bevel" {
		return
	}
	// The tip lies along the middle of the two, at the half width divided by
	// the cosine of half the turn.
	cos := math.Sqrt(math.Max(0, (1+ux*vx+uy*vy)/2))
	if cos < 1e-6 || 1/cos > math.Max(s.miter, 1) {
		return
	}
	mx, my := (p.x+q.x)/2-b.x, (p.y+q.y)/2-b.y
	if l := math.Hypot(mx, my); l > 1e-9 {
		d := math.Abs(s.half) / cos / l
		s.piece(p, point{b.x + mx*d, b.y + my*d}, q)
	}
}
