package document_test

import (
	"fmt"
	"time"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

const hostile = "=cmd|' /C calc'!A0 </script><b onload=x>|*_[a](http://evil.example)\x00\x0b"

func number(v float64, decimals int) reports.Cell {
	return reports.Cell{Kind: reports.NumberCell, Number: v, Decimals: decimals}
}

func word(s string) reports.Cell { return reports.Cell{Kind: reports.TextCell, Text: s} }

// table has a row a team with numbers of every kind.
func table(teams int) reports.Table {
	t := reports.Table{Columns: []reports.Column{
		{Title: hostile}, {Title: "点", Numeric: true}, {Title: "a/b:[c]", Numeric: true}, {Title: "人", Numeric: true},
	}}
	for i := range teams {
		t.Rows = append(t.Rows, []reports.Cell{
			word(fmt.Sprintf("%s %d", hostile, i)), number(float64(i)+0.1, 1), number(-float64(i+1)*0.25, 2), number(float64(i), 0),
		})
	}
	t.Rows = append(t.Rows, []reports.Cell{
		word("決済チーム"), number(12, 1), {Kind: reports.AbsentCell, Text: "まだ評価していません"}, number(1234567, 0),
	})
	return t
}

// report is one in which every text is hostile, with a figure that stands twice.
func report(l maturity.Language, teams int) document.Document {
	levels := map[maturity.Dimension]reports.LevelCount{maturity.Toil: {Teams: [5]int{1, 2, 4}}}
	f := reports.LevelOverview(reports.LevelSnapshot{Lang: l, Round: "2026-Q3", Dimensions: levels})
	f.Table, f.Notes = table(teams), []string{hostile}
	return document.Document{
		ID: "organisation-2026-Q3", Lang: l, Title: "信頼性の四半期報告", Subtitle: "みちのり 2026-Q3",
		Made: time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC),
		Lead: []document.Section{{
			Key: "better", Heading: "どこが良くなったか", Sentences: []string{"1. 6チーム中4チームが上がりました。", hostile},
			Small: []string{"+6チーム"}, Figures: []reports.Figure{f},
		}},
		Details: []document.Section{{
			Key: "trust", Heading: "どこまで信じてよいか", Figures: []reports.Figure{f},
			Tables: []document.Titled{{ID: "teams", Title: "チーム: [一覧] " + hostile, Table: table(2)}},
		}},
	}
}
