package reports

import (
	"encoding/json"
	"regexp"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

const (
	smallText  = 11
	normalText = 12
	// narrow is the width in CSS pixels up to which a picture drops what a
	// telephone has no room for.
	narrow = 480
)

// item is one value of a series. Its texts are ready for the tooltip: the page
// shows Group once and below it the Name of each item at that place.
type item struct {
	Group        string          `json:"group,omitempty"`
	Name         string          `json:"name,omitempty"`
	Value        any             `json:"value"` // null is a gap
	Symbol       string          `json:"symbol,omitempty"`
	SymbolSize   any             `json:"symbolSize,omitempty"`
	SymbolRotate int             `json:"symbolRotate,omitempty"`
	ItemStyle    *opts.ItemStyle `json:"itemStyle,omitempty"`
	Label        *opts.Label     `json:"label,omitempty"`
}

// series is a series of go-echarts with what it has no words for.
type series struct {
	charts.SingleSeries
	ShowAllSymbol bool `json:"showAllSymbol,omitempty"`
	SymbolRotate  int  `json:"symbolRotate,omitempty"`
	Silent        bool `json:"silent,omitempty"`
	Z             int  `json:"z,omitempty"`
	// Emphasis is what happens under the pointer.
	Emphasis *emphasis `json:"emphasis,omitempty"`
}

type emphasis struct {
	Disabled bool `json:"disabled"`
	Scale    bool `json:"scale"` // of a symbol when its column is pointed at
}

// still is what stands in a series that never answers to the pointer.
func still() *emphasis { return &emphasis{Disabled: true} }

type tooltip struct {
	opts.Tooltip
	RenderMode  string          `json:"renderMode"` // HTML in a tooltip would need inline styles
	Confine     bool            `json:"confine"`
	BorderWidth int             `json:"borderWidth"`
	TextStyle   *opts.TextStyle `json:"textStyle,omitempty"`
}

type yAxis struct {
	opts.YAxis
	AxisLabel *axisLabel `json:"axisLabel,omitempty"`
	SplitArea *bands     `json:"splitArea,omitempty"`
	AxisTick  *axisTick  `json:"axisTick,omitempty"`
}

type xAxis struct {
	opts.XAxis
	AxisLabel *axisLabel `json:"axisLabel,omitempty"`
	SplitArea *bands     `json:"splitArea,omitempty"`
	AxisTick  *axisTick  `json:"axisTick,omitempty"`
}

// axisLabel has its line height as a number: echarts adds to it.
type axisLabel struct {
	opts.AxisLabel
	LineHeight int  `json:"lineHeight"`
	Interval   *int `json:"interval,omitempty"` // nil leaves names out where they are close
}

type axisTick struct {
	Show bool `json:"show"`
}

// bands are areas in alternating colours.
type bands struct {
	Show      bool `json:"show"`
	AreaStyle struct {
		Color []string `json:"color"`
	} `json:"areaStyle"`
}

func levelBands() *bands {
	b := &bands{Show: true}
	b.AreaStyle.Color = []string{colour(band), "rgba(0,0,0,0)"}
	return b
}

// drawing collects an option. It is go-echarts' visitor, through which the
// option gets what the library cannot say.
type drawing struct {
	charts.BaseConfigurationVisitor
	figure  Figure
	xAxes   []xAxis
	yAxes   []yAxis
	series  []series
	layers  []layer // instead of series, where there are any
	legend  *legend
	grid    opts.Grid
	trigger string // what a tooltip belongs to: "axis" or "item"
	small   any    // the option for narrow pictures, merged over the rest
}

// VisitSeriesOpt replaces go-echarts' series by ours.
func (d *drawing) VisitSeriesOpt(charts.MultiSeries) any {
	if d.layers != nil {
		return d.layers
	}
	return d.series
}

// VisitXAxis replaces go-echarts' axes by ours.
func (d *drawing) VisitXAxis([]opts.XAxis) any { return d.xAxes }

// VisitYAxis replaces go-echarts' axes by ours.
func (d *drawing) VisitYAxis([]opts.YAxis) any { return d.yAxes }

// VisitTooltipOpt adds the rendering that needs no HTML.
func (d *drawing) VisitTooltipOpt(t opts.Tooltip) any {
	return tooltip{
		Tooltip: t, RenderMode: "richText", Confine: true, BorderWidth: 1,
		TextStyle: &opts.TextStyle{Color: colour(ink), FontSize: normalText, LineHeight: 18},
	}
}

// VisitLegendOpt replaces go-echarts' legend by ours.
func (d *drawing) VisitLegendOpt(opts.Legend) any {
	if d.legend == nil {
		return opts.Legend{Show: opts.Bool(false)}
	}
	return d.legend
}

// Visit adds what stands beside the components.
func (d *drawing) Visit(option map[string]any) {
	option["textStyle"] = opts.TextStyle{Color: colour(ink), FontSize: normalText}
	if d.small != nil {
		option["media"] = []any{map[string]any{
			"query":  map[string]int{"maxWidth": narrow},
			"option": d.small,
		}}
	}
}

// option returns the finished option. Every number in it is finite, so that it
// cannot fail to be written; a figure without an option would still show its
// picture and its table.
func (d *drawing) option() json.RawMessage {
	chart := charts.NewLine()
	chart.SetGlobalOptions(
		charts.WithInitializationOpts(opts.Initialization{ChartID: d.figure.ID}),
		charts.WithGridOpts(d.grid),
		charts.WithColorsOpts(opts.Colors{colour(accent)}),
		charts.WithAriaOpts(&opts.Aria{
			Enabled: opts.Bool(true),
			Label:   &opts.AriaLabel{Description: d.figure.Summary},
		}),
		charts.WithTooltipOpts(opts.Tooltip{
			Show: opts.Bool(true), Trigger: d.trigger, Formatter: "{b}",
			BackgroundColor: colour(surface), BorderColor: colour(rule),
			AxisPointer: &opts.AxisPointer{Type: pointerOf(d.trigger)},
		}),
	)
	chart.Accept(d)
	chart.Validate()
	out, err := json.Marshal(chart.JSON())
	if err != nil {
		return nil
	}
	return out
}

func pointerOf(trigger string) string {
	if trigger == "axis" {
		return "shadow"
	}
	return "none"
}

// legend is a legend of go-echarts whose entries may be more than switches.
type legend struct {
	opts.Legend
	SelectedMode bool `json:"selectedMode"`
}

// legendOf is a legend below the picture. Its entries switch series only where
// the rest stays true without them.
func legendOf(names []string, switches bool) *legend {
	return &legend{SelectedMode: switches, Legend: opts.Legend{
		Show: opts.Bool(true), Type: "plain", Bottom: "0", Left: "center", Data: names,
		ItemWidth: 26, ItemHeight: 10,
		TextStyle: &opts.TextStyle{Color: colour(ink), FontSize: normalText},
	}}
}

func lineOf(r role, width float32) *opts.AxisLine {
	return &opts.AxisLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: colour(r), Width: width}}
}

func noLine() *opts.AxisLine { return &opts.AxisLine{Show: opts.Bool(false)} }

func noPointer() *opts.AxisPointer { return &opts.AxisPointer{Show: opts.Bool(false)} }

func axisText(r role, size int) *axisLabel {
	return &axisLabel{
		AxisLabel:  opts.AxisLabel{Show: opts.Bool(true), Color: colour(r), FontSize: size},
		LineHeight: size + 3,
	}
}

var keyOfYear = regexp.MustCompile(`^(\d{4})-(\w+)$`)

// axisLabels shortens labels such as 2026-Q3 to Q3, with the year below where
// it begins. Labels of another shape stay as they are.
func axisLabels(labels []string) []string {
	out := make([]string, len(labels))
	year := ""
	for i, s := range labels {
		m := keyOfYear.FindStringSubmatch(s)
		if m == nil {
			return labels
		}
		out[i] = m[2]
		if m[1] != year {
			year = m[1]
			out[i] += "\n" + year
		}
	}
	return out
}

func levelLabels(l maturity.Language, withNames bool) []string {
	out := make([]string, len(levelNames))
	for level := range out {
		if withNames {
			out[level] = levelWithName(l, level)
		} else {
			out[level] = say(l, "chart.level", level)
		}
	}
	return out
}
