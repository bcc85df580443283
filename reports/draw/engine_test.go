package draw_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/draw"
)

// engine is shared by the tests: to start one takes a second.
var engine = draw.New(2)

func TestMain(m *testing.M) {
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

func svgOf(t *testing.T, f reports.Figure) []byte {
	t.Helper()
	out, err := engine.SVG(context.Background(), f, 0)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// wordsIn are the texts of a picture; it must be an XML document without
// anything that runs or loads.
func wordsIn(t *testing.T, svg []byte) string {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	var words strings.Builder
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return words.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch n := token.(type) {
		case xml.StartElement:
			if slices.Contains([]string{"script", "style", "image", "foreignObject", "a"}, n.Name.Local) {
				t.Errorf("element %s", n.Name.Local)
			}
			for _, a := range n.Attr {
				foreign := strings.Contains(a.Value, "//") && !strings.HasPrefix(a.Name.Local, "xmlns") && a.Name.Space != "xmlns"
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "NaN") || foreign || a.Name.Local == "href" {
					t.Errorf("%s=%q", a.Name.Local, a.Value)
				}
			}
		case xml.CharData:
			words.Write(n)
			words.WriteString("\n")
		}
	}
}

func TestEveryFigure(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		for _, l := range maturity.Languages {
			fig := f.make(l)
			svg := svgOf(t, fig)
			words := wordsIn(t, svg)
			for _, want := range []string{fig.Title, fig.Summary} {
				if !strings.Contains(words, want) {
					t.Errorf("%s %s: %q is not in it", f.name, l, want)
				}
			}
			if !bytes.HasPrefix(svg, []byte("<svg ")) || bytes.Contains(svg, []byte("ecmeta")) {
				t.Errorf("%s: %.80s", f.name, svg)
			}
		}
	}
}

// TestNumbers: what a figure writes at its marks and axes stands in the picture.
func TestNumbers(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"trend": {"73.8", "0 まだ見えていない"}, "profile": {"属人化", "前回（2026-Q2）"}, "hatched": {"決済\"><b>", "SLO </script>", "1/3", "隠し"}, "areas_groups": {"3", "2"},
	} {
		for _, f := range figures {
			if f.name != name {
				continue
			}
			words := wordsIn(t, svgOf(t, f.make(maturity.Japanese)))
			for _, w := range want {
				if !strings.Contains(words, "\n"+w+"\n") {
					t.Errorf("%s: no %q in\n%s", name, w, words)
				}
			}
		}
	}
}

// TestSameBytes holds across engines and after other drawings, and ids are the
// figure's own.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	other := draw.New(1)
	defer other.Close()
	counter := regexp.MustCompile(`"zr\d`)
	for _, f := range figures[7:] {
		again, err := other.SVG(context.Background(), f.make(maturity.Japanese), 0)
		if err != nil {
			t.Fatal(err)
		}
		svg := svgOf(t, f.make(maturity.Japanese))
		if !bytes.Equal(svg, again) {
			t.Errorf("%s: two pictures of one figure", f.name)
		}
		if counter.Match(svg) {
			t.Errorf("%s: an id that counts up", f.name)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	var wait sync.WaitGroup
	for i := range 12 {
		wait.Go(func() {
			f := figures[i%len(figures)].make(maturity.English)
			f.Title += strings.Repeat("!", i) // past the cache
			if _, err := engine.PNG(context.Background(), f, draw.Frame{}, 300); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

// TestCutOff: a drawing ends with the patience of whoever asked, and the engine
// draws on.
// A name from a database that another program filled may hold letters that XML
// does not allow.
func TestNamesWithControlCharacters(t *testing.T) {
	t.Parallel()
	level := reports.HeatCell{State: reports.HeatLevel, Level: 2}
	f := reports.TeamHeatMap(reports.TeamHeatInput{Lang: maturity.English, Round: "2026-Q3", Rows: []reports.TeamHeatRow{
		{Team: "pay\x01\x1bment\ufffes", Cells: map[maturity.Dimension]reports.HeatCell{maturity.Toil: level}},
	}})
	if words := wordsIn(t, svgOf(t, f)); !strings.Contains(words, "payments") {
		t.Error(words)
	}
	if _, err := engine.Picture(context.Background(), f, 0); err != nil {
		t.Error(err)
	}
}

func TestCutOff(t *testing.T) {
	t.Parallel()
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	f := trend(maturity.Japanese)
	f.ID = "cut-off"
	if _, err := engine.SVG(gone, f, 0); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	svgOf(t, f)
}

func TestUnreadableOption(t *testing.T) {
	t.Parallel()
	for _, option := range []string{"", "null", "{", `{"series":[{"type":"nothing","data":[1]}]}`, `{"xAxis":{},"series":5}`} {
		// An error or an empty picture, and no panic.
		_, _ = engine.Picture(context.Background(), reports.Figure{ID: "x", Option: json.RawMessage(option)}, 100)
	}
	if _, err := engine.SVG(context.Background(), reports.Figure{ID: "x", Option: json.RawMessage("{")}, 100); err == nil {
		t.Error("half an option was drawn")
	}
	if _, err := engine.SVG(context.Background(), reports.Figure{ID: "x", Option: json.RawMessage(`{"series":[{"type":"sunburst","data":[1]}]}`)}, 100); err == nil {
		t.Error("a kind of chart that the library was not built with was left out")
	}
	svgOf(t, trend(maturity.English))
}

// TestUnknownMarks: what the drawing of bars and cells does not know is an error,
// and never left out.
func TestUnknownMarks(t *testing.T) {
	t.Parallel()
	for _, series := range []string{
		`{"type":"bar","data":[1],"showBackground":true}`,
		`{"type":"bar","data":[{"value":1,"symbol":"pin"}]}`,
		`{"type":"bar","data":[{"value":1,"itemStyle":{"borderRadius":4}}]}`,
		`{"type":"bar","data":[{"value":1,"itemStyle":{"borderWidth":1,"borderColor":"#000000","borderType":"dotted"}}]}`,
		`{"type":"bar","data":[{"value":1,"label":{"show":true,"formatter":"1","fontSize":11,"color":"#000000","position":"left"}}]}`,
		`{"type":"bar","data":[{"value":1,"label":{"show":true,"formatter":"1","fontSize":11,"color":"#000000","rotate":90}}]}`,
		`{"type":"bar","data":[1],"itemStyle":{"decal":{"symbol":"circle","dashArrayX":[1,0],"dashArrayY":[1,5],"rotation":0,"color":"#000000"}}}`,
	} {
		option := `{"xAxis":{"type":"category","data":["a"]},"yAxis":{},"series":[` + series + `]}`
		if _, err := engine.SVG(t.Context(), reports.Figure{ID: "x", Option: json.RawMessage(option)}, 200); err == nil {
			t.Errorf("%s was drawn", series)
		}
	}
}

func TestClosed(t *testing.T) {
	t.Parallel()
	e := draw.New(1)
	e.Close()
	e.Close()
	if _, err := e.SVG(context.Background(), trend(maturity.English), 0); err == nil {
		t.Error("a closed engine draws")
	}
}

func TestPixels(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		out, err := engine.PNG(context.Background(), f.make(maturity.Japanese), draw.Frame{}, 800)
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		img, err := png.Decode(bytes.NewReader(out))
		if err != nil || img.Bounds().Dx() != 800 {
			t.Fatalf("%s: %v, %v", f.name, img.Bounds(), err)
		}
		colours := map[any]bool{}
		for y := 0; y < img.Bounds().Dy(); y += 2 {
			for x := 0; x < 800; x += 2 {
				colours[img.At(x, y)] = true
			}
		}
		if len(colours) < 20 {
			t.Errorf("%s: %d colours", f.name, len(colours))
		}
	}
}

// TestZeroIsWritten: a bar of 0 has no area, and its number is no less true;
// where there is no number, there is none in the picture either.
func TestZeroIsWritten(t *testing.T) {
	t.Parallel()
	steps := reports.Funnel(maturity.English, "", reports.FunnelRound{Round: "2026-Q3", Invited: 7, Answered: 7, Agreed: 7, Shared: 7})
	ready := reports.OnCallReadiness(maturity.English, "", []reports.OnCallRound{
		{Key: "2026-Q1", Ready: 0, Of: 5, Teams: 1}, {Key: "2026-Q2", Unknown: 1}, {Key: "2026-Q3", Ready: 2, Of: 5, Teams: 1},
	})
	for want, f := range map[string]reports.Figure{"0 (0.0%)": steps, "0/5": ready} {
		words := wordsIn(t, svgOf(t, f))
		if !strings.Contains(words, "\n"+want+"\n") || strings.Contains(words, "\n0/0\n") {
			t.Errorf("%s: %q is wanted in\n%s", f.ID, want, words)
		}
	}
}
