package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"michinori/reports"
	"michinori/reports/document"
	"michinori/reports/talk"
)

// SharedReport is a report as those read it who have its link.
type SharedReport struct {
	Base
	Document document.Document
	Ends     time.Time
}

// Figures are the figures of the report.
func (r *SharedReport) Figures() []reports.Figure { return figuresOf(&r.Document) }

// Files are the forms in which the report can be taken away.
func (r *SharedReport) Files() []FileLink { return reportFiles(r.Base, r.address(), nil) }

// address is that of the page alone.
func (b Base) address() string {
	address, _, _ := strings.Cut(b.Path, "?")
	return address
}

// SharedTalk is a talk as those read it who have its link: what the slides say,
// and the files to speak from.
type SharedTalk struct {
	Base
	Talk talk.Talk
	Ends time.Time
}

// talkFormats are the forms of a talk, by the ending of the file.
var talkFormats = []string{"html", "pdf", "md"}

// Files are the forms of the whole talk.
func (t *SharedTalk) Files() []FileLink { return t.files(nil) }

// ShortFiles are those of the short cut.
func (t *SharedTalk) ShortFiles() []FileLink { return t.files(url.Values{"short": {"1"}}) }

func (t *SharedTalk) files(q url.Values) []FileLink {
	out := make([]FileLink, len(talkFormats))
	for i, f := range talkFormats {
		out[i] = FileLink{URL: csvURL(t.URL(t.address(), ".", f), q.Encode(), false), Name: t.T("report.file." + f)}
	}
	return out
}

// Figures are the figures on the slides.
func (t *SharedTalk) Figures() []reports.Figure {
	var out []reports.Figure
	for _, s := range t.Talk.Slides {
		if s.Figure != nil {
			out = append(out, *s.Figure)
		}
	}
	return drawn(out...)
}

// WallSeconds is how long a wall shows one figure.
const WallSeconds = 20

// Wall is a screen in the office, which shows one section after the other.
type Wall struct {
	Base
	Sections []document.Section
	Turn     int // of how many sections were shown before; any number
	Theme    string
	Held     bool   // it stays at what it shows, and only asks for newer numbers
	Scope    string // of what it speaks
	Asked    time.Time
	Ends     time.Time
}

// At is the place of what is shown, from 1.
func (w *Wall) At() int { return w.Turn%len(w.Sections) + 1 }

// Now is what is shown.
func (w *Wall) Now() ReportSection { return w.Told(w.Sections[w.Turn%len(w.Sections)]) }

// Figures are the figures of all sections.
func (w *Wall) Figures() []reports.Figure {
	return figuresOf(&document.Document{Lead: slices.Clone(w.Sections)})
}

// Seconds is how long it is shown.
func (w *Wall) Seconds() int { return WallSeconds }

// Next is the address of what the wall turns to by itself.
func (w *Wall) Next() string {
	if w.Held {
		return w.at(w.Turn, w.Theme, true)
	}
	return w.On()
}

// On is the address of what follows.
func (w *Wall) On() string { return w.at((w.Turn+1)%len(w.Sections), w.Theme, w.Held) }

// Hold is the address of this page at rest, or turning again.
func (w *Wall) Hold() string { return w.at(w.Turn, w.Theme, !w.Held) }

// Themed is the address of this page in light or dark.
func (w *Wall) Themed(theme string) string { return w.at(w.Turn, theme, w.Held) }

func (w *Wall) at(turn int, theme string, held bool) string {
	q := url.Values{"turn": {strconv.Itoa(turn)}}
	if held {
		q.Set("hold", "1")
	}
	if theme != "" {
		q.Set("theme", theme)
	}
	return w.URL(w.address()) + "?" + q.Encode()
}

// Time is when the numbers were asked for.
func (w *Wall) Time() string { return w.Asked.In(w.Zone).Format("15:04") }
