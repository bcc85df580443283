package document_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"michinori/app/maturity"
	"michinori/reports/document"
)

// TestSameNumbers holds every number of every table in every form to what the
// cell prints.
func TestSameNumbers(t *testing.T) {
	t.Parallel()
	d := report(maturity.Japanese, 7)
	var want []string
	for _, rows := range append(d.Lead[0].Figures[0].Table.Rows, d.Details[0].Tables[0].Table.Rows...) {
		for _, c := range rows {
			if c.IsNumber() {
				want = append(want, c.String())
			}
		}
	}
	if len(want) == 0 {
		t.Fatal("no numbers")
	}
	for name, got := range map[string][]string{
		"csv": inCSV(t, d), "json": inJSON(t, d), "xlsx": inXLSX(t, d), "md": inMarkdown(t, d), "html": inHTML(t, d),
	} {
		if !slices.Equal(got, want) {
			t.Errorf("%s prints %q, want %q", name, got, want)
		}
	}
}

func inCSV(t *testing.T, d document.Document) []string {
	t.Helper()
	var out []string
	for _, line := range linesOf(t, d) {
		if line[6] == "number" {
			out = append(out, line[5])
		}
	}
	return out
}

func linesOf(t *testing.T, d document.Document) [][]string {
	t.Helper()
	var b bytes.Buffer
	if err := document.WriteCSV(&b, d, false); err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func inJSON(t *testing.T, d document.Document) []string {
	t.Helper()
	var b bytes.Buffer
	if err := document.WriteJSON(&b, d); err != nil {
		t.Fatal(err)
	}
	type table struct{ Rows [][]any }
	var read struct {
		Lead, Details []struct{ Figures, Tables []table }
	}
	decoder := json.NewDecoder(&b)
	decoder.UseNumber()
	if err := decoder.Decode(&read); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, s := range []table{read.Lead[0].Figures[0], read.Details[0].Tables[0]} {
		for _, row := range s.Rows {
			for _, c := range row {
				if n, ok := c.(json.Number); ok {
					out = append(out, n.String())
				}
			}
		}
	}
	return out
}

func opened(t *testing.T, d document.Document) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := document.WriteXLSX(&b, d); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func inXLSX(t *testing.T, d document.Document) []string {
	t.Helper()
	f := opened(t, d)
	var out []string
	for _, sheet := range f.GetSheetList()[1:] {
		rows, err := f.GetRows(sheet) // as displayed
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					t.Fatal(err)
				}
				kind, err := f.GetCellType(sheet, at)
				if err != nil {
					t.Fatal(err)
				}
				if kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber {
					out = append(out, row[j])
				}
			}
		}
	}
	return out
}

func inMarkdown(t *testing.T, d document.Document) []string {
	t.Helper()
	var b bytes.Buffer
	if err := document.WriteMarkdown(&b, d); err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.SplitSeq(b.String(), "\n") {
		if strings.HasPrefix(line, "|") {
			out = append(out, regexp.MustCompile(`\| (-?[0-9.]+)(?: \||$)`).FindAllString(strings.ReplaceAll(line, " | ", " |\n| "), -1)...)
		}
	}
	for i := range out {
		out[i] = strings.Trim(out[i], "| ")
	}
	return out
}

func inHTML(t *testing.T, d document.Document) []string {
	t.Helper()
	var out []string
	for _, found := range regexp.MustCompile(`<td class="number">([^<]*)</td>`).FindAllStringSubmatch(pageOf(t, d), -1) {
		out = append(out, html.UnescapeString(found[1]))
	}
	return out
}

func pageOf(t *testing.T, d document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := document.WriteHTML(t.Context(), &b, d, engine); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
