package document

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"michinori/app/maturity"
	"michinori/reports"
)

// The names of the fields are promised to programs: add to them, never change
// them.
type documentJSON struct {
	ID       string            `json:"id"`
	Language maturity.Language `json:"language"`
	Title    string            `json:"title"`
	Subtitle string            `json:"subtitle"`
	Made     string            `json:"made"`
	Lead     []sectionJSON     `json:"lead"`
	Details  []sectionJSON     `json:"details"`
}

type sectionJSON struct {
	Key       string       `json:"key"`
	Heading   string       `json:"heading"`
	Sentences []string     `json:"sentences"`
	Small     []string     `json:"small"`
	Figures   []figureJSON `json:"figures"`
	Tables    []tableJSON  `json:"tables"`
}

type figureJSON struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	N       string   `json:"n"`
	Summary string   `json:"summary"`
	Caption string   `json:"caption"`
	Notes   []string `json:"notes"`
	cellsJSON
}

type tableJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	cellsJSON
}

// cellsJSON holds a number as a number, and null where there is none; Absent
// says why, by the places of the row and of the column, from 0.
type cellsJSON struct {
	Columns []columnJSON `json:"columns"`
	Rows    [][]any      `json:"rows"`
	Absent  []absentJSON `json:"absent"`
}

type columnJSON struct {
	Title   string `json:"title"`
	Numeric bool   `json:"numeric"`
}

type absentJSON struct {
	Row    int    `json:"row"`
	Column int    `json:"column"`
	Reason string `json:"reason"`
}

// WriteJSON writes the report as data. Numbers have the digits that every
// other form prints.
func WriteJSON(w io.Writer, d Document) error {
	out := json.NewEncoder(w)
	out.SetIndent("", " ")
	return out.Encode(documentJSON{
		ID: d.ID, Language: d.Lang, Title: d.Title, Subtitle: d.Subtitle, Made: d.Made.UTC().Format(time.RFC3339),
		Lead: sectionsJSON(d.Lead), Details: sectionsJSON(d.Details),
	})
}

func sectionsJSON(sections []Section) []sectionJSON {
	out := []sectionJSON{}
	for _, s := range sections {
		section := sectionJSON{
			Key: s.Key, Heading: s.Heading, Sentences: list(s.Sentences), Small: list(s.Small),
			Figures: []figureJSON{}, Tables: []tableJSON{},
		}
		for _, f := range s.Figures {
			section.Figures = append(section.Figures, figureJSON{
				f.ID, f.Title, f.N, f.Summary, f.Caption, list(f.Notes), cells(f.Table),
			})
		}
		for _, t := range s.Tables {
			section.Tables = append(section.Tables, tableJSON{t.ID, t.Title, cells(t.Table)})
		}
		out = append(out, section)
	}
	return out
}

func cells(t reports.Table) cellsJSON {
	out := cellsJSON{Columns: []columnJSON{}, Rows: [][]any{}, Absent: []absentJSON{}}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, columnJSON{c.Title, c.Numeric})
	}
	for i, row := range t.Rows {
		values := make([]any, len(row))
		for j, c := range row {
			switch {
			case finite(c):
				values[j] = json.Number(c.String())
			case c.Kind == reports.TextCell:
				values[j] = c.Text
			default:
				out.Absent = append(out.Absent, absentJSON{i, j, c.Text})
			}
		}
		out.Rows = append(out.Rows, values)
	}
	return out
}

// finite reports whether the cell holds a number that JSON and a workbook can
// hold.
func finite(c reports.Cell) bool {
	return c.IsNumber() && !math.IsNaN(c.Number) && !math.IsInf(c.Number, 0)
}

// list is never null for whoever reads it.
func list(s []string) []string { return append([]string{}, s...) }
