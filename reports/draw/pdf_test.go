package draw

import (
	"bytes"
	"fmt"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// TestOutlinesClose: on paper an outline with round corners ends where it began.
// A hundredth beside it, the line that closes it stands out as a spur.
func TestOutlinesClose(t *testing.T) {
	t.Parallel()
	var outline path
	outline.move(point{10.0037, 10.0071})
	outline.line(point{20.0037, 10.0071})
	outline.curve(point{25.0037, 10.0071}, point{25.0037, 15.0071}, point{10.0037, 10.0071})
	outline.close()
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.SetCompression(false)
	pdf.AddPage()
	p := Picture{width: 100, height: 100, items: []item{{path: outline, stroke: paint{set: true, rgba: rgba{alpha: 1}}, width: 1}}}
	p.Draw(pdf, 0, 0, 100, 0)
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
	var x, y, endX, endY float64
	_, drawn, _ := bytes.Cut(out.Bytes(), []byte(" d\n"))
	lines := bytes.Split(drawn, []byte("\n"))
	if _, err := fmt.Sscanf(string(lines[0]), "%f %f m", &x, &y); err != nil {
		t.Fatal(err)
	}
	var skip float64
	if _, err := fmt.Sscanf(string(lines[2]), "%f %f %f %f %f %f c", &skip, &skip, &skip, &skip, &endX, &endY); err != nil {
		t.Fatal(err)
	}
	if x != endX || y != endY {
		t.Errorf("begins at %g, %g and ends at %g, %g", x, y, endX, endY)
	}
}
