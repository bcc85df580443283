package draw_test

import (
	"bytes"
	"context"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/reports/draw"
	"michinori/reports/typeface"
)

// lineOfFrame finds what is written around a picture, with its size.
var lineOfFrame = regexp.MustCompile(`font-size:(16|12)px;font-weight:(bold|normal);[^>]* x="20" [^>]*>([^<]*)</text>`)

// TestFramed: a picture that leaves its page says what it shows, of how many, how
// to read it and where it is from, and none of it is cut.
func TestFramed(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		f := levels(l)
		svg, err := engine.FramedSVG(context.Background(), f, draw.Frame{Source: "みちくさ & 市場"})
		if err != nil {
			t.Fatal(err)
		}
		said := strings.ReplaceAll(wordsIn(t, svg), " ", "")
		for _, want := range []string{f.Title, f.N, f.Caption, "みちくさ & 市場"} {
			if !strings.Contains(said, strings.ReplaceAll(want, " ", "")) {
				t.Errorf("%s: no %q in %s", l, want, said)
			}
		}
		f.Title = strings.Repeat("とても長い名前<b>", 40)
		svg, err = engine.FramedSVG(context.Background(), f, draw.Frame{Source: strings.Repeat("W", 300)})
		if err != nil {
			t.Fatal(err)
		}
		lines := lineOfFrame.FindAllStringSubmatch(string(svg), -1)
		if len(lines) < 8 {
			t.Errorf("%s: %d lines", l, len(lines))
		}
		for _, line := range lines {
			size := map[string]float64{"16": 16, "12": 12}[line[1]]
			text := strings.NewReplacer("&lt;", "<", "&gt;", ">").Replace(line[3])
			if wide := size * typeface.Weight(line[2] == "bold").Width(text); wide > 680.5 {
				t.Errorf("%s: %q is %.0f pixels wide", l, text, wide)
			}
		}
		if !strings.Contains(string(svg), "…") {
			t.Errorf("%s: a title of 320 letters is written out", l)
		}
	}
}

// TestFramedInTheDark fills the whole picture, to its last row.
func TestFramedInTheDark(t *testing.T) {
	t.Parallel()
	f := levels(maturity.English).InDark()
	out, err := engine.PNG(context.Background(), f, draw.Frame{Source: "x", Dark: true}, 0)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, _ := img.At(2, img.Bounds().Max.Y-1).RGBA(); img.Bounds().Dx() != 1440 || r>>8 != 0x1c {
		t.Errorf("%v, the last row is %x", img.Bounds(), r>>8)
	}
}
