package reports

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

const (
	areasHeight = 380
	// roomForCount is the share in per cent from which a piece of a bar has
	// room for its count.
	roomForCount = 6.5
)

// groupsHeight gives each group the room of two bars and its name.
func groupsHeight(groups int) int { return 160 + 56*groups }

// scale is that of the highest bar of all.
func (bars areaBars) scale() scale {
	most := 1
	for _, b := range bars {
		for _, kind := range areaKinds {
			most = max(most, b.sum(kind.of))
		}
	}
	return scaleTo(most)
}

func (bars areaBars) axis() []string {
	out := make([]string, len(bars))
	for i, b := range bars {
		out[i] = b.axis
	}
	return out
}

// areasOption draws the rounds from left to right.
func areasOption(bars areaBars, f Figure) json.RawMessage {
	d := areasDrawing(bars, f)
	d.grid = opts.Grid{Left: "44", Right: "8", Top: "12", Bottom: "136"}
	d.xAxes = roundAxes(bars.axis())[:1]
	d.xAxes[0].Data = bars.axis()
	d.yAxes = []yAxis{{YAxis: bars.scale().axis(), AxisLabel: axisText(muted, smallText), AxisTick: &axisTick{}}}
	d.small = map[string]any{"grid": opts.Grid{Left: "30", Right: "4", Top: "12", Bottom: "180"}}
	return d.option()
}

// areaGroupsOption draws the groups from top to bottom.
func areaGroupsOption(bars areaBars, f Figure) json.RawMessage {
	d := areasDrawing(bars, f)
	sc := bars.scale()
	d.grid = opts.Grid{Left: "128", Right: "20", Top: "8", Bottom: "112"}
	d.xAxes = []xAxis{{
		XAxis: opts.XAxis{
			Type: "value", Min: 0, Max: sc.end, MinInterval: float64(sc.step), MaxInterval: float64(sc.step),
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colour(band)}}, AxisLine: lineOf(rule, 1),
		},
		AxisLabel: axisText(muted, smallText),
	}}
	names := axisText(ink, smallText)
	names.Width, names.Overflow = 116, "break"
	d.yAxes = []yAxis{{
		YAxis:     opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: bars.axis(), AxisLine: noLine()},
		AxisLabel: names, AxisTick: &axisTick{},
	}}
	d.small = map[string]any{
		"grid":  opts.Grid{Left: "106", Right: "12", Top: "8", Bottom: "150"},
		"yAxis": map[string]any{"axisLabel": map[string]int{"width": 98}},
	}
	return d.option()
}

// areasDrawing holds two stacks of bars side by side, each with the most
// critical areas next to the axis, where they can be compared.
func areasDrawing(bars areaBars, f Figure) *drawing {
	d := &drawing{figure: f, trigger: "axis"}
	var names []string
	for _, kind := range areaKinds {
		for at, c := range newAreaBar("", nil, 0).counts {
			name := say(f.Lang, kind.key, c.Criticality)
			data := make([]item, len(bars))
			for i, b := range bars {
				data[i] = areaItem(f.Lang, bars.scale(), b, kind, at)
			}
			names = append(names, name)
			d.series = append(d.series, series{
				SingleSeries: charts.SingleSeries{
					Name: name, Type: "bar", Stack: kind.key, Data: data, BarMaxWidth: "34", BarGap: "12%", BarCategoryGap: "24%",
					ItemStyle: areaStyle(kind, c.Criticality),
				},
				Z: 3,
			})
		}
	}
	d.legend = legendOf(names, false)
	d.legend.ItemWidth, d.legend.ItemHeight = 14, 14
	return d
}

func areaStyle(kind areaKind, criticality int) *opts.ItemStyle {
	c := colour(levelRole(criticalityLevel(criticality)))
	if kind.outlined {
		return &opts.ItemStyle{Color: colour(surface), BorderColor: c, BorderWidth: 2}
	}
	// The border in the colour of the background keeps neighbours apart.
	return &opts.ItemStyle{Color: c, BorderColor: colour(surface), BorderWidth: 1}
}

func areaItem(l maturity.Language, sc scale, b areaBar, kind areaKind, at int) item {
	if b.teams == 0 {
		return item{}
	}
	c := b.counts[at]
	n := kind.of(c)
	out := item{Group: b.name, Name: say(l, "tip.factor", say(l, kind.key, c.Criticality), fmt.Sprint(n)), Value: n}
	if n == 0 {
		// Even an empty bar would show its border.
		out.ItemStyle = &opts.ItemStyle{Color: "transparent", BorderColor: "transparent"}
	}
	if sc.percent(n) >= roomForCount {
		out.Label = &opts.Label{
			Show: opts.Bool(true), Position: "inside", Formatter: fmt.Sprint(n),
			Color: colour(onArea(kind, c.Criticality)), FontSize: smallText,
		}
	}
	return out
}

// onArea is for text within a bar.
func onArea(kind areaKind, criticality int) role {
	if kind.outlined {
		return ink
	}
	return onLevel(criticalityLevel(criticality))
}
