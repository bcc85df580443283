package page

import (
	"strings"

	"michinori/app/maturity"
	"michinori/reports"
)

// Trend is how a team moved over its rounds.
type Trend struct {
	Base
	Team     maturity.Team
	Inside   bool
	Overview reports.Figure
	Lines    []*TrendLine
	Rounds   []TrendRound // newest first, for the list of results
	First    bool         // there is one round: values, and no way yet from one to the next
}

// TrendRound is one result to open.
type TrendRound struct {
	Assessment maturity.Assessment
	Round      maturity.Round
}

// Empty reports whether there is no result yet.
func (t *Trend) Empty() bool { return len(t.Rounds) == 0 }

// CSV is the address of the numbers; wide marks the file for spreadsheet
// programs that need a sign to read UTF-8.
func (t *Trend) CSV(wide bool) string {
	return csvURL(t.URL("/teams/", t.Team.ID, "/trend.csv"), "", wide)
}

func csvURL(address, query string, wide bool) string {
	if wide {
		query = strings.TrimPrefix(query+"&bom=1", "&")
	}
	if query != "" {
		address += "?" + query
	}
	return address
}

// TrendLine is one dimension: its figure, and what became of it in words.
type TrendLine struct {
	page      *Trend
	Dimension maturity.Dimension
	Line      maturity.TrendLine
	Figure    reports.Figure
	Anchors   *reports.Figure // over the questions all editions share; nil where one edition is shown
}

// Draw appends a dimension.
func (t *Trend) Draw(l TrendLine) {
	l.page = t
	t.Lines = append(t.Lines, &l)
}

// Name is the name of the dimension.
func (l *TrendLine) Name() string { return l.page.DimensionName(l.Dimension) }

// Latest is the last point with a score, or nil.
func (l *TrendLine) Latest() *maturity.TrendPoint {
	for i := len(l.Line.Points) - 1; i >= 0; i-- {
		if p := &l.Line.Points[i]; !p.Gap() {
			return p
		}
	}
	return nil
}

// Sentence says where the dimension stands and what became of it.
func (l *TrendLine) Sentence() string {
	p := l.Latest()
	if p == nil {
		return l.page.T("trend.no_score")
	}
	level := 0
	if p.Score.Level != nil {
		level = *p.Score.Level
	}
	text := l.page.T("trend.stands", "round", p.Round, "score", displayed(p.Score.Score), "level", level, "name", l.page.LevelName(level))
	if change := changeText(&l.page.Base, *p); change != "" {
		text += l.page.T("sentence.gap") + changeMark(p.Change) + " " + change
	}
	return text
}

// Figures are the figures of the page.
func (t *Trend) Figures() []reports.Figure {
	out := []reports.Figure{t.Overview}
	for _, l := range t.Lines {
		out = append(out, l.Figure)
		if l.Anchors != nil {
			out = append(out, *l.Anchors)
		}
	}
	return drawn(out...)
}
