package reports_test

import (
	"michinori/app/maturity"
	"michinori/reports"
)

const hostile = `決済</script><script>alert("1")</script>`

func ptr[T any](v T) *T { return &v }

func scoreOf(v, half float64, people int, kind maturity.IntervalKind) maturity.DimensionScore {
	s := maturity.DimensionScore{
		Score: &v, Level: ptr(maturity.LevelOf(v)), Scored: true, Coverage: 1, AnchorCoverage: 1,
		Interval: kind, People: people, Members: 6,
	}
	if kind != maturity.OneVoice {
		s.Low, s.High = ptr(max(v-half, 0)), ptr(min(v+half, 100))
	}
	return s
}

func gap() maturity.DimensionScore {
	return maturity.DimensionScore{Coverage: 0.3, People: 1, Members: 6, Interval: maturity.OneVoice}
}

// story holds everything that can happen to a line: one voice, a gap, every
// kind of interval, a break, a changed composition, a bridge, a gate, a team
// that answered together, a score just short of a level.
func story() []reports.TrendRound {
	held := scoreOf(66.44, 7.5, 5, maturity.Bootstrap)
	held.Gate, held.Level = "toil.hours", ptr(1)
	return []reports.TrendRound{
		{Key: "2025-Q1", Edition: "1", Score: scoreOf(22.3, 0, 1, maturity.OneVoice)},
		{Key: "2025-Q2", Edition: "1", Score: scoreOf(31.25, 6, 3, maturity.Range), Change: reports.Risen},
		{Key: "2025-Q3", Edition: "1", Score: gap()},
		{Key: "2025-Q4", Edition: "1", Score: scoreOf(35.66, 5, 6, maturity.Census), Change: reports.NoClearChange},
		{Key: "2026-Q1", Edition: "2", Score: scoreOf(39.96, 5, 6, maturity.Census), Offset: 2.34, Note: "予定した落ち込み"},
		{Key: "2026-Q2", Edition: "3", Score: scoreOf(0, 5, 6, maturity.Census), BreakBefore: true},
		{Key: "2026-Q3", Edition: "3", Score: scoreOf(58.2, 0, 1, maturity.OneVoice), Together: true, Change: reports.Risen, Recomposed: true},
		{Key: "2026-Q4", Edition: "3", Score: held, Change: reports.Risen},
	}
}

func storyOf(d maturity.Dimension) []reports.TrendRound {
	rounds := story()
	if d == maturity.SLO {
		return rounds[3:]
	}
	return rounds
}

func trend(l maturity.Language) reports.Figure {
	return reports.DimensionTrend(reports.Trend{Lang: l, Team: hostile, Dimension: maturity.Toil, Rounds: story()})
}

func overview(l maturity.Language) reports.Figure {
	in := reports.Overview{Lang: l, Team: hostile, Dimensions: map[maturity.Dimension][]reports.TrendRound{}}
	for _, d := range maturity.Dimensions {
		in.Dimensions[d] = storyOf(d)
	}
	return reports.TrendOverview(in)
}

func profile(l maturity.Language) reports.Figure {
	rounds := story()
	return reports.ResultProfile(reports.Profile{
		Lang: l, Team: hostile,
		Now: reports.ProfileRound{Key: "2026-Q4", Edition: "3", Scores: map[maturity.Dimension]maturity.DimensionScore{
			maturity.Toil: rounds[7].Score, maturity.Bus: rounds[3].Score, maturity.Incident: rounds[1].Score, maturity.SLO: gap(),
			maturity.Learn: rounds[0].Score,
		}},
		Last: &reports.ProfileRound{Key: "2026-Q3", Edition: "2", Scores: map[maturity.Dimension]maturity.DimensionScore{
			maturity.Toil: rounds[1].Score, maturity.Bus: rounds[4].Score, maturity.SLO: rounds[5].Score, maturity.Learn: rounds[6].Score,
		}},
		Changes:    map[maturity.Dimension]reports.Change{maturity.Toil: reports.Risen, maturity.Bus: reports.NoClearChange, maturity.Learn: reports.Fallen},
		Breaks:     map[maturity.Dimension]bool{maturity.Learn: true},
		Recomposed: map[maturity.Dimension]bool{maturity.Bus: true},
	})
}

func levels(l maturity.Language) reports.Figure {
	return reports.LevelDistribution(reports.Levels{Lang: l, Dimension: maturity.Incident, Rounds: []reports.LevelRound{
		{Key: "2026-Q1", Edition: "1", LevelCount: reports.LevelCount{Teams: [5]int{3, 2, 1, 0, 0}, NotAssessed: 2}},
		{Key: "2026-Q2", Edition: "1", LevelCount: reports.LevelCount{NotAssessed: 8}},
		{Key: "2026-Q3", Edition: "1", LevelCount: reports.LevelCount{Teams: [5]int{1, 2, 3, 1, 0}, NotAssessed: 1}},
		{Key: "2026-Q4", Edition: "2", BreakBefore: true, LevelCount: reports.LevelCount{Teams: [5]int{0, 1, 3, 2, 1}, Partly: 1}},
	}})
}

func levelOverview(l maturity.Language) reports.Figure {
	return reports.LevelOverview(reports.LevelSnapshot{Lang: l, Round: "2026-Q4", Dimensions: map[maturity.Dimension]reports.LevelCount{
		maturity.Toil: {Teams: [5]int{1, 2, 3, 1, 1}}, maturity.Bus: {Teams: [5]int{3, 3, 1, 1, 0}},
		maturity.Incident: {Teams: [5]int{0, 2, 4, 2, 0}}, maturity.SLO: {NotAssessed: 8},
		maturity.Learn: {Teams: [5]int{0, 0, 2, 3, 2}, NotAssessed: 1},
	}})
}

func levelPairs(l maturity.Language) reports.Figure {
	return reports.LevelPairs(reports.LevelPairsInput{
		Lang: l, LastRound: "2026-Q3", Round: "2026-Q4", Breaks: map[maturity.Dimension]bool{maturity.Learn: true},
		Last: map[maturity.Dimension]reports.LevelCount{
			maturity.Toil: {Teams: [5]int{2, 2, 3, 1, 0}}, maturity.Bus: {Teams: [5]int{3, 3, 1, 1, 0}},
			maturity.SLO: {NotAssessed: 8}, maturity.Learn: {Teams: [5]int{4, 0, 0, 0, 0}},
		},
		Now: map[maturity.Dimension]reports.LevelCount{
			maturity.Toil: {Teams: [5]int{1, 2, 3, 1, 1}}, maturity.Bus: {Teams: [5]int{2, 3, 2, 1, 0}},
			maturity.Incident: {Teams: [5]int{0, 2, 4, 2, 0}}, maturity.Learn: {Teams: [5]int{0, 0, 2, 3, 2}, NotAssessed: 1},
		},
	})
}

// figures are one of each kind. Drawn names the columns of the table that the
// picture draws; place says where in a pair of numbers the value stands.
var figures = []struct {
	name  string
	make  func(maturity.Language) reports.Figure
	drawn []int
	place int
}{
	{"trend", trend, []int{2, 4, 5}, 1},
	{"overview", overview, []int{3}, 1},
	{"profile", profile, []int{1, 3, 4, 8}, 0},
	{"levels", levels, []int{10, 11, 12, 13, 14}, 1},
	{"level_overview", levelOverview, []int{9, 10, 11, 12, 13}, 1},
	{"level_pairs", levelPairs, []int{9, 10, 11, 12, 13}, 1},
	{"register", register, []int{1, 3}, 1},
	{"spread", spread, []int{1, 2, 3, 5}, 1},
	{"areas", areas, []int{4, 5, 7, 8, 10, 11}, 1},
	{"areas_groups", areaGroups, []int{3, 4, 6, 7, 9, 10}, 0},
	{"slo_tiers", sloTiers, []int{4, 5, 6}, 1},
	{"slo_rounds", sloRounds, []int{4, 5, 6}, 1},
	{"toil", toil, []int{1}, 1},
	{"drills", drills, []int{6, 7, 8, 9, 10}, 1},
	{"oncall", onCall, []int{1}, 1},
	{"funnel", funnel, []int{1}, 1},
	{"saydo", sayDo, []int{1, 2, 3, 4}, 1},
	{"moves", moves, []int{4, 5, 6}, 1},
	{"matched", matched, []int{1, 2}, 1},
	{"slope", slope, []int{2, 4}, 1},
	{"slope_levels", levelSlope, []int{1, 4}, 1},
	{"effect", effect, []int{2, 3}, 1},
	{"heat_teams", teamHeat, []int{1, 2, 3, 4, 5}, 2},
	{"heat_practices", practiceHeat, []int{1, 2, 3}, 2},
	{"disagreement", strip, []int{2, 3, 4, 5, 6}, 2},
}
