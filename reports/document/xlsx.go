package document

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"michinori/app/maturity"
	"michinori/reports"
)

// summaryNames are those of the first sheet, that of the sentences.
var summaryNames = map[maturity.Language]string{maturity.Japanese: "まとめ", maturity.English: "Summary"}

// WriteXLSX writes the report as a workbook: the sentences on the first sheet,
// then every table on its own. A number is a number, shown with the digits of
// every other form; a month is a date. Text is text, and nothing in it is ever
// a formula. The same report gives the same bytes.
func WriteXLSX(w io.Writer, d Document) (err error) {
	b := &book{file: excelize.NewFile(), look: map[string]int{}}
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
	file                   *excelize.File
	summaryName            string
	title, heading, run    int
	cells, absent          int // of a table
	wordsHead, numbersHead int
	look                   map[string]int // style by the format of its number
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
	b.summaryName = summaryNames[d.Lang]
	if b.summaryName == "" {
		b.summaryName = summaryNames[maturity.English]
	}
	if err := b.file.SetSheetName("Sheet1", b.summaryName); err != nil {
		return err
	}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	inside := &excelize.Alignment{Vertical: "top", WrapText: true, Horizontal: "left", Indent: 1} // words stand off the number before them
	right := &excelize.Alignment{Vertical: "top", WrapText: true, Horizontal: "right"}
	rule := []excelize.Border{{Type: "bottom", Style: 1, Color: "808080"}}
	// A style that names no typeface does not get that of the book.
	face, err := b.file.GetDefaultFont()
	if err != nil {
		return err
	}
	bold := &excelize.Font{Bold: true, Family: face}
	for _, s := range []struct {
		into *int
		as   excelize.Style
	}{
		{&b.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14, Family: face}, Alignment: top}},
		{&b.cells, excelize.Style{Alignment: inside}},
		{&b.absent, excelize.Style{Alignment: right}}, // where the numbers of its column are
		{&b.heading, excelize.Style{Font: bold, Alignment: top}},
		{&b.wordsHead, excelize.Style{Font: bold, Alignment: inside, Border: rule}},
		{&b.numbersHead, excelize.Style{Font: bold, Alignment: right, Border: rule}},
		{&b.run, excelize.Style{Alignment: top}},
	} {
		if *s.into, err = b.file.NewStyle(&s.as); err != nil {
			return err
		}
	}
	return nil
}

// onPaper makes a sheet as wide as its paper when it is printed, lying on its
// side where it is a table, with its name and the page below. It comes before
// the rows: what is said of a sheet stands in front of them in the file.
func (b *book) onPaper(sheet, orientation string) error {
	a4, wide, long, fit := 9, 1, 0, true
	if err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &long,
	}); err != nil {
		return err
	}
	if err := b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return err
	}
	return b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit})
}

func (b *book) summary(d Document) error {
	if err := b.onPaper(b.summaryName, "portrait"); err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(b.summaryName)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, 1, noteWidth); err != nil {
		return err
	}
	lines := []excelize.Cell{b.text(b.title, d.Title), b.text(b.run, d.Subtitle)}
	for _, s := range d.Sections() {
		sentences := slices.Concat(s.Sentences, s.Small)
		if len(sentences) > 0 { // otherwise it is the heading of figures, which have their own sheets
			lines = append(lines, b.text(b.heading, s.Heading))
		}
		for _, sentence := range sentences {
			lines = append(lines, b.text(b.run, sentence))
		}
	}
	for i, line := range lines {
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), []any{line}, b.tall(line, noteWidth)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// part writes a table with its head in the first row, as programs and filters
// want it; what is to be known of it stands below.
func (b *book) part(n int, p part) error {
	name := sheetName(n, p.title)
	if err := b.sheet(name, p.table); err != nil {
		return err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	columns := widths(p.table)
	for i, width := range slices.Backward(columns) { // the library writes the last one told first, and programs want them in order
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
		tall := b.tallest(row, columns)
		if i == 0 {
			tall.Height = min(tall.Height+lineHeight, highestRow) // for the buttons of the filter, which would lie on the words
		}
		if err := out.SetRow(fmt.Sprintf("A%d", i+1), row, tall); err != nil {
			return err
		}
	}
	if err := b.notes(out, len(rows)+2, p, columns); err != nil {
		return err
	}
	return out.Flush()
}

// sheet begins a sheet: what is to be set before its rows are written.
func (b *book) sheet(name string, t reports.Table) error {
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	if len(t.Columns) > 0 {
		last, err := excelize.CoordinatesToCellName(len(t.Columns), len(t.Rows)+1)
		if err != nil {
			return err
		}
		// Before the paper, since the library forgets with it what was set of the sheet.
		if err := b.file.AutoFilter(name, "A1:"+last, nil); err != nil {
			return err
		}
	}
	if err := b.onPaper(name, "landscape"); err != nil {
		return err
	}
	// The head of a table that goes on over the page is printed on each.
	return b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name,
	})
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

func (b *book) rows(p part) ([][]any, error) {
	head := make([]any, len(p.table.Columns))
	for i, c := range p.table.Columns {
		style := b.wordsHead
		if c.Numeric {
			style = b.numbersHead
		}
		head[i] = b.text(style, c.Title)
	}
	rows := [][]any{head}
	for _, row := range p.table.Rows {
		cells := make([]any, len(row))
		for i, c := range row {
			cell, err := b.cell(c, p.table.Columns[i].Months)
			if err != nil {
				return nil, err
			}
			cells[i] = cell
		}
		rows = append(rows, cells)
	}
	return rows, nil
}

// notes writes the title of the table and what is to be known of it, from a row
// on, over as many columns as make a line that can be read.
func (b *book) notes(out *excelize.StreamWriter, row int, p part, columns []float64) error {
	notes := []excelize.Cell{b.text(b.heading, p.title)}
	if p.figure != nil {
		for _, s := range wordsOf(*p.figure) {
			notes = append(notes, b.text(b.run, s))
		}
	}
	last, width := 0, 0.0
	for last < len(columns) || width < noteWidth {
		if last < len(columns) {
			width += columns[last]
		} else {
			width += restWidth
		}
		last++
	}
	end, err := excelize.ColumnNumberToName(last)
	if err != nil {
		return err
	}
	for i, note := range notes {
		first := fmt.Sprintf("A%d", row+i)
		if err := out.SetRow(first, []any{note}, b.tall(note, width)); err != nil {
			return err
		}
		if err := out.MergeCell(first, fmt.Sprintf("%s%d", end, row+i)); err != nil {
			return err
		}
	}
	return nil
}
