package reports_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode"

	"michinori/app/maturity"
	"michinori/reports"
)

func TestWriteCSV(t *testing.T) {
	t.Parallel()
	table := reports.Table{
		Columns: []reports.Column{{Title: "チーム"}, {Title: "=score", Numeric: true}},
		Rows: [][]reports.Cell{
			{{Kind: reports.TextCell, Text: `a,"b"`}, {Kind: reports.NumberCell, Number: -1.5, Decimals: 1}},
			{{Kind: reports.TextCell, Text: "two\nlines"}, {Kind: reports.AbsentCell, Text: "not assessed"}},
		},
	}
	var b bytes.Buffer
	if err := reports.WriteCSV(&b, table, true); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffチーム,'=score\r\n\"a,\"\"b\"\"\",-1.5\r\n\"two\r\nlines\",not assessed\r\n"
	if b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
}

func csvOf(tb testing.TB, text string) string {
	tb.Helper()
	var b bytes.Buffer
	err := reports.WriteCSV(&b, reports.Table{
		Columns: []reports.Column{{Title: "x"}, {Title: "y"}},
		Rows:    [][]reports.Cell{{{Kind: reports.TextCell, Text: "row"}, {Kind: reports.TextCell, Text: text}}},
	}, false)
	if err != nil {
		tb.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		tb.Fatalf("%q: %v", text, err)
	}
	return rows[1][1]
}

func TestFormulasAreText(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u3000=1", "\u200b=1", "\ufeff=1", "＝1", "＋1", "－1", "＠x", "\x00=1",
	} {
		if got := csvOf(t, in); !strings.HasPrefix(got, "'") {
			t.Errorf("%q is written as %q", in, got)
		}
	}
	for _, in := range []string{"", "決済チーム", "a=b", "2026-Q3", "SRE (platform)"} {
		if got := csvOf(t, in); got != in {
			t.Errorf("%q is written as %q", in, got)
		}
	}
}

func FuzzCSV(f *testing.F) {
	f.Add("=cmd|' /C calc'!A0")
	f.Add("\u3000\ufeff＝x")
	f.Fuzz(func(t *testing.T, text string) {
		got := csvOf(t, text)
		trimmed := strings.TrimLeftFunc(got, func(r rune) bool {
			return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
		})
		if strings.IndexAny(trimmed, "=+-@＝＋－＠") == 0 {
			t.Errorf("%q still begins a formula: %q", text, got)
		}
	})
}

// TestFigureNumbersInCSV: the numbers of a page are those of its file.
func TestFigureNumbersInCSV(t *testing.T) {
	t.Parallel()
	for _, f := range figures {
		fig := f.make(maturity.Japanese)
		var b bytes.Buffer
		if err := reports.WriteCSV(&b, fig.Table, false); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range fig.Table.Rows {
			for j, cell := range row {
				if cell.IsNumber() && rows[i+1][j] != cell.String() {
					t.Errorf("%s: %q in the file, %q on the page", f.name, rows[i+1][j], cell)
				}
			}
		}
	}
}
