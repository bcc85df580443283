package draw

import (
	"context"
	"fmt"
	"math"
	"strings"

	"michinori/reports"
	"michinori/reports/typeface"
)

// Frame is what stands around a picture that leaves its page: a slide or a chat
// has neither the title, nor of how many it speaks, nor where it comes from.
type Frame struct {
	Source string // below it
	Dark   bool   // it is for a dark background, like the figure
}

const (
	frameSide    = 20.0 // CSS pixels around what is written
	titleSize    = 16.0
	saidSize     = 12.0
	mostLines    = 3 // of the title, and of each text
	framePadding = 10.0
)

// FramedSVG returns the picture of SVG with its title, its n of N and how to read
// it above, and its source below. It fails as SVG does.
func (e *Engine) FramedSVG(ctx context.Context, f reports.Figure, in Frame) ([]byte, error) {
	svg, err := e.SVG(ctx, f, 0)
	if err != nil {
		return nil, err
	}
	width, height := sizeOf(f, 0)
	ink, muted, surface := reports.Inks(in.Dark)
	w := framing{room: float64(width) - 2*frameSide, y: frameSide}
	w.write(f.Title, titleSize, true, ink)
	w.write(f.N, saidSize, false, muted)
	w.write(f.Caption, saidSize, false, muted)
	w.y += framePadding
	top := w.y
	w.y += float64(height) + framePadding
	w.write(in.Source, saidSize, false, muted)
	raw := string(svg)
	inner := strings.TrimSuffix(strings.TrimPrefix(raw, head.FindString(raw)), "</svg>")
	said, drawn, found := strings.Cut(inner, "</desc>")
	if !found {
		return nil, fmt.Errorf("frame %s: a picture without a description", f.ID)
	}
	return fmt.Appendf(nil, `<svg width="%d" height="%[2]g" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 %[1]d %[2]g" role="img" lang="%[3]s">%[4]s</desc>`+
		`<rect width="%[1]d" height="%[2]g" x="0" y="0" fill="%[5]s"></rect>%[6]s<g transform="translate(0 %[7]g)">%[8]s</g></svg>`,
		width, math.Ceil(w.y+frameSide), f.Lang, said, surface, w.out.String(), top, drawn), nil
}

// PNG returns the same in pixels, as wide as asked for, up to 4000; 0 is twice
// the width of FramedSVG.
func (e *Engine) PNG(ctx context.Context, f reports.Figure, in Frame, widthPixels int) ([]byte, error) {
	_, height := sizeOf(f, 0)
	key := keyOf("png "+in.Source, f, widthPixels, height)
	if out, ok := e.cache.get(key); ok {
		return out, nil
	}
	svg, err := e.FramedSVG(ctx, f, in)
	if err != nil {
		return nil, err
	}
	p, err := parse(svg)
	if err != nil {
		return nil, fmt.Errorf("frame %s: %w", f.ID, err)
	}
	out, err := p.PNG(widthPixels)
	if err == nil {
		e.cache.put(key, out)
	}
	return out, err
}

// framing writes texts one below the other.
type framing struct {
	room, y float64
	out     strings.Builder
}

func (w *framing) write(text string, size float64, bold bool, colour string) {
	weight := "normal"
	if bold {
		weight = "bold"
	}
	for _, line := range linesOf(text, typeface.Type{Bold: bold, Size: size}, w.room) {
		w.y += size * 1.4
		fmt.Fprintf(&w.out, `<text text-anchor="start" style="font-size:%gpx;font-weight:%s;font-family:%s;" xml:space="preserve" x="%g" y="%.1f" fill="%s">%s</text>`,
			size, weight, fonts, frameSide, w.y-size*0.3, colour, escaped(line))
	}
}

// linesOf breaks a text into at most mostLines; what is longer ends with an
// ellipsis.
func linesOf(text string, of typeface.Type, room float64) []string {
	text = strings.Join(strings.Fields(text), " ")
	lines, _ := of.Lines(text, room, room/7)
	if len(lines) <= mostLines {
		return lines
	}
	lines = lines[:mostLines]
	last := []rune(strings.TrimSpace(lines[mostLines-1]) + "…")
	for len(last) > 1 && typeface.Weight(of.Bold).Width(string(last))*of.Size > room {
		last = append(last[:len(last)-2], '…')
	}
	lines[mostLines-1] = string(last)
	return lines
}
