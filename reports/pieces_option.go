package reports

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

const standingHeight = 340

// lyingHeight gives each of some bars the room of two lines.
func lyingHeight(bars int) int { return 130 + 44*max(bars, 1) }

// option draws the bars, lying or standing.
func (c pieceChart) option(f Figure) json.RawMessage {
	d := &drawing{figure: f, trigger: "axis"}
	for k := range c.pieces {
		d.layers = append(d.layers, c.layer(f.Lang, k))
	}
	d.legend = legendOf(c.names(), false)
	d.legend.ItemWidth, d.legend.ItemHeight = 18, 14
	axes := make([]string, len(c.bars))
	for i, b := range c.bars {
		axes[i] = b.axis
	}
	if c.lying {
		c.lie(d, axes)
	} else {
		c.stand(d, axes)
	}
	return d.option()
}

func (c pieceChart) stand(d *drawing, axes []string) {
	d.grid = opts.Grid{Left: "44", Right: "12", Top: "20", Bottom: "104"}
	d.xAxes = roundAxes(axes)[:1]
	d.xAxes[0].Data = axes
	d.yAxes = []yAxis{{YAxis: c.valueAxis(), AxisLabel: c.valueText(), AxisTick: &axisTick{}}}
	d.small = map[string]any{"grid": opts.Grid{Left: "40", Right: "4", Top: "20", Bottom: "160"}}
}

func (c pieceChart) lie(d *drawing, axes []string) {
	v := c.valueAxis()
	d.grid = opts.Grid{Left: "128", Right: "20", Top: "8", Bottom: "84"}
	d.xAxes = []xAxis{{
		XAxis: opts.XAxis{
			Type: "value", Min: v.Min, Max: v.Max, MinInterval: v.MinInterval, MaxInterval: v.MaxInterval,
			SplitLine: v.SplitLine, AxisLine: lineOf(rule, 1),
		},
		AxisLabel: c.valueText(),
	}}
	d.yAxes = []yAxis{namedRows(axes)}
	d.small = narrowRows(d.grid, "128")
}

// everyName is the interval of an axis that leaves no name out.
func everyName() *int { return new(int) }

// namedRows is the axis of bars that lie below each other.
func namedRows(names []string) yAxis {
	text := axisText(ink, smallText)
	text.Width, text.Overflow = 116, "truncate" // names are broken already
	text.Interval = everyName()
	return yAxis{
		YAxis:     opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: names, AxisLine: noLine()},
		AxisLabel: text, AxisTick: &axisTick{},
	}
}

// narrowRows takes room from the names, and gives it to the legend.
func narrowRows(wide opts.Grid, bottom string) map[string]any {
	return map[string]any{
		"grid":  opts.Grid{Left: "106", Right: "12", Top: wide.Top, Bottom: bottom},
		"yAxis": map[string]any{"axisLabel": map[string]int{"width": 98}},
	}
}

// most is what the scale of counts must hold.
func (c pieceChart) most() int {
	most := 1
	for _, b := range c.bars {
		most = max(most, b.whole())
	}
	return most
}

func (c pieceChart) valueAxis() opts.YAxis {
	if !c.shares {
		return scaleTo(c.most()).axis()
	}
	return opts.YAxis{
		Type: "value", Min: 0, Max: 100, MinInterval: 25, MaxInterval: 25,
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)}, AxisLine: noLine(),
	}
}

func (c pieceChart) valueText() *axisLabel {
	if c.shares {
		return percentText()
	}
	return axisText(muted, smallText)
}

func (c pieceChart) layer(l maturity.Language, k int) layer {
	p := c.pieces[k]
	data := make([]styled, len(c.bars))
	for i, b := range c.bars {
		data[i] = c.item(l, b, k)
	}
	return layer{
		series: series{
			SingleSeries: charts.SingleSeries{Name: p.name, Type: "bar", Stack: "pieces", Data: data, BarWidth: "68%", BarMaxWidth: widestBar},
			Z:            3,
		},
		Style: p.style,
	}
}

func (c pieceChart) item(l maturity.Language, b pieceBar, k int) styled {
	if !b.known() {
		if b.missing == "" && !c.shares {
			return styled{item: item{Group: b.name, Name: c.tip(l, c.pieces[k], b, 0), Value: 0}, ItemStyle: invisible()}
		}
		return styled{}
	}
	n, p := b.counts[k], c.pieces[k]
	part := *share(n, b.whole())
	out := styled{item: item{Group: say(l, "pieces.group", b.name, b.whole()), Name: c.tip(l, p, b, n), Value: n}}
	room := scaleTo(c.most()).percent(n)
	if c.shares {
		out.Value, room = part, part
	}
	if n == 0 {
		out.ItemStyle = invisible()
	}
	if room >= roomForCount {
		out.Label = &opts.Label{
			Show: opts.Bool(true), Position: "inside", Formatter: fmt.Sprint(n), Color: colour(p.on), FontSize: smallText,
			BackgroundColor: p.style.behind(),
		}
	}
	return out
}
