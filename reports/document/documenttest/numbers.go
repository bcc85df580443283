package documenttest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"michinori/reports"
	"michinori/reports/document"
	"michinori/reports/paper/papertest"
)

// Printed returns the numbers of all tables of a report as their cells print
// them, each table once, in order.
func Printed(d document.Document) []string {
	var out []string
	seen := map[string]bool{}
	add := func(id string, rows [][]reports.Cell) {
		if seen[id] {
			return
		}
		seen[id] = true
		for _, row := range rows {
			for _, c := range row {
				if c.IsNumber() {
					out = append(out, c.String())
				}
			}
		}
	}
	for _, s := range d.Sections() {
		for _, f := range s.Figures {
			add(f.ID, f.Table.Rows)
		}
		for _, t := range s.Tables {
			add(t.ID, t.Table.Rows)
		}
	}
	return out
}

// Numbers returns the numbers in the tables of a file of a form: csv, json, md,
// xlsx, html or pdf, in which the figures have no table. Their order is that of
// Printed. The test fails where the file is none of its form.
func Numbers(t testing.TB, form string, file []byte) []string {
	t.Helper()
	read, known := readers[form]
	if !known {
		t.Fatalf("no form %q", form)
	}
	out, err := read(t, file)
	if err != nil {
		t.Fatalf("%s: %v", form, err)
	}
	return out
}

var readers = map[string]func(testing.TB, []byte) ([]string, error){
	"csv": inCSV, "json": inJSON, "md": inMarkdown, "xlsx": inXLSX, "html": inHTML, "pdf": inPDF,
}

func inCSV(_ testing.TB, file []byte) ([]string, error) {
	lines, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	var out []string
	for _, line := range lines {
		if line[6] == "number" {
			out = append(out, line[5])
		}
	}
	return out, err
}

func inJSON(_ testing.TB, file []byte) ([]string, error) {
	type table struct {
		ID   string
		Rows [][]any
	}
	type section struct{ Figures, Tables []table }
	var read struct{ Lead, Details []section }
	decoder := json.NewDecoder(bytes.NewReader(file))
	decoder.UseNumber()
	err := decoder.Decode(&read)
	var out []string
	seen := map[string]bool{}
	for _, s := range slices.Concat(read.Lead, read.Details) {
		for _, x := range slices.Concat(s.Figures, s.Tables) {
			if seen[x.ID] {
				continue
			}
			seen[x.ID] = true
			for _, c := range slices.Concat(x.Rows...) {
				if n, ok := c.(json.Number); ok {
					out = append(out, n.String())
				}
			}
		}
	}
	return out, err
}

func inXLSX(_ testing.TB, file []byte) ([]string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var out []string
	for _, sheet := range f.GetSheetList()[1:] {
		rows, err := f.GetRows(sheet) // as displayed
		if err != nil {
			return nil, err
		}
		for i, row := range rows {
			for j, shown := range row {
				at, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					return nil, err
				}
				kind, err := f.GetCellType(sheet, at)
				if err != nil {
					return nil, err
				}
				if formula, err := f.GetCellFormula(sheet, at); err != nil || formula != "" {
					return nil, fmt.Errorf("%s %s is a formula: %q, %w", sheet, at, formula, err)
				}
				// The first column names the row, at times with a month, which is a number to the program.
				if j > 0 && shown != "" && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber) {
					out = append(out, shown)
				}
			}
		}
	}
	return out, nil
}

var numeral = regexp.MustCompile(`^-?[0-9]+(?:\.[0-9]+)?$`)

// pipe ends a cell of Markdown. One in a text has a mark before it.
var pipe = regexp.MustCompile(`(?:^| )\|`)

func inMarkdown(_ testing.TB, file []byte) ([]string, error) {
	var out []string
	columns := 0
	for line := range strings.SplitSeq(string(file), "\n") {
		if !strings.HasPrefix(line, "|") {
			columns = 0
			continue
		}
		cells := pipe.Split(line, -1)
		if columns == 0 {
			columns = len(cells)
		} else if len(cells) != columns {
			return nil, fmt.Errorf("%d cells in a table of %d: %s", len(cells), columns, line)
		}
		for _, c := range cells {
			if c = strings.TrimSpace(c); numeral.MatchString(c) {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

var cellOfPage = regexp.MustCompile(`<td class="number">([^<]*)</td>`)

func inHTML(_ testing.TB, file []byte) ([]string, error) {
	var out []string
	for _, found := range cellOfPage.FindAllSubmatch(file, -1) {
		out = append(out, html.UnescapeString(string(found[1])))
	}
	return out, nil
}

func inPDF(t testing.TB, file []byte) ([]string, error) {
	t.Helper()
	var out []string
	cell := false
	for _, line := range papertest.Heard(t, file) {
		if text, ok := strings.CutPrefix(line, `"`); ok {
			if text = strings.TrimSpace(strings.TrimSuffix(text, `"`)); cell && numeral.MatchString(text) {
				out = append(out, text)
			}
		} else {
			cell = line == "TD"
		}
	}
	return out, nil
}
