package paper

import (
	"testing"

	"michinori/app/maturity"
)

// TestFiguresShareAPage: what lacks a little room becomes smaller, and no more
// than that.
func TestFiguresShareAPage(t *testing.T) {
	t.Parallel()
	const one = 5 + 4.1 + 5 // the words of each
	for most, want := range map[float64]int{70: 1, 85: 1, 95: 2, 40: 1} {
		s := New(Settings{Lang: maturity.English, Title: "Report"})
		f := Figure{drawn(t), "A title", "A caption", "What is to see", most, false}
		s.Figures(f, f, f)
		if s.Pages() != want {
			t.Errorf("three pictures of %.0f mm stand on %d pages, want %d", most, s.Pages(), want)
		}
		if all := 3 * (most + one); want == 1 && all < bottom-top && s.y < top+all-1 {
			t.Errorf("pictures of %.0f mm became smaller: they end at %.1f mm", most, s.y)
		}
	}
	s := New(Settings{Lang: maturity.English, Title: "Report"})
	s.Smallest(0.7)
	f := Figure{drawn(t), "A title", "A caption", "What is to see", 95, false}
	if s.Figures(f, f, f); s.Pages() != 1 {
		t.Error("pictures that may become smaller than usual do not")
	}
}

// TestHalvesStandSideBySide: two take the room of one, a third the next row, and
// a whole figure is never beside a half.
func TestHalvesStandSideBySide(t *testing.T) {
	t.Parallel()
	end := func(all ...Figure) float64 {
		s := New(Settings{Lang: maturity.English, Title: "Report"})
		s.Figures(all...)
		return s.y
	}
	half := Figure{drawn(t), "A title", "A caption", "What is to see", 40, true}
	long, whole := half, half
	long.Caption, whole.Half = "A caption that takes more than a line where there is half a page for it, as here", false
	one, two := end(half), end(half, half)
	if one != two || end(half, half, half)-two != one-top || end(half, long) <= two || end(half, whole)-one != end(whole)-top {
		t.Error(one, two, end(half, half, half), end(half, long), end(half, whole), end(whole))
	}
}
