package document_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
	"michinori/reports/paper/papertest"
)

// inRow is a report on practices, of which all but one lapsed somewhere, behind a
// figure of another kind.
func inRow(l maturity.Language, practices ...string) document.Document {
	d := report(l, 1)
	d.Details[0].Tables = nil
	for i, name := range practices {
		d.Details[0].Figures = append(d.Details[0].Figures, reports.PracticeSpread(reports.Spread{
			ID: "spread-" + name, Lang: l, Practice: name, Days: []adoption.Progress{{Day: d.Made, Eligible: 8, Ever: 3, Still: 3 - i}},
		}))
	}
	return d
}

// TestFiguresOfOneKindAreExplainedOnce: how each of them is read stands in front
// of the first, and below each what holds of it alone.
func TestFiguresOfOneKindAreExplainedOnce(t *testing.T) {
	t.Parallel()
	for _, l := range maturity.Languages {
		d := inRow(l, "A", "B", "C")
		all := d.Details[0].Figures
		caption, gap := all[1].Caption, all[3].Notes[2]
		spaces := regexp.MustCompile(`[\s\\]+`)
		var md bytes.Buffer
		if err := document.WriteMarkdown(&md, d); err != nil {
			t.Fatal(err)
		}
		for form, text := range map[string]string{"Markdown": md.String(), "page": pageOf(t, d)} {
			text = spaces.ReplaceAllString(text, "")
			for want, times := range map[string]int{caption: 1, gap: 1, all[2].N: 1, all[1].Notes[0]: 1} {
				if n := strings.Count(text, spaces.ReplaceAllString(want, "")); n != times {
					t.Errorf("%s, %s: %d times %q", l, form, n, want)
				}
			}
		}
		if s := d.Details[0].Series(); len(s) != 2 || s[0].Words != "" || len(s[1].Figures) != 3 || strings.Contains(s[1].Words, "。。") {
			t.Errorf("%s: %+v", l, s)
		}
		if all[1].Caption == "" || len(all[1].Notes) < 2 {
			t.Errorf("%s: the figures themselves have lost their words", l)
		}
	}
}

// TestPartsOfOneFigureAreExplainedOnce: the last part of a long heat map is lower
// than the others, and is read as they are.
func TestPartsOfOneFigureAreExplainedOnce(t *testing.T) {
	t.Parallel()
	part := func(title string, height int) reports.Figure {
		return reports.Figure{Title: title, Caption: "Levels.", Height: height}
	}
	s := document.Section{Figures: []reports.Figure{part("Teams", 700), part("Teams", 700), part("Teams", 300), part("Groups", 200)}}
	if got := s.Series(); len(got) != 2 || len(got[0].Figures) != 3 {
		t.Errorf("%+v", got)
	}
}

// TestNothingIsNotExplained: on paper, where figures that show nothing are told in
// words, nobody reads how to read them.
func TestNothingIsNotExplained(t *testing.T) {
	t.Parallel()
	d := inRow(maturity.English, "A", "B")
	words := d.Details[0].Series()[1].Words
	for _, drawn := range []bool{true, false} {
		if !drawn {
			for i := range d.Details[0].Figures {
				d.Details[0].Figures[i].Option = []byte(`{"series":[]}`)
			}
		}
		var out bytes.Buffer
		if err := document.WritePDF(t.Context(), &out, d, engine); err != nil {
			t.Fatal(err)
		}
		if heard := strings.Join(papertest.Heard(t, out.Bytes()), " "); strings.Contains(heard, words[:40]) != drawn {
			t.Errorf("drawn: %t, heard %s", drawn, heard)
		}
	}
}

// TestLinesOfOneKindShareAPage: six of them take no more of it than a few.
func TestLinesOfOneKindShareAPage(t *testing.T) {
	t.Parallel()
	pages := func(d document.Document) int {
		d.Details = append([]document.Section{{Key: "first", Heading: "First"}}, d.Details...)
		var out bytes.Buffer
		if err := document.WritePDF(t.Context(), &out, d, engine); err != nil {
			t.Fatal(err)
		}
		if heard := strings.Join(papertest.Heard(t, out.Bytes()), " "); strings.Count(heard, " Figure ") != len(d.Figures()) {
			t.Errorf("of %d figures are heard %s", len(d.Figures()), heard)
		}
		return bytes.Count(out.Bytes(), []byte("/Type /Page\n"))
	}
	if few, many := pages(inRow(maturity.English, "A")), pages(inRow(maturity.English, "A", "B", "C", "D", "E", "F")); few != many {
		t.Errorf("one on %d pages, six on %d", few, many)
	}
}
