package draw

import (
	"context"
	"fmt"

	"michinori/reports"
)

// Picture is a figure as shapes and words, for paper and pixels. It does not
// change and is safe for concurrent use.
type Picture struct {
	width, height float64
	items         []item
}

// Size returns the width and the height, in CSS pixels.
func (p *Picture) Size() (width, height float64) { return p.width, p.height }

// item is a shape or, where it has a text, words.
type item struct {
	clips []*path // each bounds what is seen
	path  path
	fill  paint

	stroke     paint
	width      float64
	dash       []float64
	dashOffset float64
	cap, join  string
	miter      float64
	under      bool // the stroke is below the fill

	text   string
	place  matrix // of the text: its anchor and its direction
	size   float64
	bold   bool
	anchor float64 // the part of the text's width that is left of the place
	drop   float64 // of the letters' line below the place, in parts of the size
}

// Picture draws the figure for paper; see SVG.
func (e *Engine) Picture(ctx context.Context, f reports.Figure, width int) (*Picture, error) {
	svg, err := e.SVG(ctx, f, width)
	if err != nil {
		return nil, err
	}
	p, err := parse(svg)
	if err != nil {
		return nil, fmt.Errorf("draw %s: %w", f.ID, err)
	}
	return p, nil
}
