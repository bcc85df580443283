package reports

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

const (
	levelsHeight        = 360
	levelOverviewHeight = 350
	pairHeight          = 30 // of one bar
	// widestBar keeps the bar of an only round from being a wall.
	widestBar = "120"
	// roomForLabel is the share in per cent from which a segment has room for its
	// label, and roomForNumber that from which a column has room for the count
	// alone; across, a bar has it sooner.
	roomForLabel  = 9
	roomForNumber = 6
	roomAcross    = 3
	// openMark leads from a bar to the note that its round is not over.
	openMark = "*"
)

// levelsOption draws the rounds from left to right as stacked columns.
func levelsOption(stack levelStack, f Figure) json.RawMessage {
	d := levelsDrawing(stack, f)
	labels := make([]string, len(stack))
	for i, short := range axisLabels(stack.names()) {
		labels[i] = say(f.Lang, "levels.axis", short, stack[i].Assessed())
		if stack[i].open {
			labels[i] += openMark
		}
	}
	d.grid = opts.Grid{Left: "44", Right: "12", Top: "28", Bottom: "108"}
	d.xAxes = roundAxes(labels)
	d.xAxes[0].Data = labels
	d.yAxes = []yAxis{{
		YAxis: opts.YAxis{
			Type: "value", Min: 0, Max: 100, MinInterval: 25, MaxInterval: 25,
			SplitLine: &opts.SplitLine{Show: opts.Bool(false)}, AxisLine: noLine(),
		},
		AxisLabel: percentText(), AxisTick: &axisTick{},
	}}
	var breaks []aBreak
	for i, b := range stack {
		if b.broken {
			breaks = append(breaks, aBreak{i, b.edition})
		}
	}
	d.series = append(d.series, breakSeries(f.Lang, breaks))
	d.small = map[string]any{"grid": opts.Grid{Left: "36", Right: "4", Top: "28", Bottom: "150"}}
	return d.option()
}

// levelOverviewOption draws the dimensions from top to bottom as stacked bars.
func levelOverviewOption(stack levelStack, f Figure) json.RawMessage {
	d := levelsDrawing(stack, f)
	labels := make([]string, len(stack))
	for i, b := range stack {
		labels[i] = say(f.Lang, "levels.axis", b.short, b.Assessed())
	}
	d.barsAcross(labels)
	d.grid = opts.Grid{Left: "112", Right: "20", Top: "8", Bottom: "58"}
	d.small = map[string]any{"grid": opts.Grid{Left: "88", Right: "16", Top: "8", Bottom: "112"}}
	return d.option()
}

// levelPairsOption draws the dimensions from top to bottom, two bars to each that
// stand closer than those of two dimensions: the round before below the last one,
// and nothing where it has no name.
func levelPairsOption(now, last levelStack, f Figure) json.RawMessage {
	d := levelsDrawing(now, f)
	d.series = append(d.series, levelsDrawing(last, f).series...)
	for i := range d.series {
		s := &d.series[i]
		s.BarWidth, s.BarGap = "37%", "6%"
		if i >= len(levelNames) {
			s.Stack = "last"
		}
	}
	labels := make([]string, len(now))
	for i, b := range now {
		labels[i] = say(f.Lang, "pairs.axis", b.short, b.Assessed())
		if before := last[i]; before.short != "" {
			labels[i] += "\n" + say(f.Lang, "pairs.axis", before.short, before.Assessed())
		}
	}
	d.barsAcross(labels)
	d.grid = opts.Grid{Left: "126", Right: "20", Top: "4", Bottom: "84"}
	d.small = map[string]any{"grid": opts.Grid{Left: "112", Right: "16", Top: "4", Bottom: "132"}}
	return d.option()
}

// barsAcross lays the bars from left to right, by their labels.
func (d *drawing) barsAcross(labels []string) {
	d.xAxes = []xAxis{{
		XAxis: opts.XAxis{
			Type: "value", Min: 0, Max: 100, MinInterval: 25, MaxInterval: 25,
			SplitLine: &opts.SplitLine{Show: opts.Bool(false)}, AxisLine: lineOf(rule, 1),
		},
		AxisLabel: percentText(),
	}}
	d.yAxes = []yAxis{{
		YAxis:     opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: labels, AxisLine: noLine()},
		AxisLabel: axisText(ink, smallText), AxisTick: &axisTick{},
	}}
}

func (stack levelStack) names() []string {
	out := make([]string, len(stack))
	for i, b := range stack {
		out[i] = b.name
	}
	return out
}

func percentText() *axisLabel {
	text := axisText(muted, smallText)
	text.Formatter = "{value}%"
	return text
}

// levelsDrawing holds one series for each level, lowest first.
func levelsDrawing(stack levelStack, f Figure) *drawing {
	d := &drawing{figure: f, trigger: "axis"}
	names := make([]string, len(levelNames))
	for level := range levelNames {
		names[level] = say(f.Lang, "levels.series", level, levelNames[level].In(f.Lang))
		data := make([]item, len(stack))
		for i, b := range stack {
			data[i] = levelItem(f.Lang, b, level)
		}
		d.series = append(d.series, series{
			SingleSeries: charts.SingleSeries{
				Name: names[level], Type: "bar", Stack: "teams", Data: data, BarWidth: "72%", BarMaxWidth: widestBar,
				// The border in the colour of the background keeps neighbours apart.
				ItemStyle: &opts.ItemStyle{Color: colour(levelRole(level)), BorderColor: colour(surface), BorderWidth: 1},
			},
			Z: 3,
		})
	}
	d.legend = legendOf(names, false)
	d.legend.ItemWidth, d.legend.ItemHeight = 14, 14
	return d
}

func levelItem(l maturity.Language, b levelBar, level int) item {
	part := share(b.Teams[level], b.Assessed())
	if part == nil {
		return item{}
	}
	out := item{
		Group: say(l, "levels.group", b.name, b.Assessed()),
		Name:  say(l, "levels.tooltip", level, levelNames[level].In(l), b.Teams[level], print1(*part)),
		Value: *part,
	}
	room := float64(roomForNumber)
	if b.across || b.flat {
		room = roomAcross
	}
	if *part >= room {
		label := strconv.Itoa(b.Teams[level])
		if *part >= roomForLabel {
			label = b.label(level)
		}
		out.Label = &opts.Label{
			Show: opts.Bool(true), Position: "inside", Formatter: label,
			Color: colour(onLevel(level)), FontSize: smallText, LineHeight: 13,
		}
	}
	return out
}

// segmentLabel names the level beside the count, so that a segment is known
// without its colour.
func segmentLabel(level, teams int) string { return fmt.Sprintf("L%d\n%d", level, teams) }

func (b levelBar) label(level int) string {
	label := segmentLabel(level, b.Teams[level])
	if b.flat {
		label = strings.ReplaceAll(label, "\n", ": ")
	}
	return label
}
