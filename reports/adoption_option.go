package reports

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

const spreadHeight = 260

// caption is the number at a point: the last of each line, unless a line drawn
// later stands on the same number.
func (days spreadDays) caption(k, i int) string {
	if i != len(days.all)-1 {
		return ""
	}
	lines := days.lines()
	v := lines[k].of(days.all[i])
	for _, later := range lines[k+1:] {
		if later.of(days.all[i]) == v {
			return ""
		}
	}
	return fmt.Sprint(v)
}

// label is the caption beside the point. That of the last line stands on the
// right, as the line above it may be close with its own, and clear of the axis.
func (days spreadDays) label(k, i int) *placedLabel {
	caption := captionLabel(days.caption(k, i))
	if caption == nil {
		return nil
	}
	out := &placedLabel{Label: *caption}
	if lines := days.lines(); k == len(lines)-1 {
		out.Position = "right"
		if lines[k].of(days.all[i]) == 0 {
			out.Offset[1] = -7
		}
	}
	return out
}

func spreadOption(days spreadDays, f Figure) json.RawMessage {
	l := f.Lang
	d := &drawing{
		figure: f, trigger: "axis",
		grid:  opts.Grid{Left: "40", Right: "24", Top: "28", Bottom: "76"},
		xAxes: roundAxes(days.labels())[:1],
		yAxes: []yAxis{{YAxis: days.scale().axis(), AxisLabel: axisText(muted, smallText), AxisTick: &axisTick{}}},
	}
	var names []string
	for k, line := range days.lines() {
		names = append(names, line.name(l))
		d.series = append(d.series, spreadSeries(l, days, line, k))
	}
	d.legend = legendOf(names, false)
	d.small = map[string]any{"grid": opts.Grid{Left: "30", Right: "24", Top: "28", Bottom: "92"}}
	return d.option()
}

func spreadSeries(l maturity.Language, days spreadDays, line spreadLine, k int) series {
	data := make([]placed, len(days.all))
	for i, label := range days.labels() {
		v := line.of(days.all[i])
		data[i] = placed{
			item:  item{Group: label, Value: v, Name: say(l, "tip.factor", line.name(l), say(l, "spread.teams", v))},
			Label: days.label(k, i),
		}
		if line.mark.line == "dotted" && i < len(data)-1 {
			data[i].Symbol = "none" // what lines move towards needs no marks but the one with its number
		}
	}
	c := colour(line.colour)
	return series{
		SingleSeries: charts.SingleSeries{
			Name: line.name(l), Type: "line", Data: data,
			Symbol: line.mark.symbol, SymbolSize: 7, ShowSymbol: opts.Bool(true), ConnectNulls: opts.Bool(false),
			LineStyle: &opts.LineStyle{Color: c, Width: 2, Type: line.mark.line},
			ItemStyle: &opts.ItemStyle{Color: c, BorderColor: c, BorderWidth: 1},
		},
		ShowAllSymbol: true, Z: 3 + k,
	}
}
