package reports

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"michinori/app/maturity"
)

// FunnelRound is how far the teams of one round came. Each count is part of the
// one before; the choice of an action is told only of teams that share.
type FunnelRound struct {
	Round                                    string // as printed
	Invited, Answered, Agreed, Shared, Acted int    // teams
	Unheard                                  int    // of Answered: agreed without an answer
	People, Responded                        int    // of the invited teams
}

// step is one step of the funnel.
type step struct {
	name string
	n    int
}

func (r FunnelRound) steps(l maturity.Language) []step {
	return []step{
		{say(l, "funnel.invited"), r.Invited}, {say(l, "funnel.answered"), r.Answered}, {say(l, "funnel.agreed"), r.Agreed},
		{say(l, "funnel.shared"), r.Shared}, {say(l, "funnel.acted"), r.Acted},
	}
}

// Funnel shows how many of the invited teams came how far. Scope "" is the
// whole organisation.
func Funnel(l maturity.Language, scope string, r FunnelRound) Figure {
	f := Figure{
		ID: "funnel", Lang: l, Title: say(l, "funnel.title", r.Round), Caption: captioned(l, "funnel.caption", scope),
		N: say(l, "funnel.n.none"), Height: lyingHeight(4), TableLabel: say(l, "table.open"),
		Notes: []string{say(l, "funnel.note.acted")},
		Table: Table{Columns: []Column{column(say(l, "column.step")), numeric(say(l, "funnel.teams")), numeric(say(l, "column.step.share"))}},
	}
	var told []string
	for _, s := range r.steps(l) {
		f.Table.Rows = append(f.Table.Rows, []Cell{words(s.name), count(s.n), decimalOr(share(s.n, r.Invited), say(l, "absent.invited"))})
		told = append(told, say(l, "pieces.item", s.name, s.n))
	}
	if r.Unheard > 0 {
		f.Notes = append([]string{say(l, "funnel.note.unheard", r.Unheard)}, f.Notes...)
	}
	sentence := say(l, "summary.title", f.N)
	if r.Invited > 0 {
		f.N = say(l, "n.people", r.Round, r.Responded, r.People)
		f.Notes = append([]string{say(l, "funnel.note.people")}, f.Notes...)
		sentence = say(l, "levels.summary", r.Round, listed(l, told))
	}
	f.Summary = summarise(f, sentence)
	f.Option = funnelOption(f, r)
	return f
}

func funnelOption(f Figure, r FunnelRound) json.RawMessage {
	l, steps := f.Lang, r.steps(f.Lang)
	names, data := make([]string, len(steps)), make([]item, len(steps))
	for i, s := range steps {
		names[i] = s.name
		text := say(l, "spread.teams", s.n)
		if part := share(s.n, r.Invited); part != nil {
			text = say(l, "funnel.label", s.n, print1(*part))
		}
		data[i] = item{
			Name: say(l, "tip.factor", s.name, text), Value: s.n,
			Label: &opts.Label{Show: opts.Bool(true), Position: "right", Formatter: text, Color: colour(ink), FontSize: smallText},
		}
	}
	sc := scaleTo(max(r.Invited, r.Answered, r.Agreed, r.Shared, r.Acted, 1)).axis()
	d := &drawing{figure: f, trigger: "axis", grid: opts.Grid{Left: "128", Right: "112", Top: "8", Bottom: "32"}}
	d.xAxes = []xAxis{{
		XAxis: opts.XAxis{
			Type: "value", Min: sc.Min, Max: sc.Max, MinInterval: sc.MinInterval, MaxInterval: sc.MaxInterval,
			SplitLine: sc.SplitLine, AxisLine: lineOf(rule, 1),
		},
		AxisLabel: axisText(muted, smallText),
	}}
	d.yAxes = []yAxis{namedRows(names)}
	d.series = []series{{
		SingleSeries: charts.SingleSeries{
			Name: say(l, "funnel.teams"), Type: "bar", Data: data, BarWidth: "60%",
			ItemStyle: &opts.ItemStyle{Color: colour(levelRole(2))},
		},
		Z: 3,
	}}
	small := narrowRows(d.grid, "32")
	small["grid"] = opts.Grid{Left: "100", Right: "100", Top: "8", Bottom: "32"}
	d.small = small
	return d.option()
}

// SayDoRound is what became of the actions looked at in one round.
type SayDoRound struct {
	Key                             string // as printed
	Done, Carried, Dropped, Waiting int    // Waiting: not looked at yet
}

// SayDo shows what became of the actions that were due in each round, oldest
// first. Scope "" is the whole organisation.
func SayDo(l maturity.Language, scope string, rounds []SayDoRound) Figure {
	c := pieceChart{pieces: []piece{
		{say(l, "saydo.done"), filled(levelRole(3)), onLevel(3)},
		{say(l, "saydo.carried"), filled(levelRole(1)), onLevel(1)},
		{say(l, "saydo.dropped"), outlined(muted), ink},
		{say(l, "saydo.waiting"), hatched(muted), ink},
	}}
	for _, r := range rounds {
		c.bars = append(c.bars, pieceBar{name: r.Key, counts: []int{r.Done, r.Carried, r.Dropped, r.Waiting}})
	}
	c.onAxis(l)
	f := Figure{
		ID: "saydo", Lang: l, Title: say(l, "saydo.title"), Caption: captioned(l, "saydo.caption", scope),
		N: say(l, "saydo.n.none"), Notes: []string{say(l, "saydo.note.dropped"), say(l, "saydo.note.shared")}, Height: standingHeight,
		Table: Table{Columns: append([]Column{column(say(l, "column.round"))}, c.columns(l, say(l, "unit.actions"))...)},
	}
	for i, r := range rounds {
		f.Table.Rows = append(f.Table.Rows, append([]Cell{words(r.Key)}, c.cells(l, c.bars[i])...))
	}
	if i := c.latest(); i >= 0 {
		f.N = say(l, "saydo.n", rounds[i].Key, c.bars[i].whole(), rounds[i].Done)
	}
	return c.finish(f, c.latestSentence(l, "saydo.n.none"))
}
