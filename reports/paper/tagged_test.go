package paper

import (
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"sync"
	"testing"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/draw"
	"michinori/reports/paper/papertest"
)

// said returns the objects that hold the structure of a document.
func said(t *testing.T, pdf []byte) string {
	t.Helper()
	_, rest, found := bytes.Cut(pdf, []byte("/Type/ObjStm"))
	_, rest, opens := bytes.Cut(rest, []byte("stream\n"))
	if !found || !opens {
		t.Fatal("no structure")
	}
	z, err := zlib.NewReader(bytes.NewReader(rest))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// picture is drawn once: to start an engine takes a second.
var picture = sync.OnceValues(func() (*draw.Picture, error) {
	e := draw.New(1)
	defer e.Close()
	f := reports.LevelOverview(reports.LevelSnapshot{Lang: maturity.English, Round: "2026-Q3", Dimensions: map[maturity.Dimension]reports.LevelCount{}})
	f.Height = 380 // 95 mm at the width of a page
	return e.Picture(context.Background(), f, 0)
})

func drawn(t *testing.T) *draw.Picture {
	t.Helper()
	p, err := picture()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSheetIsReadInItsOrder(t *testing.T) {
	t.Parallel()
	s := New(Settings{Lang: maturity.English, Title: "Report"})
	s.Heading(1, "First")
	long := strings.Repeat("Some words to break. ", 300)
	s.Paragraph(long)
	s.Heading(2, "Second")
	s.Figures(Figure{drawn(t), "A title", "A caption", "What is to see: 高い", 50, false})
	x := reports.Table{Columns: []reports.Column{{Title: "Team"}, {Title: "n", Numeric: true}}}
	for i := range 60 {
		x.Rows = append(x.Rows, []reports.Cell{{Text: fmt.Sprintf("team %d", i)}, {Kind: reports.NumberCell, Number: float64(i)}})
	}
	s.Table(x, "Teams")
	var out bytes.Buffer
	if err := s.Write(&out); err != nil {
		t.Fatal(err)
	}
	objects := said(t, out.Bytes())
	if n := len(regexp.MustCompile(`/StructParents \d`).FindAllString(objects, -1)); n != s.Pages() || n < 3 {
		t.Errorf("%d of %d pages have a structure", n, s.Pages())
	}
	for _, part := range []string{"/Marked true", "/Alt" + textString("What is to see: 高い"), "/Lang (en)"} {
		if !strings.Contains(objects, part) {
			t.Errorf("no %s", part)
		}
	}
	got := strings.Join(papertest.Heard(t, out.Bytes()), "|")
	for _, want := range []string{
		`Document|H1|"First"|P|"Some words to break. Some words`, `|H2|"Second"|P|"A title"|Figure|`, `|P|"A caption"|Table|Caption|"Teams"|TR|TH:|/Scope /Column|"Team"|TH:|`,
		`|TR|TD|"team 0"|TD|"0"|TR|TD|"team 1"|TD|"1"|TR|`, `|TD|"team 59"|TD|"59"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %.3000s", want, got)
		}
	}
	// A paragraph over two pages is one, and a head that stands again is not heard again.
	for part, want := range map[string]int{"|P|": 3, "|TR|": 61, `"Team"`: 1, "1 / 3": 0} {
		if n := strings.Count(got, part); n != want {
			t.Errorf("%s: %d times, want %d", part, n, want)
		}
	}
}

func TestLinksLeadToTheirHeadings(t *testing.T) {
	t.Parallel()
	s := New(Settings{Lang: maturity.English, Title: "Report"})
	s.Question("How are we?", "levels")
	s.Paragraph("Fine. ")
	s.Question("Is that all?", "nowhere")
	s.PageBreak()
	s.Contents([]Place{{"levels", "Levels"}, {"areas", "領域"}, {"end", "The end"}})
	s.Chapter("levels", "Levels")
	s.Paragraph("Many. ")
	s.PageBreak()
	s.Chapter("areas", "領域")
	s.Chapter("end", "The end")
	var out bytes.Buffer
	if err := s.Write(&out); err != nil {
		t.Fatal(err)
	}
	objects := said(t, out.Bytes())
	for dest, want := range map[string]int{
		fmt.Sprintf("/Dest[%d 0 R/XYZ", pageObject(1)): 2, fmt.Sprintf("/Dest[%d 0 R/XYZ", pageObject(2)): 2, "/Type/OBJR": 4, "/StructParent 3/": 1, "/Contents" + textString("領域"): 1, "/Annots[": 2,
	} {
		if n := strings.Count(objects, dest); n != want {
			t.Errorf("%s: %d times, want %d", dest, n, want)
		}
	}
	got := strings.Join(papertest.Heard(t, out.Bytes()), "|")
	for _, want := range []string{`|H2|"How are we?"|P|Link|"→ page 2"|Object`, `|TOC|TOCI|Reference|Link|"Levels 2"|Object`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

func TestSlidesAreReadInTheirOrder(t *testing.T) {
	t.Parallel()
	s := NewSlides(Settings{Lang: maturity.English, Title: "Talk"})
	s.Add(Slide{
		Topic: "Topic", Headline: "What we say", Lines: []SlideLine{{Text: "one"}, {Text: "two", Quote: true}},
		Picture: drawn(t), Title: "A title", Summary: "What is to see", Source: "From where",
	})
	s.Notes("Notes", []string{strings.Repeat("Many words. ", 400), "The end"})
	var out bytes.Buffer
	if err := s.Write(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said(t, out.Bytes()), "/Alt"+textString("What is to see")) {
		t.Error("the picture has no words")
	}
	got := strings.Join(papertest.Heard(t, out.Bytes()), "|")
	for _, want := range []string{
		`Document|Sect|P|"Topic"|H1|"What we say"|L|LI|LBody|"one"|LI|LBody|"two"|P|"A title"|Figure|`, `|P|"From where"|Sect|H2|"Notes"|P|"Many words. Many`, `|P|"The end"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %.3000s", want, got)
		}
	}
	if strings.Count(got, `"Notes"`) != 1 || strings.Contains(got, "1 / 1") {
		t.Errorf("what stands again on each page is heard: %s", got)
	}
}

func TestOpenedRefusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, pdf := range []string{"", "\nxref\n0 2\n", "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<<>>\n", "%PDF\nxref\n0 2\n0000000000 65535 f \n0000000900 00000 n \ntrailer\n<<\n/Root 1 0 R\n/Info 1 0 R\n>>"} {
		if _, err := opened([]byte(pdf)); err == nil {
			t.Errorf("%q was opened", pdf)
		}
	}
}

func TestWhatPaperLacksIsHeardAsWritten(t *testing.T) {
	t.Parallel()
	const name = "צוות 決済 🚀"
	s := New(Settings{Lang: maturity.Japanese, Title: "Report"})
	s.Heading(1, name)
	s.Paragraph("All of this can be printed〓")
	s.Table(reports.Table{Columns: []reports.Column{{Title: "Team"}}, Rows: [][]reports.Cell{{{Text: name}}}}, "Teams")
	var out bytes.Buffer
	if err := s.Write(&out); err != nil {
		t.Fatal(err)
	}
	objects := said(t, out.Bytes())
	if n, all := strings.Count(objects, "/ActualText"+textString(name)), strings.Count(objects, "/ActualText"); n != 2 || all != 2 {
		t.Errorf("%d of %d texts stand as written, want 2 of 2", n, all)
	}
}
