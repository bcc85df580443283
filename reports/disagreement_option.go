package reports

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

// The side of a box in CSS pixels, whose area is the number of people.
const (
	noBox      = 4
	biggestBox = 30
)

func stripOption(f Figure, open []StripQuestion) json.RawMessage {
	l := f.Lang
	d := &drawing{figure: f, trigger: "item", grid: opts.Grid{Left: "128", Right: "12", Top: "56", Bottom: "4"}}
	names := make([]string, len(open))
	for i, q := range open {
		names[i] = fitted(q.Text)
	}
	heads := make([]string, len(levelNames))
	for level := range heads {
		heads[level] = fmt.Sprintf("L%d", level)
	}
	d.xAxes = []xAxis{{
		XAxis:     opts.XAxis{Type: "category", Data: heads, Position: "top", AxisLine: noLine()},
		AxisLabel: axisText(ink, smallText), AxisTick: &axisTick{},
	}}
	d.yAxes = []yAxis{namedRows(names)}
	d.series = []series{{
		SingleSeries: charts.SingleSeries{Name: f.Title, Type: "scatter", Data: boxes(l, open), Symbol: "rect"},
		Z:            3,
	}}
	d.small = narrowRows(d.grid, "4")
	return d.option()
}

func boxes(l maturity.Language, open []StripQuestion) []item {
	most := 1
	for _, q := range open {
		for _, n := range q.Score.Counts {
			most = max(most, n)
		}
	}
	out := []item{}
	for y, q := range open {
		for level, n := range q.Score.Counts {
			box := item{
				Group: q.Text, Name: say(l, "answers.level", level, n), Value: []any{level, y, n}, SymbolSize: noBox,
				ItemStyle: &opts.ItemStyle{Color: colour(rule), Opacity: opts.Float(1)},
			}
			if n > 0 {
				box.SymbolSize = max(int(biggestBox*math.Sqrt(float64(n)/float64(most))), 16)
				box.ItemStyle = &opts.ItemStyle{Color: colour(levelRole(level)), Opacity: opts.Float(1)}
				box.Label = &opts.Label{Show: opts.Bool(true), Position: "inside", Formatter: fmt.Sprint(n), Color: colour(onLevel(level)), FontSize: smallText}
			}
			out = append(out, box)
		}
	}
	return out
}
