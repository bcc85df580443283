package typeface

import (
	_ "embed" // for the files
	"sync"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed NotoSansJP-Regular.ttf
var regular []byte

//go:embed NotoSansJP-Bold.ttf
var bold []byte

// Family is the name of the typeface in a printed document.
const Family = "NotoSansJP"

// Face is one weight. It is safe for concurrent use.
type Face struct {
	style string // as fpdf names it
	file  []byte
	font  *sfnt.Font
	units fixed.Int26_6

	mu     sync.Mutex
	buffer sfnt.Buffer
	glyphs map[rune]glyph
}

type glyph struct {
	index    sfnt.GlyphIndex
	advance  float64 // of an em
	segments []Segment
	outlined bool
}

var faces = sync.OnceValue(func() [2]*Face {
	return [2]*Face{load("", regular), load("B", bold)}
})

func load(style string, file []byte) *Face {
	f, err := sfnt.Parse(file)
	if err != nil {
		panic(err) // the files are part of the program, and a test reads them
	}
	return &Face{style: style, file: file, font: f, units: fixed.Int26_6(f.UnitsPerEm()), glyphs: map[rune]glyph{}}
}

// Weight returns the bold face or the regular one.
func Weight(bold bool) *Face {
	if bold {
		return faces()[1]
	}
	return faces()[0]
}

// Use makes the face the current font of pdf at a size in points, and adds it
// to the document where it is not there yet.
func (f *Face) Use(pdf *fpdf.Fpdf, size float64) {
	pdf.AddUTF8FontFromBytes(Family, f.style, f.file)
	pdf.SetFont(Family, f.style, size)
}

// Has reports whether the face can show r.
func (f *Face) Has(r rune) bool { return f.glyph(r).index != 0 }

// Advance returns how far r moves the pen, in parts of the size. What the face
// lacks is as wide as Missing.
func (f *Face) Advance(r rune) float64 { return f.glyph(r).advance }

// Width returns the width of s in parts of the size.
func (f *Face) Width(s string) float64 {
	var sum float64
	for _, r := range s {
		sum += f.glyph(r).advance
	}
	return sum
}

func (f *Face) glyph(r rune) glyph {
	f.mu.Lock()
	defer f.mu.Unlock()
	if g, ok := f.glyphs[r]; ok {
		return g
	}
	g := glyph{advance: 1}
	if i, err := f.font.GlyphIndex(&f.buffer, r); err == nil && i != 0 {
		if a, err := f.font.GlyphAdvance(&f.buffer, i, f.units, font.HintingNone); err == nil {
			g = glyph{index: i, advance: float64(a) / float64(f.units)}
		}
	}
	f.keep(r, g)
	return g
}

// most bounds what is kept: a hostile text may hold every character there is.
const most = 8192

func (f *Face) keep(r rune, g glyph) {
	if len(f.glyphs) >= most {
		clear(f.glyphs)
	}
	f.glyphs[r] = g
}
