package document

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"michinori/app/evidence/formula"
	"michinori/reports"
)

// summarySheet is the name of the first sheet, in every language, so that
// programs find it.
const summarySheet = "summary"

// WriteXLSX writes the report as a workbook: the sentences on the first sheet,
// then every table on its own. A number is a number, shown with the digits of
// every other form; text is text, and nothing in it is ever a formula. The
// same report gives the same bytes.
func WriteXLSX(w io.Writer, d Document) (err error) {
	b := &book{file: excelize.NewFile(), numbers: map[int]int{}}
	defer func() {
		if closed := b.file.Close(); err == nil {
			err = closed
		}
	}()
	if err := b.prepare(d); err != nil {
		return err
	}
	if err := b.summary(d); err != nil {
		return err
	}
	for i, p := range d.parts() {
		if err := b.part(i+1, p); err != nil {
			return fmt.Errorf("sheet of %s: %w", p.id, err)
		}
	}
	var archive bytes.Buffer
	if err := b.file.Write(&archive); err != nil {
		return err
	}
	return sorted(w, archive.Bytes())
}

// book is a workbook under way, with the styles it needs.
type book struct {
	file             *excelize.File
	title, head, run int
	numbers          map[int]int // style by decimals
}

func (b *book) prepare(d Document) error {
	made := d.Made.UTC().Format(time.RFC3339)
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: text(d.Title), Subject: text(d.Subtitle), Creator: "Michinori", LastModifiedBy: "Michinori",
		Language: string(d.Lang), Created: made, Modified: made,
	})
	if err != nil {
		return err
	}
	if err := b.file.SetSheetName("Sheet1", summarySheet); err != nil {
		return err
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	for _, s := range []struct {
		into *int
		as   excelize.Style
	}{
		{&b.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}, Alignment: top}},
		{&b.head, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: top}},
		{&b.run, excelize.Style{Alignment: top}},
	} {
		if *s.into, err = b.file.NewStyle(&s.as); err != nil {
			return err
		}
	}
	return nil
}

// number returns the style that shows so many decimals.
func (b *book) number(decimals int) (int, error) {
	if id, ok := b.numbers[decimals]; ok {
		return id, nil
	}
	format := "0"
	if decimals > 0 {
		format += "." + strings.Repeat("0", decimals)
	}
	id, err := b.file.NewStyle(&excelize.Style{CustomNumFmt: &format, Alignment: &excelize.Alignment{Vertical: "top"}})
	b.numbers[decimals] = id
	return id, err
}

func (b *book) summary(d Document) error {
	out, err := b.file.NewStreamWriter(summarySheet)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 1, 100); err != nil {
		return err
	}
	lines := []excelize.Cell{b.text(b.title, d.Title), b.text(b.run, d.Subtitle)}
	for _, s := range d.Sections() {
		lines = append(lines, b.text(b.head, s.Heading))
		for _, sentence := range append(append([]string{}, s.Sentences...), s.Small...) {
			lines = append(lines, b.text(b.run, sentence))
		}
	}
	for i, line := range lines {
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), []any{line}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// part writes a table with its head in the first row, as programs and filters
// want it; what is to be known of it stands below.
func (b *book) part(n int, p part) error {
	name := sheetName(n, p.title)
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range widths(p.table) {
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	rows, err := b.rows(p)
	if err != nil {
		return err
	}
	for i, row := range rows {
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (b *book) rows(p part) ([][]any, error) {
	head := make([]any, len(p.table.Columns))
	for i, c := range p.table.Columns {
		head[i] = b.text(b.head, c.Title)
	}
	rows := [][]any{head}
	for _, row := range p.table.Rows {
		cells := make([]any, len(row))
		for i, c := range row {
			cell, err := b.cell(c)
			if err != nil {
				return nil, err
			}
			cells[i] = cell
		}
		rows = append(rows, cells)
	}
	rows = append(rows, []any{}, []any{b.text(0, p.title)})
	if p.figure != nil {
		for _, s := range wordsOf(*p.figure) {
			rows = append(rows, []any{b.text(0, s)})
		}
	}
	return rows, nil
}

func (b *book) cell(c reports.Cell) (excelize.Cell, error) {
	if !finite(c) {
		return b.text(b.run, c.String()), nil
	}
	style, err := b.number(c.Decimals)
	return excelize.Cell{StyleID: style, Value: c.Number}, err
}

func (b *book) text(style int, s string) excelize.Cell {
	return excelize.Cell{StyleID: style, Value: text(s)}
}

// text keeps of a text what a workbook can hold, and makes sure that it is no
// formula either where somebody saves the sheet as CSV.
func text(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return formula.Harmless(s)
}

const longestSheetName = 31 // UTF-16 units, as programs count

// sheetName makes a title fit a sheet. The number in front keeps names apart.
func sheetName(n int, title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, fmt.Sprintf("%d %s", n, strings.ToValidUTF8(title, "")))
	units := 0
	for i, r := range name {
		if units += utf16.RuneLen(r); units > longestSheetName {
			name = name[:i]
			break
		}
	}
	return strings.TrimSpace(name)
}

// widths are as wide as the content, within what can be read.
func widths(t reports.Table) []float64 {
	out := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = float64(wide(c.Title))
		for _, row := range t.Rows {
			out[i] = max(out[i], float64(wide(row[i].String())))
		}
		out[i] = min(max(out[i]+2, 8), 50)
	}
	return out
}

// wide counts columns of letters: those beyond ASCII take two.
func wide(s string) int { return 2*utf8.RuneCountInString(s) - ascii(s) }

func ascii(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < utf8.RuneSelf {
			n++
		}
	}
	return n
}
