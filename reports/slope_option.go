package reports

import (
	"cmp"
	"encoding/json"
	"math"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

const slopeHeight = 360

// slopeChart is a figure of lines between two ends, from 0 to 100.
type slopeChart struct {
	ends    [2]string
	percent bool
	lines   []slopeLine
}

type slopeLine struct {
	name   string
	role   role
	mark   mark
	joined bool // false leaves both points without a line
	values [2]*float64
	tips   [2]string
}

// finish adds what all figures of slopes have in common.
func (c slopeChart) finish(f Figure, told ...string) Figure {
	f.TableLabel = say(f.Lang, "table.open")
	f.Summary = summarise(f, told...)
	f.Option = c.option(f)
	return f
}

func (c slopeChart) option(f Figure) json.RawMessage {
	d := &drawing{figure: f, trigger: "axis", grid: opts.Grid{Left: "44", Right: "24", Top: "20", Bottom: "84"}, layers: []layer{}}
	d.xAxes = []xAxis{{
		XAxis:     opts.XAxis{Type: "category", Data: []string{fitted(c.ends[0]), fitted(c.ends[1])}, AxisLine: lineOf(rule, 1)},
		AxisLabel: axisText(ink, normalText), AxisTick: &axisTick{},
	}}
	text := axisText(muted, smallText)
	if c.percent {
		text = percentText()
	}
	d.yAxes = []yAxis{{
		YAxis: opts.YAxis{
			Type: "value", Min: 0, Max: 100, MinInterval: 20, MaxInterval: 20,
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colour(band)}}, AxisLine: noLine(),
		},
		AxisLabel: text, AxisTick: &axisTick{},
	}}
	var names []string
	for n, line := range c.lines {
		names = append(names, line.name)
		d.layers = append(d.layers, c.layer(n))
	}
	d.legend = legendOf(names, true)
	below := "128"
	if len(names) < len(c.ends)+1 { // they have room on two lines
		below = "96"
	}
	d.small = map[string]any{"grid": opts.Grid{Left: "38", Right: "8", Top: "20", Bottom: below}}
	return d.option()
}

func (c slopeChart) layer(n int) layer {
	line := c.lines[n]
	data := make([]placed, len(line.values))
	for k, v := range line.values {
		if v == nil {
			continue
		}
		side := "left"
		if k == 1 {
			side = "right"
		}
		data[k] = placed{item: item{Group: c.ends[k], Name: line.tips[k], Value: *v}}
		if c.labelled(n, k) {
			data[k].Label = &placedLabel{Label: opts.Label{
				Show: opts.Bool(true), Position: side, Formatter: c.endLabel(*v), Color: colour(ink), FontSize: smallText,
			}, Offset: [2]int{0, -c.lift(n, k)}}
		}
	}
	hue, width := colour(line.role), float32(2.5)
	if !line.joined {
		width = 0
	}
	out := layer{series: series{
		SingleSeries: charts.SingleSeries{
			Name: line.name, Type: "line", Data: data, Symbol: line.mark.symbol, SymbolSize: 10, ShowSymbol: opts.Bool(true),
			ConnectNulls: opts.Bool(false),
			LineStyle:    &opts.LineStyle{Color: hue, Width: width, Type: line.mark.line},
		},
		ShowAllSymbol: true, SymbolRotate: line.mark.turned, Z: 4,
	}}
	out.Style = &markStyle{ItemStyle: opts.ItemStyle{Color: hue, BorderColor: hue, BorderWidth: 1}}
	if !line.joined {
		// A width of 0 is left out of the option, and would mean the usual one.
		out.SingleSeries.LineStyle.Color = "transparent"
	}
	return out
}

// placed is an item whose label stands beside its usual place.
type placed struct {
	item
	Label  *placedLabel `json:"label,omitempty"`
	Symbol string       `json:"symbol,omitempty"` // in place of that of the line
}

type placedLabel struct {
	opts.Label
	Offset [2]int `json:"offset"`
}

// labelled reports whether the number stands at end k of line n. Where several
// lines meet in a point, it stands there once.
func (c slopeChart) labelled(n, k int) bool {
	return c.lines[n].values[k] != nil && !slices.ContainsFunc(c.lines[:n], func(before slopeLine) bool {
		v := before.values[k]
		return v != nil && c.endLabel(*v) == c.endLabel(*c.lines[n].values[k])
	})
}

// lift is by how many CSS pixels the label at end k of line n stands higher
// than its point, so that it does not lie on those below.
func (c slopeChart) lift(n, k int) int {
	const room, point = 13, 1.8 // of a label; of one in a hundred on the axis, where the picture is small
	type at struct {
		line int
		y    float64
	}
	var order []at
	for i, line := range c.lines {
		if v := line.values[k]; c.labelled(i, k) {
			order = append(order, at{i, *v * point})
		}
	}
	slices.SortStableFunc(order, func(a, b at) int { return cmp.Compare(a.y, b.y) })
	free := math.Inf(-1)
	for _, p := range order {
		y := max(p.y, free)
		if p.line == n {
			return int(math.Round(y - p.y))
		}
		free = y + room
	}
	return 0
}
