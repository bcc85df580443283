package reports

import (
	"encoding/json"
	"strings"

	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

const overviewHeight = 380

// Overview is all dimensions of one team over rounds.
type Overview struct {
	ID         string // "" means trend
	Lang       maturity.Language
	Team       string                              // "" leaves the name out
	Dimensions map[maturity.Dimension][]TrendRound // the same rounds in each
	Notes      []string
}

// TrendOverview shows the five lines in one picture, without intervals: it
// says where to look closer.
func TrendOverview(o Overview) Figure {
	all := newOverviewLines(o.Dimensions)
	f := Figure{
		ID: identifier(o.ID, "trend"), Lang: o.Lang,
		Title:      say(o.Lang, "overview.title"),
		Caption:    captioned(o.Lang, "overview.caption", o.Team),
		N:          all.nOfN(o.Lang),
		Notes:      append(all.notes(o.Lang), o.Notes...),
		Height:     overviewHeight,
		Table:      all.table(o.Lang),
		TableLabel: say(o.Lang, "table.open"),
	}
	f.Summary = summarise(f, all.summary(o.Lang))
	f.Option = overviewOption(o.Lang, all, f)
	return f
}

// overviewLines are the lines of the five dimensions on one time axis.
type overviewLines struct {
	lines  map[maturity.Dimension]trendLine
	rounds trendLine // of the longest line, for what belongs to a round; broken where any line is
}

func newOverviewLines(in map[maturity.Dimension][]TrendRound) overviewLines {
	out := overviewLines{lines: map[maturity.Dimension]trendLine{}}
	var axis []TrendRound
	for _, d := range maturity.Dimensions {
		if len(in[d]) > len(axis) {
			axis = in[d]
		}
	}
	for _, d := range maturity.Dimensions {
		out.lines[d] = newTrendLine(aligned(in[d], axis))
	}
	out.rounds = newTrendLine(axis)
	for i := range out.rounds {
		for _, line := range out.lines {
			out.rounds[i].broken = out.rounds[i].broken || line[i].broken
		}
	}
	return out
}

// aligned returns the rounds of axis with the scores of rounds; a round that
// is missing becomes a gap.
func aligned(rounds, axis []TrendRound) []TrendRound {
	byKey := make(map[string]TrendRound, len(rounds))
	for _, r := range rounds {
		byKey[r.Key] = r
	}
	out := make([]TrendRound, len(axis))
	for i, a := range axis {
		r, ok := byKey[a.Key]
		if !ok {
			r = TrendRound{Key: a.Key, Label: a.Label, Edition: a.Edition, BreakBefore: a.BreakBefore}
		}
		out[i] = r
	}
	return out
}

// latest returns the place of the last round in which any dimension has a
// score, or -1.
func (o overviewLines) latest() int {
	out := -1
	for _, d := range maturity.Dimensions {
		out = max(out, o.lines[d].latest())
	}
	return out
}

func (o overviewLines) nOfN(l maturity.Language) string {
	i := o.latest()
	if i < 0 {
		return say(l, "n.none")
	}
	var scores []scored
	for _, d := range maturity.Dimensions {
		scores = append(scores, o.lines[d][i].scored)
	}
	return peopleOver(l, o.rounds[i].label(), scores, o.rounds[i].Together)
}

// peopleOver is the n of N of several dimensions, which may differ.
func peopleOver(l maturity.Language, round string, scores []scored, together bool) string {
	least, most, members := -1, 0, 0
	for _, s := range scores {
		if s.Value == nil {
			continue
		}
		if least < 0 || s.source.People < least {
			least = s.source.People
		}
		most = max(most, s.source.People)
		members = max(members, s.source.Members)
	}
	switch {
	case together:
		return say(l, "n.together", round, members)
	case least == most:
		return say(l, "n.people", round, most, members)
	}
	return say(l, "n.people.range", round, max(least, 0), most, members)
}

func (o overviewLines) summary(l maturity.Language) string {
	i := o.latest()
	if i < 0 {
		return say(l, "trend.summary.none")
	}
	var parts []string
	for _, d := range maturity.Dimensions {
		value := say(l, "absent.score")
		if v := o.lines[d][i].Value; v != nil {
			value = print1(*v)
		}
		parts = append(parts, DimensionName(d).In(l)+" "+value)
	}
	return say(l, "overview.summary", o.rounds[i].label(), listed(l, parts))
}

func (o overviewLines) notes(l maturity.Language) []string {
	var out, gaps []string
	for _, d := range maturity.Dimensions {
		if rounds := o.lines[d].where(unanswered); rounds != nil {
			gaps = append(gaps, say(l, "named.list", DimensionName(d).In(l), strings.Join(rounds, say(l, "list.inner"))))
		}
	}
	if gaps != nil {
		out = append(out, say(l, "note.gap", listed(l, gaps)))
	}
	out = append(out, o.rounds.missingNotes(l)...)
	if rounds := o.rounds.where(func(p trendPoint) bool { return p.broken }); rounds != nil {
		out = append(out, say(l, "note.break", listed(l, rounds)))
	}
	for _, d := range maturity.Dimensions {
		if o.lines[d].any(func(p trendPoint) bool { return p.OneVoice }) {
			out = append(out, say(l, "note.voice"))
			break
		}
	}
	return append(out, say(l, "note.nointerval"), levelKey(l), say(l, "note.selfreport"))
}

func (o overviewLines) table(l maturity.Language) Table {
	t := Table{}
	for _, d := range maturity.Dimensions {
		one := o.lines[d].table(l)
		t.Columns = append([]Column{one.Columns[0], column(say(l, "column.dimension"))}, one.Columns[1:]...)
		for _, row := range one.Rows {
			t.Rows = append(t.Rows, append([]Cell{row[0], words(DimensionName(d).In(l))}, row[1:]...))
		}
	}
	return t
}

func overviewOption(l maturity.Language, o overviewLines, f Figure) json.RawMessage {
	d := &drawing{
		figure: f, trigger: "axis",
		grid:  opts.Grid{Left: "40", Right: "150", Top: trendTop, Bottom: "76"},
		xAxes: roundAxes(o.rounds.labels()),
		yAxes: scoreAxes(levelLabels(l, true)),
	}
	var names []string
	for _, dim := range maturity.Dimensions {
		names = append(names, DimensionName(dim).In(l))
		for _, seg := range o.lines[dim].segments() {
			d.series = append(d.series, lineSeries(l, dim, o.lines[dim], seg, overviewItem))
		}
	}
	d.series = append(d.series, breakSeries(l, o.rounds.breaks()))
	d.legend = legendOf(names, true)
	d.small = narrowTrend(l, "112")
	return d.option()
}

func overviewItem(l maturity.Language, dim maturity.Dimension, line trendLine, i int) item {
	p := line[i]
	if p.Value == nil {
		return item{}
	}
	return item{
		Group: p.label(), Value: *p.Value, ItemStyle: hollow(p, dim),
		Name: say(l, "tip.dimension", DimensionName(dim).In(l), print1(*p.Value), p.Level),
	}
}
