package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"michinori/app/store"
	"michinori/reports/paper/papertest"
)

// poppler runs one of its programs, which must find nothing to warn of.
func poppler(t *testing.T, program string, args ...string) string {
	t.Helper()
	return papertest.Poppler(t, nil, program, args...)
}

// TestReportOnPaper looks at reports as their readers' programs do: of teams
// whose names are as awkward as names get, in both languages.
func TestReportOnPaper(t *testing.T) {
	t.Parallel()
	address, rounds, teams := demoFile(t)
	db, err := store.Open(t.Context(), address)
	must(t, err)
	for i, name := range []string{"🚀🧑‍💻 ロケット", strings.Repeat("長い名前", 75), "فريق الدفع", "=1+1", "צוות תשלומים (ירושלים)"} {
		teams[i].Name = name
		must(t, db.Tx(t.Context(), func(tx *store.Tx) error { return tx.SaveTeam(t.Context(), teams[i]) }))
	}
	must(t, db.Close())
	for _, l := range []string{"ja", "en"} {
		args := []string{"organisation", "--database", address, "--round", rounds[1].Key, "--language", l}
		file := filepath.Join(t.TempDir(), "report.pdf")
		if code, _, problems := reported(t, append(args, "--format", "pdf", "-o", file)...); code != 0 {
			t.Fatal(problems)
		}
		_, data, _ := reported(t, append(args, "--format", "json")...)
		onPaper(t, l, file, data)
		_, csv, _ := reported(t, append(args, "--format", "csv")...)
		if !strings.Contains(csv, ",'=1+1,") || strings.Contains(csv, ",=1+1") {
			t.Errorf("%s: a formula, or no name that looks like one", l)
		}
		for _, name := range []string{"🚀🧑‍💻 ロケット", "\u2068צוות תשלומים (ירושלים)\u2069"} {
			if !strings.Contains(csv, name) {
				t.Errorf("%s: %q is not whole", l, name)
			}
		}
	}
}

func onPaper(t *testing.T, l, file, data string) {
	t.Helper()
	var report struct {
		Title string
		Lead  []struct {
			Heading   string
			Sentences []string
		}
	}
	must(t, json.Unmarshal([]byte(data), &report))
	if facts := poppler(t, "pdfinfo", file); !strings.Contains(facts, report.Title) || !strings.Contains(facts, "(A4)") {
		t.Errorf("%s: %s", l, facts)
	}
	raw, err := os.ReadFile(file)
	must(t, err)
	if tag := map[string]string{"ja": "/Lang (ja-JP)", "en": "/Lang (en)"}[l]; !bytes.Contains(raw, []byte(tag)) {
		t.Errorf("no %s", tag)
	}
	lead := squeezed(poppler(t, "pdftotext", "-l", "2", file, "-"))
	for _, s := range report.Lead {
		if !strings.Contains(lead, squeezed(s.Heading)) {
			t.Errorf("%s: %q is not on the first two pages", l, s.Heading)
		}
	}
	for _, sentence := range report.Lead[4].Sentences[:1] { // when teams last practised: no names in it
		if !strings.Contains(lead, squeezed(sentence)) {
			t.Errorf("%s: %q is not whole", l, sentence)
		}
	}
	boxes(t, poppler(t, "pdftotext", "-bbox-layout", file, "-"))
	poppler(t, "pdftoppm", "-r", "20", "-png", file, strings.TrimSuffix(file, ".pdf"))
}

// squeezed leaves out the spaces, which lines add and take away.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

type box struct {
	Left   float64 `xml:"xMin,attr"`
	Top    float64 `xml:"yMin,attr"`
	Right  float64 `xml:"xMax,attr"`
	Bottom float64 `xml:"yMax,attr"`
	Words  []struct {
		Text string `xml:",chardata"`
	} `xml:"word"`
}

// boxes looks for lines that leave their page or lie on one another.
func boxes(t *testing.T, layout string) {
	t.Helper()
	var document struct {
		Pages []struct {
			Width  float64 `xml:"width,attr"`
			Height float64 `xml:"height,attr"`
			Lines  []box   `xml:"flow>block>line"`
		} `xml:"body>doc>page"`
	}
	must(t, xml.Unmarshal([]byte(layout), &document))
	lines := 0
	for number, page := range document.Pages {
		for i, a := range page.Lines {
			lines++
			if a.Left < 0 || a.Top < 0 || a.Right > page.Width || a.Bottom > page.Height {
				t.Errorf("page %d: %+v leaves the page", number+1, a)
			}
			for _, b := range page.Lines[:i] {
				if a.on(b) {
					t.Errorf("page %d: %+v lies on %+v", number+1, a, b)
				}
			}
		}
	}
	if lines < 50 {
		t.Errorf("%d lines of text", lines)
	}
}

// on reports whether two lines share more than half of the lower one's height
// and more than a point in width: boxes hold the room above and below letters.
func (a box) on(b box) bool {
	width := math.Min(a.Right, b.Right) - math.Max(a.Left, b.Left)
	height := math.Min(a.Bottom, b.Bottom) - math.Max(a.Top, b.Top)
	return width > 1 && height > math.Min(a.Bottom-a.Top, b.Bottom-b.Top)/2
}
