package reports

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

const (
	answersHeight = 30
	// roomForPeople is the share in per cent from which a segment has room for
	// its count, on a telephone too.
	roomForPeople = 13
)

// answersOption draws one bar over the whole width: a segment for each level
// somebody chose, as wide as its people are many.
func answersOption(f Figure, c AnswerCounts, chose int) json.RawMessage {
	d := &drawing{figure: f, trigger: "item", grid: opts.Grid{Left: "0", Right: "0", Top: "2", Bottom: "2"}}
	d.xAxes = []xAxis{{XAxis: opts.XAxis{Type: "value", Min: 0, Max: chose, Show: opts.Bool(false)}}}
	d.yAxes = []yAxis{{YAxis: opts.YAxis{Type: "category", Data: []string{""}, Show: opts.Bool(false)}}}
	for level, n := range c.Levels {
		if n == 0 {
			continue
		}
		it := item{Name: say(f.Lang, "answers.level", level, n), Value: n}
		if share := share(n, chose); *share >= roomForPeople {
			it.Label = &opts.Label{
				Show: opts.Bool(true), Position: "inside", Formatter: fmt.Sprintf("L%d: %d", level, n),
				Color: colour(onLevel(level)), FontSize: normalText,
			}
		}
		d.series = append(d.series, series{
			SingleSeries: charts.SingleSeries{
				Name: say(f.Lang, "chart.level", level), Type: "bar", Stack: "people", Data: []item{it}, BarWidth: "100%",
				ItemStyle: &opts.ItemStyle{Color: colour(levelRole(level)), BorderColor: colour(surface), BorderWidth: 1},
			},
			Z: 3,
		})
	}
	return d.option()
}

// crowded reports whether a segment has no room for its count.
func (c AnswerCounts) crowded(chose int) bool {
	for _, n := range c.Levels {
		if n > 0 && *share(n, chose) < roomForPeople {
			return true
		}
	}
	return false
}
