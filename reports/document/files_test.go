package document_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

var forms = map[string]func(*testing.T, io.Writer, document.Document) error{
	"csv":  func(_ *testing.T, w io.Writer, d document.Document) error { return document.WriteCSV(w, d, true) },
	"json": func(_ *testing.T, w io.Writer, d document.Document) error { return document.WriteJSON(w, d) },
	"md":   func(_ *testing.T, w io.Writer, d document.Document) error { return document.WriteMarkdown(w, d) },
	"xlsx": func(_ *testing.T, w io.Writer, d document.Document) error { return document.WriteXLSX(w, d) },
	"html": func(t *testing.T, w io.Writer, d document.Document) error {
		return document.WriteHTML(t.Context(), w, d, engine)
	},
}

func TestSameBytes(t *testing.T) {
	t.Parallel()
	for name, write := range forms {
		var first, second bytes.Buffer
		if err := write(t, &first, report(maturity.English, 3)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := write(t, &second, report(maturity.English, 3)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: two files from one report", name)
		}
	}
}

func TestEmptyReport(t *testing.T) {
	t.Parallel()
	for name, write := range forms {
		for _, l := range maturity.Languages {
			var b bytes.Buffer
			if err := write(t, &b, document.Document{Lang: l, Title: "空"}); err != nil || b.Len() == 0 {
				t.Errorf("%s: %d bytes, %v", name, b.Len(), err)
			}
		}
	}
}

// TestWorkbook looks for what a spreadsheet program would run or refuse.
func TestWorkbook(t *testing.T) {
	t.Parallel()
	f := opened(t, report(maturity.Japanese, 3))
	sheets := f.GetSheetList()
	if sheets[0] != "まとめ" || len(sheets) != 3 {
		t.Fatalf("sheets %q", sheets)
	}
	for _, name := range sheets {
		if len(utf16.Encode([]rune(name))) > 31 || strings.ContainsAny(name, `[]:*?/\`) {
			t.Errorf("sheet %q", name)
		}
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, c := range row {
				if strings.HasPrefix(c, "=") || strings.HasPrefix(c, "+") {
					t.Errorf("%s: %q", name, c)
				}
			}
		}
	}
	if formula, err := f.GetCellFormula(sheets[1], "A2"); err != nil || formula != "" {
		t.Errorf("formula %q, %v", formula, err)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Title != "信頼性の四半期報告" || props.Language != "ja" {
		t.Errorf("%+v, %v", props, err)
	}
	panes, err := f.GetPanes(sheets[1])
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("%+v, %v", panes, err)
	}
}

// TestWorkbookOnPaper: a sheet is as wide as its paper, tables repeat their head,
// and what is wider than its cell has lines enough.
func TestWorkbookOnPaper(t *testing.T) {
	t.Parallel()
	f := opened(t, report(maturity.Japanese, 3))
	sheets := f.GetSheetList()
	for _, name := range sheets {
		layout, err := f.GetPageLayout(name)
		if err != nil || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
			t.Errorf("%s: layout %+v, %v", name, layout, err)
		}
		props, err := f.GetSheetProps(name)
		if err != nil || !*props.FitToPage {
			t.Errorf("%s: %+v, %v", name, props, err)
		}
	}
	titles := slices.DeleteFunc(f.GetDefinedName(), func(n excelize.DefinedName) bool { return n.Name != "_xlnm.Print_Titles" })
	if len(titles) != len(sheets)-1 || titles[0].Scope != sheets[1] || !strings.HasSuffix(titles[0].RefersTo, "!$1:$1") {
		t.Errorf("heads to repeat: %+v", titles)
	}
	rows, err := f.GetRows(sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		height, err := f.GetRowHeight(sheets[0], i+1)
		letters := (len([]rune(row[0])) + len(row[0])) / 2 // those of Japanese, three bytes each, take two
		if err != nil || float64(letters-70)/70*15 > height && height < 409 {
			t.Errorf("%d letters in %.0f points, %v", letters, height, err)
		}
	}
}

// TestWorkbookForAnalysts: months and counts are what a spreadsheet
// program reckons and filters with, not only what it shows.
func TestWorkbookForAnalysts(t *testing.T) {
	t.Parallel()
	d := document.Document{Lang: maturity.English, Title: "x", Details: []document.Section{{Key: "x", Tables: []document.Titled{{
		ID: "x", Title: "x", Table: reports.Table{
			Columns: []reports.Column{
				{Title: "month", Months: true}, {Title: "share (%)", Numeric: true},
				{Title: "teams", Numeric: true}, {Title: "remarks"},
			},
			Rows: [][]reports.Cell{
				{word("2026-09"), number(28.6, 1), number(7, 0), word("")},
				{word("2026-10"), {Kind: reports.AbsentCell, Text: "not counted"}, number(0, 0), word("later")},
			},
		},
	}}}}}
	f := opened(t, d)
	sheet := f.GetSheetList()[1]
	for at, want := range map[string][2]string{ // as shown, as stored
		"A2": {"2026-09", "46266"}, "B2": {"28.6", "28.6"}, "C2": {"7", "7"}, "D2": {"", ""},
		"B3": {"not counted", "not counted"}, "C3": {"0", "0"}, "D3": {"later", "later"},
	} {
		shown, err := f.GetCellValue(sheet, at)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
		if err != nil || shown != want[0] || raw != want[1] {
			t.Errorf("%s shows %q of %q, %v, want %q", at, shown, raw, err, want)
		}
	}
	if filters := slices.DeleteFunc(f.GetDefinedName(), func(n excelize.DefinedName) bool { return n.Name != "_xlnm._FilterDatabase" }); len(filters) != 1 || !strings.HasSuffix(filters[0].RefersTo, "!$A$1:$D$3") {
		t.Errorf("filters %+v", filters)
	}
}

// TestPageAlone: the page asks nobody for anything and runs nothing.
func TestPageAlone(t *testing.T) {
	t.Parallel()
	got := pageOf(t, report(maturity.Japanese, 3))
	for _, bad := range []string{"<script", "</script", "<b onload", "<link", "src=", `href="http`, "url(http", "@import"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q in the page", bad)
		}
	}
	for _, good := range []string{`<html lang="ja">`, "<details>", "<svg", `id="better"`, "図は前に出ています", "@page"} {
		if !strings.Contains(got, good) {
			t.Errorf("no %q in the page", good)
		}
	}
	if n := strings.Count(got, "<svg"); n != 1 {
		t.Errorf("%d pictures of one figure", n)
	}
}

func TestMarkdownIsText(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := document.WriteMarkdown(&b, report(maturity.Japanese, 1)); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"</script", "[a](", "http://", "\n1. "} {
		if strings.Contains(strings.ReplaceAll(b.String(), `\<`, ""), bad) {
			t.Errorf("%q in %s", bad, b.String())
		}
	}
	d := report(maturity.English, 1)
	d.Lead[0].Sentences = []string{"37.5% of the time."}
	b.Reset()
	if err := document.WriteMarkdown(&b, d); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "\n37.5% of the time.") {
		t.Errorf("a number is not as it is printed elsewhere in %s", b.String())
	}
}

// TestCSVIsHarmless: no field begins a formula but a number.
func TestCSVIsHarmless(t *testing.T) {
	t.Parallel()
	lines, err := csv.NewReader(bytes.NewReader(file(t, forms["csv"], report(maturity.Japanese, 2)))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		for _, field := range line {
			if strings.HasPrefix(field, "=") || strings.HasPrefix(field, "+") || strings.HasPrefix(field, "-") && line[6] != "number" {
				t.Errorf("%q begins a formula", field)
			}
		}
	}
}

func BenchmarkXLSX(b *testing.B) {
	d := report(maturity.Japanese, 500)
	for b.Loop() {
		if err := document.WriteXLSX(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
