package reports_test

import (
	"testing"

	"michinori/app/maturity"
)

// BenchmarkFigures makes each figure as a page does: option, picture, table.
func BenchmarkFigures(b *testing.B) {
	for _, f := range figures {
		b.Run(f.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f.make(maturity.Japanese)
			}
		})
	}
}
