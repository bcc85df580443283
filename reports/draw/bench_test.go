package draw_test

import (
	"io"
	"math"
	"testing"
	"time"

	"michinori/app/maturity"
	"michinori/reports"
	"michinori/reports/draw"
	"michinori/reports/paper"
)

// fresh is a figure that is in no cache: its first score is its own.
func fresh(n int) reports.Figure {
	r := rounds()
	r[0].Score = scoreOf(math.Mod(float64(n+1)*0.1, 80), 6)
	return reports.DimensionTrend(reports.Trend{Lang: maturity.Japanese, Team: "決済", Dimension: maturity.Toil, Rounds: r})
}

// BenchmarkPaper prints ten figures that are drawn already.
func BenchmarkPaper(b *testing.B) {
	var pictures []*draw.Picture
	for n := range 10 {
		p, err := engine.Picture(b.Context(), fresh(n+5000), 0)
		if err != nil {
			b.Fatal(err)
		}
		pictures = append(pictures, p)
	}
	for b.Loop() {
		s := paper.New(paper.Settings{Lang: maturity.Japanese, Title: "信頼性の四半期報告", Made: time.Unix(0, 0)})
		for _, p := range pictures {
			s.Figures(paper.Figure{Picture: p, Title: "トイルの推移", Caption: "高いほど良い状態です。", Summary: "トイルは減っています。", Most: 90})
		}
		if err := s.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
