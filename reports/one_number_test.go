package reports_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
	"michinori/reports/draw"
	"michinori/reports/paper"
	"michinori/reports/paper/papertest"
)

// TestOneNumberEverywhere holds each number of each figure to one text: what its
// table prints. The option is held to the table by TestTableHoldsWhatIsDrawn;
// here are the table of the page, CSV, XLSX, and what the picture writes at its
// marks, on a page and on paper.
func TestOneNumberEverywhere(t *testing.T) {
	t.Parallel()
	engine := draw.New(2)
	t.Cleanup(engine.Close)
	for _, l := range maturity.Languages {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			sheet := paper.New(paper.Settings{Lang: l, Title: "x"})
			var onPaper []reports.Figure
			for _, f := range figures {
				fig := f.make(l)
				oneNumber(t, engine, f.name, fig)
				picture, err := engine.Picture(t.Context(), fig, 0)
				if err != nil {
					t.Fatal(err)
				}
				sheet.Figures(paper.Figure{Picture: picture, Title: "x"})
				sheet.PageBreak()
				onPaper = append(onPaper, fig)
			}
			printedMarks(t, sheet, onPaper)
		})
	}
}

// oneNumber holds page, files and picture of a figure to its table.
func oneNumber(t *testing.T, engine *draw.Engine, name string, fig reports.Figure) {
	t.Helper()
	want := printed(fig.Table)
	for where, got := range map[string][]string{"page": onPage(t, fig), "csv": inCSV(t, fig.Table), "xlsx": inXLSX(t, fig)} {
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s prints %q, want %q", name, where, got, want)
		}
	}
	svg, err := engine.SVG(t.Context(), fig, 0)
	if err != nil {
		t.Fatal(err)
	}
	marked := labels(t, fig.Option)
	for _, number := range numbersIn(marked) {
		if !slices.Contains(want, number) {
			t.Errorf("%s: a mark says %s, which the table does not hold", name, number)
		}
	}
	if missing := without(marked, textsOfSVG(t, svg)); len(missing) > 0 {
		t.Errorf("%s: the picture does not say %q", name, missing)
	}
}

// printedMarks holds the words of a PDF to what the pictures write at their
// marks; each picture stands on a page of its own.
func printedMarks(t *testing.T, sheet *paper.Sheet, drawn []reports.Figure) {
	t.Helper()
	var pdf bytes.Buffer
	if err := sheet.Write(&pdf); err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(papertest.Poppler(t, pdf.Bytes(), "pdftotext", "-raw", "-", "-"), "\f")
	if len(pages) < len(drawn) {
		t.Fatalf("%d pages of %d figures", len(pages), len(drawn))
	}
	for i, fig := range drawn {
		page := strings.Join(strings.Fields(pages[i]), "")
		for label, n := range countOf(labels(t, fig.Option)) {
			if got := strings.Count(page, strings.Join(strings.Fields(label), "")); got < n {
				t.Errorf("%s %s: the paper says %q %d times, want %d", fig.ID, fig.Lang, label, got, n)
			}
		}
	}
}

func countOf(lines []string) map[string]int {
	out := map[string]int{}
	for _, line := range lines {
		out[line]++
	}
	return out
}

// printed are the numbers of a table as it prints them, row by row.
func printed(table reports.Table) []string {
	var out []string
	for _, row := range table.Rows {
		for _, c := range row {
			if c.IsNumber() {
				out = append(out, c.String())
			}
		}
	}
	return out
}

func onPage(t *testing.T, f reports.Figure) []string {
	t.Helper()
	var out []string
	for _, td := range all(rendered(t, "figure", placed{Figure: f}), "td") {
		if attr(td, "class") == "is-number" {
			out = append(out, textOf(td))
		}
	}
	return out
}

func inCSV(t *testing.T, table reports.Table) []string {
	t.Helper()
	var b bytes.Buffer
	if err := reports.WriteCSV(&b, table, false); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i, row := range table.Rows {
		for j, c := range row {
			if c.IsNumber() {
				out = append(out, lines[i+1][j])
			}
		}
	}
	return out
}

// inXLSX are the cells that hold numbers, as a spreadsheet displays them.
func inXLSX(t *testing.T, f reports.Figure) []string {
	t.Helper()
	var b bytes.Buffer
	d := document.Document{ID: "x", Lang: f.Lang, Title: "x", Lead: []document.Section{{Key: "x", Heading: "x", Figures: []reports.Figure{f}}}}
	if err := document.WriteXLSX(&b, d); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var out []string
	for _, sheet := range book.GetSheetList()[1:] {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, shown := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				kind, err := book.GetCellType(sheet, at)
				if err != nil {
					t.Fatal(err)
				}
				// The first column names the row, at times with a month, which is a number to the program.
				if j > 0 && shown != "" && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber) {
					out = append(out, strings.TrimSuffix(shown, "%"))
				}
			}
		}
	}
	return out
}

// labels are the lines that an option writes at its marks, sorted.
func labels(t *testing.T, option json.RawMessage) []string {
	t.Helper()
	var read struct {
		Series []struct {
			Data []struct {
				Label struct {
					Show      bool
					Formatter string
				}
			}
		}
	}
	if err := json.Unmarshal(option, &read); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range read.Series {
		for _, x := range s.Data {
			if x.Label.Show && x.Label.Formatter != "" {
				out = append(out, strings.Split(x.Label.Formatter, "\n")...)
			}
		}
	}
	slices.Sort(out)
	return out
}

var (
	levelSign = regexp.MustCompile(`L[0-4]\b`) // names a level, counts nothing
	aNumber   = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)
)

func numbersIn(lines []string) []string {
	return aNumber.FindAllString(levelSign.ReplaceAllString(strings.Join(lines, "\n"), ""), -1)
}

// textsOfSVG are the texts of a picture, sorted.
func textsOfSVG(t *testing.T, svg []byte) []string {
	t.Helper()
	var out []string
	within := ""
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			slices.Sort(out)
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			within = x.Name.Local
		case xml.CharData:
			if within == "text" && strings.TrimSpace(string(x)) != "" {
				out = append(out, string(x))
			}
		}
	}
}

// without are the lines that have no line of their own among the others.
func without(lines, others []string) []string {
	left := slices.Clone(others)
	var out []string
	for _, line := range lines {
		if i := slices.Index(left, line); i >= 0 {
			left = slices.Delete(left, i, i+1)
		} else {
			out = append(out, line)
		}
	}
	return out
}
