package reports

import (
	"encoding/json"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

const (
	trendHeight = 320
	trendTop    = "44" // room for what stands above a point near 100
)

// trendOption draws one dimension: the line in its segments, the intervals as
// whiskers, the breaks as dashed lines, the levels as bands.
func trendOption(l maturity.Language, dim maturity.Dimension, line trendLine, f Figure) json.RawMessage {
	d := &drawing{
		figure: f, trigger: "axis",
		grid:  opts.Grid{Left: "40", Right: "150", Top: trendTop, Bottom: "44"},
		xAxes: roundAxes(line.labels()),
		yAxes: scoreAxes(levelLabels(l, true)),
	}
	d.series = append(d.series, whiskers(line, dimensionRole(dim)))
	for _, seg := range line.segments() {
		d.series = append(d.series, lineSeries(l, dim, line, seg, trendItem))
	}
	d.series = append(d.series, breakSeries(l, line.breaks()))
	d.small = narrowTrend(l, "44")
	return d.option()
}

// narrowTrend gives the lines the room that the names of the levels take.
func narrowTrend(l maturity.Language, bottom string) map[string]any {
	return map[string]any{
		"grid": opts.Grid{Left: "30", Right: "60", Top: trendTop, Bottom: bottom},
		"yAxis": []any{map[string]any{}, map[string]any{
			"data": levelLabels(l, false), "axisLabel": map[string]int{"width": 56},
		}},
	}
}

// roundAxes are the rounds and, over the same width, a hidden axis on which
// whole numbers are the borders between rounds: breaks stand there.
func roundAxes(labels []string) []xAxis {
	return []xAxis{
		{
			XAxis:     opts.XAxis{Type: "category", Data: axisLabels(labels), AxisLine: lineOf(rule, 1)},
			AxisLabel: axisText(ink, smallText), AxisTick: &axisTick{},
		},
		{
			XAxis: opts.XAxis{
				Type: "value", Show: opts.Bool(false), Min: 0, Max: max(len(labels), 1),
				AxisPointer: noPointer(),
			},
		},
	}
}

// scoreAxes are the scores on the left and the levels on the right, whose five
// equal bands are the twenties of the scores.
func scoreAxes(levels []string) []yAxis {
	names := axisText(muted, smallText)
	names.Width, names.Overflow = 136, "break"
	return []yAxis{
		{
			YAxis: opts.YAxis{
				Type: "value", Min: 0, Max: 100, MinInterval: 20, MaxInterval: 20,
				SplitLine: &opts.SplitLine{Show: opts.Bool(false)}, AxisLine: noLine(),
			},
			AxisLabel: axisText(muted, smallText), AxisTick: &axisTick{},
		},
		{
			YAxis: opts.YAxis{
				Type: "category", Position: "right", Data: levels,
				AxisLine: noLine(), AxisPointer: noPointer(),
			},
			AxisLabel: names, SplitArea: levelBands(), AxisTick: &axisTick{},
		},
	}
}

// lineSeries is one segment of a line, as long as all rounds, with gaps
// everywhere else.
func lineSeries(l maturity.Language, dim maturity.Dimension, line trendLine, seg [2]int, of func(maturity.Language, maturity.Dimension, trendLine, int) item) series {
	data := make([]item, len(line))
	for i := range data {
		if i >= seg[0] && i < seg[1] {
			data[i] = of(l, dim, line, i)
		}
	}
	m, c := dimensionMark(dim), colour(dimensionRole(dim))
	return series{
		SingleSeries: charts.SingleSeries{
			Name: DimensionName(dim).In(l), Type: "line", Data: data,
			Symbol: m.symbol, SymbolSize: 10, ShowSymbol: opts.Bool(true), ConnectNulls: opts.Bool(false),
			LineStyle: &opts.LineStyle{Color: c, Width: 2.5, Type: m.line},
			ItemStyle: &opts.ItemStyle{Color: c, BorderColor: c, BorderWidth: 2},
		},
		ShowAllSymbol: true, SymbolRotate: m.turned, Z: 4,
	}
}

// trendItem is a point with everything its tooltip says. A changed composition
// shows in its shape, a single voice in its being hollow.
func trendItem(l maturity.Language, dim maturity.Dimension, line trendLine, i int) item {
	p := line[i]
	if p.Value == nil {
		return item{}
	}
	out := item{
		Group: p.label(), Name: strings.Join(pointWords(l, p), "\n"), Value: *p.Value,
		Symbol: "circle", SymbolSize: 10, ItemStyle: hollow(p, dim),
	}
	if p.Recomposed {
		out.Symbol, out.SymbolSize = "diamond", 14
	}
	if p.Low == nil {
		out.Label = captionLabel(line.caption(i))
	}
	return out
}

// hollow returns the style of a mark that is the voice of one person, and nil
// for all others.
func hollow(p trendPoint, dim maturity.Dimension) *opts.ItemStyle {
	if !p.OneVoice {
		return nil
	}
	return &opts.ItemStyle{Color: colour(surface), BorderColor: colour(dimensionRole(dim)), BorderWidth: 2}
}

func pointWords(l maturity.Language, p trendPoint) []string {
	out := []string{say(l, "tip.score", print1(*p.Value), levelWithName(l, p.Level))}
	if p.Low != nil {
		out = append(out, say(l, "tip.interval", print1(*p.Low), print1(*p.High)))
	}
	if !p.Together {
		out = append(out, say(l, "tip.people", p.source.People, p.source.Members))
	}
	if p.broken || p.Change != UnknownChange {
		out = append(out, say(l, "tip.change", changeWords(l, p.Change, p.broken)))
	}
	if r := p.remarks(l); r != "" {
		out = append(out, r)
	}
	return out
}

func captionLabel(text string) *opts.Label {
	if text == "" {
		return nil
	}
	return &opts.Label{Show: opts.Bool(true), Position: "top", Formatter: text, Color: colour(ink), FontSize: normalText, LineHeight: 14}
}

// whiskers are all intervals of a line as one series: each is two points with
// a gap behind them. The caption of a point stands on the upper end.
func whiskers(line trendLine, r role) series {
	data := []item{}
	for i, p := range line {
		if p.Value == nil || p.Low == nil {
			continue
		}
		top := item{Value: []any{i, *p.High}, Label: captionLabel(line.caption(i))}
		data = append(data, item{Value: []any{i, *p.Low}}, top, item{Value: []any{i, nil}})
	}
	return whiskerSeries(data, []int{10, 2}, r)
}

func whiskerSeries(data []item, size []int, r role) series {
	return series{
		SingleSeries: charts.SingleSeries{
			Type: "line", Data: data, Symbol: "rect", SymbolSize: size, ShowSymbol: opts.Bool(true),
			ConnectNulls: opts.Bool(false),
			LineStyle:    &opts.LineStyle{Color: colour(r), Width: 1.5, Type: "solid"},
			ItemStyle:    &opts.ItemStyle{Color: colour(r)},
		},
		ShowAllSymbol: true, Silent: true, Z: 3, Emphasis: still(),
	}
}

// aBreak is a change of meaning before a round.
type aBreak struct {
	before  int
	edition string
}

func (line trendLine) breaks() []aBreak {
	var out []aBreak
	for i, p := range line {
		if p.broken {
			out = append(out, aBreak{i, p.Edition})
		}
	}
	return out
}

// breakSeries is nothing but dashed lines between rounds.
func breakSeries(l maturity.Language, breaks []aBreak) series {
	s := series{
		SingleSeries: charts.SingleSeries{Type: "line", XAxisIndex: 1, Data: []item{}},
		Silent:       true, Z: 2, Emphasis: still(),
	}
	if len(breaks) == 0 {
		return s
	}
	s.MarkLines = &opts.MarkLines{MarkLineStyle: opts.MarkLineStyle{
		Symbol:    []string{"none", "none"},
		LineStyle: &opts.LineStyle{Color: colour(muted), Width: 1.5, Type: "dashed"},
		Label: &opts.Label{
			Show: opts.Bool(true), Position: "end", Formatter: "{b}", Color: colour(muted), FontSize: smallText,
		},
	}}
	for _, b := range breaks {
		s.MarkLines.Data = append(s.MarkLines.Data, opts.MarkLineNameXAxisItem{
			Name: say(l, "chart.edition", b.edition), XAxis: b.before,
		})
	}
	return s
}
