package reports

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// columnChart is a figure of one share in per cent for each round.
type columnChart struct {
	name string // of what is drawn
	role role
	half string // what the line at one half is called; "" draws none
	bars []shareColumn
}

type shareColumn struct {
	name, under string
	value       *float64 // nil: a gap
	above, tip  string
}

func (c *columnChart) add(name, under string, value *float64, above, tip string) {
	c.bars = append(c.bars, shareColumn{name, under, value, above, tip})
}

// finish adds what all figures of columns have in common.
func (c *columnChart) finish(f Figure, told string) Figure {
	f.TableLabel = say(f.Lang, "table.open")
	f.Summary = summarise(f, told)
	f.Option = c.option(f)
	return f
}

func (c *columnChart) option(f Figure) json.RawMessage {
	d := &drawing{figure: f, trigger: "axis", grid: opts.Grid{Left: "48", Right: "16", Top: "28", Bottom: "60"}}
	names := make([]string, len(c.bars))
	for i, b := range c.bars {
		names[i] = b.name
	}
	for i, short := range axisLabels(names) {
		if short == c.bars[i].name {
			short = fitted(short)
		}
		if c.bars[i].under != "" {
			short += "\n" + c.bars[i].under
		}
		names[i] = short
	}
	d.xAxes = roundAxes(names)[:1]
	d.xAxes[0].Data = names
	d.yAxes = []yAxis{{
		YAxis: opts.YAxis{
			Type: "value", Min: 0, Max: 100, MinInterval: 25, MaxInterval: 25,
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colour(band)}}, AxisLine: noLine(),
		},
		AxisLabel: percentText(), AxisTick: &axisTick{},
	}}
	d.series = []series{c.series()}
	if c.half != "" {
		d.series = append(d.series, halfSeries(c.half))
		d.legend = legendOf([]string{c.half}, false)
		d.grid.Bottom = "84"
	}
	d.small = map[string]any{"grid": opts.Grid{Left: "42", Right: "6", Top: "28", Bottom: d.grid.Bottom}}
	return d.option()
}

func (c *columnChart) series() series {
	data := make([]item, len(c.bars))
	for i, b := range c.bars {
		if b.value != nil {
			data[i] = item{Group: b.name, Name: b.tip, Value: *b.value, Label: captionLabel(b.above)}
		}
	}
	return series{
		SingleSeries: charts.SingleSeries{
			Name: c.name, Type: "bar", Data: data, BarWidth: "56%", BarMaxWidth: "64",
			ItemStyle: &opts.ItemStyle{Color: colour(c.role)},
		},
		Z: 3,
	}
}

// halfSeries is nothing but a dashed line at one half. The legend names it, as
// a name on the line would lie on the columns.
func halfSeries(name string) series {
	dashed := &opts.LineStyle{Color: colour(ink), Width: 1.5, Type: "dashed"}
	return series{
		SingleSeries: charts.SingleSeries{
			Name: name, Type: "line", Data: []item{}, Symbol: "none", LineStyle: dashed,
			// The legend would show a mark all the same.
			ItemStyle: &opts.ItemStyle{Color: "transparent", BorderColor: "transparent"},
			MarkLines: &opts.MarkLines{
				MarkLineStyle: opts.MarkLineStyle{
					Symbol: []string{"none", "none"}, LineStyle: dashed, Label: &opts.Label{Show: opts.Bool(false)},
				},
				Data: []any{opts.MarkLineNameYAxisItem{Name: name, YAxis: 50}},
			},
		},
		Silent: true, Z: 4, Emphasis: still(),
	}
}
