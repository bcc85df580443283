package draw_test

import (
	"encoding/json"
	"time"

	"michinori/app/adoption"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/reports"
)

const (
	hostile = `決済</script><script>alert("1")</script>`
	quoted  = `"><b onload=x()>&amp;' 基盤本部`
)

func ptr[T any](v T) *T { return &v }

func scoreOf(v, half float64) maturity.DimensionScore {
	return maturity.DimensionScore{
		Score: &v, Level: ptr(maturity.LevelOf(v)), Scored: true, Coverage: 1, AnchorCoverage: 1,
		Interval: maturity.Census, People: 5, Members: 6, Low: ptr(max(v-half, 0)), High: ptr(min(v+half, 100)),
	}
}

// rounds rise, fall, break and leave a gap.
func rounds() []reports.TrendRound {
	none := maturity.DimensionScore{People: 1, Members: 6, Interval: maturity.OneVoice}
	return []reports.TrendRound{
		{Key: "2025-Q3", Edition: "1", Score: scoreOf(17.4, 6)},
		{Key: "2025-Q4", Edition: "1", Score: scoreOf(41.2, 9), Change: reports.Risen},
		{Key: "2026-Q1", Edition: "1", Score: none},
		{Key: "2026-Q2", Edition: "2", Score: scoreOf(0, 5), BreakBefore: true, Note: quoted},
		{Key: "2026-Q3", Edition: "2", Score: scoreOf(73.8, 4), Change: reports.Risen, Recomposed: true},
	}
}

func trend(l maturity.Language) reports.Figure {
	return reports.DimensionTrend(reports.Trend{Lang: l, Team: hostile, Dimension: maturity.Toil, Rounds: rounds()})
}

func overview(l maturity.Language) reports.Figure {
	in := reports.Overview{Lang: l, Team: hostile, Dimensions: map[maturity.Dimension][]reports.TrendRound{}}
	for i, d := range maturity.Dimensions {
		in.Dimensions[d] = rounds()[i/2:]
	}
	return reports.TrendOverview(in)
}

func profile(l maturity.Language) reports.Figure {
	scores := map[maturity.Dimension]maturity.DimensionScore{}
	for i, d := range maturity.Dimensions {
		scores[d] = scoreOf(float64(13+17*i)+0.5, 7)
	}
	return reports.ResultProfile(reports.Profile{
		Lang: l, Team: quoted,
		Now:     reports.ProfileRound{Key: "2026-Q3", Edition: "2", Scores: scores},
		Last:    &reports.ProfileRound{Key: "2026-Q2", Edition: "2", Scores: map[maturity.Dimension]maturity.DimensionScore{maturity.Bus: scoreOf(12, 3)}},
		Changes: map[maturity.Dimension]reports.Change{maturity.Bus: reports.Risen},
	})
}

func levels(l maturity.Language) reports.Figure {
	return reports.LevelDistribution(reports.Levels{Lang: l, Dimension: maturity.Incident, Rounds: []reports.LevelRound{
		{Key: "2026-Q1", Edition: "1", LevelCount: reports.LevelCount{Teams: [5]int{3, 2, 1, 0, 0}, NotAssessed: 2}},
		{Key: "2026-Q2", Edition: "1", LevelCount: reports.LevelCount{NotAssessed: 8}},
		{Key: "2026-Q3", Edition: "2", BreakBefore: true, LevelCount: reports.LevelCount{Teams: [5]int{0, 1, 3, 2, 1}, Partly: 1}},
	}})
}

func levelOverview(l maturity.Language) reports.Figure {
	return reports.LevelOverview(reports.LevelSnapshot{Lang: l, Round: "2026-Q3", Dimensions: map[maturity.Dimension]reports.LevelCount{
		maturity.Toil: {Teams: [5]int{1, 2, 3, 1, 1}}, maturity.Bus: {Teams: [5]int{3, 3, 1, 1, 0}},
		maturity.Incident: {Teams: [5]int{0, 2, 4, 2, 0}}, maturity.SLO: {NotAssessed: 8}, maturity.Learn: {Teams: [5]int{0, 0, 2, 3, 2}, NotAssessed: 1},
	}})
}

func register(l maturity.Language) reports.Figure {
	return reports.RegisterTrend(reports.RegisterTrendInput{Lang: l, Team: hostile, Rounds: []reports.RegisterRound{
		{Key: "2026-Q1", BusFactor: ptr(1), Lenient: ptr(2), FirstLoss: ptr(0), Exact: true, LenientExact: true, Areas: 6, Critical: 5, Single: 3, Alone: 9},
		{Key: "2026-Q2", Missing: "-"},
		{Key: "2026-Q3", BusFactor: ptr(5), Lenient: ptr(7), FirstLoss: ptr(2), Areas: 9, Critical: 7, Single: 2, Alone: 21},
	}})
}

func counts(n ...int) []knowledge.AreaCount {
	var out []knowledge.AreaCount
	for i := 0; i+2 < len(n); i += 3 {
		out = append(out, knowledge.AreaCount{Criticality: 3 - i/3, Areas: n[i], Single: n[i+1], Orphan: n[i+2]})
	}
	return out
}

func areas(l maturity.Language) reports.Figure {
	return reports.AreasOverTime(l, quoted, []reports.AreasRound{
		{Key: "2026-Q1", Invited: 6},
		{Key: "2026-Q2", Counts: counts(12, 5, 0, 14, 6, 1, 10, 4, 4), Teams: 6, Invited: 8},
		{Key: "2026-Q3", Counts: counts(12, 3, 1, 15, 4, 0, 10, 4, 2), Teams: 6, Invited: 8},
	})
}

func areaGroups(l maturity.Language) reports.Figure {
	return reports.AreasByGroup(l, "2026-Q3", []reports.AreasRow{
		{Group: quoted, Counts: counts(7, 3, 1, 8, 2, 0, 6, 1, 2), Teams: 3},
		{Group: "Payments", Teams: 0},
		{Group: hostile + " 事業部のとても長い名前の部門", Counts: counts(5, 0, 0, 7, 2, 0, 4, 3, 0), Teams: 3},
	})
}

func spread(l maturity.Language) reports.Figure {
	var days []adoption.Progress
	for i, n := range [][3]int{{0, 0, 1}, {1, 1, 2}, {3, 3, 1}, {4, 2, 1}, {5, 4, 0}} {
		days = append(days, adoption.Progress{
			Day: time.Date(2026, time.Month(i+2), 0, 0, 0, 0, 0, time.UTC), Ever: n[0], Still: n[1], Trying: n[2], Eligible: 8,
		})
	}
	return reports.PracticeSpread(reports.Spread{Lang: l, Practice: hostile, Days: days})
}

// hatched is a heat map by hand, with what the figures so far do not use:
// hatching, a gradient, dashes, turned text, a curve.
func hatched(l maturity.Language) reports.Figure {
	return reports.Figure{ID: "hatched", Lang: l, Title: "<格子>", Summary: quoted, Height: 320, Option: json.RawMessage(`{
	 "grid":{"left":120,"bottom":80},
	 "xAxis":{"type":"category","data":["オンコール","ポストモーテム","SLO </script>"],"axisLabel":{"rotate":45}},
	 "yAxis":[{"type":"category","data":["` + `決済\"><b>` + `","基盤"]},{"type":"value","show":false}],
		 "series":[
	  {"type":"heatmap","data":[{"value":[0,0,1],"itemStyle":{"color":"#eef1f4"},"label":{"show":true,"formatter":"1/3","fontSize":11,"color":"#1b1f24"}},{"value":[1,0,3],"itemStyle":{"color":"#456e9f"}},[2,0,4],
	   {"value":[0,1,2],"itemStyle":{"decal":{"symbol":"rect","dashArrayX":[1,0],"dashArrayY":[2,5],"rotation":0.785,"color":"#1b1f24"}},"label":{"show":true,"formatter":"隠し","fontSize":11,"color":"#1b1f24","backgroundColor":"#ffffff"}},
	   {"value":[1,1,0],"itemStyle":{"borderType":"dashed","borderColor":"#1b1f24","borderWidth":2}}]},
	  {"type":"line","yAxisIndex":1,"smooth":true,"data":[12,45,31],"areaStyle":{"opacity":0.4,"color":{"type":"linear","x":0,"y":0,"x2":0,"y2":1,"colorStops":[{"offset":0,"color":"rgba(15,92,192,0.9)"},{"offset":1,"color":"#ffffff"}]}},
	   "lineStyle":{"type":[6,3],"width":3}}
	 ]}`)}
}

// figures are one of each kind.
var figures = []struct {
	name string
	make func(maturity.Language) reports.Figure
}{
	{"trend", trend}, {"overview", overview}, {"profile", profile}, {"levels", levels}, {"level_overview", levelOverview},
	{"register", register}, {"spread", spread}, {"areas", areas}, {"areas_groups", areaGroups}, {"hatched", hatched},
}
