package paper_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/draw"
	"michinori/reports/paper"
	"michinori/reports/paper/papertest"
)

var made = time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC)

func settings() paper.Settings {
	return paper.Settings{Lang: maturity.Japanese, Title: "信頼性の四半期報告", Author: "みちのり", Subject: "2026-Q3", Made: made}
}

func table(rows int) reports.Table {
	t := reports.Table{Columns: []reports.Column{{Title: "チーム"}, {Title: "点", Numeric: true}, {Title: "気づいたこと"}}}
	for i := range rows {
		t.Rows = append(t.Rows, []reports.Cell{
			{Kind: reports.TextCell, Text: fmt.Sprintf("チーム %d 🚀", i+1)},
			{Kind: reports.NumberCell, Number: float64(i) / 10, Decimals: 1},
			{Kind: reports.TextCell, Text: strings.Repeat("手順書を見直し、当番の負担を減らしました。", i%4)},
		})
	}
	return t
}

func written(t *testing.T, s *paper.Sheet) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := s.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSheetHoldsEverythingAndIsTheSameTwice(t *testing.T) {
	t.Parallel()
	e := draw.New(1)
	t.Cleanup(e.Close)
	f := reports.LevelOverview(reports.LevelSnapshot{Lang: maturity.Japanese, Round: "2026-Q3", Dimensions: map[maturity.Dimension]reports.LevelCount{}})
	picture, err := e.Picture(t.Context(), f, 0)
	if err != nil {
		t.Fatal(err)
	}
	fill := func() *paper.Sheet {
		s := paper.New(settings())
		s.Heading(1, "信頼性の四半期報告")
		for i := range 12 {
			s.Heading(2, fmt.Sprintf("%d. どこが良くなったか", i+1))
			s.Paragraph(strings.Repeat("6チーム中4チームが、前の四半期より上がりました。", 5))
			s.Small("n = 6 / 6")
			s.Figures(paper.Figure{Picture: picture, Title: f.Title, Caption: f.Caption, Summary: f.Summary, Most: 80})
		}
		s.Table(table(80), "チームの一覧")
		return s
	}
	s := fill()
	once, again := written(t, s), written(t, fill())
	if !bytes.Equal(once, again) || !bytes.Equal(once, written(t, s)) {
		t.Error("the same content has different bytes")
	}
	if n := bytes.Count(once, []byte("/Type /Page\n")); n != s.Pages() || n < 5 {
		t.Errorf("%d pages, counted %d", n, s.Pages())
	}
	for _, part := range []string{"/Lang (ja-JP)", "D:20261005"} {
		if !bytes.Contains(once, []byte(part)) {
			t.Errorf("no %s", part)
		}
	}
	keep(t, once)
}

// TestShortTablesStandTogether: a table that would be parted by the end of a page
// begins on the next; one that is long fills the page.
func TestShortTablesStandTogether(t *testing.T) {
	t.Parallel()
	for rows, want := range map[int]bool{4: true, 80: false} {
		s := paper.New(settings())
		for s.Left() > 30 {
			s.Small("n = 6 / 6")
		}
		s.Table(table(rows), "チームの一覧")
		first := papertest.Poppler(t, written(t, s), "pdftotext", "-l", "1", "-", "-")
		if moved := !strings.Contains(first, "チームの一覧"); moved != want {
			t.Errorf("a table of %d rows begins on the next page: %t", rows, moved)
		}
	}
}

// TestShortWordsStandTogether: wherever on a page a short section begins, all of
// it is on one page.
func TestShortWordsStandTogether(t *testing.T) {
	t.Parallel()
	said := []string{strings.Repeat("同じレベルでも、仕事が違えば意味が違います。", 4), "得点なしは、レベル0とは違います。", "当てはまらないも違います。"}
	for _, note := range []string{"6チームの回答から。", strings.Repeat("6チームの回答から。", 8)} {
		shortWordsStandTogether(t, said, note)
	}
}

func shortWordsStandTogether(t *testing.T, said []string, note string) {
	t.Helper()
	notes := []string{note}
	for filled := range 48 { // lines of a page
		s := paper.New(settings())
		for range filled {
			s.Small("上にあるもの。")
		}
		s.Heading(2, "読み方")
		s.Together(said, notes)
		for _, text := range said {
			s.Paragraph(text)
		}
		s.Small(notes[0])
		if before := paper.New(settings()); s.Pages() == 2 {
			before.Heading(2, "読み方")
			for _, text := range said {
				before.Paragraph(text)
			}
			before.Small(notes[0])
			if s.Left() != before.Left() {
				t.Errorf("below %d lines a part of the section is alone on the next page: %s", filled, note)
			}
		}
	}
}

func TestSheetHoldsHostileTables(t *testing.T) {
	t.Parallel()
	wide := reports.Table{}
	row := []reports.Cell{}
	for i := range 60 {
		wide.Columns = append(wide.Columns, reports.Column{Title: fmt.Sprintf("practice-%d", i), Numeric: i > 0})
		row = append(row, reports.Cell{Kind: reports.TextCell, Text: "x"})
	}
	row[0].Text = strings.Repeat("とても長い", 300)
	wide.Rows = [][]reports.Cell{row, row[:3]}
	s := paper.New(settings())
	s.Table(reports.Table{}, "nothing")
	s.Table(wide, "広い表")
	s.PageBreak()
	s.PageBreak()
	s.Heading(2, "最後の見出し")
	written(t, s)
	if s.Pages() > 150 {
		t.Errorf("%d pages", s.Pages())
	}
}
