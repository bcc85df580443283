package typeface

import (
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Segment is a stroke of an outline: 'M', 'L', 'Q' or 'C' with its points, in
// parts of the size, y downwards from the line the letters stand on.
type Segment struct {
	Op     byte
	Points [3][2]float64
}

// Outline returns the shape of r. The caller must not change it.
func (f *Face) Outline(r rune) []Segment {
	g := f.glyph(r)
	if g.index == 0 || g.outlined {
		return g.segments
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	segments, err := f.font.LoadGlyph(&f.buffer, g.index, f.units, nil)
	if err == nil {
		g.segments = f.converted(segments)
	}
	g.outlined = true
	f.keep(r, g)
	return g.segments
}

func (f *Face) converted(in sfnt.Segments) []Segment {
	at := func(p fixed.Point26_6) [2]float64 {
		return [2]float64{float64(p.X) / float64(f.units), float64(p.Y) / float64(f.units)}
	}
	ops := map[sfnt.SegmentOp]byte{
		sfnt.SegmentOpMoveTo: 'M', sfnt.SegmentOpLineTo: 'L', sfnt.SegmentOpQuadTo: 'Q', sfnt.SegmentOpCubeTo: 'C',
	}
	out := make([]Segment, len(in))
	for i, s := range in {
		out[i] = Segment{Op: ops[s.Op], Points: [3][2]float64{at(s.Args[0]), at(s.Args[1]), at(s.Args[2])}}
	}
	return out
}
