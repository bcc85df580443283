package reports_test

import (
	"slices"
	"testing"

	"michinori/app/maturity"
	"michinori/reports"
)

func slope(l maturity.Language) reports.Figure {
	return reports.Slope(reports.SlopeInput{Lang: l, Team: hostile, Lines: []reports.SlopeLine{
		{Dimension: maturity.Toil, FirstRound: "2025-Q1", LatestRound: "2026-Q4", First: ptr(22.3), Latest: ptr(66.44), Change: reports.Risen},
		{Dimension: maturity.Bus, FirstRound: "2025-Q1", LatestRound: "2026-Q4", First: ptr(40.0), Latest: ptr(41.26), Change: reports.NoClearChange},
		{Dimension: maturity.Incident, FirstRound: "2026-Q1", LatestRound: "2026-Q4", First: ptr(58.2), Latest: ptr(31.25)},
		{Dimension: maturity.SLO, LatestRound: "2026-Q4", Latest: ptr(12.0)},
	}})
}

func levelSlope(l maturity.Language) reports.Figure {
	return reports.LevelSlope(reports.LevelSlopeInput{
		Lang: l, Scope: longName, FirstRound: "2025-Q4", LatestRound: "2026-Q4",
		First:  map[maturity.Dimension]reports.LevelCount{maturity.Toil: {Teams: [5]int{1, 2, 3, 1}}, maturity.Bus: {Teams: [5]int{3, 3, 0, 1}}},
		Latest: map[maturity.Dimension]reports.LevelCount{maturity.Toil: {Teams: [5]int{0, 1, 2, 3, 2}}, maturity.Bus: {Teams: [5]int{1, 1, 3, 3}}},
		Breaks: map[maturity.Dimension]bool{maturity.Bus: true},
	})
}

func effectInput(l maturity.Language) reports.EffectInput {
	return reports.EffectInput{
		Lang: l, Practice: hostile, Dimension: maturity.Incident, Teams: 6, Others: 9,
		Before: 34.44, After: 52.16, OthersBefore: 37.9, OthersAfter: 41.2, Low: -1.2, High: 27.1,
	}
}

func effect(l maturity.Language) reports.Figure { return reports.BeforeAfter(effectInput(l)) }

// TestNoProof: what followed a practice is never sold as its effect.
func TestNoProof(t *testing.T) {
	t.Parallel()
	const proof = "この差は、取り組みの効果の証明ではありません。始めるチームは、もともと変わろうとしているチームかもしれません。"
	const noise = "幅が0を含むため、差があるとは言えません。"
	in := effectInput(maturity.Japanese)
	if f := reports.BeforeAfter(in); !slices.Contains(f.Notes, proof) || !slices.Contains(f.Notes, noise) {
		t.Errorf("notes %q", f.Notes)
	}
	in.Low = 1.5
	if f := reports.BeforeAfter(in); !slices.Contains(f.Notes, proof) || slices.Contains(f.Notes, noise) {
		t.Errorf("notes %q", f.Notes)
	}
	in.Others = 0
	if f := reports.BeforeAfter(in); len(f.Notes) != 2 || !f.Table.Rows[1][2].IsAbsent() {
		t.Errorf("without others: %q %v", f.Notes, f.Table.Rows)
	}
}
