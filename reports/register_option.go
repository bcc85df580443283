package reports

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

const registerHeight = 280

// scale is an axis of whole numbers from 0: its end and the step of its marks.
type scale struct{ end, step int }

// scaleTo returns a scale with at most six marks that holds n, which is not 0.
func scaleTo(n int) scale {
	for size := 1; ; size *= 10 {
		for _, step := range []int{size, 2 * size, 5 * size} {
			if step*5 >= n {
				return scale{end: (n + step - 1) / step * step, step: step}
			}
		}
	}
}

// percent is how far along the scale a number lies.
func (s scale) percent(n int) float64 { return float64(n) * 100 / float64(s.end) }

func (s scale) axis() opts.YAxis {
	return opts.YAxis{
		Type: "value", Min: 0, Max: s.end, MinInterval: float64(s.step), MaxInterval: float64(s.step),
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colour(band)}}, AxisLine: noLine(),
	}
}

func (rounds registerRounds) scale() scale {
	most := 1
	for _, r := range rounds {
		for _, line := range factorLines {
			if v := line.at(r); v != nil {
				most = max(most, *v)
			}
		}
	}
	return scaleTo(most)
}

// roomForLabels is the number of rounds up to which each point is labelled.
const roomForLabels = 8

// caption is the number at a point of a line, and whether it stands below: that
// of the higher line stands above, that of the lower below unless it lies on
// the axis. It is "" where it would touch others: the lower of two that are
// equal, and all but the latest of many rounds.
func (rounds registerRounds) caption(k, i int) (text string, below bool) {
	r := rounds[i]
	v, other := factorLines[k].at(r), factorLines[1-k].at(r)
	switch {
	case v == nil, len(rounds) > roomForLabels && i != rounds.latest(), k == 1 && other != nil && *v == *other:
		return "", false
	case k == 0 && !r.Exact:
		text = fmt.Sprintf("≤%d", *v)
	default:
		text = fmt.Sprint(*v)
	}
	return text, other != nil && 0 < *v && *v < *other
}

func registerOption(rounds registerRounds, f Figure) json.RawMessage {
	l := f.Lang
	d := &drawing{
		figure: f, trigger: "axis",
		grid:  opts.Grid{Left: "40", Right: "24", Top: "28", Bottom: "76"},
		xAxes: roundAxes(rounds.labels())[:1],
		yAxes: []yAxis{{YAxis: rounds.scale().axis(), AxisLabel: axisText(muted, smallText), AxisTick: &axisTick{}}},
	}
	var names []string
	for k, line := range factorLines {
		names = append(names, say(l, line.key))
		d.series = append(d.series, factorSeries(l, rounds, line, k))
	}
	d.legend = legendOf(names, false)
	d.small = map[string]any{"grid": opts.Grid{Left: "30", Right: "12", Top: "28", Bottom: "100"}}
	return d.option()
}

func factorSeries(l maturity.Language, rounds registerRounds, line factorLine, k int) series {
	data := make([]item, len(rounds))
	for i := range rounds {
		data[i] = factorItem(l, rounds, k, i)
	}
	c := colour(line.colour)
	inside := c
	if k == 1 {
		inside = colour(surface)
	}
	return series{
		SingleSeries: charts.SingleSeries{
			Name: say(l, line.key), Type: "line", Step: "middle", Data: data,
			Symbol: line.mark.symbol, SymbolSize: 13 - 4*k, ShowSymbol: opts.Bool(true), ConnectNulls: opts.Bool(false),
			LineStyle: &opts.LineStyle{Color: c, Width: float32(4 - 2*k), Type: line.mark.line},
			ItemStyle: &opts.ItemStyle{Color: inside, BorderColor: c, BorderWidth: 2},
		},
		ShowAllSymbol: true, Z: 4 + k,
	}
}

func factorItem(l maturity.Language, rounds registerRounds, k, i int) item {
	line := factorLines[k]
	v := line.at(rounds[i])
	if v == nil {
		return item{}
	}
	out := item{
		Group: rounds[i].label(), Value: *v,
		Name: say(l, "tip.factor", say(l, line.key), factorWords(l, v, k == 1 || rounds[i].Exact)),
	}
	text, below := rounds.caption(k, i)
	out.Label = captionLabel(text)
	if below {
		out.Label.Position = "bottom"
	}
	return out
}
