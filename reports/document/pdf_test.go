package document_test

import (
	"bytes"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
	"michinori/reports/draw"
	"michinori/reports/paper/papertest"
	"michinori/reports/typeface"
)

// engine is shared by the tests: to start one takes a second.
var engine = draw.New(1)

func TestMain(m *testing.M) {
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

func TestWritePDF(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		var once, again bytes.Buffer
		for _, out := range []*bytes.Buffer{&once, &again} {
			if err := document.WritePDF(t.Context(), out, report(l, 40), engine); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.HasPrefix(once.Bytes(), []byte("%PDF-")) || !bytes.Equal(once.Bytes(), again.Bytes()) {
			t.Errorf("%s: no PDF, or not the same one twice", l)
		}
		// The lead, and behind it the details.
		if n := bytes.Count(once.Bytes(), []byte("/Type /Page\n")); n < 2 || n > 4 {
			t.Errorf("%s: %d pages", l, n)
		}
		if path := os.Getenv("PAPER_KEEP"); path != "" {
			if err := os.WriteFile(path+"."+string(l), once.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestWritePDFNeedsItsFigures(t *testing.T) {
	t.Parallel()
	e := draw.New(1)
	e.Close()
	if err := document.WritePDF(t.Context(), &bytes.Buffer{}, report(maturity.English, 1), e); err == nil {
		t.Error("a closed engine drew a report")
	}
}

// TestWritePDFSaysWhatItCannotShow: neither letters that the typeface lacks nor
// pictures of nothing are left to be wondered at.
func TestWritePDFSaysWhatItCannotShow(t *testing.T) {
	t.Parallel()
	d := report(maturity.English, 1)
	f := &d.Lead[0].Figures[0]
	drawn := f.Option
	f.Table = reports.Table{Columns: f.Table.Columns[:2], Rows: [][]reports.Cell{{word("Toil"), number(0, 1)}}}
	f.Option = []byte(`{"series":[{"type":"bar","data":[{"value":0},{"value":null}]},{"type":"line","data":[{"value":[null,1]}]}]}`)
	f.N, d.Details = "No team yet", nil
	write := func(t *testing.T, w io.Writer, d document.Document) error {
		return document.WritePDF(t.Context(), w, d, engine)
	}
	note := `"` + typeface.Note(maturity.English) + `"`
	heard := papertest.Heard(t, file(t, write, d))
	if slices.Contains(heard, "Figure") || !slices.Contains(heard, `"Nothing to show yet. No team yet"`) || slices.Contains(heard, note) {
		t.Errorf("an empty figure is told as %q", heard)
	}
	f.Option, f.Table.Rows[0] = drawn, []reports.Cell{word("צוות 🚀"), number(2, 1)}
	heard = papertest.Heard(t, file(t, write, d))
	if !slices.Contains(heard, "Figure") || !slices.Contains(heard, note) {
		t.Errorf("a letter that is missing is told as %q", heard)
	}
	d.Lead[0].Sentences = []string{"Trying: צוות."}
	heard = papertest.Heard(t, file(t, write, d))
	if at := slices.Index(heard, note); at < 0 || at > slices.Index(heard, `"Trying: 〓."`) {
		t.Errorf("what is missing in an answer is explained behind it: %q", heard)
	}
}

// A level of 0, a score of 0 and nobody ready are results, and drawn as such.
func TestWritePDFDrawsZeros(t *testing.T) {
	t.Parallel()
	levels := map[maturity.Dimension]reports.HeatCell{}
	for _, d := range maturity.Dimensions {
		levels[d] = reports.HeatCell{State: reports.HeatLevel}
	}
	zero, none := 0.0, 0
	d := report(maturity.English, 1)
	d.Details = nil
	d.Lead[0].Figures = []reports.Figure{
		reports.TeamHeatMap(reports.TeamHeatInput{Lang: d.Lang, Round: "2026-Q3", Rows: []reports.TeamHeatRow{{Team: "Search", Cells: levels}}}),
		reports.DimensionTrend(reports.Trend{Lang: d.Lang, Dimension: maturity.Toil, Rounds: []reports.TrendRound{{
			Key: "2026-Q3", Score: maturity.DimensionScore{Scored: true, Score: &zero, Level: &none, People: 5, Members: 5},
		}}}),
		reports.OnCallReadiness(d.Lang, "", []reports.OnCallRound{{Key: "2026-Q3", Of: 6, Teams: 1}}),
	}
	heard := papertest.Heard(t, file(t, func(t *testing.T, w io.Writer, d document.Document) error {
		return document.WritePDF(t.Context(), w, d, engine)
	}, d))
	pictures := 0
	for _, x := range heard {
		if x == "Figure" {
			pictures++
		}
		if strings.Contains(x, "Nothing to show") {
			t.Errorf("a result of 0 is told as %s", x)
		}
	}
	if pictures != len(d.Lead[0].Figures) {
		t.Errorf("%d pictures of %d", pictures, len(d.Lead[0].Figures))
	}
}

// What leaders read first stays on two pages where there is much to say.
func TestWritePDFKeepsToTwoPages(t *testing.T) {
	t.Parallel()
	d := report(maturity.Japanese, 1)
	first := d.Lead[0]
	first.Sentences = []string{strings.Repeat("決済チーム（まだ何も選んでいません）、", 20)}
	d.Lead = []document.Section{first}
	for range 10 {
		d.Lead = append(d.Lead, document.Section{
			Heading: "各チームが最後に訓練したのはいつですか", Sentences: []string{strings.Repeat("訓練したことのあるチームの中央値は100日前です。", 6)}, Small: []string{strings.Repeat("申告による。", 12)},
		})
	}
	d.Details[0].Heading = "ここから詳しい図"
	raw := file(t, func(t *testing.T, w io.Writer, d document.Document) error {
		return document.WritePDF(t.Context(), w, d, engine)
	}, d)
	if third := papertest.Poppler(t, raw, "pdftotext", "-f", "3", "-l", "3", "-raw", "-", "-"); !strings.HasPrefix(third, "ここから詳しい図") {
		t.Errorf("the third page begins with %.60s", third)
	}
}
