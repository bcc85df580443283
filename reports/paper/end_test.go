package paper

import (
	"io"
	"math"
	"testing"

	"michinori/app/maturity"
)

// TestFullPageIsTheLast: a page that is full to its last millimetre, or a hair
// more as pictures are that fill what is left, has no empty one behind it.
func TestFullPageIsTheLast(t *testing.T) {
	t.Parallel()
	s := New(Settings{Lang: maturity.Japanese})
	s.Paragraph("参加と実行")
	s.y = math.Nextafter(bottom, pageHeight)
	if err := s.Write(io.Discard); err != nil || s.Pages() != 1 {
		t.Errorf("%d pages, %v", s.Pages(), err)
	}
}
