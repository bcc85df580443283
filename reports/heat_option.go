package reports

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

// heatHeight gives each row the room of two lines, below heads that may have to
// stand.
func heatHeight(rows int) int { return 100 + 34*max(rows, 1) }

// manyColumns is how many columns have room for names that lie.
const manyColumns = 8

// standingRoom is the length of a head that stands.
const standingRoom = 84

func (c heatChart) option(f Figure) json.RawMessage {
	d := &drawing{figure: f, trigger: "item", grid: opts.Grid{Left: "128", Right: "8", Top: "56", Bottom: "4"}}
	names := make([]string, len(c.rows))
	for i, r := range c.rows {
		names[i] = r.axis
	}
	heads := axisText(ink, smallText)
	heads.Interval = everyName()
	if len(c.columns) > manyColumns {
		heads.Rotate, heads.Width, heads.Overflow = 60, standingRoom, "truncate"
		d.grid.Top = "96"
	}
	d.xAxes = []xAxis{{
		XAxis:     opts.XAxis{Type: "category", Data: c.heads, Position: "top", AxisLine: noLine()},
		AxisLabel: heads, AxisTick: &axisTick{},
	}}
	d.yAxes = []yAxis{namedRows(names)}
	d.layers = []layer{{
		series: series{SingleSeries: charts.SingleSeries{Name: f.Title, Type: "heatmap", Data: c.items(f.Lang)}},
		// The fourth number is there in every cell: a cell without any would not
		// be drawn.
		Encode: map[string]int{"x": 0, "y": 1, "value": 3},
	}}
	d.small = narrowHeat(d.grid)
	return d.option()
}

// narrowHeat takes room from the names and lets the heads stand.
func narrowHeat(wide opts.Grid) map[string]any {
	out := narrowRows(wide, "4")
	out["grid"] = opts.Grid{Left: "92", Right: "4", Top: "96", Bottom: "4"}
	out["yAxis"] = map[string]any{"axisLabel": map[string]int{"width": 86}}
	out["xAxis"] = map[string]any{"axisLabel": map[string]any{"rotate": 60, "width": standingRoom, "overflow": "truncate"}}
	return out
}

func (c heatChart) items(l maturity.Language) []styled {
	out := []styled{}
	for y, r := range c.rows {
		for x, cell := range r.cells {
			style, on := cell.look()
			out = append(out, styled{
				item: item{
					Group: r.name, Name: say(l, "tip.factor", c.columns[x], cell.text(l)), Value: []any{x, y, cell.value(), 0},
					Label: &opts.Label{Show: opts.Bool(true), Formatter: cell.sign(l), Color: colour(on), FontSize: smallText, BackgroundColor: style.behind()},
				},
				ItemStyle: style,
			})
		}
	}
	return out
}

// look is the style of a cell and the role of what is written on it.
func (c HeatCell) look() (*markStyle, role) {
	v := c.value()
	switch {
	case v != nil && c.State == HeatLevel:
		return filled(levelRole(c.Level)), onLevel(c.Level)
	case v != nil:
		shade := min(int(*v/20), len(levelNames)-1)
		return filled(levelRole(shade)), onLevel(shade)
	case c.State == HeatLocked:
		return hatched(muted), ink
	case c.State == HeatUnassessed:
		return dashedOutline(muted), muted
	}
	return &markStyle{ItemStyle: opts.ItemStyle{Color: colour(band), BorderColor: colour(surface), BorderWidth: 1}}, muted
}

// sign is what is written on a cell.
func (c HeatCell) sign(l maturity.Language) string {
	v := c.value()
	switch {
	case v != nil && c.State == HeatLevel:
		return fmt.Sprintf("L%d", c.Level)
	case v != nil:
		return fmt.Sprintf("%d/%d", c.Part, c.Of)
	case c.State == HeatLocked:
		return say(l, "heat.sign.locked")
	case c.State == HeatUnassessed:
		return "–"
	}
	return "N/A"
}
