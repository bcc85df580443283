package talk_test

import (
	"context"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/talk"
)

// outside finds what would ask another host.
var outside = regexp.MustCompile(`(?i)(src|href)\s*=|url\(|@import|https?://`)

type plain struct{}

func (plain) SVG(context.Context, reports.Figure, int) ([]byte, error) {
	return []byte("<svg></svg>"), nil
}

func TestHTML(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		evil := map[string]string{"when": "</section><script>alert(1)</script>"}
		var b strings.Builder
		if err := talk.WriteHTML(t.Context(), &b, talk.OfOrganisation(l, organisation()).Edited(maturity.DeckEdits{Slots: evil}), plain{}); err != nil {
			t.Fatal(err)
		}
		out := b.String()
		if found := outside.FindString(out); found != "" {
			t.Errorf("%s: %q leads outside", l, found)
		}
		if strings.Count(out, "<section") != 10 || strings.Count(out, "</section>") != 10 || strings.Count(out, "<script") != 1 {
			t.Errorf("%s: a text of the speaker breaks the page", l)
		}
		if strings.Count(out, "<svg>") != 5 || strings.Contains(out, "Zebra") || strings.Contains(out, "ZgotmplZ") {
			t.Errorf("%s: wrong figures, or a team is named", l)
		}
	}
}

// TestWordsStayWhole: a browser that breaks Japanese between phrases would begin
// a line with the small letter of はっきり, on slides and in their preview.
func TestWordsStayWhole(t *testing.T) {
	t.Parallel()
	slides := []talk.Slide{{Headline: "前回から、はっきりした変化はありません", Lines: []talk.Line{{Text: "<b>0、はっきりした変化なし13"}}}}
	out, err := talk.Previews(t.Context(), maturity.Japanese, slides, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`前回から、<span class="whole">はっきり</span>した`, `&lt;b&gt;0、<span class="whole">はっきり</span>した`} {
		if !strings.Contains(string(out[0]), want) {
			t.Errorf("no %s in %s", want, out[0])
		}
	}
}

// TestTablesOfPictures: whoever does not see a picture reads its table, number by
// number, behind the slide.
func TestTablesOfPictures(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		x := talk.OfOrganisation(l, organisation())
		var b strings.Builder
		if err := talk.WriteHTML(t.Context(), &b, x, plain{}); err != nil {
			t.Fatal(err)
		}
		for _, s := range x.Slides {
			_, slide, _ := strings.Cut(b.String(), `id="slide-`+string(s.Key)+`"`)
			slide, _, _ = strings.Cut(slide, "</section>")
			_, table, found := strings.Cut(slide, `<details class="twin">`)
			if found != (s.Figure != nil) {
				t.Errorf("%s %s: a table %t", l, s.Key, found)
			}
			if !found {
				continue
			}
			var got, want []string
			for _, cell := range cells.FindAllStringSubmatch(table, -1) {
				got = append(got, html.UnescapeString(cell[1]))
			}
			for _, column := range s.Figure.Table.Columns {
				want = append(want, column.Title)
			}
			for _, row := range s.Figure.Table.Rows {
				for _, cell := range row {
					want = append(want, cell.String())
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s %s: the table says %q, want %q", l, s.Key, got, want)
			}
		}
	}
}

var cells = regexp.MustCompile(`<t[hd]\b[^>]*>(.*?)</t[hd]>`)

// TestHTMLWithoutPictures holds the tables that stand in for them to the figures.
func TestHTMLWithoutPictures(t *testing.T) {
	t.Parallel()
	x := talk.OfOrganisation(maturity.English, organisation())
	var b strings.Builder
	if err := talk.WriteHTML(t.Context(), &b, x, nil); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	if strings.Count(out, "<table>") != 5 || strings.Contains(out, "<figure") {
		t.Errorf("not every figure is a table\n%s", out)
	}
	for _, s := range x.Slides {
		if s.Figure != nil && !strings.Contains(out, ">"+s.Figure.Table.Rows[0][1].String()+"</td>") {
			t.Errorf("%s: a number of the figure is missing", s.Key)
		}
	}
}
