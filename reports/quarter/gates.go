package quarter

import (
	"cmp"
	"slices"
	"strings"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/document"
)

// gateWords say what a gate of our own questionnaires stands for, where a
// report counts the teams it holds down.
var gateWords = map[string]maturity.Text{
	"toil.hours":             {JA: "トイルの時間を測っていない", EN: "hours of toil are not measured"},
	"bus.team_factor":        {JA: "一人が抜けると重要な領域の多くが止まる", EN: "the loss of one person stops most critical areas"},
	"bus.orphan":             {JA: "最も重要な領域に担い手がいない", EN: "one of the most important areas has nobody"},
	"incident.procedure":     {JA: "障害対応の手順が一部の人の頭の中にしかない", EN: "the response to incidents is in the heads of a few"},
	"incident.drill_recency": {JA: "1年以上、訓練も障害対応もない", EN: "neither drill nor incident for more than a year"},
	"slo.coverage":           {JA: "SLOで見守られているサービスがない", EN: "no service is watched by an SLO"},
	"slo.review":             {JA: "SLOを一度も見直していない", EN: "SLOs were never reviewed"},
	"learn.allies":           {JA: "活動が一人の肩にかかっている", EN: "the work rests on one person"},
}

// gate names a gate; one of a company's own questionnaire goes by its key.
func (w words) gate(name string) string {
	if known, ok := gateWords[name]; ok {
		return known.In(w.lang)
	}
	return name
}

// heldBack are the gates that hold the level of some team down in a dimension,
// the one that holds most first.
func (w leaders) heldBack(d maturity.Dimension) []string {
	var out []string
	for name, n := range w.now.Gates {
		if n > 0 && gateDimension(name) == d {
			out = append(out, name)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(w.now.Gates[b]-w.now.Gates[a], strings.Compare(a, b))
	})
	return out
}

// gateDimension reads the dimension off the name: permanent keys begin with it.
func gateDimension(name string) maturity.Dimension {
	for _, d := range maturity.Dimensions {
		if n := len(d); len(name) > n && name[:n] == string(d) && name[n] == '.' {
			return d
		}
	}
	return ""
}

// gates is the table of all that holds levels down; false where nothing does.
func (w leaders) gates() (document.Titled, bool) {
	t := document.Titled{ID: "gates", Title: w.say("レベルを抑えている条件", "What holds levels down")}
	t.Table.Columns = []reports.Column{
		{Title: w.say("軸", "Dimension")}, {Title: w.say("条件", "Condition")}, {Title: w.say("抑えられているチーム", "Teams held down"), Numeric: true},
		{Title: w.say("得点の出たチーム", "Teams assessed"), Numeric: true},
	}
	for _, d := range maturity.Dimensions {
		for _, name := range w.heldBack(d) {
			t.Table.Rows = append(t.Table.Rows, []reports.Cell{
				reports.Words(w.dimension(d)), reports.Words(w.gate(name)), reports.Count(w.now.Gates[name]), reports.Count(w.now.Levels[d].Assessed()),
			})
		}
	}
	return t, len(t.Table.Rows) > 0
}
