package reports

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

const pairsHeight = 400

// pairChart is a figure of two bars from 0 to 100 for each row, the earlier
// hollow and the later filled.
type pairChart struct {
	names [2]string
	rows  []pair
}

type pair struct {
	name, axis string
	values     [2]*float64 // nil: none
	tips       [2]string
}

func (c pairChart) option(f Figure) json.RawMessage {
	d := &drawing{figure: f, trigger: "axis", grid: opts.Grid{Left: "128", Right: "36", Top: "8", Bottom: "60"}}
	axes := make([]string, len(c.rows))
	for i, r := range c.rows {
		axes[i] = r.axis
	}
	d.xAxes = []xAxis{{
		XAxis: opts.XAxis{
			Type: "value", Min: 0, Max: 100, MinInterval: 20, MaxInterval: 20,
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colour(band)}}, AxisLine: lineOf(rule, 1),
		},
		AxisLabel: axisText(muted, smallText),
	}}
	d.yAxes = []yAxis{namedRows(axes)}
	d.legend = legendOf(c.names[:], false)
	d.legend.ItemWidth, d.legend.ItemHeight = 18, 14
	for k, style := range [2]*markStyle{outlined(muted), filled(accent)} {
		d.layers = append(d.layers, c.layer(k, style))
	}
	d.small = narrowRows(d.grid, "60")
	return d.option()
}

func (c pairChart) layer(k int, style *markStyle) layer {
	data := make([]item, len(c.rows))
	for i, r := range c.rows {
		if v := r.values[k]; v != nil {
			data[i] = item{Group: r.name, Name: r.tips[k], Value: *v, Label: &opts.Label{
				Show: opts.Bool(true), Position: "right", Formatter: print1(*v), Color: colour(ink), FontSize: smallText,
			}}
		}
	}
	return layer{
		series: series{
			SingleSeries: charts.SingleSeries{Name: c.names[k], Type: "bar", Data: data, BarMaxWidth: "18", BarGap: "10%", BarCategoryGap: "36%"},
			Z:            3,
		},
		Style: style,
	}
}
