package reports

import (
	"encoding/json"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

const profileHeight = 380

// profileOption draws a row for each dimension: where it stood, where it
// stands, and the interval of the latter.
func profileOption(p Profile, rows profileRows, f Figure) json.RawMessage {
	l := p.Lang
	d := &drawing{
		figure: f, trigger: "axis",
		grid:  opts.Grid{Left: "112", Right: "24", Top: "36", Bottom: "64"},
		xAxes: levelAxes(levelLabels(l, false)),
		yAxes: []yAxis{{
			YAxis:     opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: dimensionLabels(l), AxisLine: noLine()},
			AxisLabel: axisText(ink, normalText), AxisTick: &axisTick{},
		}},
	}
	names := []string{}
	if p.Last != nil {
		d.series = append(d.series, connectors(rows), lastSeries(p, rows))
		names = append(names, say(l, "profile.last", p.Last.label()))
	}
	d.series = append(d.series, profileWhiskers(rows), nowSeries(p, rows))
	d.legend = legendOf(append(names, say(l, "profile.now", p.Now.label())), false)
	d.legend.ItemWidth, d.legend.ItemHeight = 14, 14
	d.small = map[string]any{
		"grid":  opts.Grid{Left: "84", Right: "16", Top: "36", Bottom: "84"},
		"xAxis": []any{map[string]any{}, map[string]any{"data": []string{"0", "1", "2", "3", "4"}}},
	}
	return d.option()
}

func dimensionLabels(l maturity.Language) []string {
	out := make([]string, len(maturity.Dimensions))
	for i, d := range maturity.Dimensions {
		out[i] = axisNames[d].In(l)
	}
	return out
}

// levelAxes are the scores below and the levels above.
func levelAxes(levels []string) []xAxis {
	return []xAxis{
		{
			XAxis: opts.XAxis{
				Type: "value", Min: 0, Max: 100, MinInterval: 20, MaxInterval: 20,
				SplitLine: &opts.SplitLine{Show: opts.Bool(false)}, AxisLine: lineOf(rule, 1),
			},
			AxisLabel: axisText(muted, smallText),
		},
		{
			XAxis: opts.XAxis{
				Type: "category", Position: "top", Data: levels,
				AxisLine: noLine(), AxisPointer: noPointer(),
			},
			AxisLabel: axisText(muted, smallText), SplitArea: levelBands(), AxisTick: &axisTick{},
		},
	}
}

func nowSeries(p Profile, rows profileRows) series {
	data := make([]item, len(rows))
	for i, r := range rows {
		if r.now.Value == nil {
			continue
		}
		data[i] = item{
			Group: DimensionName(r.dimension).In(p.Lang), Name: strings.Join(pointWords(p.Lang, r.point(p)), "\n"),
			Value: []any{*r.now.Value, i}, Label: captionLabel(r.caption()),
		}
		if r.now.OneVoice {
			data[i].ItemStyle = &opts.ItemStyle{Color: colour(surface), BorderColor: colour(accent), BorderWidth: 2}
		}
	}
	return dots(say(p.Lang, "profile.now", p.Now.label()), data, "circle", 14,
		&opts.ItemStyle{Color: colour(accent), BorderColor: colour(accent), BorderWidth: 2}, 5)
}

func lastSeries(p Profile, rows profileRows) series {
	data := make([]item, len(rows))
	for i, r := range rows {
		if r.last.Value != nil {
			data[i] = item{
				Group: DimensionName(r.dimension).In(p.Lang),
				Name:  say(p.Lang, "tip.last", print1(*r.last.Value), levelWithName(p.Lang, r.last.Level)),
				Value: []any{*r.last.Value, i},
			}
		}
	}
	return dots(say(p.Lang, "profile.last", p.Last.label()), data, "diamond", 12,
		&opts.ItemStyle{Color: colour(surface), BorderColor: colour(muted), BorderWidth: 2}, 4)
}

// dots is a series of points; echarts would draw them half transparent.
func dots(name string, data []item, symbol string, size int, style *opts.ItemStyle, z int) series {
	style.Opacity = opts.Float(1)
	return series{
		SingleSeries: charts.SingleSeries{
			Name: name, Type: "scatter", Data: data, Symbol: symbol, SymbolSize: size, ItemStyle: style,
		},
		Z: z,
	}
}

// connectors join last and now of a dimension, unless one is missing or the
// two do not compare.
func connectors(rows profileRows) series {
	data := []item{}
	for i, r := range rows {
		if r.now.Value == nil || r.last.Value == nil || r.change == UnknownChange {
			continue
		}
		data = append(data, item{Value: []any{*r.last.Value, i}}, item{Value: []any{*r.now.Value, i}}, item{Value: []any{nil, i}})
	}
	return series{
		SingleSeries: charts.SingleSeries{
			Type: "line", Data: data, ShowSymbol: opts.Bool(false), ConnectNulls: opts.Bool(false),
			LineStyle: &opts.LineStyle{Color: colour(muted), Width: 1.5, Type: "dotted"},
		},
		Silent: true, Z: 2, Emphasis: still(),
	}
}

func profileWhiskers(rows profileRows) series {
	data := []item{}
	for i, r := range rows {
		if r.now.Value != nil && r.now.Low != nil {
			data = append(data, item{Value: []any{*r.now.Low, i}}, item{Value: []any{*r.now.High, i}}, item{Value: []any{nil, i}})
		}
	}
	return whiskerSeries(data, []int{2, 12}, accent)
}
