package draw

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"golang.org/x/image/vector"

	"michinori/reports/typeface"
)

// PNG returns the picture in pixels, as wide as asked for, up to 4000.
func (p *Picture) PNG(widthPixels int) ([]byte, error) {
	if widthPixels <= 0 {
		widthPixels = int(2 * p.width)
	}
	widthPixels = min(max(widthPixels, 1), widest)
	scale := float64(widthPixels) / math.Max(p.width, 1)
	if scale*p.height > widest {
		scale = widest / p.height
	}
	size := image.Rect(0, 0, max(int(math.Round(p.width*scale)), 1), max(int(math.Round(p.height*scale)), 1))
	c := canvas{image: image.NewRGBA(size), at: scaling(scale, scale), masks: map[*path]*image.Alpha{}}
	draw.Draw(c.image, size, image.White, image.Point{}, draw.Src)
	for i := range p.items {
		c.item(&p.items[i])
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression}
	err := encoder.Encode(&b, c.image)
	return b.Bytes(), err
}

type canvas struct {
	image *image.RGBA
	at    matrix
	masks map[*path]*image.Alpha
}

func (c *canvas) item(it *item) {
	shape := it.path
	width := it.width
	if it.text != "" {
		shape = lettered(it)
		width *= it.place.scale()
	}
	shape = shape.transformed(c.at)
	fill := func() { c.fill(shape, it.fill, it.clips) }
	stroke := func() {
		if width > 0 && it.stroke.visible() {
			c.fill(outlined(shape, it, width*c.at.scale(), c.at.scale()), it.stroke, it.clips)
		}
	}
	if it.under {
		stroke()
		fill()
		return
	}
	fill()
	stroke()
}

// lettered is the outline of a text, in the picture.
func lettered(it *item) path {
	face := typeface.Weight(it.bold)
	x := -it.anchor * face.Width(it.text)
	var out path
	for _, r := range it.text {
		m := it.place.times(scaling(it.size, it.size)).times(translate(x, it.drop))
		at := func(p [2]float64) point { return m.apply(point{p[0], p[1]}) }
		var last point
		for _, s := range face.Outline(r) {
			p := [3]point{at(s.Points[0]), at(s.Points[1]), at(s.Points[2])}
			last = out.glyph(s.Op, p, last)
		}
		x += face.Advance(r)
	}
	return out
}

// glyph adds a stroke of an outline and returns where it ends.
func (p *path) glyph(op byte, at [3]point, last point) point {
	switch op {
	case 'M':
		if len(*p) > 0 {
			p.close()
		}
		p.move(at[0])
	case 'L':
		p.line(at[0])
	case 'Q':
		a, b := raised(last, at[0], at[1])
		p.curve(a, b, at[1])
		return at[1]
	case 'C':
		p.curve(at[0], at[1], at[2])
		return at[2]
	}
	return at[0]
}

// fill paints a path of the canvas where the clips let it.
func (c *canvas) fill(p path, with paint, clips []*path) {
	if !with.visible() || len(p) == 0 {
		return
	}
	low, high := p.bounds()
	r := image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x))+1, int(math.Ceil(high.y))+1)
	r = r.Intersect(c.image.Bounds())
	if r.Empty() {
		return
	}
	mask := rasterised(p, r)
	for _, clip := range clips {
		multiply(mask, c.mask(clip))
	}
	draw.DrawMask(c.image, r, c.source(with), r.Min, mask, r.Min, draw.Over)
}

func (c *canvas) mask(clip *path) *image.Alpha {
	m, ok := c.masks[clip]
	if !ok {
		m = rasterised(clip.transformed(c.at), c.image.Bounds())
		c.masks[clip] = m
	}
	return m
}

// rasterised is how much of each pixel in r the path covers.
func rasterised(p path, r image.Rectangle) *image.Alpha {
	v := vector.NewRasterizer(r.Dx(), r.Dy())
	at := func(a point) (float32, float32) {
		return float32(a.x - float64(r.Min.X)), float32(a.y - float64(r.Min.Y))
	}
	for _, s := range p {
		x, y := at(s.p[0])
		switch s.op {
		case 'M':
			v.ClosePath()
			v.MoveTo(x, y)
		case 'L':
			v.LineTo(x, y)
		case 'C':
			x1, y1 := at(s.p[1])
			x2, y2 := at(s.p[2])
			v.CubeTo(x, y, x1, y1, x2, y2)
		case 'Z':
			v.ClosePath()
		}
	}
	v.ClosePath()
	mask := image.NewAlpha(r)
	v.DrawOp = draw.Src
	v.Draw(mask, r, image.Opaque, image.Point{})
	return mask
}

func multiply(mask, by *image.Alpha) {
	r := mask.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		to := mask.Pix[mask.PixOffset(r.Min.X, y):][:r.Dx()]
		from := by.Pix[by.PixOffset(r.Min.X, y):][:r.Dx()]
		for i := range to {
			to[i] = uint8(uint32(to[i]) * uint32(from[i]) / 255)
		}
	}
}

func (c rgba) NRGBA() color.NRGBA {
	return color.NRGBA{c.r, c.g, c.b, uint8(c.alpha*255 + 0.5)}
}

func (c *canvas) source(with paint) image.Image {
	if with.gradient == nil {
		return image.NewUniform(with.rgba.NRGBA())
	}
	g := *with.gradient
	g.from, g.to, g.radius = c.at.apply(g.from), c.at.apply(g.to), g.radius*c.at.scale()
	return shade{g, c.image.Bounds()}
}

// shade is a gradient as an image.
type shade struct {
	gradient
	bounds image.Rectangle
}

func (s shade) ColorModel() color.Model { return color.NRGBAModel }
func (s shade) Bounds() image.Rectangle { return s.bounds }

// At returns the colour of a pixel.
func (s shade) At(x, y int) color.Color {
	px, py := float64(x)+0.5-s.from.x, float64(y)+0.5-s.from.y
	if s.radius > 0 {
		return s.at(math.Hypot(px, py) / s.radius).NRGBA()
	}
	dx, dy := s.to.x-s.from.x, s.to.y-s.from.y
	length := dx*dx + dy*dy
	if length == 0 {
		return s.at(1).NRGBA()
	}
	return s.at((px*dx + py*dy) / length).NRGBA()
}
